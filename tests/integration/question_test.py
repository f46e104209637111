#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A consultation on Questions (WTSA Resolution 1, 7.2.3) over two simulated months: our own forms in six languages, forged,
look-alike, repeated and looping mail, a deadline that is moved; with the ledger, the outbox and the tally that it ends in.
Usage: question_test.py TALLYD_TIMED TALLYCTL"""
import json
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo"), str(HERE / "integration")]
import scenario_test  # noqa: E402
from own_form import ASSIGNED, COMMENTS, REFUSED, fill_docx  # noqa: E402
from replies import mail  # noqa: E402

CIRCULAR, CLERK = "TSB Circular 101", "clerk@itu.example"
STATES = {"KEN": ("en", "Kenya", "Kenya"), "GBR": ("en", "United Kingdom", "Royaume-Uni"), "IND": ("en", "India", "Inde"),
          "FRA": ("fr", "France", "France"), "SEN": ("fr", "Senegal", "Sénégal"), "ESP": ("es", "Spain", "Espagne"),
          "MEX": ("es", "Mexico", "Mexique"), "RUS": ("ru", "Russian Federation", "Fédération de Russie"),
          "EGY": ("ar", "Egypt", "Égypte"), "MAR": ("ar", "Morocco", "Maroc"), "CHN": ("zh", "China", "Chine"),
          "JPN": ("en", "Japan", "Japon"), "BRA": ("en", "Brazil", "Brésil")}
OLD_DEADLINE, NEW_DEADLINE = "2018-03-10T23:59:00Z", "2018-03-17T23:59:00Z"


def focal(code):
    return f"itu-focal@ict.{code.lower()}.example"


class Questions(scenario_test.Consultation):
    test_a_consultation_from_its_opening_to_its_final_tally = test_who_is_not_who_he_says_moves_no_tally = None
    test_an_answer_that_comes_back_goes_to_the_second_address = test_a_robot_that_answers_each_answer_comes_to_rest = None

    def write_configuration(self, deadline=OLD_DEADLINE):
        super().write_configuration()
        config = self.directory / "config"
        (config / "consultations/c53.toml").unlink()
        (config / "consultations/c101.toml").write_text(
            f'[consultation]\ncircular = "{CIRCULAR}"\nstudy_group = 17\nrule = "question"\nopened = 2018-01-10\n'
            f'deadline = {deadline}\nmeeting = 2018-03-26\nreminders = ["14d"]\n'
            '[[draft]]\ndesignation = "Q4/17"\ntitle = "Cybersecurity"\n'
            '[[draft]]\ndesignation = "Q14/17"\nprovisional = "J/17"\ntitle = "Security aspects of distributed ledgers"\n')
        (config / "administrations.toml").write_text("".join(
            f'[[administration]]\ncode = "{code}"\nlanguage = "{language}"\naddresses = ["{focal(code)}"]\n'
            f'domains = ["ict.{code.lower()}.example"]\nnames = {{ en = "{english}", fr = "{french}" }}\n'
            for code, (language, english, french) in STATES.items()))

    def tallyctl(self, *words, status=0):
        run = subprocess.run([scenario_test.TALLYCTL, *words, "--config", self.directory / "config"], capture_output=True)
        self.assertEqual(run.returncode, status, run.stderr + run.stdout)
        return run.stdout

    def filled(self, code, fourth, fourteenth, *, sender=None, proof=None, message_id=None):
        """Our own form, in the State's language, clicked and sent back."""
        sender = sender or focal(code)
        blank = self.tallyctl("form", "101", "--administration", code)
        form = fill_docx(blank, {"Q4/17": fourth, "Q14/17": fourteenth})
        self.serial += 1
        message = mail(sender, "Reply", "See attachment.\n", ("annex.docx", form))
        message.replace_header("Message-ID", message_id or f"<{self.serial}@{sender.split('@')[-1]}>")
        message["Authentication-Results"] = proof or f"mx.itu.example; dmarc=pass header.from={sender.split('@')[-1]}"
        return message

    def replies(self, time, code, *decisions, **how):
        self.arrives(time, self.filled(code, *decisions, **how))

    def approvals(self):
        drafts = json.loads(self.tallyctl("tally", CIRCULAR, "--format", "json"))["drafts"]
        return {draft["draft"]: (draft["assigned"], draft["not_assigned"], draft["support"]) for draft in drafts}

    def test_two_questions_from_the_opening_to_the_final_tally(self):
        self.six_languages()
        self.who_is_not_who_he_says()
        self.what_comes_again_or_out_of_order()
        self.loops()
        self.the_deadline_is_moved()
        self.what_is_left()

    def six_languages(self):
        first = {"KEN": (ASSIGNED, ASSIGNED), "FRA": (ASSIGNED, REFUSED), "ESP": (ASSIGNED, COMMENTS), "RUS": (ASSIGNED, REFUSED),
                 "EGY": (REFUSED, ASSIGNED), "CHN": (ASSIGNED, REFUSED)}
        for minute, (code, decisions) in enumerate(first.items()):
            self.replies(f"2018-01-15T09:{minute:02}:00Z", code, *decisions)
        self.at("2018-01-15T10:00:00Z")
        for code, decisions in first.items():
            said = {"Q4/17": decisions[0][0], "Q14/17": decisions[1][0]}
            self.assertEqual(self.stands(code), said, self.said)
            [answer] = self.to(focal(code))
            self.assertEqual(self.message(answer)["Content-Language"], STATES[code][0])
        self.assertEqual(self.approvals(), {"Q4/17": (5, 1, "may_not_proceed"), "Q14/17": (3, 3, "may_not_proceed")})

    def who_is_not_who_he_says(self):
        """None of these moves the tally, and no forger is told anything of it."""
        passes = "mx.itu.example; dmarc=pass header.from="
        for number, (sender, proof) in enumerate([
                (focal("IND"), "mx.itu.example; dmarc=fail header.from=ict.ind.example"),
                (focal("IND"), "mx.itu.example; spf=fail (said dmarc=pass header.from=ict.ind.example) smtp.mailfrom=ict.ind.example"),
                (focal("IND"), passes + "evil.example"),
                (focal("IND"), "mx.evil.example; dmarc=pass header.from=ict.ind.example"),
                ("itu-focal@ict.ind.example.evil.example", passes + "ict.ind.example.evil.example"),
                (f"thief@evil.example, {focal('IND')}", passes + "ict.ind.example")]):
            with self.subTest(sender=sender, proof=proof):
                message = self.filled("IND", REFUSED, REFUSED, sender="x@evil.example", proof=proof, message_id=f"<{number}.forged@evil.example>")
                message.replace_header("From", sender)
                self.arrives("2018-01-16T09:00:00Z", message)
                self.at("2018-01-16T10:00:00Z")
                self.assertEqual(self.stands("IND"), {}, self.said)
                told = {to for note in self.sent for to in note["recipients"]} - {CLERK}
                self.assertLessEqual(told, {focal("IND"), sender})
        self.assertEqual(self.query("SELECT count(*) FROM review WHERE state = 'open'"), [(6,)])
        self.replies("2018-01-17T09:00:00Z", "IND", ASSIGNED, ASSIGNED)
        self.at("2018-01-17T10:00:00Z")
        self.assertEqual(self.stands("IND"), {"Q4/17": "assigned", "Q14/17": "assigned"})

    def what_comes_again_or_out_of_order(self):
        # Of two colleagues who differ within the hour, a person hears.
        self.replies("2018-01-20T09:00:00Z", "GBR", ASSIGNED, ASSIGNED)
        self.replies("2018-01-20T09:20:00Z", "GBR", REFUSED, REFUSED, sender="deputy@ict.gbr.example")
        # An office that gives all its scans one Message-ID, for two States.
        self.replies("2018-01-20T09:30:00Z", "MEX", ASSIGNED, REFUSED, message_id="<0@scanner>")
        self.replies("2018-01-20T09:31:00Z", "SEN", ASSIGNED, REFUSED, message_id="<0@scanner>")
        # The same form under another Message-ID; then one that lay in a junk folder since before it was said again.
        again = self.filled("KEN", ASSIGNED, ASSIGNED)
        self.arrives("2018-01-20T09:40:00Z", again)
        self.replies("2018-01-20T09:50:00Z", "KEN", ASSIGNED, COMMENTS)
        self.replies("2018-01-18T09:00:00Z", "KEN", REFUSED, REFUSED)
        self.at("2018-01-20T10:00:00Z")
        self.assertEqual(self.stands("GBR"), {"Q4/17": "assigned", "Q14/17": "assigned"})
        self.assertEqual(self.stands("MEX"), self.stands("SEN"))
        self.assertEqual(self.stands("SEN"), {"Q4/17": "assigned", "Q14/17": "not_assigned"})
        self.assertEqual(self.stands("KEN"), {"Q4/17": "assigned", "Q14/17": "assigned"})
        self.assertEqual(len(self.to(focal("KEN"))), 2, self.said)  # none to what came again
        self.assertEqual(self.approvals(), {"Q4/17": (9, 1, "may_proceed"), "Q14/17": (5, 5, "may_not_proceed")})  # 5 of 10 is no majority

    def loops(self):
        answer = self.message(self.to(focal("SEN"))[0])
        robot = mail(focal("SEN"), "Re: " + answer["Subject"], "Votre message a été reçu.\n", In_Reply_To=answer["Message-ID"], Auto_Submitted="auto-replied",
                     **scenario_test.proved(focal("SEN")))
        self.arrives("2018-01-20T10:05:00Z", robot)
        self.arrives("2018-01-20T10:06:00Z", self.to(focal("SEN"))[0]["file"].read_bytes())  # our own mail comes back
        self.assertEqual(self.at("2018-01-20T10:10:00Z"), [])
        self.arrives("2018-01-20T10:20:00Z", self.bounce_of(self.to(focal("SEN"))[0]) if self.sent else
                     mail("colleague@itu.example", "Lunch?", "At noon?\n"))
        self.assertEqual(self.at("2018-01-20T10:30:00Z"), [])

    def the_deadline_is_moved(self):
        self.at("2018-02-25T08:00:00Z")
        reminded = {to for note in self.sent for to in note["recipients"]} - {CLERK}
        self.assertEqual(reminded, {focal(code) for code in ("JPN", "BRA", "MAR")})
        self.replies("2018-03-10T23:59:59Z", "MAR", ASSIGNED, ASSIGNED)
        self.replies("2018-03-11T00:00:00Z", "BRA", ASSIGNED, ASSIGNED)
        self.at("2018-03-11T08:00:00Z")
        self.assertEqual((self.stands("MAR"), self.stands("BRA")), ({"Q4/17": "assigned", "Q14/17": "assigned"}, {}))
        self.assertEqual(self.approvals()["Q14/17"], (6, 5, "may_proceed"))
        self.write_configuration(NEW_DEADLINE)
        changes = json.loads(self.tallyctl("consultation", "diff", "--json", status=1))
        self.assertIn("BRA", json.dumps(changes))
        self.assertEqual(self.stands("BRA"), {})  # nothing is judged anew in silence
        self.tallyctl("consultation", "apply", "--by", "alice", "--reason", "Corrigendum 1")
        self.assertEqual(self.stands("BRA"), {"Q4/17": "assigned", "Q14/17": "assigned"})
        self.tallyctl("consultation", "diff", status=0)
        self.replies("2018-03-18T00:00:00Z", "JPN", ASSIGNED, ASSIGNED)
        self.at("2018-03-18T08:00:00Z")
        self.assertEqual(self.stands("JPN"), {})

    def what_is_left(self):
        self.assertEqual(self.approvals(), {"Q4/17": (11, 1, "may_proceed"), "Q14/17": (7, 5, "may_proceed")})
        self.assertEqual(self.query("SELECT outcome, count(*) FROM reply GROUP BY outcome ORDER BY outcome"),
                         [("late", 1), ("not_counted", 1), ("recorded", 13), ("review", 7)])
        self.assertEqual(self.query("SELECT count(*) FROM outbox WHERE state <> 'sent' AND purpose <> 'acknowledgement'"), [(0,)])
        final = [self.body(note) for note in self.to(CLERK) if "final tally" in self.message(note)["Subject"]]
        self.assertEqual(len(final), 1)
        [(row, digest)] = re.findall(r"row (\d+)\s+of\s+the\s+ledger:\s+([0-9a-f]{64})", final[0])
        self.tallyctl("verify", "--known", f"{row}:{digest}")
        self.assertEqual(self.tallyctl("replay", "--json").count(b'"administration"'), 0)


if __name__ == "__main__":
    scenario_test.ServiceTest.tallyd, scenario_test.TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
