#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No reading of the shared corpus is wrong, and no fewer are automatic than once were.
Usage: score_test.py TALLYCTL CORPUS. Exit status 77: the corpus is not here."""
import pathlib
import re
import subprocess
import sys

LEAST = {"docx": 94, "docx-lo": 22, "odt": 15, "html": 10, "text": 11, "doc": 9, "rtf": 7, "pdf": 16,
         "scan-jpg": 13, "scan-pdf": 18, "scan-png": 10}


def main():
    tallyctl, corpus = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    messages = sorted((corpus / "messages").glob("*.eml"))
    if not messages:
        print(f"skipped: no messages in {corpus}")
        sys.exit(77)
    read = subprocess.run([tallyctl, "read", "--config", corpus / "config", *messages], capture_output=True, check=True)
    score = subprocess.run(["/usr/bin/python3", corpus.parent / "score.py", corpus / "truth.jsonl"], input=read.stdout, capture_output=True)
    print(score.stdout.decode())
    automatic = {kind: int(count) for kind, count in
                 re.findall(r"(?m)^(\S+)\s+(\d+) of\s+\d+ read automatically", score.stdout.decode())}
    fewer = [f"{kind}: {automatic.get(kind)} of at least {least}"
             for kind, least in LEAST.items() if automatic.get(kind, 0) < least]
    wrong = not re.search(r"(?m)^wrong 0, missing 0,", score.stdout.decode())
    sys.exit("; ".join(fewer + ["a reading is wrong or missing"] * wrong) or 0)


main()
