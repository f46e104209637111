#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs write to a terminal and to a pipe: progress, width, colour. Usage: terminal_test.py TALLYCTL TALLYD_SCRIPTED"""
import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo")]
from replies import address, mail  # noqa: E402
from service import ServiceTest  # noqa: E402

TALLYCTL = None
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def columns_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def on_terminal(command, columns=60, piped_output=False, **environment):
    """All that a program writes to a terminal of that width, and to its standard output if that is a pipe."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | environment
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE if piped_output else theirs, stderr=theirs, env=environment)
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # EIO: nobody has it open any more
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    piped = process.communicate(timeout=60)[0]
    return written.decode(), (piped or b"").decode()


class Terminal(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="tallyd-terminal-")
        self.addCleanup(self.temporary.cleanup)
        self.directory = pathlib.Path(self.temporary.name)
        box = self.directory / "box"
        for folder in ("cur", "new", "tmp"):
            (box / folder).mkdir(parents=True)
        for number in range(40):
            (box / "cur" / f"{number:03}:2,S").write_bytes(mail(address("KEN"), f"Lunch {number}?", "Shall we meet at noon?\n").as_bytes())
        self.read = [TALLYCTL, "read", "--config", str(HERE.parent / "config"), str(box)]

    def test_reading_many_messages_shows_how_far_it_has_come_and_leaves_nothing_behind(self):
        terminal, piped = on_terminal(self.read, piped_output=True)
        self.assertEqual(piped.count("\n"), 40)
        self.assertRegex(terminal, r"\r\x1b\[Kmessages read: \d+")
        self.assertTrue(terminal.endswith("\r\x1b[K"), terminal[-80:])
        self.assertNotIn("\n", terminal)

    def test_no_line_is_wider_than_the_terminal(self):
        for columns in (20, 40):
            terminal, _ = on_terminal(self.read, columns, piped_output=True)
            self.assertLess(max(columns_of(ESCAPE.sub("", line)) for line in terminal.split("\r")), columns)

    def test_a_pipe_and_a_terminal_that_cannot_go_back_get_no_progress(self):
        piped = subprocess.run(self.read, capture_output=True, text=True, check=True)
        self.assertEqual((piped.stdout.count("\n"), piped.stderr), (40, ""))
        self.assertEqual(on_terminal(self.read, piped_output=True, TERM="dumb")[0], "")

    def test_data_on_the_terminal_is_not_mixed_with_progress(self):
        terminal, _ = on_terminal(self.read, 400)
        lines = [line.split("\x1b[K")[-1] for line in terminal.split("\r\n") if line]
        self.assertEqual(sum(line.startswith('{"message":') and line.endswith("}") for line in lines), 40, terminal[:2000])


class Service(ServiceTest):
    def tallyctl(self, *words):
        return [TALLYCTL, *words, "--config", str(self.directory / "config")]

    def test_a_backlog_shows_how_far_it_has_come_and_its_log_stays_readable(self):
        for number in range(30):
            self.send("friend@else.example", f"Let us meet, {number}.")
        self.send("focal@ict.ke.example", "X.1214 assigned none", "X.1331 assigned none")
        terminal, _ = on_terminal(self.command("--once"), 100)
        self.assertRegex(terminal, r"new messages looked at: \d+ of 31")
        logged = [line for line in terminal.split("\r\n") if " info: " in ESCAPE.sub("", line)]
        self.assertGreaterEqual(len(logged), 2)
        for line in logged:
            self.assertRegex(ESCAPE.sub("", line.split("\x1b[K")[-1]), r"^20\d\d-\d\d-\d\dT")

    def test_tables_fit_the_terminal_in_any_script_and_no_color_is_heeded(self):
        register = self.directory / "config/administrations.toml"
        register.write_text(register.read_text().replace('"Kenya"', '"肯尼亚共和国主管部门及其电信管理局以及其他机构"'))
        self.send("focal@ict.ke.example", "X.1214 conflict", "DOUBT both_boxes_checked")
        self.assertEqual(self.once().returncode, 0)
        for command in (["review", "list"], ["replies"], ["outbox", "list"], ["remind", "53", "--dry-run"]):
            terminal, _ = on_terminal(self.tallyctl(*command), 70)
            for line in terminal.split("\r\n"):
                self.assertLessEqual(columns_of(ESCAPE.sub("", line)), 70, command)
            self.assertNotIn("\x1b[", on_terminal(self.tallyctl(*command), 70, NO_COLOR="1")[0])
            piped = subprocess.run(self.tallyctl(*command), capture_output=True, text=True)
            self.assertNotIn("\x1b", piped.stdout + piped.stderr)


if __name__ == "__main__":
    TALLYCTL, ServiceTest.tallyd = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
