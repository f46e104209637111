#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./run demo shows what it promises, and leaves nothing running. Usage: demo_test.py DIRECTORY_OF_THE_PROGRAMS"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BIN = None
DEMO = pathlib.Path(__file__).resolve().parents[1] / "demo" / "demo"


class DemoTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        run = subprocess.run([DEMO, BIN], capture_output=True, text=True, timeout=120)
        cls.status, cls.out, cls.errors = run.returncode, run.stdout, run.stderr

    def test_it_ends_well(self):
        self.assertEqual(self.status, 0, self.out + self.errors)

    def test_each_kind_of_answer_was_received_by_the_smtp_server(self):
        for subject in ("your reply is recorded", "some texts are still open", "your changed reply is recorded",
                        "your reply is being looked at", "your reply is being verified",
                        "your reply came after the deadline", "votre réponse est enregistrée"):
            self.assertRegex(self.out, r"Subject: .*" + subject)

    def test_no_machine_and_nobody_who_wrote_of_lunch_is_answered(self):
        for address in ("itu-focal@ict.nor.example", "MAILER-DAEMON@mx.example", "colleague@itu.example"):
            self.assertNotIn(f"To: {address}", self.out)

    def test_the_tally_holds_each_draft_against_70_percent(self):
        self.assertIn("7 of 7 (100.0 %), 70 % needed: may proceed", self.out)
        self.assertIn("4 of 6 (66.6 %), 70 % needed: may not proceed", self.out)
        self.assertIn("6 of 6 (100.0 %), 70 % needed: may proceed", self.out)

    def test_what_is_left_to_a_person_is_listed_with_its_reason(self):
        self.assertRegex(self.out, r"(?m)^\d+ .* DEU .*Both boxes are checked for X\.1603")
        self.assertRegex(self.out, r"(?m)^\d+ .* IND .*not in the register")
        self.assertRegex(self.out, r"(?m)^\d+ .* SEN ")

    def test_a_second_pass_sends_nothing(self):
        self.assertIn("  0 further mails sent", self.out)

    def test_told_to_end_it_stops_its_servers(self):
        own = tempfile.TemporaryDirectory(prefix="end-")
        self.addCleanup(own.cleanup)
        pathlib.Path(own.name).chmod(0o755)  # Dovecot's users must pass
        demo = subprocess.Popen([DEMO, BIN], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                env=dict(os.environ, TMPDIR=own.name))
        for line in demo.stdout:
            if "Kenya assigns" in line:
                break
        demo.terminate()
        demo.stdout.read()
        self.assertEqual(demo.wait(timeout=20), 130)
        demo.stdout.close()
        running = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, text=True, check=True).stdout
        left = [line for line in running.splitlines() if own.name in line]
        self.assertEqual(left, [])
        self.assertEqual(list(pathlib.Path(own.name).iterdir()), [])

    def test_the_report_is_there_when_the_demo_is_over(self):
        reports = re.findall(r"file://(\S+\.html)", self.out)
        self.assertTrue(reports)
        for report in reports:
            self.assertIn("<html", pathlib.Path(report).read_text())


if __name__ == "__main__":
    BIN = sys.argv.pop(1)
    unittest.main()
