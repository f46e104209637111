#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_office_scans.py DIRECTORY [COUNT [SEED]]: replies as an office sends them: a form printed from a word processor, filled there or
by pen, signed, stamped beside the table, and put on an ordinary scanner at 150 to 300 dpi. Files as make_scans.py has them, whose
pages are much worse than these. A careful clerk reads each of them with certainty, but those whose `style` is conflict or blank."""
import json
import math
import pathlib
import re
import sys
import tempfile

import docx
import numpy
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from make_scans import (CIRCULARS, DEAR, FONTS, WORDS, Page, begin_set, choose_marks, draw_mark, ink_box, message_of, pack, print_forms,  # noqa: E402
                        printed_pages, restyle, scrawl, set_font, stamp, stroke)

# The two boxes of authority and of comments, and the font that has them; of each (empty, filled in by the word processor).
BOXES = [(("☐", "☒"), ("☐", "☒"), "DejaVu Sans"), (("☐", "☒"), ("○", "●"), "DejaVu Sans"), (("☐", "☑"), ("○", "◉"), "Noto Sans Symbols2"),
         (("☐", "☒"), ("☐", "☒"), "Noto Sans Symbols2"), (("□", "■"), ("○", "●"), "Noto Sans CJK SC"), (("□", "☒"), ("○", "●"), "DejaVu Serif"),
         (("□", "■"), ("□", "■"), "Liberation Sans"), (("❏", "☑"), ("❍", "●"), "DejaVu Sans"), (("▢", "☒"), ("◯", "◉"), "DejaVu Sans"),
         (("[  ]", "[X]"), ("(  )", "(X)"), None), (("[   ]", "[ X ]"), ("[   ]", "[ X ]"), None), (("(   )", "( X )"), ("(   )", "( X )"), None),
         (("rect", None), ("circle", None), "DejaVu Sans"), (("rect", None), ("rect", None), "DejaVu Sans")]
SIGNS = "☐□❏▢○◯❍⚪☒☑■●◉"
BORDERS = ["grid"] * 6 + ["thin", "double", "grey", "dotted", "rows", "none"]
PENS = [(25, 35, 120), (15, 15, 20), (20, 60, 170), (40, 40, 60), (170, 25, 30)]


def write_runs(p, text, form, bold=False):
    for part in re.split(f"([{SIGNS}])", text):
        if not part:
            continue
        run = p.add_run(part)
        is_sign = len(part) == 1 and part in SIGNS
        font = form["boxes"][2] if is_sign else form["font"]
        set_font(run, "DejaVu Sans" if is_sign and part in "☒☑◉" and font not in ("Noto Sans Symbols2", "DejaVu Sans") else font, form["language"])
        run.bold = bold
        if is_sign:
            run.font.size = Pt(form["size"] + form["larger"])
        elif form["language"] == "ar":
            run._r.get_or_add_rPr().append(run._r.makeelement(qn("w:rtl"), {}))


def paragraph_of(holder, text, form, bold=False, indent=0.0):
    p = holder.add_paragraph()
    p.paragraph_format.space_after = Pt(form["gap"])
    if indent:
        p.paragraph_format.left_indent = Cm(indent)
    if form["language"] == "ar":
        p._p.get_or_add_pPr().append(p._p.makeelement(qn("w:bidi"), {}))
    write_runs(p, text, form, bold)


def set_borders(table, how):
    """One of BORDERS."""
    style = {"double": "double", "dotted": "dotted"}.get(how, "single")
    colour = "999999" if how == "grey" else "000000"
    size = {"thin": "2", "grid": "4"}.get(how, "6")
    borders = table._tbl.tblPr.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        value = "nil" if how == "none" or (how == "rows" and side in ("left", "right", "insideV")) else style
        borders.append(borders.makeelement(qn("w:" + side), {qn("w:val"): value, qn("w:sz"): size, qn("w:color"): colour}))
    table._tbl.tblPr.append(borders)


def write_docx(path, form):
    words, circular = WORDS[form["language"]], form["circular"]
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(form["size"])
    section = d.sections[0]
    if form["paper"] == "a4":
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(form["margin"])
    for line in ("ANNEX 2", words["heading"].format(**circular), DEAR[form["language"]], words["body"].format(**circular)):
        paragraph_of(d, line, form, bold=line.startswith("ANNEX"))
    columns = {"two": 2, "three": 3, "cell": 2, "list": 0}[form["layout"]]
    table = d.add_table(rows=0, cols=columns) if columns else None
    if table is not None:
        set_borders(table, form["borders"])
        if form["language"] == "ar":
            table._tbl.tblPr.append(table._tbl.makeelement(qn("w:bidiVisual"), {}))
        if form["select"]:
            table.add_row().cells[-1].paragraphs[0].add_run(words["select"]).bold = True
    for number, ((designation, provisional), label) in enumerate(zip(circular["drafts"], form["labels"])):
        write_draft(d, table, form, number, label.format(d=designation, p=provisional))
    if table is not None:
        table.autofit = False
        widths = {2: form["widths"], 3: (form["widths"][0] - .6, 1.2, form["widths"][1] - .6)}[columns]
        for row in table.rows:
            for cell, width in zip(row.cells, widths):
                cell.width = Cm(width)
    for line in ("", words["of"].format(a=form["name"]), ""):
        paragraph_of(d, line, form)
    d.save(path)


def write_draft(d, table, form, number, label):
    words, circular, layout = WORDS[form["language"]], form["circular"], form["layout"]
    signs = [form["signs"][number][i] for i in range(4)]
    pad = "\u00a0" * 2
    options = list(zip(("assigns", "none", "attached", "refuses"), signs))
    if table is None:
        paragraph_of(d, label, form, bold=True)
        for key, sign in options:
            paragraph_of(d, sign + pad + words[key].format(**circular), form, indent=1.0 if key in ("none", "attached") else 0.3)
        return
    upper = table.add_row().cells
    lower = table.add_row().cells if layout != "cell" else upper
    cell = upper[0].merge(lower[0]) if lower is not upper else upper[0]
    paragraph_of(cell, label, form, bold=form["bold"])
    for key, sign in options:
        row = lower if key == "refuses" else upper
        if len(upper) == 3 and key in ("assigns", "refuses"):
            paragraph_of(row[1], sign, form)
            paragraph_of(row[2], words[key].format(**circular), form)
        else:
            paragraph_of(row[-1], sign + pad + words[key].format(**circular), form, indent=form["indent"] if key in ("none", "attached") else 0)
    for c in (cell, *upper[1:], *lower[1:]):  # the empty first paragraph
        if len(c.paragraphs) > 1 and not c.paragraphs[0].text:
            c._tc.remove(c.paragraphs[0]._p)


def render(pdf, dpi):
    """Pages with their signs, in order of options; [x0, y0, x1, y1, sign] in points."""
    pages = []
    for image, text in printed_pages(pdf, dpi):
        words = [(*map(float, w[:4]), w[4]) for w in
                 re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', text)]
        boxes = []
        for i, (x0, y0, x1, y1, word) in enumerate(words):
            if word[0] in SIGNS:
                boxes.append([x0, y0, x1, y1, word])
            elif word in ("[", "("):
                end = min((w for w in words if w[4][:1] in ("]", ")") and abs(w[1] - y0) < 4 and 0 < w[0] - x0 < 60), default=None)
                if end is None:
                    continue
                boxes.append([x0, y0, end[0] + x1 - x0, y1, word])
            elif word in ("[X]", "(X)"):
                boxes.append([x0, y0, x1, y1, word])
        pages.append(Page(image, sorted(boxes, key=lambda box: box[1])))
    return pages


# ---- marks and what else is on a page

def large(area, by):
    x0, y0, x1, y1 = area
    dx, dy = (x1 - x0) * by, (y1 - y0) * by
    return [x0 - dx, y0 - dy, x1 + dx, y1 + dy]


def circled(image, area, colour, s, rng):
    """A loop around the box, as a pen draws it: not quite round, its ends run over each other."""
    x0, y0, x1, y1 = area
    cx, cy, rx, ry = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * rng.uniform(.85, 1.1), (y1 - y0) * rng.uniform(.8, 1.0)
    start = rng.uniform(0, 6.28)
    points = [(cx + rx * math.cos(start + i * .3) * rng.uniform(.97, 1.03), cy + ry * math.sin(start + i * .3) * rng.uniform(.97, 1.03)) for i in range(23)]
    stroke(ImageDraw.Draw(image), points, colour, s * rng.uniform(1.6, 2.6), rng)


def mark(image, area, how, colour, s, rng):
    if how == "circled":
        circled(image, area, colour, s, rng)
    elif how == "large_cross":
        draw_mark(image, large(area, rng.uniform(.15, .4)), "cross", colour, s, rng)
    elif how == "large_tick":
        draw_mark(image, large(area, rng.uniform(0, .3)), "tick", colour, s, rng)
    else:
        draw_mark(image, area, how, colour, s, rng)


MARKS = ["cross"] * 4 + ["large_cross"] * 3 + ["tick"] * 3 + ["large_tick"] * 3 + ["circled", "filled", "scribble", "smalltick"]


def letterhead(image, s, rng):
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf", int(13 * s))
    x, y = image.width * .5, 22 * s
    pen.ellipse([x - 14 * s, y - 14 * s, x + 14 * s, y + 14 * s], outline=(30, 60, 120), width=max(1, int(1.5 * s)))
    pen.text((x - 130 * s, y + 16 * s), "MINISTRY OF COMMUNICATIONS", font=font, fill=(30, 40, 90))


def received(image, s, rng):
    """The stamp of the day, with a frame, in a corner above the table."""
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", int(12 * s))
    x, y = image.width - 190 * s, 30 * s
    colour = rng.choice([(60, 50, 150), (160, 40, 60)])
    pen.rectangle([x, y, x + 150 * s, y + 44 * s], outline=colour, width=max(1, int(2 * s)))
    pen.text((x + 10 * s, y + 5 * s), "RECEIVED", font=font, fill=colour)
    pen.text((x + 10 * s, y + 23 * s), "12 FEB 2018", font=font, fill=colour)


def embellish(pages, dpi, colour, rng):
    s, k = dpi / 150, dpi / 72
    last = pages[-1]
    bottom = max([b[3] for b in last.boxes] or [100]) * k
    if rng.random() < .9:
        scrawl(last.image, last.image.width * .55, min(bottom + 130 * s, last.image.height - 60 * s), 200 * s, colour, s, rng)
    if rng.random() < .6:
        stamp(last.image, int(last.image.width * .3), int(min(bottom + 150 * s, last.image.height - 90 * s)), s, rng)
    if rng.random() < .3:
        letterhead(pages[0].image, s, rng)
    if rng.random() < .25:
        received(pages[0].image, s, rng)
    for page in pages:
        if rng.random() < .12:
            for y in (page.image.height * .42, page.image.height * .58):
                r, x = 14 * s, 38 * s
                ImageDraw.Draw(page.image).ellipse([x - r, y - r, x + r, y + r], fill=(60, 60, 60))


# ---- the scanner

def choose_scanner(rng):
    dpi = rng.choice([150, 200, 200, 200, 300, 300, 300])
    mode = rng.choice(["rgb", "grey", "grey", "bw"])
    if mode == "bw" and dpi == 150:
        dpi = 200
    return dict(way="scan", dpi=dpi, mode=mode, colour="rgb" if mode == "rgb" else "grey", blur=rng.uniform(.3, .7) * dpi / 200,
                skew=rng.choice([0, 1, 1, 1]) * rng.uniform(-1.5, 1.5), black=rng.uniform(10, 70), paper=rng.uniform(225, 252),
                noise=rng.choice([1, 2, 4, 6]), threshold=rng.choice([120, 140, 160]), quality=rng.choice([50, 70, 85, 92]), coarse=False)


def scan(image, scanner, rng):
    if scanner["skew"]:
        image = image.rotate(scanner["skew"], Image.BICUBIC, fillcolor=(255, 255, 255))
    image = image.filter(ImageFilter.GaussianBlur(scanner["blur"]))
    a = numpy.asarray(image).astype(float)
    a = scanner["black"] + a / 255 * (scanner["paper"] - scanner["black"])
    a += numpy.random.default_rng(rng.getrandbits(32)).normal(0, scanner["noise"], a.shape[:2])[..., None]
    image = Image.fromarray(numpy.clip(a, 0, 255).astype("uint8"))
    if scanner["mode"] != "rgb":
        image = image.convert("L")
    if scanner["mode"] == "bw":
        image = image.point(lambda v: 255 if v > scanner["threshold"] else 0).convert("1")
    return image


# ---- replies

STYLES = ["pen"] * 12 + ["mixed"] * 3 + ["typed"] * 7 + ["inner_only", "outer_only", "conflict", "blank"]
UNCERTAIN = {"conflict", "blank"}


def choose_form(rng, register):
    language = rng.choice(["en"] * 5 + ["fr"] * 2 + ["es"] * 2 + list(WORDS))
    code, domain, names = rng.choice(register)
    circular, style, boxes = rng.choice(CIRCULARS), rng.choice(STYLES), rng.choice(BOXES)
    if boxes[0][1] is None and style == "typed":
        style = "pen"
    if language == "ar" and boxes[2] is None:
        boxes = BOXES[0]
    left = rng.uniform(4, 6.5)
    form = dict(language=language, circular=circular, code=code, domain=domain, name=names[language], style=style, boxes=boxes,
                font=rng.choice(FONTS.get(language, FONTS[None])), size=rng.choice([10, 10, 11, 11, 12]), larger=rng.choice([0, 0, 1, 2, 4]),
                gap=rng.choice([0, 2, 4]), paper=rng.choice(["a4", "a4", "letter"]), margin=rng.choice([1.5, 2, 2.5]), indent=rng.choice([.5, .8, 1]),
                layout=rng.choice(["two"] * 5 + ["three", "cell", "cell", "list"]), borders=rng.choice(BORDERS), select=rng.random() < .7,
                bold=rng.random() < .5, widths=(left, 16.5 - left), labels=[rng.choice(WORDS[language]["drafts"]) for _ in circular["drafts"]])
    special = rng.randrange(len(circular["drafts"]))
    form["marked"], form["decisions"], form["signs"] = [], {}, []
    for k, (designation, _) in enumerate(circular["drafts"]):
        marked, (authority, comments) = choose_marks(rng, style if style != "conflict" or k == special else "pen")
        form["marked"].append(marked)
        form["decisions"][designation] = dict(authority=authority, comments=comments)
        form["signs"].append([sign_of(boxes[0 if i in (0, 3) else 1], style == "typed" and i in marked) for i in range(4)])
    return form


def sign_of(pair, filled):
    sign = pair[1 if filled else 0]
    return {"rect": "☐", "circle": "○"}.get(sign, sign).replace(" ", "\u00a0")


def fill(pages, form, dpi, rng):
    """False: the boxes were not found on the printed page."""
    s, colour = dpi / 150, rng.choice(PENS)
    boxes = [(page, box) for page in pages for box in page.boxes]
    if len(boxes) != 4 * len(form["marked"]):
        return False
    one = rng.choice(MARKS)
    for number, (page, box) in enumerate(boxes):
        area = ink_box(page.image, box + [form["language"] == "ar"], dpi) if form["boxes"][2] else [v * dpi / 72 for v in box[:4]]
        kind = form["boxes"][0 if number % 4 in (0, 3) else 1][0]
        if kind in ("rect", "circle"):
            area = restyle(page.image, area, kind, s, rng)
        if form["boxes"][2] is None:  # between the brackets
            middle, half = (area[0] + area[2]) / 2, (area[3] - area[1]) * .36
            area = [middle - half, area[1] + half * .7, middle + half, area[3] - half * .3]
        if form["style"] != "typed" and number % 4 in form["marked"][number // 4]:
            mark(page.image, area, rng.choice(MARKS) if form["style"] == "mixed" else one, colour, s, rng)
    form["mark"] = one
    embellish(pages, dpi, colour, rng)
    return True


def main():
    directory, count, rng, register = begin_set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as temporary, open(directory / "truth.jsonl", "w") as truth:
        folder = pathlib.Path(temporary)
        forms = [choose_form(rng, register) for _ in range(count)]
        print_forms(forms, folder, write_docx)
        for number, form in enumerate(forms):
            scanner = choose_scanner(rng)
            pages = render(folder / f"{number:04}.pdf", scanner["dpi"])
            if not fill(pages, form, scanner["dpi"], rng):
                print("boxes lost:", number, form["boxes"], form["style"], [len(p.boxes) for p in pages], file=sys.stderr)
                continue
            images = [scan(page.image, scanner, rng) for page in pages]
            files, kind = pack(images, scanner, rng)
            name = f"{number:04}.eml"
            (directory / "messages" / name).write_bytes(message_of(form, files, number))
            truth.write(json.dumps(dict(
                message=name, kind="reply", circular=f"TSB Circular {form['circular']['n']}", administration=form["code"], language=form["language"],
                format=kind, style=form["style"], decisions=form["decisions"], certain=form["style"] not in UNCERTAIN, mark=form.get("mark"), file=kind,
                pages=len(images), marked="".join(str(int(i in marked)) for marked in form["marked"] for i in range(4)), scanner=scanner, boxes=form["boxes"], layout=form["layout"], borders=form["borders"], font=form["font"],
                size=form["size"]), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
