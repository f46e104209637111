# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bench is fed with: a configuration of all Member States and their replies, each with its own content, made from one
blank form. The same arguments give the same replies."""
import base64
import datetime
import io
import itertools
import pathlib
import random
import re
import sys
import tomllib
import zipfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests/support"), str(TOP / "tests/demo")]
import forms  # noqa: E402
from replies import OPEN  # noqa: E402

REGISTER = TOP / "config/administrations.toml"
DRAFTS = [designation for designation, *_ in OPEN["drafts"]]
COMBINATIONS = list(itertools.product(("none", "attached", "not"), repeat=len(DRAFTS)))
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def administrations():
    """(code, address, English name) of each Member State in the sample register."""
    return [(one["code"], one["addresses"][0], one["names"]["en"])
            for one in tomllib.loads(REGISTER.read_text())["administration"]]


def write_configuration(directory, settings):
    """Everything but tallyd.toml, which is `settings`."""
    (directory / "consultations").mkdir(parents=True)
    (directory / "administrations.toml").write_text(REGISTER.read_text())
    (directory / "tallyd.toml").write_text(settings)
    today = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    drafts = "".join(f'\n[[draft]]\ndesignation = "{d}"\nprovisional = "{p}"\ntitle = "{t}"\n' for d, p, t in OPEN["drafts"])
    (directory / "consultations/c53.toml").write_text(
        f'[consultation]\ncircular = "{OPEN["circular"]}"\nstudy_group = {OPEN["group"]}\nopened = {today - 60 * day:%Y-%m-%d}\n'
        f'deadline = {today + 60 * day:%Y-%m-%d}T23:59:00Z\nmeeting = {today + 72 * day:%Y-%m-%d}\n{drafts}')


def word_parts():
    """What Word puts into a file beside the text: styles, theme, fonts… (those of python-docx's template, which has every table
    style that Word knows, where Word writes those in use)."""
    import docx
    template = pathlib.Path(docx.__file__).parent / "templates/default.docx"
    left_out = ("customXml", "word/document.xml", "word/stylesWithEffects.xml")
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()
                 if name.endswith((".xml", ".rels")) and not name.startswith(left_out)}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(rb"<Relationship [^>]*(customXml|thumbnail|stylesWithEffects)[^>]*>", b"", parts[name])
    parts["word/styles.xml"] = re.sub(rb'<w:style w:type="table".*?</w:style>', b"", parts["word/styles.xml"], flags=re.DOTALL)
    return parts


class Blank:
    """The blank form of the circular, with a coat of arms of that many bytes."""

    def __init__(self, picture=9100):
        self.parts = word_parts()
        self.parts["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(picture)

    def filled(self, decisions, name):
        """The bytes of a docx."""
        form = zipfile.ZipFile(io.BytesIO(forms.form(OPEN, decisions, name)))
        text = form.read("word/document.xml").replace(b"<w:tbl>", b"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>")  # python-docx asks
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                archive.writestr(part, content)
            archive.writestr("word/document.xml", text)
        return out.getvalue()


def mail(number, sender, kind, name, content, body="Please find our reply attached.\r\n"):
    """A message with one attachment, as mail programs write it."""
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S +0000")
    encoded = base64.encodebytes(content).replace(b"\n", b"\r\n").decode()
    return (f"From: Focal point <{sender}>\r\nTo: tsbdir@itu.example\r\nSubject: Reply to {OPEN['circular']}\r\n"
            f"Date: {date}\r\nMessage-ID: <{number}.bench@{sender.split('@')[1]}>\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/mixed; boundary="=_bench"\r\n\r\n'
            f"--=_bench\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
            f"--=_bench\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n{encoded}--=_bench--\r\n").encode()


def replies(count, picture=9100):
    """`count` replies by Word file; whoever replies again decides otherwise than before."""
    blank, states = Blank(picture), administrations()
    for number in range(count):
        _, address, name = states[number % len(states)]
        choice = COMBINATIONS[(number // len(states)) % len(COMBINATIONS)]
        content = blank.filled(dict(zip(DRAFTS, choice)), name)
        yield mail(number, address, DOCX, "Annex 2.docx", content)


def large_replies(count, megabytes):
    """Replies that carry a further attachment of so many megabytes, which no format claims."""
    blank, states = Blank(), administrations()
    ballast = base64.encodebytes(random.Random(2).randbytes(megabytes * 740_000)).replace(b"\n", b"\r\n")
    for number in range(count):
        _, address, name = states[number % len(states)]
        small = mail(number, address, DOCX, "Annex 2.docx", blank.filled(dict(zip(DRAFTS, COMBINATIONS[0])), name))
        part = (b"--=_bench\r\nContent-Type: application/octet-stream; name=\"map.bin\"\r\nContent-Transfer-Encoding: base64\r\n"
                b"Content-Disposition: attachment; filename=\"map.bin\"\r\n\r\n" + ballast)
        yield small[:-len(b"--=_bench--\r\n")] + part + b"--=_bench--\r\n"
