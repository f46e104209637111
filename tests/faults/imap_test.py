#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""IMAP servers that misbehave, by a script: whatever they do, the service ends or goes on, within its time and memory; and
when the server has come to its senses every reply is recorded once and answered once.
Usage: imap_test.py TALLYD [STRIDE]; the connection is cut at every STRIDE-th byte of a session (1: at every byte)"""
import pathlib
import resource
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from scripted_imap import ScriptedImap  # noqa: E402
from service import KENYA, SANITIZED, ServiceTest  # noqa: E402

STRIDE = 11
DONE, FOR_NOW, CONFIGURATION = 0, 75, 78


class ImapFaults(ServiceTest):
    def setUp(self):
        super().setUp()
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write("[answers]\nper_address_per_day = 1000\n")

    def make_mail_server(self):
        self.imap = ScriptedImap()
        return self.imap

    def mailbox_settings(self):
        return f'host = "127.0.0.1"\nport = {self.imap.port}\nsecurity = "none"'

    def arrives(self, *lines):
        """A reply, in another sense than the one before it."""
        self.serial += 1
        lines = lines or ("X.1214 assigned none" if self.serial % 2 else "X.1214 not_assigned",)
        self.imap.messages[self.serial] = (f"From: {KENYA}\r\nTo: tsbdir@itu.example\r\nSubject: Circular 53\r\nMessage-ID: <m{self.serial}@ke.example>\r\n\r\n"
                                           + "\r\n".join(lines) + "\r\n").encode()

    def passes(self):
        """Of one pass: its exit status; that it was no crash, no hang and no feast is made sure."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        once = self.once()
        self.assertIn(once.returncode, (DONE, FOR_NOW, CONFIGURATION), once.stderr)
        self.said = once.stderr
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, max(before, 3_000_000 if SANITIZED else 300_000), "KB of one process")
        return once.returncode

    def assert_whole(self):
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT message_id) FROM reply"), [(self.serial, self.serial)])
        answered = [note["recipients"] for note in self.notes() if note["recipients"] == [KENYA]]
        self.assertEqual(len(answered), self.serial)

    def heals(self):
        self.imap.behave()
        self.assertEqual(self.passes(), DONE, self.said)
        self.assert_whole()

    def test_the_connection_may_break_at_any_byte(self):
        self.arrives()
        self.heals()
        whole = self.imap.longest
        self.assertGreater(whole, 500)
        harmed, position = 0, 0
        while position < whole:
            self.arrives()
            self.imap.break_after = position
            if self.passes() == DONE:  # cut as it took its leave
                self.assert_whole()
            harmed += 1
            position += STRIDE
            self.heals()
        self.assertGreaterEqual(harmed, whole // STRIDE)
        self.assertEqual(self.passes(), DONE)
        self.assert_whole()
        print(f"cut at {harmed} of {whole} bytes", file=sys.stderr)

    def test_nonsense_at_any_stage_is_survived(self):
        nonsense = [b"\x00\xff\xfe garbage \x80\r\n", b"* BYE too much\r\n", b"", None, b"\r\n\r\n\r\n", b"A1 OK\r\n" * 3, b"* 1 FETCH (UID\r\n",
                    b"* OK x\r\n" * 200_000, b"* " + b"x" * 5_000_000, b"* 1 FETCH (BODY[] {4000000000}\r\nx", b"* 1 FETCH (BODY[] {-1}\r\n",
                    b"* 1 FETCH " + b"(" * 100_000 + b"\r\n", b"* 99999999999999999999 EXISTS\r\n", b"+ go on\r\n"]
        stages = ["greeting", "CAPABILITY", "AUTHENTICATE", "NOOP", "EXAMINE", "SEARCH", "FETCH sizes", "FETCH bodies"]
        harmed = 0
        for stage in stages:
            for words in nonsense:
                with self.subTest(stage=stage, words=words and words[:40]):
                    self.arrives()
                    self.imap.script = {stage: words, "after": None}
                    status = self.passes()
                    harmed += status != DONE
                    self.assertTrue(status != CONFIGURATION or stage == "AUTHENTICATE", self.said)
                    self.heals()
        self.assertGreater(harmed, len(stages) * len(nonsense) // 2)


class Lies(ImapFaults):
    test_the_connection_may_break_at_any_byte = test_nonsense_at_any_stage_is_survived = None

    def recovers(self, **script):
        self.arrives()
        self.imap.script = {stage.replace("_", " "): words for stage, words in script.items()}
        self.passes()
        self.heals()

    def test_lies_about_what_is_there_change_nothing(self):
        self.recovers(EXAMINE=lambda right: right.replace(b"1 EXISTS", b"4000000000 EXISTS"))
        self.recovers(EXAMINE=lambda right: right.replace(b"EXISTS", b"RECENT"))
        self.recovers(EXAMINE=lambda right: right.replace(b"[UIDNEXT", b"[UIDNEXT 4294967295] x\r\n* OK [UIDNEXT"))
        self.recovers(SEARCH=lambda right: b"* SEARCH\r\n" + right)
        self.recovers(SEARCH=lambda right: b"* SEARCH 4294967295 4294967294 4000000\r\n" + right)
        self.recovers(SEARCH=lambda right: b"* 0 EXISTS\r\n* 1 EXPUNGE\r\n" + right)

    def test_wrong_uids_bring_no_other_message(self):
        other = b"From: focal@ict.ug.example\r\nMessage-ID: <x@y>\r\n\r\nX.1214 conflict\r\n"
        for uid in (b"0", b"1", b"4294967295", b"99999999999", b"x"):
            self.recovers(FETCH_bodies=lambda right, uid=uid: b"* 1 FETCH (UID %b BODY[] {%d}\r\n%b)\r\n" % (uid, len(other), other) + right)
            self.recovers(FETCH_sizes=lambda right, uid=uid: b"* 1 FETCH (UID %b INTERNALDATE \"x\" RFC822.SIZE 5)\r\n" % uid + right)

    def test_dates_and_sizes_that_are_none_are_not_believed(self):
        for wrong in (b'"99-Foo-2018 12:00:00 +0000"', b'""', b"NIL", b'"01-Jan-0001 00:00:00 +9999"'):
            self.recovers(FETCH_sizes=lambda right, wrong=wrong: right.replace(self.imap.date.encode(), wrong))
        for wrong in (b"-1)", b"99999999999999999999)", b"x)", b"0)"):
            self.recovers(FETCH_sizes=lambda right, wrong=wrong: right.rsplit(b"RFC822.SIZE", 1)[0] + b"RFC822.SIZE " + wrong + b"\r\n" + right[right.rindex(b")\r\n") + 3:])

    def test_a_message_expunged_under_us_is_passed_over_and_the_next_is_not(self):
        self.arrives()
        self.arrives()

        def expunge(_):
            self.imap.messages.pop(1, None)
            return b""
        self.imap.script = {"FETCH bodies": lambda right: expunge(right) + right[right.index(b"* 2 FETCH"):]}
        self.assertEqual(self.passes(), DONE)
        self.assertEqual(self.query("SELECT message_id FROM reply"), [("m2@ke.example",)])

    def test_a_renumbered_mailbox_is_looked_at_again_and_nothing_is_done_twice(self):
        self.arrives()
        self.heals()
        self.imap.validity = 8
        self.imap.messages = {uid + 100: raw for uid, raw in self.imap.messages.items()}
        self.assertEqual(self.passes(), DONE)
        self.assert_whole()
        # In the midst of a session.
        self.imap.script = {"SEARCH": lambda right: b"* OK [UIDVALIDITY 9] new\r\n" + right}
        self.passes()
        self.imap.behave()
        self.imap.validity = 9
        self.assertEqual(self.passes(), DONE)
        self.assert_whole()

    def test_told_to_stop_it_ends_within_five_seconds_whatever_the_server_keeps_back(self):
        for stage in ("greeting", "AUTHENTICATE", "EXAMINE", "SEARCH", "FETCH bodies"):
            with self.subTest(stage=stage):
                self.arrives()
                self.imap.stalled.clear()
                self.imap.script = {stage: "stall"}
                self.start()
                self.assertTrue(self.imap.stalled.wait(20), stage)
                self.assertEqual(self.kill(signal.SIGTERM), 0)
                self.assertLess(self.ended_after, 5.0)
                self.heals()


if __name__ == "__main__":
    ServiceTest.tallyd = sys.argv.pop(1)
    if len(sys.argv) > 1:
        STRIDE = int(sys.argv.pop(1))
    unittest.main()
