#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole consultation over simulated weeks: real Dovecot, real SMTP, real forms, a clock that is told the time.
Usage: scenario_test.py TALLYD_TIMED TALLYCTL"""
import datetime
import email
import email.policy
import imaplib
import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo")]
import forms  # noqa: E402
from replies import ADMINISTRATIONS, FRENCH_CIRCULAR, OPEN, address, all_of, mail, with_form  # noqa: E402
from service import ServiceTest  # noqa: E402

TALLYCTL = None
SECOND_NORWAY = "second@ict.nor.example"


def proved(sender):
    return {"Authentication_Results": f"mx.itu.example; dmarc=pass header.from={sender.split('@')[1]}"}


class Consultation(ServiceTest):
    maxDiff = None

    def write_configuration(self, deadline=None):
        config = self.directory / "config"
        (config / "consultations").mkdir(parents=True, exist_ok=True)
        (self.directory / "password").write_text(self.dovecot.password + "\n")
        (self.directory / "password").chmod(0o600)
        (config / "tallyd.toml").write_text(f"""
[mailbox]
host = "127.0.0.1"
port = {self.dovecot.imap_port}
security = "none"
username = "{self.dovecot.user}"
password_file = "{self.directory}/password"
[smtp]
{self.smtp_settings()}
from_address = "tsbdir@itu.example"
messages_per_minute = 6000
verp = true
[storage]
directory = "{self.directory}/state"
[tsb]
addresses = ["clerk@itu.example"]
[authentication]
authserv_id = "mx.itu.example"
""")
        drafts = "".join(f'[[draft]]\ndesignation = "{draft}"\nprovisional = "{provisional}"\ntitle = "{title}"\n'
                         for draft, provisional, title in OPEN["drafts"])
        (config / "consultations/c53.toml").write_text(
            f'[consultation]\ncircular = "{OPEN["circular"]}"\nstudy_group = 17\nopened = 2017-10-11\n'
            f'deadline = 2018-03-08T23:59:00Z\nmeeting = 2018-03-20\nreminders = ["28d", "14d", "3d"]\n{drafts}')
        (config / "administrations.toml").write_text("".join(
            f'[[administration]]\ncode = "{code}"\nlanguage = "{language}"\naddresses = ["{address(code)}"'
            + (f', "{SECOND_NORWAY}"' if code == "NOR" else "")
            + f']\ndomains = ["ict.{code.lower()}.example"]\nnames = {{ en = "{english}", fr = "{french}" }}\n'
            for code, language, english, french in ADMINISTRATIONS))

    def arrives(self, time, message):
        raw = message if isinstance(message, bytes) else message.as_bytes(policy=email.policy.SMTP)
        when = datetime.datetime.fromisoformat(time.replace("Z", "+00:00"))
        with self.imap() as imap:
            self.assertEqual(imap.append("INBOX", None, imaplib.Time2Internaldate(when), raw)[0], "OK")

    def form(self, time, code, decisions, *more, sender=None, subject=None, **options):
        """A genuine reply of the focal point, or of `sender`."""
        name = next(english for known, _, english, _ in ADMINISTRATIONS if known == code)
        message = with_form(code, name, decisions, *more, sender=sender, **options)
        for field, value in proved(sender or address(code)).items():
            message[field.replace("_", "-")] = value
        message.replace_header("Message-ID", f"<{self.serial}.{code}@{address(code).split('@')[1]}>")
        if subject:
            message.replace_header("Subject", subject)
        self.serial += 1
        self.arrives(time, message)

    def at(self, time):
        """One pass at that time; the mails that it sent, as (recipient, Subject)."""
        before = len(self.notes())
        run = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=200, env=dict(os.environ, TALLYD_NOW=time))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.said = run.stderr
        self.sent = self.notes()[before:]
        return sorted((note["recipients"][0], self.message(note)["Subject"]) for note in self.sent)

    def message(self, note):
        return email.message_from_bytes(note["file"].read_bytes(), policy=email.policy.default)

    def to(self, *recipients):
        return [note for note in self.sent if note["recipients"][0] in recipients]

    def body(self, note):
        return self.message(note).get_body(("plain",)).get_content()

    def stands(self, code):
        return {draft: authority for administration, draft, authority in self.standing() if administration == code}

    def bounce_of(self, note):
        """As a mail system that returns nothing but the report: known by where it comes to."""
        return (f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: <{note['sender']}>\r\nSubject: Undelivered Mail\r\n"
                "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n"
                "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                f"Final-Recipient: rfc822; {note['recipients'][0]}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n").encode()

    def test_a_consultation_from_its_opening_to_its_final_tally(self):
        self.opening()
        self.first_reminder()
        self.second_reminder()
        self.deadline()
        self.what_is_left()

    def forged(self, time, code, decisions, sender, *fields):
        """A form of `code`, sent by `sender`, with these Authentication-Results, topmost first."""
        name = next(english for known, _, english, _ in ADMINISTRATIONS if known == code)
        message = with_form(code, name, decisions, sender=sender)
        self.serial += 1
        message.replace_header("Message-ID", f"<{self.serial}.forged@evil.example>")
        raw = message.as_bytes(policy=email.policy.SMTPUTF8)
        self.arrives(time, "".join(f"Authentication-Results: {field}\r\n" for field in fields).encode() + raw)

    def test_who_is_not_who_he_says_moves_no_tally(self):
        """Forged, look-alike and stripped senders: nothing stands, no forger is answered, the State is warned."""
        genuine = address("KEN")
        passes = "mx.itu.example; dmarc=pass header.from="
        forgeries = [
            (genuine, ["mx.itu.example; dmarc=fail header.from=ict.ken.example"]),
            (genuine, ["mx.evil.example; dmarc=pass header.from=ict.ken.example"]),
            (genuine, ["mx.itu.example; dmarc=none", passes + "ict.ken.example"]),  # the sender's own one below
            (genuine, []),
            (genuine, ["mx.itu.example; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example"]),
            ("itu-focal@ict.ken.example.evil.example", [passes + "ict.ken.example.evil.example"]),
            ("itu-focal@evil-ict.ken.example", [passes + "evil-ict.ken.example"]),
            ("itu-focal@xn--ict-ken-6cd.example", [passes + "xn--ict-ken-6cd.example"]),
            ("itu-focal@ict.\u043aen.example", [passes + "ict.xn--en-1lc.example"]),
            ('"itu-focal@ict.ken.example"@evil.example', [passes + "evil.example"]),
            ("ict.ken.example@gmail.com", [passes + "gmail.com"]),
        ]
        for sender, fields in forgeries:
            with self.subTest(sender=sender, fields=fields):
                self.forged("2017-10-20T09:00:00Z", "KEN", all_of("not"), sender, *fields)
                self.at("2017-10-20T10:00:00Z")
                self.assertEqual(self.stands("KEN"), {}, self.said)
                told = {recipient for note in self.sent for recipient in note["recipients"]} - {"clerk@itu.example"}
                self.assertLessEqual(told, {genuine, sender.lower(), "itu-focal@ict.xn--en-1lc.example"}, self.said)
        self.form("2017-10-21T09:00:00Z", "KEN", all_of("none"))
        self.at("2017-10-21T10:00:00Z")
        self.assertEqual(self.stands("KEN"), {"X.1214": "assigned", "X.1331": "assigned", "X.1603": "assigned"})

    def test_an_answer_that_comes_back_goes_to_the_second_address(self):
        self.form("2017-10-20T09:00:00Z", "NOR", all_of("none"))
        self.at("2017-10-20T10:00:00Z")
        [answer] = self.to(address("NOR"))
        self.arrives("2017-10-20T10:01:00Z", self.bounce_of(answer))
        self.arrives("2017-10-20T10:02:00Z", self.bounce_of(answer).replace(b"Sorry.", b"Very sorry."))
        self.at("2017-10-20T10:03:00Z")
        [again] = self.to(SECOND_NORWAY)
        self.assertEqual(self.body(again), self.body(answer))
        self.assertEqual(self.message(again)["To"], SECOND_NORWAY)
        self.assertNotEqual(self.message(again)["Message-ID"], self.message(answer)["Message-ID"])
        self.assertEqual(self.query("SELECT address, permanent FROM contact"), [(address("NOR"), 1)])
        self.assertEqual(self.at("2017-10-20T11:00:00Z"), [])

    def test_a_robot_that_answers_each_answer_comes_to_rest(self):
        """It writes under its own name, with no header that says that it is a robot, and a new form each time."""
        sent = []
        for number in range(14):
            self.form(f"2017-10-20T{number + 1:02}:00:00Z", "KEN", dict(all_of("none"), **{"X.1331": "not" if number % 2 else "none"}))
            self.at(f"2017-10-20T{number + 1:02}:30:00Z")
            sent += self.to(address("KEN"))
        self.assertEqual(len(sent), 10)
        self.assertEqual(self.stands("KEN")["X.1331"], "not_assigned")  # and nothing is lost

    def opening(self):
        self.arrives("2016-05-01T10:00:00Z", with_form("CAN", "Canada", all_of("none"), asked=dict(OPEN, circular="TSB Circular 12")))
        self.assertEqual({to for to, _ in self.at("2017-10-12T08:00:00Z")}, {"clerk@itu.example"})  # a digest alone
        self.form("2017-10-20T09:00:00Z", "KEN", all_of("none"))
        self.form("2017-10-20T09:10:00Z", "BRA", dict(all_of("none"), **{"X.1331": "attached"}),
                  ("comments.docx", forms.plain("Comments on X.1331: in clause 7 write shall.")))
        self.form("2017-10-20T09:20:00Z", "FRA", all_of("none"), asked=FRENCH_CIRCULAR, box=forms.glyph_box, words=forms.FRENCH)
        self.form("2017-10-20T09:30:00Z", "DEU", dict(all_of("none"), **{"X.1603": "both"}))
        self.form("2017-10-20T09:40:00Z", "IND", all_of("none"), sender="itu-focal@ict.ind.example.evil.example")
        self.at("2017-10-20T10:00:00Z")
        for code in ("KEN", "BRA", "FRA", "DEU"):
            self.assertEqual(len(self.to(address(code))), 1, (code, self.said))
        self.assertEqual(self.stands("KEN"), {"X.1214": "assigned", "X.1331": "assigned", "X.1603": "assigned"})
        self.assertEqual((self.stands("DEU"), self.stands("IND")), ({}, {}))
        self.assertEqual(len(self.to(address("IND"))), 1)  # somebody spoke in your name
        self.assertEqual(self.message(self.to(address("FRA"))[0])["Content-Language"], "fr")

    def first_reminder(self):
        sent = self.at("2018-02-09T08:00:00Z")
        reminded = {to for note in self.sent for to in note["recipients"] if to != "clerk@itu.example"}
        open_ones = {address(code) for code, *_ in ADMINISTRATIONS if code not in ("KEN", "BRA", "FRA")}
        self.assertEqual(reminded, open_ones | {SECOND_NORWAY}, sent)
        self.assertEqual([to for to, _ in self.at("2018-02-09T09:00:00Z") if to != "clerk@itu.example"], [])

    def second_reminder(self):
        norway = next(note for note in self.notes() if address("NOR") in note["recipients"])
        self.arrives("2018-02-10T08:00:00Z", self.bounce_of(norway))
        self.arrives("2018-02-10T08:01:00Z", mail(address("ZAF"), "Automatic reply: TSB Circular 53", "I am away.\n", Auto_Submitted="auto-replied"))
        self.form("2018-02-15T08:00:00Z", "KEN", dict(all_of("none"), **{"X.1331": "not"}), box=forms.control_box)
        self.at("2018-02-15T08:05:00Z")
        self.assertEqual(self.query("SELECT address, permanent FROM contact"), [(address("NOR"), 1)])
        self.assertEqual(self.stands("KEN")["X.1331"], "not_assigned")
        digests = [self.body(note) for note in self.to("clerk@itu.example")]
        self.assertTrue(any(f"mail does not reach {address('NOR')}" in body for body in digests), self.said)
        self.at("2018-02-23T08:00:00Z")
        reminded = {to for note in self.sent for to in note["recipients"]} - {"clerk@itu.example"}
        self.assertIn(SECOND_NORWAY, reminded)
        self.assertNotIn(address("NOR"), reminded)
        self.assertNotIn(address("KEN"), reminded)

    def deadline(self):
        self.form("2018-03-01T08:00:00Z", "NOR", all_of("none"))
        self.at("2018-03-01T08:01:00Z")
        self.assertEqual(self.query("SELECT * FROM contact"), [])  # somebody is there again
        self.form("2018-03-08T23:59:59Z", "JPN", dict(all_of("none"), **{"X.1603": "not"}))
        self.form("2018-03-09T00:00:00Z", "CHL", all_of("none"), box=forms.control_box)
        self.at("2018-03-09T00:01:00Z")
        self.assertEqual(self.stands("JPN")["X.1603"], "not_assigned")
        self.assertEqual(self.stands("CHL"), {})
        self.assertIn("after the deadline", self.body(self.to(address("CHL"))[0]))
        final = [self.message(note)["Subject"] for note in self.to("clerk@itu.example") if "final tally" in self.message(note)["Subject"]]
        self.assertEqual(final, ["TSB Circular 53: final tally, 5 of 12 administrations counted"])
        self.assertEqual(self.at("2018-03-10T08:00:00Z"), [])

    def what_is_left(self):
        tally = json.loads(subprocess.run([TALLYCTL, "tally", OPEN["circular"], "--format", "json", "--config", self.directory / "config"],
                                          capture_output=True, text=True, check=True).stdout)
        counted = {draft["draft"]: (draft["assigned"], draft["not_assigned"]) for draft in tally["drafts"]}
        self.assertEqual(counted, {"X.1214": (5, 0), "X.1331": (4, 1), "X.1603": (4, 1)})
        self.assertEqual(self.query("SELECT administration, outcome FROM reply ORDER BY id"),
                         [("CAN", "review"), ("KEN", "recorded"), ("BRA", "recorded"), ("FRA", "recorded"), ("DEU", "review"), ("IND", "review"),
                          ("KEN", "recorded"), ("NOR", "recorded"), ("JPN", "recorded"), ("CHL", "late")])
        verified = subprocess.run([TALLYCTL, "verify", "--config", self.directory / "config"], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)


if __name__ == "__main__":
    ServiceTest.tallyd, TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
