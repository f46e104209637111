#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script for the same work looks like: imaplib, email, python-docx, sqlite3. It archives each message, finds the drafts' rows
and the boxes that are checked, and records what they decide. No sandbox, no judgement, no answer.
Usage: pipeline.py PORT CA_FILE USER PASSWORD DIRECTORY COUNT DRAFT…"""
import email
import email.policy
import hashlib
import imaplib
import io
import os
import pathlib
import sqlite3
import ssl
import sys

import docx
from docx.oxml.ns import qn


def decisions(content, drafts):
    found = {}
    for table in docx.Document(io.BytesIO(content)).tables:
        draft = None
        for row in table.rows:
            label, options = row.cells[0].text, row.cells[-1]
            draft = next((d for d in drafts if d in label), draft)
            for paragraph in options.paragraphs:
                box = paragraph._p.find(".//" + qn("w:checkBox"))
                checked = box is not None and box.find(qn("w:checked")) is not None
                if checked and "does not assign" in paragraph.text:
                    found[draft] = "not_assigned"
                elif checked and "assigns authority" in paragraph.text:
                    found[draft] = "assigned"
    return found


def archive(directory, raw):
    name = directory / (hashlib.sha256(raw).hexdigest() + ".eml")
    with open(name, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def main():
    port, ca_file, user, password, directory, count, *drafts = sys.argv[1:]
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True)
    database = sqlite3.connect(directory / "replies.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE decision (message_id TEXT, sender TEXT, draft TEXT, authority TEXT)")
    recorded = 0
    with imaplib.IMAP4_SSL("127.0.0.1", int(port), ssl_context=ssl.create_default_context(cafile=ca_file)) as imap:
        imap.login(user, password)
        imap.select("INBOX", readonly=True)
        for uid in imap.uid("SEARCH", "ALL")[1][0].split()[:int(count)]:
            raw = imap.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1]
            message = email.message_from_bytes(raw, policy=email.policy.default)
            archive(directory, raw)
            for part in message.iter_attachments():
                for draft, authority in decisions(part.get_content(), drafts).items():
                    database.execute("INSERT INTO decision VALUES (?, ?, ?, ?)", (message["Message-ID"], message["From"], draft, authority))
                    recorded += 1
            database.commit()
    if recorded != int(count) * len(drafts):
        sys.exit(f"{recorded} decisions of {count} replies")


main()
