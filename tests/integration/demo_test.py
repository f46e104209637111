#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./run demo shows what it promises, and leaves nothing running. Usage: demo_test.py DIRECTORY_OF_THE_PROGRAMS"""
import pathlib
import re
import subprocess
import sys
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

    def test_nobody_who_is_out_of_the_office_or_wrote_of_lunch_is_answered(self):
        for address in ("itu-focal@ict.nor.example", "colleague@itu.example"):
            self.assertNotIn(f"To: {address}", self.out)

    def test_the_tally_holds_each_draft_against_70_percent(self):
        self.assertIn("6 of 6 (100.0 %), 70 % needed: may proceed", self.out)
        self.assertIn("3 of 5 (60.0 %), 70 % needed: may not proceed", self.out)
        self.assertIn("5 of 5 (100.0 %), 70 % needed: may proceed", self.out)

    def test_what_is_left_to_a_person_is_listed_with_its_reason(self):
        self.assertRegex(self.out, r"(?m)^\d+ .* DEU .*Both boxes are checked for X\.1603")
        self.assertRegex(self.out, r"(?m)^\d+ .* IND .*not in the register")
        self.assertRegex(self.out, r"(?m)^\d+ .* SEN ")

    def test_a_second_pass_sends_nothing(self):
        self.assertIn("  0 further mails sent", self.out)

    def test_the_report_is_there_when_the_demo_is_over(self):
        reports = re.findall(r"file://(\S+\.html)", self.out)
        self.assertTrue(reports)
        for report in reports:
            self.assertIn("<html", pathlib.Path(report).read_text())


if __name__ == "__main__":
    BIN = sys.argv.pop(1)
    unittest.main()
