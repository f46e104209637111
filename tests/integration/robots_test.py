#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two real tallyds, each in the register of the other, whose mail goes to one another: they must come to rest.
Usage: robots_test.py TALLYD"""
import asyncio
import email
import pathlib
import re
import smtplib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo")]
import forms  # noqa: E402
import servers  # noqa: E402
from replies import OPEN, all_of  # noqa: E402
from service import ServiceTest, iso  # noqa: E402

ROBOTS = {"one": "tally@one.example", "two": "tally@two.example"}


class Relay(servers.SmtpSink):
    """Delivers what a robot sends to the other one; `strip`: a gateway that takes the header fields of RFC 3834 away."""
    strip = False
    dovecot = None

    async def handle_DATA(self, server, session, envelope):
        done = await super().handle_DATA(server, session, envelope)
        content = envelope.original_content
        if self.strip:
            content = re.sub(rb"(?im)^(Auto-Submitted|X-Auto-Response-Suppress|Return-Path):.*\r\n", b"", content)
        for name, address in ROBOTS.items():
            if address in envelope.rcpt_tos:
                await asyncio.to_thread(self.deliver, name, envelope.mail_from, content)
        return done

    def deliver(self, name, sender, content):
        with smtplib.LMTP("127.0.0.1", self.dovecot.lmtp_port) as lmtp:
            lmtp.sendmail(sender or "", [name], content)


class TwoRobots(ServiceTest):
    def setUp(self):
        super().setUp()
        self.relay = Relay(self.directory / "relay")
        self.relay.dovecot = self.dovecot
        self.enter(self.relay)
        for name in ROBOTS:
            self.configure(name)

    def configure(self, name):
        config = self.directory / name
        (config / "consultations").mkdir(parents=True)
        (config / "tallyd.toml").write_text(f"""
[mailbox]
host = "127.0.0.1"
port = {self.dovecot.imap_port}
security = "none"
username = "{name}"
password_file = "{self.directory}/password"
[smtp]
host = "127.0.0.1"
port = {self.relay.port}
security = "none"
from_address = "{ROBOTS[name]}"
[storage]
directory = "{self.directory}/state-{name}"
[tsb]
addresses = ["clerk@{name}.org"]
[report]
interval = "0s"
[authentication]
require = "none"
[answers]
per_address_per_day = 3
""")
        drafts = "".join(f'[[draft]]\ndesignation = "{draft}"\nprovisional = "{provisional}"\ntitle = "{title}"\n'
                         for draft, provisional, title in OPEN["drafts"])
        (config / "consultations" / "c.toml").write_text(
            f'[consultation]\ncircular = "{OPEN["circular"]}"\nstudy_group = 17\nopened = {iso(-30)[:10]}\n'
            f'deadline = {iso(30)}\nmeeting = {iso(40)[:10]}\n{drafts}')
        other = ROBOTS["two" if name == "one" else "one"]
        (config / "administrations.toml").write_text(
            f'[[administration]]\ncode = "KEN"\nlanguage = "en"\naddresses = ["{other}"]\nnames = {{ en = "Kenya" }}\n')

    def pass_of(self, name):
        once = subprocess.run([self.tallyd, "--config", str(self.directory / name), "--once"], capture_output=True, text=True, timeout=120)
        self.assertEqual(once.returncode, 0, once.stderr)

    def reply(self, number, sender, **headers):
        form = forms.typed(OPEN, all_of("none" if number % 2 else "not"), "Kenya")
        fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        return (f"From: {sender}\r\nTo: {ROBOTS['one']}\r\nSubject: {OPEN['circular']}\r\nMessage-ID: <person{number}@two.example>\r\n{fields}"
                f"Content-Type: text/plain; charset=utf-8\r\n\r\n" + form.replace("\n", "\r\n")).encode()

    def exchange(self, rounds=4):
        for _ in range(rounds):
            for name in ROBOTS:
                self.pass_of(name)
        return [(note.sender, note.recipients) for note in self.relay.messages()]

    def robot_mail(self):
        return [(sender, to) for sender, to in self.exchange() if to[0] in ROBOTS.values()]

    # zammad#5113, #731; alga-psa#2705: out-of-office replies and robots' own notices loop.
    def test_they_stop_after_one_exchange(self):
        self.relay.deliver("one", ROBOTS["two"], self.reply(1, ROBOTS["two"]))
        self.assertEqual(self.robot_mail(), [(ROBOTS["one"], [ROBOTS["two"]])])
        answer = email.message_from_bytes(self.relay.messages()[0].content)
        self.assertEqual(answer["Auto-Submitted"], "auto-replied")

    def test_they_stop_where_a_gateway_strips_the_header(self):
        self.relay.strip = True
        self.relay.deliver("one", ROBOTS["two"], self.reply(1, ROBOTS["two"]))
        self.assertEqual(self.robot_mail(), [(ROBOTS["one"], [ROBOTS["two"]])])

    def test_a_robot_that_is_none_of_ours_is_answered_so_often_and_no_more(self):
        for number in range(8):  # each of another content and Message-ID, with nothing of RFC 3834 in it
            self.relay.deliver("one", ROBOTS["two"], self.reply(number, ROBOTS["two"]))
            self.pass_of("one")  # started anew each time: the count is in the database
        sent = [note for note in self.relay.messages() if note.recipients == [ROBOTS["two"]]]
        self.assertEqual(len(sent), 3)


class NeverAnswered(TwoRobots):
    def test_machines_lists_and_no_reply_senders_get_nothing(self):
        headers = [{"Auto_Submitted": "auto-generated"}, {"Auto_Submitted": "auto-replied"}, {"X_Auto_Response_Suppress": "All"},
                   {"X_Auto_Response_Suppress": "OOF, AutoReply"}, {"Precedence": "bulk"}, {"Precedence": "list"}, {"Precedence": "junk"},
                   {"List_Id": "<x.two.example>"}, {"List_Unsubscribe": "<mailto:x@two.example>"}, {"X_Loop": "x"}]
        for number, fields in enumerate(headers):
            self.relay.deliver("one", ROBOTS["two"], self.reply(number, ROBOTS["two"], **fields))
        for number, sender in enumerate(["no-reply@two.example", "MAILER-DAEMON@two.example", ROBOTS["one"]], len(headers)):
            self.relay.deliver("one", sender, self.reply(number, sender))
        self.relay.deliver("one", "", self.reply(99, ROBOTS["two"]))  # the null path
        sent = [to for _, to in self.exchange(rounds=1) if to != ["clerk@one.org"]]
        self.assertEqual(sent, [])

    test_they_stop_after_one_exchange = test_they_stop_where_a_gateway_strips_the_header = None
    test_a_robot_that_is_none_of_ours_is_answered_so_often_and_no_more = None


if __name__ == "__main__":
    ServiceTest.tallyd = sys.argv.pop(1)
    unittest.main()
