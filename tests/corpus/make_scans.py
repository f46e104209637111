#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_scans.py DIRECTORY [COUNT [SEED]]: replies that were printed, marked by pen, and scanned, photographed or faxed:
DIRECTORY/messages/NNNN.eml, truth.jsonl and config/, as make_forms.py has them. LibreOffice prints the blank forms; pens,
stamps, holes, folds, shadows, perspective and compression are drawn here. The same seed gives the same messages.
In the truth `certain` is what a careful clerk would be; "soft": true is what may be left to a person but never be wrong
(a mark beside its box, an option struck by pen), and soft ones stand under the format "soft"."""
import io
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from email.message import EmailMessage

import docx
import numpy
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from words import WORDS  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
REGISTER = TOP.parent / "shared/corpora/forms/config/administrations.toml"

CIRCULARS = [dict(n=287, g=5, drafts=[("L.1023", "L.eeT"), ("K.147", "K.peb"), ("L.1210.1", "L.5Gpow-2")]),
             dict(n=34, g=20, drafts=[("Y.4500.15", "Y.oneM2M.TS0015"), ("Y.4417", "Y.siot")]),
             dict(n=341, g=12, drafts=[("P.1204.3", "P.NATS-ph2-bs"), ("G.1028.2", "G.VoLTE2"), ("Q.3913", "Q.loc-rep"), ("E.847", "E.QoS-ct")]),
             dict(n=77, g=17, drafts=[("X.1750", "X.sgBDIP")])]
FONTS = {"zh": ["Noto Sans CJK SC", "Noto Serif CJK SC"], "ar": ["Noto Naskh Arabic", "DejaVu Sans", "Noto Sans Arabic"],
         None: ["Liberation Serif", "Liberation Sans", "DejaVu Sans", "DejaVu Serif", "Noto Sans", "Noto Serif", "Lato", "Nimbus Roman"]}
FONTS["ru"] = [f for f in FONTS[None] if f not in ("Lato",)]
# What the boxes look like: a character as printed, or drawn over it.
BOXES = [("☐", "○"), ("□", "○"), ("❏", "❍"), ("☐", "◯"), ("▢", "◯"), ("□", "⚪"), ("☐", "☐"), ("rect", "circle"), ("rect", "circle"),
         ("rect", "rect"), ("bigrect", "circle"), ("bracket", "paren")]
DEAR = {"en": "Dear Sir/Madam,", "fr": "Madame, Monsieur,", "es": "Muy Señora mía/Muy Señor mío:", "ru": "Уважаемая госпожа,\nуважаемый господин,",
        "ar": "حضرات السادة والسيدات،", "zh": "尊敬的先生/女士："}


class Page:
    """A printed page and where its boxes stand: (x, y, width, height) in points."""
    def __init__(self, image, boxes):
        self.image, self.boxes = image, boxes


def set_font(run, font, language):
    run.font.name = font
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(kind), font)


def paragraph_of(holder, text, form, bold=False, indent=0.0):
    p = holder.add_paragraph()
    p.paragraph_format.space_after = Pt(form["gap"])
    if indent:
        p.paragraph_format.left_indent = Cm(indent)
    if form["language"] == "ar":
        p._p.get_or_add_pPr().append(p._p.makeelement(qn("w:bidi"), {}))
    for part in re.split("([☐□❏▢○◯❍⚪])", text):
        if not part:
            continue
        run = p.add_run(part)
        set_font(run, "DejaVu Sans" if len(part) == 1 and part in "☐□❏▢○◯❍⚪" else form["font"], form["language"])
        run.bold = bold
        if form["language"] == "ar" and part not in "☐□❏▢○◯❍⚪":
            run._r.get_or_add_rPr().append(run._r.makeelement(qn("w:rtl"), {}))
    return p


def write_docx(path, form):
    words, circular = WORDS[form["language"]], form["circular"]
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(form["size"])
    section = d.sections[0]
    if form["paper"] == "a4":
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(form["margin"])
    section.top_margin = section.bottom_margin = Cm(form["margin"])
    for line in ("ANNEX 2", words["heading"].format(**circular), DEAR[form["language"]], words["body"].format(**circular)):
        paragraph_of(d, line, form, bold=line.startswith("ANNEX"))
    outer, inner = form["boxes"]
    outer = outer if len(outer) == 1 else "☐"
    inner = inner if len(inner) == 1 else "○"
    pad = "\u00a0" * (3 if form["boxes"][0] in ("bracket", "bigrect") else 1)
    options = [("assigns", outer), ("none", inner), ("attached", inner), ("refuses", outer)]
    layout = form["layout"]
    columns = {"two": 2, "three": 3, "cell": 2, "list": 0}[layout]
    table = d.add_table(rows=0, cols=columns) if columns else None
    if table is not None:
        table.style = "Table Grid"
        if form["language"] == "ar":
            table._tbl.tblPr.append(table._tbl.makeelement(qn("w:bidiVisual"), {}))
        if form["select"]:
            head = table.add_row().cells
            head[-1].paragraphs[0].add_run(words["select"]).bold = True
    for (designation, provisional), label in zip(circular["drafts"], form["labels"]):
        label = label.format(d=designation, p=provisional)
        if layout == "list":
            paragraph_of(d, label, form, bold=True)
            for key, glyph in options:
                paragraph_of(d, glyph + pad + words[key].format(**circular), form, indent=1.0 if glyph == inner and key in ("none", "attached") else 0.3)
            continue
        upper = table.add_row().cells
        lower = table.add_row().cells if layout != "cell" else upper
        cell = upper[0].merge(lower[0]) if lower is not upper else upper[0]
        paragraph_of(cell, label, form, bold=form["bold"])
        for key, glyph in options:
            row = lower if key == "refuses" else upper
            if columns == 3 and key in ("assigns", "refuses"):
                paragraph_of(row[1], glyph, form)
                paragraph_of(row[2], words[key].format(**circular), form)
            else:
                paragraph_of(row[-1], glyph + pad + words[key].format(**circular), form, indent=form["indent"] if key in ("none", "attached") else 0)
        for c in (cell, *upper[1:], *lower[1:]):  # the empty first paragraph
            if len(c.paragraphs) > 1 and not c.paragraphs[0].text:
                c._tc.remove(c.paragraphs[0]._p)
    if table is not None:
        table.autofit = False
        widths = {2: form["widths"], 3: (form["widths"][0] - .6, 1.0, form["widths"][1] - .4)}[columns]
        for row in table.rows:
            for cell, width in zip(row.cells, widths):
                cell.width = Cm(width)
    for line in ("", words["of"].format(a=form["name"])):
        paragraph_of(d, line, form)
    d.save(path)


def print_forms(forms, folder, write):
    """write: write_docx() of this kind of form."""
    for i, form in enumerate(forms):
        write(folder / f"{i:04}.docx", form)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder,
                    *sorted(folder.glob("*.docx"))], check=True, capture_output=True)


def printed_pages(pdf, dpi):
    """(picture, the words' places as pdftotext lists them) of each page."""
    listing = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout.decode()
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, temporary + "/p"], check=True)
        images = [Image.open(p).convert("RGB") for p in sorted(pathlib.Path(temporary).glob("*.png"))]
    return zip(images, listing.split("<page ")[1:])


def render(pdf, dpi):
    """Pages with their boxes, in order of options; a box is a glyph that stands first in its word."""
    pages = []
    for image, text in printed_pages(pdf, dpi):
        boxes = []
        for x0, y0, x1, y1, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.)', text):
            if word in "☐□❏▢○◯❍⚪":
                boxes.append([float(x0), float(y0), float(x1), float(y1), word])
        # A table of three columns is listed column by column.
        pages.append(Page(image, sorted(boxes, key=lambda box: box[1])))
    return pages


def ink_box(image, box, dpi):
    """The pixels of the glyph itself within the box that its font gives it."""
    k = dpi / 72
    height = (box[3] - box[1])
    width = min(box[2] - box[0], height * 1.0) if box[2] - box[0] > height * 1.3 else box[2] - box[0]
    left = box[0] if not box[5] else box[2] - width
    area = [int(left * k), int(box[1] * k), int((left + width) * k) + 1, int(box[3] * k) + 1]
    grey = numpy.asarray(image.crop(area).convert("L")) < 140
    for side in range(4):  # a line of the table at the area's edge is none of it
        turned = numpy.rot90(grey, side)
        for row in range(len(turned) // 4):
            if not turned[row].any():
                turned[:row] = False
                break
    ys, xs = numpy.nonzero(grey)
    if len(xs) < 8:
        return area
    return [area[0] + int(xs.min()), area[1] + int(ys.min()), area[0] + int(xs.max()) + 1, area[1] + int(ys.max()) + 1]


def restyle(image, area, kind, s, rng):
    """Draws another kind of box over the printed one; returns where it is."""
    x0, y0, x1, y1 = area
    pen = ImageDraw.Draw(image)
    pen.rectangle([x0 - 1, y0 - 1, x1 + 1, y1 + 1], fill="white")
    side = max(x1 - x0, y1 - y0)
    if kind == "bigrect":
        x1, y1 = x0 + int(side * 1.35), y0 + int(side * 1.35)
    else:
        x1, y1 = x0 + side, y0 + side
    width = max(1, round(s * rng.choice([1, 1, 1.5])))
    if kind in ("rect", "bigrect"):
        pen.rectangle([x0, y0, x1, y1], outline=(30, 30, 30), width=width)
    elif kind == "circle":
        big = Image.new("L", ((x1 - x0 + 3) * 4, (y1 - y0 + 3) * 4), 0)
        ImageDraw.Draw(big).ellipse([4, 4, (x1 - x0 + 1) * 4, (y1 - y0 + 1) * 4], outline=255, width=width * 4)
        image.paste((20, 20, 20), (x0 - 1, y0 - 1), big.resize((x1 - x0 + 3, y1 - y0 + 3), Image.LANCZOS))
    else:
        font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", int(side * 1.15))
        left, right = "[]" if kind == "bracket" else "()"
        pen.text((x0, y0 - side * .2), left, font=font, fill=(20, 20, 20))
        x1 = x0 + int(side * 1.25)
        pen.text((x1 - side * .3, y0 - side * .2), right, font=font, fill=(20, 20, 20))
    return [x0, y0, x1, y1]


# ---- pens

PENS = [(25, 35, 120), (15, 15, 20), (20, 60, 170), (170, 25, 30), (20, 110, 50), (90, 90, 95), (70, 50, 130)]


def stroke(pen, points, colour, width, rng):
    """A line through the points, bent and of changing width, as a hand draws it."""
    smooth = []
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        bend = rng.uniform(-.08, .08)
        for i in range(13):
            t = i / 12
            b = math.sin(math.pi * t) * bend
            smooth.append((ax + (bx - ax) * t - (by - ay) * b, ay + (by - ay) * t + (bx - ax) * b))
    for p, q in zip(smooth, smooth[1:]):
        w = max(1, width * rng.uniform(.8, 1.15))
        pen.line([p, q], fill=colour, width=max(1, round(w)))
        pen.ellipse([q[0] - w / 2, q[1] - w / 2, q[0] + w / 2, q[1] + w / 2], fill=colour)


def draw_mark(image, area, how, colour, s, rng):
    x0, y0, x1, y1 = area
    w, h = x1 - x0, y1 - y0
    cx, cy = x0 + w / 2, y0 + h / 2
    pen = ImageDraw.Draw(image)
    width = s * rng.uniform(1.6, 3)
    j = lambda v: v + rng.uniform(-.12, .12) * w
    if how == "cross":
        g = rng.uniform(-.1, .35)
        stroke(pen, [(j(x0 - g * w), j(y0 - g * h)), (j(x1 + g * w), j(y1 + g * h))], colour, width, rng)
        stroke(pen, [(j(x1 + g * w), j(y0 - g * h)), (j(x0 - g * w), j(y1 + g * h))], colour, width, rng)
    elif how == "tick":
        stroke(pen, [(j(x0 - .05 * w), j(cy)), (j(cx - .05 * w), j(y1)), (j(x1 + .5 * w), j(y0 - .6 * h))], colour, width, rng)
    elif how == "smalltick":
        stroke(pen, [(j(x0 + .2 * w), j(cy)), (j(cx - .05 * w), j(y1 - .2 * h)), (j(x1 - .05 * w), j(y0 + .1 * h))], colour, width, rng)
    elif how == "filled":
        step = max(1.0, width * .8)
        y = y0 + 1
        while y < y1:
            stroke(pen, [(x0 + rng.uniform(0, .12) * w, y), (x1 - rng.uniform(0, .12) * w, y + rng.uniform(-1, 1))], colour, width, rng)
            y += step
    elif how == "scribble":
        points = [(x0 + rng.uniform(-.1, 1.1) * w, y0 + rng.uniform(-.1, 1.1) * h) for _ in range(9)]
        stroke(pen, points, colour, width, rng)
    elif how == "dot":
        r = w * rng.uniform(.26, .34)
        pen.ellipse([cx - r, cy - r, cx + r, cy + r], fill=colour)
    elif how == "speck":
        r = w * rng.uniform(.08, .13)
        pen.ellipse([cx - r, cy - r, cx + r, cy + r], fill=colour)
    elif how == "slash":
        stroke(pen, [(j(x0 - .1 * w), j(y1 + .1 * h)), (j(x1 + .1 * w), j(y0 - .1 * h))], colour, width, rng)
    elif how == "around":
        points = [(cx + 1.1 * w * math.cos(a), cy + .95 * h * math.sin(a)) for a in [i * .55 - 1 for i in range(13)]]
        stroke(pen, points, colour, width, rng)
    elif how in ("beside", "half"):
        far = 1.25 if how == "beside" else .7
        dx = -far * w
        stroke(pen, [(j(x0 + dx), j(y0)), (j(x1 + dx), j(y1))], colour, width, rng)
        stroke(pen, [(j(x1 + dx), j(y0)), (j(x0 + dx), j(y1))], colour, width, rng)


CLEAR = ["cross"] * 4 + ["tick"] * 3 + ["filled", "scribble", "smalltick"]


def scrawl(image, x, y, length, colour, s, rng):
    """A signature or some words by hand."""
    pen = ImageDraw.Draw(image)
    points = [(x + length * i / 14, y + rng.uniform(-16, 16) * s) for i in range(15)]
    stroke(pen, points, colour, s * 2, rng)


def stamp(image, x, y, s, rng):
    r = int(70 * s)
    layer = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(layer)
    for k in (r, int(r * .94), int(r * .6)):
        pen.ellipse([x - k, y - k, x + k, y + k], outline=170, width=max(1, round(1.6 * s)))
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", max(8, int(12 * s)))
    pen.text((x - r * .5, y - 8 * s), "MINISTRY", font=font, fill=170)
    image.paste(rng.choice([(40, 40, 160), (150, 30, 60), (90, 40, 140)]), (0, 0), layer)


# ---- what the way to us does to a page

def photograph(image, rng):
    """Perspective, a desk around, a shadow."""
    w, h = image.size
    shift = lambda: rng.uniform(.0, .055)
    quad = [(w * shift(), h * shift()), (w * shift(), h * (1 - shift())), (w * (1 - shift()), h * (1 - shift())), (w * (1 - shift()), h * shift())]
    to = [(0, 0), (0, h), (w, h), (w, 0)]
    rows, values = [], []
    for (px, py), (qx, qy) in zip(quad, to):
        rows += [[px, py, 1, 0, 0, 0, -qx * px, -qx * py], [0, 0, 0, px, py, 1, -qy * px, -qy * py]]
        values += [qx, qy]
    coefficients = numpy.linalg.solve(numpy.array(rows), numpy.array(values))
    desk = rng.choice([(70, 60, 50), (120, 110, 100), (40, 40, 45), (190, 185, 180)])
    out = image.transform((w, h), Image.PERSPECTIVE, list(coefficients), Image.BICUBIC, fillcolor=desk)
    a = numpy.asarray(out).astype(float)
    gx, gy = numpy.meshgrid(numpy.linspace(-1, 1, w), numpy.linspace(-1, 1, h))
    angle = rng.uniform(0, 6.28)
    light = 1 - rng.uniform(.1, .35) * (gx * math.cos(angle) + gy * math.sin(angle) + 1) / 2
    edge = rng.uniform(-.6, .8)
    light *= 1 - rng.uniform(0, .3) / (1 + numpy.exp(-18 * (gx * math.cos(angle + .7) + gy * math.sin(angle + .7) - edge)))
    tint = numpy.array(rng.choice([(1, 1, 1), (1, .96, .88), (.93, .97, 1)]))
    return Image.fromarray(numpy.clip(a * light[..., None] * tint, 0, 255).astype("uint8"))


def degrade(image, damage, rng):
    image = image.filter(ImageFilter.GaussianBlur(damage["blur"])) if damage["blur"] else image
    if damage["way"] == "photo":
        image = photograph(image, rng)
    if damage["skew"]:
        image = image.rotate(damage["skew"], Image.BICUBIC, fillcolor=(255, 255, 255) if damage["way"] != "photo" else (60, 60, 60))
    a = numpy.asarray(image).astype(float)
    if damage["contrast"] < 1:
        a = 235 - (255 - a) * damage["contrast"]
    if damage["noise"]:
        a += numpy.random.default_rng(rng.getrandbits(32)).normal(0, damage["noise"], a.shape[:2])[..., None]
    image = Image.fromarray(numpy.clip(a, 0, 255).astype("uint8"))
    if damage["colour"] == "grey" or damage["way"] == "fax":
        image = image.convert("L")
    if damage["way"] == "fax":
        if damage["coarse"]:
            image = image.resize((image.width, image.height // 2), Image.BILINEAR)
        image = image.point(lambda v: 255 if v > damage["threshold"] else 0).convert("1")
    if damage["turn"]:
        image = image.rotate(damage["turn"], expand=True)
    return image


def choose_damage(rng):
    way = rng.choice(["scan", "scan", "scan", "photo", "photo", "fax"])
    dpi = {"scan": rng.choice([100, 120, 150, 150, 200, 200, 240, 300]), "photo": rng.choice([150, 170, 200, 250]), "fax": 204}[way]
    return dict(way=way, dpi=dpi, blur=rng.choice([0, 0, .5, .8]) * dpi / 150, skew=rng.choice([0, 0, 1, 1, 1]) * rng.uniform(-3, 3),
                contrast=rng.choice([1, 1, 1, .8, .6, .45]), noise=rng.choice([0, 0, 4, 8, 14]), colour=rng.choice(["rgb", "grey"]),
                coarse=rng.random() < .3, threshold=rng.choice([120, 150, 180]), turn=rng.choice([0] * 7 + [180, 90, 270]),
                quality=rng.choice([20, 30, 50, 75, 90]))


def pack(images, damage, rng):
    """[(file name, bytes)] and what it is called in the truth."""
    dpi = (damage["dpi"], damage["dpi"] // (2 if damage["way"] == "fax" and damage["coarse"] else 1))
    kind = rng.choice(["pdf", "pdf", "pdf", "tiff", "jpg", "jpg", "png", "webp", "bmp", "gif", "docx"])
    out = io.BytesIO()
    if damage["way"] == "fax":
        kind = "tiff" if damage["coarse"] else rng.choice(["tiff", "pdf"])
    if kind == "pdf":
        images = [i.convert("L") if i.mode == "1" and rng.random() < .5 else i for i in images]
        images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=dpi[0], quality=damage["quality"])
        return [("scan.pdf", out.getvalue())], "scan-pdf"
    if kind == "tiff":
        compression = "group4" if images[0].mode == "1" else rng.choice(["tiff_lzw", "jpeg", "tiff_deflate"])
        images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression=compression, dpi=dpi)
        return [("fax.tif", out.getvalue())], "scan-tiff"
    if kind == "docx":
        d = docx.Document()
        d.sections[0].left_margin = d.sections[0].right_margin = Cm(1)
        for image in images:
            one = io.BytesIO()
            image.save(one, "JPEG", quality=damage["quality"])
            one.seek(0)
            d.add_picture(one, width=Cm(18))
        d.save(out)
        return [("reply.docx", out.getvalue())], "scan-docx"
    files = []
    for i, image in enumerate(images):
        one = io.BytesIO()
        extra = dict(quality=damage["quality"]) if kind in ("jpg", "webp") else {}
        if kind in ("jpg", "png", "bmp") and rng.random() < .6:
            extra["dpi"] = (damage["dpi"], damage["dpi"])
        image.save(one, {"jpg": "JPEG"}.get(kind, kind.upper()), **extra)
        files.append((f"IMG_20180205_{101 + i}.{kind}", one.getvalue()))
    return files, "scan-" + kind


# ---- replies

def read_register():
    for block in REGISTER.read_text().split("[[administration]]")[1:]:
        yield (re.search(r'code = "(\w+)"', block)[1], re.search(r'domains = \["([^"]+)"', block)[1],
               dict(re.findall(r'(\w\w) = "([^"]+)"', block.split("names =")[1])))


def choose_form(rng, register):
    language = rng.choice(["en"] * 4 + list(WORDS))
    code, domain, names = rng.choice(register)
    circular = rng.choice(CIRCULARS)
    left = rng.uniform(4, 6.5)
    return dict(language=language, circular=circular, code=code, domain=domain, name=names[language],
                font=rng.choice(FONTS.get(language, FONTS[None])), size=rng.choice([9, 10, 11, 11, 12]), gap=rng.choice([0, 2, 4]),
                paper=rng.choice(["a4", "a4", "letter"]), margin=rng.choice([1.5, 2, 2.5]), boxes=rng.choice(BOXES), indent=rng.choice([.5, .8, 1]),
                layout=rng.choice(["two", "two", "two", "three", "cell", "list"]), select=rng.random() < .7, bold=rng.random() < .5,
                widths=(left, 16.5 - left), labels=[rng.choice(WORDS[language]["drafts"]) for _ in circular["drafts"]])


def choose_marks(rng, style):
    """Per draft: which of assigns, none, attached, refuses is marked; and what that means."""
    if style == "conflict":
        return [0, 3], ("conflict", "conflict")
    if style == "blank":
        return [], ("none", "none")
    if style in ("inner_only", "outer_only"):
        which = rng.choice([1, 2])
        return ([which], ("assigned", ["none", "attached"][which - 1])) if style == "inner_only" else ([0], ("assigned", "unspecified"))
    if rng.random() < .25:
        return [3], ("not_assigned", "unspecified")
    which = rng.choice([1, 1, 2])
    return [0, which], ("assigned", ["none", "attached"][which - 1])


STYLES = ["clear"] * 11 + ["mixed"] * 3 + ["inner_only", "outer_only", "conflict", "blank", "partial", "beside", "half", "around", "speck",
                                          "slash", "dot", "stray", "stamp_over", "strike"]
SOFT = {"beside", "half", "around", "speck", "slash", "dot", "stray", "stamp_over", "strike"}
UNCERTAIN = {"conflict", "blank"}


def fill(pages, form, style, damage, rng):
    s = damage["dpi"] / 150
    colour = rng.choice(PENS)
    boxes = [(page, box) for page in pages for box in page.boxes]
    count = len(form["circular"]["drafts"])
    if len(boxes) != 4 * count:
        return None
    leftwards = form["language"] == "ar"
    decisions, number, signs = {}, 0, ""
    one = rng.choice(CLEAR)
    special = rng.randrange(count)
    for k, (designation, _) in enumerate(form["circular"]["drafts"]):
        this = style if style not in ("partial", "conflict") or k == special else "clear"
        marked, (authority, comments) = choose_marks(rng, "blank" if this == "partial" else this)
        decisions[designation] = dict(authority=authority, comments=comments)
        signs += "".join("1" if option in marked else "0" for option in range(4))
        for option in range(4):
            page, box = boxes[number]
            number += 1
            area = ink_box(page.image, box + [leftwards], damage["dpi"])
            kind = form["boxes"][0 if option in (0, 3) else 1]
            if len(kind) > 1:
                area = restyle(page.image, area, kind, s, rng)
            if option not in marked:
                if this == "strike" and option in (0, 3):
                    y = (area[1] + area[3]) / 2
                    x0 = area[2] + 6 * s if not leftwards else area[0] - 260 * s
                    stroke(ImageDraw.Draw(page.image), [(x0, y), (x0 + 250 * s, y + rng.uniform(-3, 3))], colour, 2 * s, rng)
                continue
            how = this if this in ("beside", "half", "around", "speck", "slash", "dot") and k == special else rng.choice(CLEAR) if style == "mixed" else one
            draw_mark(page.image, area, how, colour, s, rng)
    embellish(pages, boxes, style, damage, colour, rng)
    form["marked"] = signs
    return decisions


def embellish(pages, boxes, style, damage, colour, rng):
    s, k = damage["dpi"] / 150, damage["dpi"] / 72
    last = pages[-1]
    bottom = max([b[3] for b in last.boxes] or [100]) * k
    if rng.random() < .6:
        scrawl(last.image, last.image.width * .55, min(bottom + 130 * s, last.image.height - 60 * s), 200 * s, colour, s, rng)
    if rng.random() < .25:
        stamp(last.image, int(last.image.width * .3), int(min(bottom + 150 * s, last.image.height - 90 * s)), s, rng)
    if style == "stamp_over":
        page, box = rng.choice(boxes)
        stamp(page.image, int(box[0] * k + rng.uniform(-40, 40) * s), int(box[1] * k), s, rng)
    if style == "stray":
        for _ in range(3):
            page, box = rng.choice(boxes)
            x, y = box[0] * k + rng.uniform(-60, 120) * s, box[1] * k + rng.uniform(-30, 30) * s
            stroke(ImageDraw.Draw(page.image), [(x, y), (x + rng.uniform(-60, 60) * s, y + rng.uniform(-30, 30) * s)], colour, s * 2, rng)
    for page in pages:
        pen = ImageDraw.Draw(page.image)
        w, h = page.image.size
        if rng.random() < .15:
            for y in (h * .4, h * .6):
                r, x = 16 * s, 45 * s
                pen.ellipse([x - r, y - r, x + r, y + r], fill=rng.choice([(40, 40, 40), (215, 215, 215)]))
        if rng.random() < .15:
            y = h * rng.choice([.33, .5, .66])
            pen.line([0, y, w, y + rng.uniform(-4, 4)], fill=(205, 205, 205), width=max(1, int(2 * s)))
        if rng.random() < .1:
            pen.line([30 * s, 30 * s, 60 * s, 45 * s], fill=(90, 90, 90), width=max(1, int(3 * s)))


def write_configuration(directory):
    (directory / "config/consultations").mkdir(parents=True, exist_ok=True)
    (directory / "config/administrations.toml").write_bytes(REGISTER.read_bytes())
    for c in CIRCULARS:
        drafts = "".join(f'\n[[draft]]\ndesignation = "{d}"\nprovisional = "{p}"\ntitle = "Title of {d}"\n' for d, p in c["drafts"])
        (directory / f"config/consultations/{c['n']}.toml").write_text(
            f'[consultation]\ncircular = "TSB Circular {c["n"]}"\nstudy_group = {c["g"]}\nopened = 2018-01-01\n'
            f'deadline = 2018-06-01T23:59:00Z\nmeeting = 2018-06-20\n{drafts}')


def message_of(form, files, number):
    message = EmailMessage()
    message["From"] = f'"Focal point" <itu-focal@{form["domain"]}>'
    message["To"] = "tsbdir@itu.example"
    message["Subject"] = WORDS[form["language"]]["subject"].format(**form["circular"])
    message["Date"] = "Mon, 5 Feb 2018 10:00:00 +0100"
    message["Message-ID"] = f'<scan{number}@{form["domain"]}>'
    message.set_content(WORDS[form["language"]]["cover"].format(**form["circular"]) + "\n")
    for name, content in files:
        kind = {"pdf": "application/pdf", "docx": "application/octet-stream"}.get(name.rsplit(".", 1)[1], "image/" + name.rsplit(".", 1)[1])
        message.add_attachment(content, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    return message.as_bytes()


def begin_set(arguments):
    """DIRECTORY [COUNT [SEED]], the directory prepared for messages and truth: it, the count, the chance and the register."""
    directory = pathlib.Path(arguments[0])
    count = int(arguments[1]) if len(arguments) > 1 else 60
    rng = random.Random(int(arguments[2]) if len(arguments) > 2 else 1)
    (directory / "messages").mkdir(parents=True, exist_ok=True)
    write_configuration(directory)
    return directory, count, rng, list(read_register())


def main():
    directory, count, rng, register = begin_set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as temporary, open(directory / "truth.jsonl", "w") as truth:
        folder = pathlib.Path(temporary)
        forms = [choose_form(rng, register) for _ in range(max(12, count // 4))]
        print_forms(forms, folder, write_docx)
        for number in range(count):
            index = number % len(forms)
            form, style, damage = forms[index], rng.choice(STYLES), choose_damage(rng)
            pages = render(folder / f"{index:04}.pdf", damage["dpi"])
            decisions = fill(pages, form, style, damage, rng)
            if decisions is None:
                print("boxes lost:", form, file=sys.stderr)
                continue
            images = [degrade(page.image, damage, rng) for page in pages]
            files, kind = pack(images, damage, rng)
            name = f"{number:04}.eml"
            (directory / "messages" / name).write_bytes(message_of(form, files, number))
            truth.write(json.dumps(dict(
                message=name, kind="reply", circular=f"TSB Circular {form['circular']['n']}", administration=form["code"], language=form["language"],
                format="soft" if style in SOFT else kind, style=style, decisions=decisions, certain=style not in UNCERTAIN, soft=style in SOFT, file=kind,
                pages=len(images), marked=form["marked"], damage=damage, boxes=form["boxes"], layout=form["layout"], font=form["font"], size=form["size"]), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
