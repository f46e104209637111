#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script for the same work looks like: imaplib, email, python-docx, difflib, sqlite3. For each message it archives the bytes
and syncs them, reads the Word file, finds each draft's options by the phrases of the six languages (misprints allowed), the marks
beside them, the administration and the circular, listens to the words beside the form, judges, records, and queues the answer. No
sandbox, no format but Word's, no ledger.
Usage: pipeline.py PORT CA_FILE USER PASSWORD DIRECTORY COUNT CONFIG"""
import datetime
import difflib
import email
import email.message
import email.policy
import email.utils
import hashlib
import imaplib
import io
import os
import pathlib
import re
import sqlite3
import ssl
import sys
import tomllib
import unicodedata

import docx
from docx.oxml.ns import qn

PHRASES = pathlib.Path(__file__).resolve().parents[2] / "config/phrases"
OPTIONS = {"assigns": "assigned", "approves": "assigned", "does_not_assign": "not_assigned", "does_not_approve": "not_assigned",
           "no_comments": "no_comments", "comments_attached": "comments_attached"}
W14_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
CHECKED = re.compile("[☒☑✓✔✗✘■●◉⦿]|^[XxVv]\\b")
ALIKE = 0.8  # of SequenceMatcher: about one letter in five may be wrong


def fold(text):
    """Letters alone, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalpha())


def words(text):
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


class Asked:
    """The configuration: phrases, administrations, the drafts of the circulars."""

    def __init__(self, config):
        languages = [tomllib.loads(path.read_text()) for path in sorted(PHRASES.glob("*.toml"))]
        known = {fold(text): option for language in languages for key, option in OPTIONS.items() for text in language[key]}
        self.exact = sorted(known.items(), key=lambda one: -len(one[0]))
        # SequenceMatcher keeps what it knows of its second text.
        self.alike = [(difflib.SequenceMatcher(None, "", phrase, False), phrase, option) for phrase, option in self.exact]
        self.sentences = [{key: [words(text) for text in language["sentence"][key]]
                           for key in ("assigns", "does_not_assign", "hedges", "unsettles", "boilerplate")} for language in languages]
        self.circular = re.compile("|".join(re.escape(text).replace(r"\{n\}", r"(?:\d+)")
                                            for language in languages for text in language["circular"]), re.IGNORECASE)
        self.frames = [tuple(map(fold, text.split("{a}"))) for language in languages for text in language["administration_of"]]
        register = tomllib.loads((config / "administrations.toml").read_text())["administration"]
        self.names = {fold(name): one["code"] for one in register for name in one["names"].values()}
        self.speaks_for = {address.lower(): one["code"] for one in register for address in one["addresses"]}
        self.consultations = [tomllib.loads(path.read_text()) for path in sorted((config / "consultations").glob("*.toml"))]
        self.drafts = {draft["designation"]: one["consultation"] for one in self.consultations for draft in one["draft"]}

    def option(self, text):
        """Which option the line begins with; None: it is no option."""
        letters = fold(text)
        for phrase, option in self.exact:
            if letters.startswith(phrase):
                return option
        best, found = ALIKE, None
        for matcher, phrase, option in self.alike:
            matcher.set_seq1(letters[:len(phrase)])
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
                best, found = ratio, option
        return found

    def signed_by(self, text):
        letters = fold(text)
        for before, after in self.frames:
            if letters.startswith(before) and letters.endswith(after):
                name = letters[len(before):len(letters) - len(after)]
                if name in self.names:
                    return self.names[name]
        return self.names.get(letters)


def is_marked(paragraph):
    box = paragraph._p.find(".//" + qn("w:checkBox"))
    if box is not None:
        return box.find(qn("w:checked")) is not None
    control = paragraph._p.find(".//" + W14_CHECKED)
    if control is not None:
        return control.get(W14_CHECKED.replace("checked", "val")) in ("1", "true")
    return CHECKED.search(paragraph.text.strip()) is not None


def is_struck(paragraph):
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.font.strike for run in runs)


class Reading:
    """What the form says."""

    def __init__(self, content, asked):
        self.marks = {}  # draft → options that are marked
        self.struck, self.circulars, self.administrations = set(), set(), set()
        self.asked = asked
        document = docx.Document(io.BytesIO(content))
        for paragraph in document.paragraphs:
            self.take(paragraph, None)
        for table in document.tables:
            draft = None
            for row in table.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        draft = self.take(paragraph, draft)

    def take(self, paragraph, draft):
        text = paragraph.text
        if not text.strip():
            return draft
        option = self.asked.option(text)
        if option:
            self.marks.setdefault(draft, set())
            if is_struck(paragraph):
                self.struck.add((draft, option))
            elif is_marked(paragraph):
                self.marks[draft].add(option)
            return draft
        self.circulars.update(int(re.search(r"\d+", named)[0]) for named in self.asked.circular.findall(text))
        if code := self.asked.signed_by(text):
            self.administrations.add(code)
        return next((d for d in self.asked.drafts if re.search(rf"(?<![\w.]){re.escape(d)}(?![\w.])", text)), draft)

    def decisions(self):
        """Draft → (authority, comments); None where it must be looked at by a person."""
        found = {}
        for draft, marked in self.marks.items():
            outer, inner = marked & {"assigned", "not_assigned"}, marked & {"no_comments", "comments_attached"}
            if not outer:
                outer = {"assigned", "not_assigned"} - {option for of, option in self.struck if of == draft}
            clear = draft in self.asked.drafts and len(outer) == 1 and len(inner) <= 1 and not (outer == {"not_assigned"} and inner)
            found[draft] = (min(outer), min(inner, default="")) if clear else None
        return found


def unsettles(text, asked):
    """Whether the words beside the form take it back, or say otherwise."""
    for sentence in re.split(r"[.!?。؟]\s|\n\n", text):
        said = words(sentence)
        for language in asked.sentences:
            def has(key):
                return any(phrase in said for phrase in language[key])
            if has("unsettles") and not has("boilerplate"):
                return True
            if has("does_not_assign") and not has("hedges"):
                return True
    return False


def archive(directory, raw):
    digest = hashlib.sha256(raw).hexdigest()
    with open(directory / "tmp", "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.rename(directory / "tmp", directory / f"{digest}.eml")
    folder = os.open(directory, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return digest


def answer(message, decisions):
    reply = email.message.EmailMessage()
    reply["From"], reply["To"] = "tsbdir@itu.example", message["From"]
    reply["Subject"], reply["In-Reply-To"] = "Your reply was recorded", message["Message-ID"]
    reply["Message-ID"] = email.utils.make_msgid(domain="itu.example")
    reply.set_content("".join(f"{draft}: {authority} {comments}\n" for draft, (authority, comments) in decisions.items()))
    return reply.as_bytes()


def judge(message, readings, asked, database):
    """(administration, decisions) to record, or why a person must look."""
    if len(readings) != 1:
        return "no form, or several"
    reading, sender = readings[0], email.utils.parseaddr(message["From"])[1].lower()
    code, decisions = asked.speaks_for.get(sender), readings[0].decisions()
    named = {int(re.search(r"\d+", asked.drafts[d]["circular"])[0]) for d in decisions if d in asked.drafts}
    if code is None or reading.administrations - {code}:
        return "not the administration's address"
    if None in decisions.values() or not decisions or (reading.circulars and not named <= reading.circulars):
        return "not clear"
    body = message.get_body(("plain", "html"))
    if body is not None and unsettles(body.get_content(), asked):
        return "its words unsettle the form"
    if any(asked.drafts[d]["deadline"] < datetime.datetime.now(datetime.timezone.utc) for d in decisions):
        return "late"
    if database.execute("SELECT 1 FROM reply WHERE message_id = ?", (message["Message-ID"],)).fetchone():
        return "seen before"
    return code, decisions


def record(raw, directory, asked, database):
    """Archives, reads, judges and records one message with its answer; how many decisions it has."""
    digest = archive(directory, raw)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    readings = [Reading(part.get_content(), asked) for part in message.iter_attachments()
                if (part.get_filename() or "").lower().endswith(".docx")]
    judged = judge(message, readings, asked, database)
    if isinstance(judged, str):
        database.execute("INSERT INTO reply VALUES (?, ?, ?, ?)", (digest, message["Message-ID"], message["From"], judged))
        return 0
    code, decisions = judged
    database.execute("INSERT INTO reply VALUES (?, ?, ?, 'recorded')", (digest, message["Message-ID"], message["From"]))
    for draft, (authority, comments) in decisions.items():
        database.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)", (code, draft, authority, comments, digest))
    database.execute("INSERT INTO outbox VALUES (?, ?)", (message["From"], answer(message, decisions)))
    return len(decisions)


def main():
    port, ca_file, user, password, directory, count, config = sys.argv[1:]
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True)
    asked = Asked(pathlib.Path(config))
    database = sqlite3.connect(directory / "replies.db")
    database.executescript("""PRAGMA journal_mode = WAL;
        CREATE TABLE reply (digest TEXT PRIMARY KEY, message_id TEXT UNIQUE, sender TEXT, outcome TEXT);
        CREATE TABLE decision (administration TEXT, draft TEXT, authority TEXT, comments TEXT, digest TEXT,
                               PRIMARY KEY (administration, draft));
        CREATE TABLE outbox (recipient TEXT, bytes BLOB)""")
    recorded = 0
    with imaplib.IMAP4_SSL("127.0.0.1", int(port), ssl_context=ssl.create_default_context(cafile=ca_file)) as imap:
        imap.login(user, password)
        imap.select("INBOX", readonly=True)
        for uid in imap.uid("SEARCH", "ALL")[1][0].split()[:int(count)]:
            recorded += record(imap.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1], directory, asked, database)
            database.commit()
    if recorded != int(count) * len(asked.drafts):
        sys.exit(f"{recorded} decisions of {count} replies")


main()
