#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_forms.py DIRECTORY [COUNT [SEED]]: a corpus of replies made by real programs (python-docx, LibreOffice, pandoc,
abiword), in ways that the shared corpus lacks: DIRECTORY/messages/NNNN.eml, truth.jsonl and config/ (the register is copied
from ../shared). The same seed gives the same forms. Score with:
  tallyctl read --config DIRECTORY/config DIRECTORY/messages/*.eml | ../shared/corpora/score.py DIRECTORY/truth.jsonl -v"""
import copy
import email.mime.message
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from email.message import EmailMessage

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from words import WORDS  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
REGISTER = TOP.parent / "shared/corpora/forms/config/administrations.toml"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

CIRCULARS = [
    dict(n=287, g=5, drafts=[("L.1023", "L.eeT"), ("K.147", "K.peb"), ("L.1210.1", "L.5Gpow-2")]),
    dict(n=34, g=20, drafts=[("Y.4500.15", "Y.oneM2M.TS0015"), ("Y.4500", "Y.oneM2M")]),
    dict(n=341, g=12, drafts=[("P.1204.3", "P.NATS-ph2-bs"), ("G.1028.2", "G.VoLTE2"), ("Q.3913", "Q.loc-rep"), ("E.847", "E.QoS-ct")]),
]

# (boxes of a form in which nothing is marked: outer, inner), and what a chosen one becomes
GLYPHS = [(("☐", "○"), ("☒", "◉")), (("□", "○"), ("■", "●")), (("☐", "☐"), ("☑", "☑")), (("|_|", "( )"), ("|X|", "(X)")),
          (("[ ]", "( )"), ("[x]", "(x)")), (("_", "_"), ("X", "X")), (("❏", "❍"), ("✔", "✔")), (("☐", "\u20dd"), ("V", "V")),
          (("▢", "◯"), ("⊠", "⊗")), (("〇", "〇"), ("●", "●")), (("[]", "()"), ("[V]", "(V)")), (("☐", "⃝"), ("√", "√")),
          (("", ""), ("X", "X")), (("", ""), ("✓", "✓")), (("", ""), ("(X)", "(X)")), (("☐", "○"), ("×", "×")),
          (("☐", "○"), ("❌", "❌")), (("【 】", "（ ）"), ("【X】", "（X）")), (("....", "...."), ("..X..", "..X..")), (("☐", "○"), ("Ｘ", "Ｘ"))]


class Choice:
    """What a State decided on one draft: authority assigned, not_assigned or none; comments."""

    def __init__(self, authority, comments):
        self.authority, self.comments = authority, comments

    def truth(self):
        return {"authority": self.authority, "comments": self.comments}


def choose(rng, style):
    if style == "blank":
        return Choice("none", "none")
    roll = rng.random()
    if roll < .2:
        return Choice("not_assigned", "unspecified")
    return Choice("assigned", rng.choice(["none", "none", "attached"]))


# A form is a list of rows: (label, [option]), an option being a dict: key, text, mark (before), after, struck, gone, bold…

def options_of(words, circular, choice):
    def option(key, level, on):
        return dict(key=key, level=level, on=on, text=words[key].format(**circular), before="", after="", effect=None)
    return [option("assigns", 0, choice.authority == "assigned"),
            option("none", 1, choice.comments == "none" and choice.authority == "assigned"),
            option("attached", 1, choice.comments == "attached"),
            option("refuses", 0, choice.authority == "not_assigned")]


def mark(rng, style, words, options):
    """Marks a row's options in the way of `style`; returns the row's Doubt or None."""
    empty, full = rng.choice(GLYPHS)
    if style == "yes":
        empty = ("", "")
    for o in options:
        o["before"] = empty[o["level"]]
    chosen = [o for o in options if o["on"]]
    if style == "replace":
        for o in chosen:
            o["before"] = full[o["level"]]
    elif style == "beside":
        for o in chosen:
            o["before"] = (o["before"] + " " + rng.choice("Xx✓✔V")) if rng.random() < .5 else rng.choice("Xx✓✔V") + " " + o["before"]
    elif style == "at_end":
        for o in chosen:
            o["after"] = "  " + rng.choice(["X", "[X]", "✓", "✔", "(x)"])
    elif style == "yes":
        for o in chosen:
            o["before" if rng.random() < .5 else "after"] = rng.choice(words["yes"])
    elif style in ("gone", "struck", "tracked"):
        for o in options:
            if not o["on"]:
                o["effect"] = style
    elif style in ("bold", "highlight", "colour"):
        for o in chosen:
            o["effect"] = style
    elif style == "condition":
        for o in chosen:
            o["before"] = full[o["level"]] or "X"
            o["after"] = " provided that clause 7 is deleted"
    elif style == "odd":  # a sign that is no known mark
        for o in chosen:
            o["before"] = "❖"
    elif style == "conflict":
        for o in options:
            if o["level"] == 0:
                o["before"] = full[0] or "X"


def weak(style):
    return style in ("bold", "highlight", "colour", "blank", "conflict", "old", "condition", "odd", "taken_back")


# ---- Word by python-docx

def add_box(paragraph, kind, on, text):
    if kind == "sdt":
        glyph = "☒" if on else "☐"
        paragraph._p.append(parse_xml(
            f'<w:sdt {nsdecls("w")} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr>'
            f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>'))
    elif kind == "legacy":
        state = f'<w:default w:val="0"/><w:checked w:val="{int(on)}"/>' if on else '<w:default w:val="0"/>'
        for inner in (f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c"/><w:enabled/><w:checkBox><w:sizeAuto/>{state}'
                      '</w:checkBox></w:ffData></w:fldChar>', '<w:instrText> FORMCHECKBOX </w:instrText>',
                      '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>'):
            paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}>{inner}</w:r>'))
    elif kind == "sym":
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{"F0FE" if on else "F0A8"}"/></w:r>'))
    elif text:
        paragraph.add_run(text)
    if text or kind != "glyph":
        paragraph.add_run(" ")


def add_option(cell, option, kind):
    if option["effect"] == "gone":
        return
    paragraph = cell.add_paragraph()
    add_box(paragraph, kind if kind == "glyph" or option["level"] == 0 or kind == "sym" else "glyph", option["on"],
            option["before"] if kind == "glyph" else ("●" if option["on"] else "○"))
    run = paragraph.add_run(option["text"] + option["after"])
    if option["effect"] == "struck":
        for r in paragraph.runs:
            r.font.strike = True
    elif option["effect"] == "bold":
        run.bold = True
    elif option["effect"] == "highlight":
        run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW
    elif option["effect"] == "colour":
        run.font.color.rgb = docx.shared.RGBColor(200, 0, 0)
    elif option["effect"] == "tracked":
        delete_tracked(paragraph)


def delete_tracked(paragraph):
    for r in list(paragraph._p.findall(qn("w:r"))):
        wrapper = parse_xml(f'<w:del {nsdecls("w")} w:id="7" w:author="x" w:date="2018-01-01T00:00:00Z"/>')
        r.addprevious(wrapper)
        wrapper.append(r)
        for t in r.findall(qn("w:t")):
            t.tag = qn("w:delText")


def write_docx(path, form, rng):
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(rng.choice([10, 11, 12]))
    for line in form["before"]:
        document.add_paragraph(line)
    layout = rng.choice(["two_columns", "two_columns", "three_columns", "no_table"])
    if layout != "no_table":
        table = document.add_table(rows=0, cols=2 if layout == "two_columns" else 3)
        table.style = "Table Grid"
    for label, options in form["rows"]:
        if layout == "no_table":
            document.add_paragraph(label)
            for o in options:
                add_option(document, o, form["kind"])
            continue
        upper, lower = table.add_row().cells, table.add_row().cells
        upper[0].text = label
        upper[0].merge(lower[0])
        for o in options:
            add_option((lower if o["key"] == "refuses" else upper)[-1], o, form["kind"])
    for line in form["after"]:
        document.add_paragraph(line)
    document.save(path)


# ---- the same as text and HTML

def lines_of(form):
    lines = list(form["before"])
    for label, options in form["rows"]:
        lines += ["", label]
        for o in options:
            if o["effect"] != "gone":
                lines.append("    " * o["level"] + (o["before"] + " " if o["before"] else "") + o["text"] + o["after"])
    return "\n".join(lines + [""] + form["after"]) + "\n"


def html_of(form):
    tags = {"struck": "s", "tracked": "del", "bold": "b", "highlight": "mark", None: "span", "colour": "b"}
    rows = ""
    for label, options in form["rows"]:
        cells = "".join(f'<p><{tags[o["effect"]]}>{o["before"]} {o["text"]}{o["after"]}</{tags[o["effect"]]}></p>'
                        for o in options if o["effect"] != "gone")
        rows += f"<tr><td>{label}</td><td>{cells}</td></tr>"
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in form["before"]) + f'<table border="1">{rows}</table>' \
        + "".join(f"<p>{line}</p>" for line in form["after"]) + "</body></html>"


# ---- conversions by real programs

def convert_all(program, files, target, directory):
    """Converts files (paths) to `target`; returns {source: result} of those that worked."""
    directory.mkdir(exist_ok=True)
    done = {}
    if program == "libreoffice" and files:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to", target,
                        "--outdir", directory, *files], check=False, capture_output=True, timeout=1200)
    for file in files:
        result = directory / (file.stem + "." + target)
        if program == "pandoc":
            subprocess.run(["pandoc", "--standalone", file, "-o", result], check=False, capture_output=True)
        elif program == "abiword":
            subprocess.run(["abiword", "--to=" + target, "-o", result, file], check=False, capture_output=True, timeout=60)
        if result.exists() and result.stat().st_size:
            done[file] = result
    return done


TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "odt": "application/vnd.oasis.opendocument.text",
         "doc": "application/msword", "rtf": "application/rtf", "pdf": "application/pdf", "html": "text/html", "zip": "application/zip"}


def attach(message, name, content, rng):
    kind = TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    if rng.random() < .2:
        kind = "application/octet-stream"
    main, sub = kind.split("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)


def envelope(reply, rng):
    message = EmailMessage()
    message["From"] = f'"Focal point" <{reply["sender"]}>'
    message["To"] = "tsbdir@itu.example"
    message["Subject"] = reply["words"]["subject"].format(**reply["circular"])
    message["Date"] = "Mon, 5 Feb 2018 10:00:00 +0100"
    message["Message-ID"] = f'<{rng.getrandbits(64):x}@{reply["sender"].split("@")[1]}>'
    message["MIME-Version"] = "1.0"
    return message


def wrap(reply, content, suffix, rng):
    """The mail around a form."""
    message = envelope(reply, rng)
    cover = reply["words"]["cover"].format(**reply["circular"]) + "\n"
    if reply["truth"]["style"] == "taken_back":
        cover += "Please disregard it for the time being: it was sent by mistake.\n"
        content = content + cover if suffix == "text" else content
    if suffix == "text":
        message.set_content(content, charset="utf-8", cte=rng.choice(["quoted-printable", "base64"]))
        return message
    if suffix == "mailhtml":
        message.set_content(cover)
        message.add_alternative(content, subtype="html")
        return message
    message.set_content(cover)
    name = rng.choice(["reply", "Annex 2", "form", "Réponse", "scan001"]) + "." + suffix
    if rng.random() < .08:
        packed = pathlib.Path(tempfile.mkstemp(suffix=".zip")[1])
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        name, content = "reply.zip", packed.read_bytes()
        packed.unlink()
    attach(message, name, content, rng)
    if rng.random() < .08:  # sent on by a colleague, as an attachment
        outer = envelope(reply, rng)
        outer.set_content("FYI\n")
        outer.make_mixed()
        outer.attach(email.mime.message.MIMEMessage(message))
        return outer
    return message


def make_replies(count, rng, register):
    styles = ["replace"] * 5 + ["beside"] * 2 + ["at_end", "yes", "gone", "gone", "struck", "struck", "tracked", "widget", "widget",
                                                 "widget", "bold", "highlight", "colour", "conflict", "blank", "partial", "old",
                                                 "condition", "odd", "taken_back"]
    for i in range(count):
        style = styles[i % len(styles)]
        language = rng.choice(list(WORDS))
        words, circular = WORDS[language], copy.deepcopy(rng.choice(CIRCULARS))
        code, domain, names = rng.choice(register)
        if style == "old":
            circular["n"] = rng.choice([12, 99, 205])
            circular["drafts"] = [("Z.77", "Z.foo"), ("Z.78", "Z.bar")]
        decisions, rows = {}, []
        order = list(circular["drafts"])
        if rng.random() < .2:
            rng.shuffle(order)
        for k, (designation, provisional) in enumerate(order):
            choice = choose(rng, style)
            if style == "partial" and k == 0 and len(order) > 1:
                choice = Choice("none", "none")
            options = options_of(words, circular, choice)
            mark(rng, "replace" if style in ("partial", "old", "widget", "taken_back") else style, words, options)
            if style == "partial" and choice.authority == "none":
                for o in options:
                    o["before"] = "☐"
            if style == "conflict":
                choice = Choice("conflict", "conflict")
            label = rng.choice(words["drafts"]).format(d=designation, p=provisional)
            rows.append((label, options))
            decisions[designation] = choice.truth()
        kind = rng.choice(["sdt", "legacy", "sym"]) if style == "widget" else "glyph"
        if style in ("gone", "struck", "tracked"):
            kind = rng.choice(["glyph", "sdt", "legacy"])
            for _, options in rows:  # nothing is checked: what is left over decides
                for o in options:
                    o["on"] = False if kind != "glyph" else o["on"]
        name = names[language]
        form = dict(before=["ANNEX 2", words["heading"].format(**circular), words["body"].format(**circular), words["select"]],
                    rows=rows, after=[words["of"].format(a=name)], kind=kind)
        truth = dict(kind="reply", circular=f"TSB Circular {circular['n']}", administration=code, language=language, style=style,
                     box=kind, decisions={} if style == "old" else decisions, certain=not weak(style))
        yield dict(form=form, truth=truth, words=words, circular=circular, sender=f"itu-focal@{domain}")


def read_register():
    text = REGISTER.read_text()
    for block in text.split("[[administration]]")[1:]:
        code = re.search(r'code = "(\w+)"', block)[1]
        domain = re.search(r'domains = \["([^"]+)"', block)[1]
        names = dict(re.findall(r'(\w\w) = "([^"]+)"', block.split("names =")[1]))
        yield code, domain, names


def write_configuration(directory):
    (directory / "config/consultations").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(REGISTER, directory / "config/administrations.toml")
    for c in CIRCULARS:
        drafts = "".join(f'\n[[draft]]\ndesignation = "{d}"\nprovisional = "{p}"\ntitle = "Title of {d}"\n' for d, p in c["drafts"])
        (directory / f"config/consultations/{c['n']}.toml").write_text(
            f'[consultation]\ncircular = "TSB Circular {c["n"]}"\nstudy_group = {c["g"]}\nopened = 2018-01-01\n'
            f'deadline = 2018-06-01T23:59:00Z\nmeeting = 2018-06-20\n{drafts}')


def main():
    directory = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 230
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    (directory / "messages").mkdir(parents=True, exist_ok=True)
    write_configuration(directory)
    # Which program makes which format; those that lose fields get glyphs only.
    ways = [("docx", None), ("docx", None), ("docx", "libreoffice"), ("odt", "libreoffice"), ("doc", "libreoffice"), ("rtf", "libreoffice"),
            ("pdf", "libreoffice"), ("docx", "pandoc"), ("odt", "pandoc"), ("html", "pandoc"), ("rtf", "pandoc"), ("rtf", "abiword"),
            ("text", None), ("mailhtml", None)]
    work = pathlib.Path(tempfile.mkdtemp())
    replies, waiting = list(make_replies(count, rng, list(read_register()))), {}
    for i, reply in enumerate(replies):
        target, program = rng.choice(ways)
        style, kind = reply["truth"]["style"], reply["form"]["kind"]
        if program in ("pandoc", "abiword") and (kind != "glyph" or style in ("tracked", "highlight", "colour")):
            program = "libreoffice"
        if target in ("text", "mailhtml") and (kind != "glyph" or style in ("struck", "tracked", "bold", "highlight", "colour")):
            target, program = "docx", None
        if target == "pdf" and kind != "glyph":  # LibreOffice prints no legacy box
            target = "odt"
        reply.update(target=target, program=program)
        if target not in ("text", "mailhtml"):
            source = work / f"{i:04}.docx"
            write_docx(source, reply["form"], rng)
            reply["file"] = source
            if program:
                waiting.setdefault((program, target), []).append(source)
    results = {}
    for (program, target), files in waiting.items():
        results.update(convert_all(program, files, target, work / f"{program}-{target}"))
    with open(directory / "truth.jsonl", "w") as truth:
        for i, reply in enumerate(replies):
            if reply["target"] == "text":
                content = lines_of(reply["form"])
            elif reply["target"] == "mailhtml":
                content = html_of(reply["form"])
            elif reply["program"] and reply["file"] not in results:
                continue
            else:
                content = results.get(reply["file"], reply["file"]).read_bytes()
            message = wrap(reply, content, reply["target"], rng)
            name = f"{i:04}.eml"
            (directory / "messages" / name).write_bytes(message.as_bytes())
            form = f'{reply["target"]}{"-" + reply["program"] if reply["program"] else ""}'
            truth.write(json.dumps(dict(message=name, format=form, **reply["truth"]), ensure_ascii=False) + "\n")
    shutil.rmtree(work)


main()
