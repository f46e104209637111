#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All 194 administrations of the shipped register over a whole consultation, with kills, a clock that jumps, a reload that
moves the reminders and a downtime: each gets exactly the mails that are due, in its language, once.
Usage: all_members_test.py TALLYD_TIMED TALLYCTL"""
import collections
import csv
import email
import email.policy
import html
import io
import os
import pathlib
import subprocess
import sys
import time
import tomllib
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo"), str(HERE / "integration")]
import forms  # noqa: E402
import scenario_test  # noqa: E402
from replies import all_of, with_form  # noqa: E402

CLERK = "clerk@itu.example"
STRICT = email.policy.default.clone(raise_on_defect=True)
REGISTER = tomllib.loads((HERE.parent / "config/administrations.toml").read_text())["administration"]
FORM = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def kind_of(number):
    """What administration `number` does, in turn."""
    return ["early", "partial", "between", "during_the_stop", "never", "late", "changes", "contradicts"][number % 8]


class AllMembers(scenario_test.Consultation):
    test_a_consultation_from_its_opening_to_its_final_tally = test_who_is_not_who_he_says_moves_no_tally = None
    test_an_answer_that_comes_back_goes_to_the_second_address = test_a_robot_that_answers_each_answer_comes_to_rest = None

    def write_configuration(self, deadline=None):
        super().write_configuration(deadline)
        self.reminders('"28d", "14d", "3d"')
        lines = (HERE.parent / "config/administrations.toml").read_text()
        (self.directory / "config/administrations.toml").write_text(lines)

    def reminders(self, offsets):
        file = self.directory / "config/consultations/c53.toml"
        lines = [line for line in file.read_text().splitlines() if not line.startswith("reminders")]
        lines.insert(lines.index("meeting = 2018-03-20") + 1, f"reminders = [{offsets}]")
        file.write_text("\n".join(lines) + "\n")

    def members(self, kind):
        return [entry for number, entry in enumerate(REGISTER) if kind_of(number) == kind]

    def replies(self, when, entries, decisions):
        for entry in entries:
            sender, name = entry["addresses"][0], entry["names"]["en"]
            message = with_form(entry["code"], name, decisions, sender=sender, box=forms.control_box)
            for field, value in scenario_test.proved(sender).items():
                message[field.replace("_", "-")] = value
            self.serial += 1
            message.replace_header("Message-ID", f"<{self.serial}.{entry['code']}@{sender.split('@')[1]}>")
            self.arrives(when, message)

    def killed_at(self, when, mails):
        """A pass that dies in the middle of its work."""
        before = len(self.notes())
        running = subprocess.Popen(self.command("--once"), stderr=subprocess.DEVNULL, env=dict(os.environ, TALLYD_NOW=when))
        self.wait_until(lambda: len(self.notes()) >= before + mails or running.poll() is not None, "some of them went")
        self.assertIsNone(running.poll())  # there was more to send
        running.kill()
        running.wait()

    def got(self):
        """administration → how many mails of each purpose it got, a mail that went twice over a kill counted once."""
        seen, purposes = set(), dict(self.query("SELECT message_id, purpose FROM outbox"))
        codes = {address: entry["code"] for entry in REGISTER for address in entry["addresses"]}
        got = collections.defaultdict(collections.Counter)
        for note in self.notes():
            [recipient] = note["recipients"]
            message_id = self.message(note)["Message-ID"].strip("<>")
            if (message_id, recipient) not in seen and recipient in codes:
                got[codes[recipient]][purposes[message_id]] += 1
            seen.add((message_id, recipient))
        return got

    def test_each_gets_exactly_the_mails_that_are_due(self):
        started = time.monotonic()
        self.assertEqual(len(REGISTER), 194)
        self.before_the_first_reminder()
        self.the_first_reminder()
        self.over_a_downtime()
        self.after_the_deadline()
        self.what_each_got()
        self.what_the_clerk_got()
        self.what_the_clerk_is_shown()
        self.assertLess(time.monotonic() - started, 400)

    def before_the_first_reminder(self):
        self.replies("2017-11-01T09:00:00Z", self.members("early") + self.members("changes"), all_of("none"))
        self.replies("2017-11-01T09:00:00Z", self.members("partial"), {"X.1214": "not"})
        self.replies("2017-11-01T09:00:00Z", self.members("contradicts"), dict(all_of("none"), **{"X.1603": "both"}))
        self.killed_at("2017-11-01T10:00:00Z", 20)
        self.at("2017-11-01T10:00:00Z")
        self.at("2017-11-03T10:00:00Z")  # the digest of what came

    def the_first_reminder(self):
        self.assertEqual(self.at("2018-02-08T23:58:59Z"), [])  # a second before 28 days
        self.killed_at("2018-02-08T23:59:00Z", 30)
        self.at("2018-02-08T23:59:00Z")
        self.went_over_one_connection(self.sent)
        self.assertEqual(self.at("2018-02-07T12:00:00Z"), [])  # the clock was set back
        self.assertEqual(self.at("2018-02-09T12:00:00Z"), [])
        self.reminders('"30d", "14d", "3d"')  # which is past as well
        self.assertEqual(self.at("2018-02-09T12:00:01Z"), [])
        self.replies("2018-02-10T09:00:00Z", self.members("between") + self.members("partial"), all_of("attached"))
        self.at("2018-02-11T10:00:00Z")

    def over_a_downtime(self):
        """Nobody is there from 11 February to two days before the deadline: 14 days and 3 days pass."""
        self.replies("2018-02-25T09:00:00Z", self.members("during_the_stop"), all_of("none"))
        self.replies("2018-02-25T09:00:00Z", self.members("changes"), all_of("not"))
        self.at("2018-03-06T23:00:00Z")
        self.assertEqual(self.at("2018-03-06T23:30:00Z"), [])

    def after_the_deadline(self):
        self.replies("2018-03-09T00:00:00Z", self.members("late"), all_of("none"))
        self.at("2018-03-09T00:00:00Z")
        self.assertEqual(self.at("2018-03-09T12:00:00Z"), [])

    def went_over_one_connection(self, notes):
        self.assertGreater(len(notes), 20)
        self.assertEqual(len({note["connection"] for note in notes}), 1)

    def what_each_got(self):
        answered = {"early": 1, "partial": 2, "between": 1, "during_the_stop": 1, "never": 0, "late": 1, "changes": 2, "contradicts": 1}
        reminded = {"early": 0, "partial": 1, "between": 1, "during_the_stop": 1, "never": 2, "late": 2, "changes": 0, "contradicts": 2}
        got = self.got()
        for number, entry in enumerate(REGISTER):
            kind, mails = kind_of(number), got[entry["code"]]
            due = collections.Counter(acknowledgement=answered[kind], reminder=reminded[kind])
            self.assertEqual(+mails, +due, (entry["code"], kind))
        self.assertLessEqual(len(self.notes()) - sum(1 for _ in {(self.message(note)["Message-ID"], *note["recipients"]) for note in self.notes()}), 2)
        for note in self.notes():
            self.is_sound(note)

    def is_sound(self, note):
        raw = note["file"].read_bytes()
        self.assertNotIn(b"\n", raw.replace(b"\r\n", b""))
        self.assertNotIn(b"\r", raw.replace(b"\r\n", b""))
        self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 78, note["file"])
        message = email.message_from_bytes(raw, policy=STRICT)
        for part in message.walk():
            self.assertEqual([str(defect) for value in part.values() for defect in getattr(value, "defects", ())], [])
            if not part.is_multipart():
                part.get_content()
        codes = {address: entry for entry in REGISTER for address in entry["addresses"]}
        if note["recipients"][0] == CLERK:
            return
        entry = codes[note["recipients"][0]]
        text, page = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
        for body in (text, page):
            self.assertNotRegex(body, r"\{[a-z_]+\}")
        files = [part for part in message.iter_attachments()]
        if not files:
            return  # an answer, in the language of the form
        self.assertEqual(message["Content-Language"], entry["language"])
        self.assertIn(entry["names"][entry["language"]], text)
        self.assertEqual([file.get_content_type() for file in files], [FORM])
        form = html.unescape(zipfile.ZipFile(io.BytesIO(files[0].get_content())).read("word/document.xml").decode())
        self.assertTrue(entry["names"][entry["language"]] in form, entry["code"])

    def what_the_clerk_is_shown(self):
        """tallyctl preview of a reply of each outcome: the mail that became of it."""
        for outcome, words in (("recorded", "recorded"), ("late", "came after the deadline"), ("review", "could not be read with certainty")):
            [(reply,), *_] = self.query(f"SELECT id FROM reply WHERE outcome = '{outcome}' ORDER BY id")
            shown = subprocess.run([scenario_test.TALLYCTL, "preview", "53", "--reply", str(reply), "--config", self.directory / "config"],
                                   capture_output=True, text=True)
            self.assertIn(words, shown.stdout, shown.stderr)

    def what_the_clerk_got(self):
        subjects = [self.message(note)["Subject"] for note in self.notes() if note["recipients"] == [CLERK]]
        counted = sum(len(self.members(kind)) for kind in ("early", "partial", "between", "during_the_stop", "changes"))
        self.assertEqual([subject for subject in subjects if "final tally" in subject],
                         [f"TSB Circular 53: final tally, {counted} of 194 administrations counted"])
        digests = [subject for subject in subjects if "administrations counted" in subject]
        self.assertEqual(len(digests), 4)  # 3 November, 11 February, 6 March, and the final one
        last = next(note for note in reversed(self.notes()) if "final tally" in self.message(note)["Subject"])
        files = {part.get_filename(): part.get_content() for part in self.message(last).iter_attachments()}
        name = next(name for name in files if name.endswith("administrations.csv"))
        rows = list(csv.reader(io.StringIO(files[name].decode() if isinstance(files[name], bytes) else files[name])))
        self.assertEqual(len(rows), 195)


if __name__ == "__main__":
    scenario_test.ServiceTest.tallyd, scenario_test.TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
