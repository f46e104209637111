# SPDX-License-Identifier: GPL-3.0-or-later
"""Annex 2 of a circular as a Word file, filled in: written part by part, as Word would."""
import io
import zipfile
from xml.sax.saxutils import escape

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')

CONTENT_TYPES = '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'''
RELATIONSHIPS = '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'''

ENGLISH = {
    "heading": "Member State response to {circular}:",
    "body": "With respect to the Member State consultation on the Determined texts listed in {circular}, I would "
            "like to advise you of the opinion of this Administration, set out in the table below.",
    "select": "Select one of the two boxes",
    "draft": "Draft Recommendation ITU-T {designation} (ex {provisional})",
    "assigns": "assigns authority to Study Group {group} to consider this text for approval (in which case, select "
               "one of the two options \u20dd):",
    "none": "No comments or suggested changes",
    "attached": "Comments and suggested changes are attached",
    "not": "does not assign authority to Study Group {group} to consider this text for approval (reasons for this "
           "opinion and an outline of possible changes that would enable the work to progress are attached)",
    "of": "Administration of {name}",
}
FRENCH = {
    "heading": "Réponse des États Membres à la {circular}:",
    "body": "En ce qui concerne la consultation des États Membres sur les textes déterminés énumérés dans la "
            "{circular}, j'ai l'honneur de vous faire connaître l'avis de cette Administration, qui figure dans le "
            "tableau ci-après.",
    "select": "Cochez l'une des deux cases",
    "draft": "Projet de Recommandation UIT-T {designation} (ex {provisional})",
    "assigns": "autorise la Commission d'études {group} à examiner ce texte en vue de son approbation (dans ce cas, "
               "choisissez l'une des deux options \u20dd):",
    "none": "Pas de commentaire ni de proposition de modification",
    "attached": "Des commentaires et propositions de modification sont joints",
    "not": "n'autorise pas la Commission d'études {group} à examiner ce texte en vue de son approbation (les motifs "
           "de cet avis et une description générale des modifications éventuelles qui permettraient la poursuite "
           "des travaux sont joints)",
    "of": "Administration: {name}",
}


def run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def legacy_box(checked):
    """The check box of Word 97 to 2007: a FORMCHECKBOX field."""
    state = '<w:checked/>' if checked else ''
    return ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/><w:checkBox>'
            f'<w:sizeAuto/><w:default w:val="0"/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def control_box(checked):
    """The content control of Word 2010 and later."""
    return (f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
            f'<w:sdtContent>{run("☒" if checked else "☐")}</w:sdtContent></w:sdt>')


def glyph_box(checked):
    return run("☒" if checked else "☐")


def paragraph(*runs):
    return f'<w:p>{"".join(runs)}</w:p>'


def form(consultation, decisions, name, box=legacy_box, words=ENGLISH):
    """The bytes of a docx. decisions: designation → '', 'none', 'attached', 'open', 'not' or 'both'."""
    def say(key, **more):
        return words[key].format(circular=consultation["circular"], group=consultation["group"], name=name, **more)

    def circle(on):
        return run("● " if on else "○ ")

    rows = ""
    for designation, provisional, _ in consultation["drafts"]:
        choice = decisions.get(designation, "")
        assigned = choice in ("none", "attached", "open", "both")
        upper = paragraph(box(assigned), run(" " + say("assigns"))) \
            + paragraph(circle(choice == "none"), run(say("none"))) \
            + paragraph(circle(choice == "attached"), run(say("attached")))
        lower = paragraph(box(choice in ("not", "both")), run(" " + say("not")))
        label = paragraph(run(say("draft", designation=designation, provisional=provisional)))
        rows += (f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{label}</w:tc><w:tc>{upper}</w:tc></w:tr>'
                 f'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{lower}</w:tc></w:tr>')
    head = f'<w:tr><w:tc><w:p/></w:tc><w:tc>{paragraph(run(say("select")))}</w:tc></w:tr>'
    body = paragraph(run("ANNEX 2")) + paragraph(run(say("heading"))) + paragraph(run(say("body"))) \
        + f'<w:tbl>{head}{rows}</w:tbl>' + paragraph(run(say("of")))
    return package(body)


def plain(text):
    """A docx that is only text: comments, reasons."""
    return package("".join(paragraph(run(line)) for line in text.split("\n")))


def package(body):
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {W}><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def typed(consultation, decisions, name, words=ENGLISH):
    """The same form typed into the body of a mail."""
    lines = [words["heading"].format(circular=consultation["circular"]), ""]
    for designation, provisional, _ in consultation["drafts"]:
        choice = decisions.get(designation, "")

        def mark(on):
            return "X" if on else " "
        lines += [words["draft"].format(designation=designation, provisional=provisional),
                  f'[{mark(choice in ("none", "attached", "open"))}] ' + words["assigns"].format(group=consultation["group"]),
                  f'    ({mark(choice == "none")}) ' + words["none"],
                  f'    ({mark(choice == "attached")}) ' + words["attached"],
                  f'[{mark(choice == "not")}] ' + words["not"].format(group=consultation["group"]), ""]
    return "\n".join(lines + [words["of"].format(name=name), ""])
