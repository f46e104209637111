# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills in the blank forms that `tallyctl form` makes."""
import io
import re
import zipfile

ASSIGNED, COMMENTS, REFUSED, BLANK = (("assigned", "none"), ("assigned", "attached"),
                                      ("not_assigned", "unspecified"), ("none", "none"))
BOXES = {ASSIGNED: ["assigned", "no_comments"], COMMENTS: ["assigned", "comments"],
         REFUSED: ["not_assigned"], BLANK: []}


def names_of(filling):
    """The boxes to mark. filling: draft → ASSIGNED, COMMENTS, REFUSED or BLANK."""
    return {f"{draft}.{box}" for draft, way in filling.items() for box in BOXES[way]}


def fill_docx(form, filling):
    """As Word does: the control's state and its character."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                text = content.decode()
                for name in names_of(filling):
                    control = re.search(rf'<w:tag w:val="{re.escape(name)}"/>.*?</w:sdt>', text, re.S)
                    clicked = control[0].replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"')
                    clicked = clicked.replace("☐", "☒").replace("○", "◉")
                    text = text.replace(control[0], clicked)
                content = text.encode()
            new.writestr(entry, content)
    return out.getvalue()
