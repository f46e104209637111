#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every blank form that tallyctl makes, filled in and sent back, is read as it was filled in.

usage: own_forms_test.py TALLYCTL CONFIG [--thorough] [LANGUAGE...]

Each form, .docx and .pdf in the six languages, comes back clicked, saved by LibreOffice in other
formats, printed and scanned, and blank. A wrong or a lost decision fails; a scan may be uncertain,
never wrong. --thorough: every way of filling it in, every format, scans of 150, 200 and 300 dpi.
"""
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from email.message import EmailMessage
from email.policy import SMTP

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from own_form import ASSIGNED, BLANK, COMMENTS, REFUSED, fill_docx, names_of  # noqa: E402

try:
    import pikepdf
    from PIL import Image, ImageDraw
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

DRAFTS = ["X.1214", "X.1331", "X.1603"]
FILLINGS = [[ASSIGNED, COMMENTS, REFUSED], [REFUSED, ASSIGNED, COMMENTS], [BLANK, BLANK, BLANK]]


def names(filling):
    return names_of(dict(zip(DRAFTS, filling)))


def buttons_of(pdf):
    """(page, name, widget): check boxes by their field, radio buttons by their state."""
    for number, page in enumerate(pdf.pages):
        for widget in page.get("/Annots", []):
            if "/AP" not in widget:
                continue
            on = next(str(key) for key in widget.AP.N.keys() if key != "/Off")
            yield number, str(widget.T) if on == "/Yes" else on[1:], widget, on


def fill_pdf(form, filling):
    wanted = {re.sub(r"\W", "_", name) for name in names(filling)}
    with pikepdf.open(io.BytesIO(form)) as pdf:
        for _, name, widget, on in buttons_of(pdf):
            if name in wanted:
                wanted.remove(name)
                widget.AS = pikepdf.Name(on)
                widget.get("/Parent", widget).V = pikepdf.Name(on)
        assert not wanted, wanted
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def scan(form, filling, folder, dpi=200):
    """The blank PDF printed, its boxes crossed by pen, and scanned to a PDF of pictures."""
    wanted = {re.sub(r"\W", "_", name) for name in names(filling)}
    (folder / "form.pdf").write_bytes(form)
    for old in folder.glob("page*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", folder / "form.pdf", folder / "page"],
                   check=True)
    pages = [Image.open(name).convert("L") for name in sorted(folder.glob("page*.png"))]
    with pikepdf.open(io.BytesIO(form)) as pdf:
        height = float(pdf.pages[0].MediaBox[3])
        for number, name, widget, _ in buttons_of(pdf):
            if name not in wanted:
                continue
            left, low, right, top = (float(value) * dpi / 72 for value in widget.Rect)
            low, top = height * dpi / 72 - low, height * dpi / 72 - top
            pen = ImageDraw.Draw(pages[number])
            pen.line([left - 3, top - 2, right + 4, low + 3], fill=40, width=5)
            pen.line([left - 2, low + 4, right + 3, top - 3], fill=40, width=5)
    out = io.BytesIO()
    turned = [page.rotate(0.4, fillcolor=255, resample=Image.BICUBIC) for page in pages]
    turned[0].save(out, "PDF", save_all=True, append_images=turned[1:], resolution=dpi)
    return out.getvalue()


def mail(content, name):
    message = EmailMessage(policy=SMTP)
    message["From"] = "focal@ministry.example"
    message["To"] = "tsbdir@itu.example"
    message["Subject"] = "Reply"
    message["Message-ID"] = f"<{name}@ministry.example>"
    message.set_content("Please find our reply attached.\n")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


OFFICE = ["odt", "doc", "rtf", "html", "pdf"]


def saved_by_office(folder, forms):
    """name.docx → the same in another format, as (name, format, bytes)."""
    profile = folder / "profile"
    for kind in OFFICE:
        names = [folder / f"{name}.docx" for name, kinds in forms.items() if kind in kinds]
        if not names:
            continue
        subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", folder / kind,
                        *names], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        for name in names:
            yield name.stem, kind, (folder / kind / f"{name.stem}.{kind}").read_bytes()


def ways_back(tallyctl, config, languages, thorough, folder):
    """(file name, content, filling) of every form that comes back."""
    to_office = {}
    for turn, language in enumerate(languages):
        def made(form):
            return subprocess.run([tallyctl, "form", "53", "--config", config, "--administration", "KEN",
                                   "--language", language, "--format", form],
                                  check=True, stdout=subprocess.PIPE).stdout
        docx, pdf = made("docx"), made("pdf")
        for number, filling in enumerate(FILLINGS):
            name = f"{language}-{number}"
            clicked = fill_docx(docx, dict(zip(DRAFTS, filling)))
            yield f"{name}.docx", clicked, filling
            yield f"{name}.pdf", fill_pdf(pdf, filling), filling
            if not thorough and number != turn % 2:
                continue
            (folder / f"{name}.docx").write_bytes(clicked)
            to_office[name] = OFFICE if thorough else ["odt", "html", OFFICE[turn % len(OFFICE)]]
            for dpi in (150, 200, 300) if thorough else (200,):
                yield f"{name}-{dpi}.scan.pdf", scan(pdf, filling, folder, dpi), filling
    for name, kind, content in saved_by_office(folder, to_office):
        yield f"{name}-office.{kind}", content, FILLINGS[int(name.split("-")[1])]


def main(tallyctl, config, *words):
    thorough = "--thorough" in words
    languages = [word for word in words if word != "--thorough"] or ["ar", "en", "es", "fr", "ru", "zh"]
    failed, total, uncertain = 0, 0, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        expected = {}
        for name, content, filling in ways_back(tallyctl, config, languages, thorough, folder):
            path = folder / f"{name}.eml"
            path.write_bytes(mail(content, name))
            expected[str(path)] = filling
        lines = subprocess.run([tallyctl, "read", "--config", config, *expected], check=True,
                               stdout=subprocess.PIPE).stdout.splitlines()
        assert len(lines) == len(expected) > 0
        for line in map(json.loads, lines):
            total += 1
            filling = expected[line["message"]]
            name = pathlib.Path(line["message"]).name
            got = [(line["decisions"].get(draft, {}).get("authority"),
                    line["decisions"].get(draft, {}).get("comments")) for draft in DRAFTS]
            # Reasons "are attached": what refuses may say so of its comments.
            got = [REFUSED if way and way[0] == "not_assigned" else way for way in got]
            blank = filling[0] == BLANK
            right = (got == filling or blank and not line["decisions"]) and line["administration"] == "KEN"
            right = right and line["certain"] == (not blank)
            if right:
                continue
            if "scan" in name and line["doubts"] and not line["certain"]:
                uncertain.append(name)
                continue
            failed += 1
            print(name, json.dumps(line, ensure_ascii=False)[:600])
    print(f"{total} forms, {failed} wrong, {len(uncertain)} scans uncertain {uncertain}")
    return 1 if failed or len(uncertain) * 10 > total else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
