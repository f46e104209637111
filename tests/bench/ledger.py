# SPDX-License-Identifier: GPL-3.0-or-later
"""Tally and report over a long ledger: every Member State changing its mind on one circular over and over."""
import json
import pathlib
import subprocess

import material
from world import run_timed

SETTINGS = """[mailbox]
host = "127.0.0.1"
username = "nobody"
password_file = "../password"
[smtp]
host = "127.0.0.1"
security = "none"
from_address = "tsbdir@itu.example"
[storage]
directory = "{state}"
[tsb]
addresses = ["clerk@itu.example"]
"""


def measure(directory, programs, rows):
    directory = pathlib.Path(directory)
    config, state = directory / "config", directory / "state"
    directory.mkdir()
    (directory / "password").write_text("secret\n")
    (directory / "password").chmod(0o600)
    material.write_configuration(config, SETTINGS.format(state=state))
    writing, _ = run_timed([programs / "make_ledger", state, config, str(rows)], 600)
    result = {"rows_written_a_second": rows / writing}
    counted = subprocess.run([programs / "tallyctl", "tally", "53", "--format", "json", "--config", config],
                             check=True, capture_output=True, timeout=300)
    result["drafts"] = len(json.loads(counted.stdout)["drafts"])
    for name, words in (("tally", ["tally", "53"]), ("report", ["tally", "53", "--format", "html"])):
        wall, cpu = run_timed([programs / "tallyctl", *words, "--config", config], 300)
        result[name] = {"seconds": wall, "processor_seconds": cpu}
    return result
