#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SMTP servers that misbehave, by a script: whatever they do, the reply is recorded, no answer is lost, and none is called
sent that was not taken. Usage: smtp_test.py TALLYD"""
import pathlib
import signal
import socketserver
import sqlite3
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from service import KENYA, ServiceTest  # noqa: E402

TAKEN = "250 2.0.0 taken"
STALL = object()


class Session(socketserver.StreamRequestHandler):
    """Says what server.script says at a stage ("banner", "EHLO", "MAIL", "RCPT", "RCPT a@b", "DATA", "message"), else what is
    right; None hangs up, STALL says nothing more."""

    def say(self, stage, usual):
        words = self.server.script.get(stage, usual)
        if words is STALL:
            self.server.stalled.set()
            self.server.goes_on.wait(60)
        if words is None or words is STALL:
            raise ConnectionAbortedError
        self.wfile.write(words if isinstance(words, bytes) else words.encode() + b"\r\n")
        return words

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass

    def talk(self):
        to = []
        self.say("banner", "220 scripted ESMTP")
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            self.server.heard.append(verb)
            recipient = "RCPT " + line.decode().partition("<")[2].partition(">")[0]
            if verb == "RCPT" and recipient in self.server.script:
                self.say(recipient, None)
                continue
            if verb == "RCPT":
                to.append(recipient[5:])
            if verb == "MAIL":
                to = []
            if verb == "DATA" and self.say("DATA", "354 go on").startswith("354"):
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    pass
                if self.say("message", TAKEN).startswith("250"):
                    self.server.taken += 1
                    self.server.recipients += to
            elif verb != "DATA":
                self.say(verb, "221 bye" if verb == "QUIT" else "250 fine")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.stalled, self.goes_on = threading.Event(), threading.Event()
        self.script, self.heard, self.taken, self.recipients, self.port = {}, [], 0, [], self.server_address[1]


class SmtpFaults(ServiceTest):
    def setUp(self):
        self.scripted = Server()
        threading.Thread(target=self.scripted.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.addCleanup(self.scripted.server_close)
        self.addCleanup(self.scripted.shutdown)
        super().setUp()
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write("[answers]\nper_address_per_day = 1000\n")

    def smtp_settings(self):
        return f'host = "127.0.0.1"\nport = {self.scripted.port}\nsecurity = "none"'

    def passes(self):
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        return self.query("SELECT state FROM outbox ORDER BY id DESC LIMIT 1")[0][0]

    def due_again(self):
        with sqlite3.connect(self.directory / "state/tallyd.db") as database:
            database.execute("UPDATE outbox SET not_before = 0 WHERE state = 'queued'")

    def answer_after(self, script):
        """A reply comes while the server behaves so: the state of its answer."""
        self.scripted.script = script
        self.send(KENYA, "X.1214 assigned none" if self.serial % 2 else "X.1214 not_assigned")
        state = self.passes()
        self.assertEqual(self.query("SELECT count(*) FROM reply"), [(self.serial,)])
        return state

    def test_what_fails_for_now_is_sent_later(self):
        for script in ({"banner": "421 4.3.2 closing"}, {"banner": "554 no"}, {"banner": None}, {"banner": b"\x00\xff\xfe garbage\r\n"},
                       {"EHLO": None}, {"MAIL": "451 4.3.0 later"}, {"MAIL": None}, {"RCPT": "450 4.2.1 later"},
                       {"DATA": "451 4.3.0 later"}, {"DATA": None}, {"DATA": "999 what"}, {"message": "452 4.3.1 full"},
                       {"message": "421 4.3.2 closing"}, {"message": None}):
            with self.subTest(script=script):
                before = self.scripted.taken
                self.assertEqual(self.answer_after(script), "queued", self.query("SELECT last_error FROM outbox ORDER BY id DESC LIMIT 1"))
                self.assertEqual(self.scripted.taken, before)
                self.scripted.script = {}
                self.due_again()
                self.assertEqual(self.passes(), "sent")
                self.assertEqual(self.scripted.taken, before + 1)

    def test_told_to_stop_while_the_server_stalls_it_ends_soon_and_sends_the_answer_later(self):
        for stage in ("banner", "EHLO", "MAIL", "RCPT", "DATA", "message"):
            with self.subTest(stage=stage):
                before = self.scripted.taken
                self.scripted.stalled.clear()
                self.scripted.goes_on.clear()
                self.scripted.script = {stage: STALL}
                self.send(KENYA, "X.1214 assigned none" if self.serial % 2 else "X.1214 not_assigned")
                self.start()
                self.assertTrue(self.scripted.stalled.wait(20), self.log_text())
                self.assertEqual(self.kill(signal.SIGTERM), 0)
                self.assertLess(self.ended_after, 5.0)
                self.scripted.goes_on.set()
                self.scripted.script = {}
                self.due_again()
                self.assertEqual(self.passes(), "sent")
                self.assertEqual(self.scripted.taken, before + 1)

    def test_what_is_refused_for_good_is_not_tried_again(self):
        for script in ({"MAIL": "550 5.7.1 no"}, {"RCPT": "550 5.1.1 nobody here"}, {"DATA": "554 5.7.1 no"}, {"message": "554 5.7.1 no"}):
            with self.subTest(script=script):
                self.assertEqual(self.answer_after(script), "failed")
                self.scripted.script = {}
                self.due_again()
                self.assertEqual(self.passes(), "failed")
        self.assertEqual(self.scripted.taken, 0)

    def test_of_recipients_half_of_whom_are_taken_the_other_half_alone_is_tried_again(self):
        toml = self.directory / "config/tallyd.toml"
        clerks = [f"clerk{number}@itu.example" for number in range(4)]
        toml.write_text(toml.read_text().replace('["clerk@itu.example"]', str(clerks).replace("'", '"')))
        self.scripted.script = {f"RCPT {clerks[1]}": "451 4.2.1 later", f"RCPT {clerks[3]}": "550 5.1.1 nobody here"}
        self.send(KENYA, "X.1214 conflict", "DOUBT both_boxes_checked")
        self.passes()
        self.assertEqual([self.scripted.recipients.count(clerk) for clerk in clerks], [1, 0, 1, 0])
        states = dict(self.query("SELECT address, state FROM recipient WHERE address LIKE 'clerk%'"))
        self.assertEqual([states[clerk] for clerk in clerks], ["sent", "waiting", "sent", "failed"])
        self.scripted.script = {}
        self.due_again()
        self.passes()
        self.assertEqual([self.scripted.recipients.count(clerk) for clerk in clerks], [1, 1, 1, 0])

    def test_lines_without_end_are_not_collected_for_ever(self):
        started = time.monotonic()
        self.assertEqual(self.answer_after({"banner": b"220-" + b"x" * 3_000_000 + b"\r\n421 x\r\n"}), "queued")
        self.assertLess(time.monotonic() - started, 20)


if __name__ == "__main__":
    ServiceTest.tallyd = sys.argv.pop(1)
    unittest.main()
