#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a mail as Python's strict parser does and prints as JSON what it found; fails on any defect."""
import email
import email.policy
import json
import sys

raw = open(sys.argv[1], "rb").read()
assert b"\n" not in raw.replace(b"\r\n", b""), "a bare LF"
assert b"\r" not in raw.replace(b"\r\n", b""), "a bare CR"
assert max(len(line) for line in raw.split(b"\r\n")) <= 998, "a line over 998"
mail = email.message_from_bytes(raw, policy=email.policy.strict.clone(utf8=False))
for part in mail.walk():
    assert not part.defects, part.defects
for name, value in mail.items():
    assert not value.defects, (name, value.defects)


def text_of(kind):
    part = mail.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""


def file_of(part):
    content = part.get_payload(decode=True)
    return {"name": part.get_filename(), "type": part.get_content_type(), "size": len(content)}


print(json.dumps({"headers": [[name, str(value)] for name, value in mail.items()], "body": text_of("plain"), "html": text_of("html"),
                  "files": [file_of(part) for part in mail.iter_attachments()] if mail.is_multipart() else []}, ensure_ascii=False))
