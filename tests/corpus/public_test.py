#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of the public corpora, damaged and hostile ones among them, is read by `tallyctl read` without a reader that
dies or runs out of its time (30 s of CPU, 120 s in all) and memory; documents and archives as attachments.
Usage: public_test.py TALLYCTL CONFIG CORPUS; exits with 77 (skipped) where there is no corpus"""
import email.message
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ATTACHED = ("office", "pdf", "zip", "tnef")  # folders of files that are no mails
MAIL = re.compile(rb"(>?From |[!-9;-~]+[ \t]*:)")  # how one begins
LEAST = 1000  # fewer files: the corpus is not whole, and this would prove little


def as_attachment(file):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "focal@ict.ke.example", "tsbdir@itu.example", "TSB Circular 53"
    message.set_content("See the attached file.\n")
    message.add_attachment(file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name)
    return message.as_bytes()


def messages(corpus, directory):
    """(path of the message, name of the file), documents wrapped into `directory`."""
    number = 0
    for file in sorted(file for folder in sorted(corpus.iterdir()) if folder.is_dir() for file in folder.rglob("*")):
        if not file.is_file():
            continue
        folder = file.relative_to(corpus).parts[0]
        if folder in ATTACHED or not MAIL.match(file.read_bytes()[:1000]):
            number += 1
            wrapped = directory / f"{folder}-{number:05}.eml"
            wrapped.write_bytes(as_attachment(file))
            yield wrapped, file
        else:
            yield file, file


def main():
    tallyctl, config, corpus = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if not corpus.is_dir():
        print(f"skipped: no corpus in {corpus}")
        return 77
    with tempfile.TemporaryDirectory(prefix="tallyd-public-") as directory:
        files = {str(message): file for message, file in messages(corpus, pathlib.Path(directory))}
        assert len(files) >= LEAST, f"only {len(files)} files in {corpus}"
        failed, seen, kinds = [], set(), {}
        last, slowest = time.monotonic(), 0.0
        with subprocess.Popen([tallyctl, "read", "--config", config, *files], stdout=subprocess.PIPE, text=True) as read:
            for line in read.stdout:
                now = time.monotonic()
                slowest, last = max(slowest, now - last), now
                reading = json.loads(line)
                file = files[reading["message"].split("#")[0]]  # of an mbox: file#number
                seen.add(file)
                kinds[reading["kind"]] = kinds.get(reading["kind"], 0) + 1
                failed += [f"{file}: {doubt['text']}" for doubt in reading["doubts"] if doubt["code"] == "reader_failed"]
        unread = [f"{file}: not read" for file in files.values() if file not in seen]
        print(f"{len(seen)} of {len(files)} files read: {kinds}; longest wait {slowest:.1f} s; status {read.returncode}")
        print(*failed, *unread, sep="\n")
        return 0 if read.returncode == 0 and not failed and not unread else 1


if __name__ == "__main__":
    sys.exit(main())
