#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine fails under the service: no space, no writing, a locked database, no descriptors, another time, no memory for
a reader. It says so and loses nothing: once the machine is well again, every reply is recorded once and answered once.
Usage: world_test.py TALLYD STEPPED_CLOCK (a library to be preloaded)"""
import contextlib
import email
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from scripted_imap import ScriptedImap  # noqa: E402
from service import KENYA, SANITIZED, UGANDA, ServiceTest  # noqa: E402

CLOCK = None
DONE, FOR_NOW = 0, 75


class WorldTest(ServiceTest):
    def make_mail_server(self):
        self.imap = ScriptedImap()
        return self.imap

    def setUp(self):
        super().setUp()
        self.harmed = 0  # passes
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write("[answers]\nper_address_per_day = 1000\n")

    def mailbox_settings(self):
        return f'host = "127.0.0.1"\nport = {self.imap.port}\nsecurity = "none"'

    def arrives(self, sender=KENYA, *lines):
        self.serial += 1
        lines = lines or ("X.1214 assigned none" if self.serial % 2 else "X.1214 not_assigned",)
        self.imap.messages[self.serial] = (f"From: {sender}\r\nTo: tsbdir@itu.example\r\nSubject: Circular 53\r\nMessage-ID: <m{self.serial}@ke.example>\r\n\r\n"
                                           + "\r\n".join(lines) + "\r\n").encode()

    def answers(self):
        return [note for note in self.notes() if note["recipients"][0] != "clerk@itu.example"]

    def assert_whole(self):
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT message_id) FROM reply"), [(self.serial, self.serial)])
        self.assertEqual(self.query("SELECT DISTINCT state FROM outbox"), [("sent",)])
        sent = [note["file"].read_bytes() for note in self.answers()]
        ids = [email.message_from_bytes(raw)["Message-ID"] for raw in sent]
        self.assertEqual(len(set(ids)), self.serial)
        self.assertLessEqual(len(ids) - len(set(ids)), self.harmed, "repeated, because what was taken could not be recorded")
        left = [file for file in (self.directory / "state").rglob("*") if file.parent.name == "tmp"]
        self.assertEqual(left, [])

    def database(self):
        return contextlib.closing(sqlite3.connect(self.directory / "state/tallyd.db", isolation_level=None))

    def change(self, statement):
        with self.database() as database:
            database.execute(statement)

    def heals(self):
        if (self.directory / "state/tallyd.db").exists():  # what was deferred need not be waited for
            self.change("UPDATE outbox SET not_before = 0 WHERE state = 'queued' AND attempts > 0")
        once = self.once()
        self.assertEqual(once.returncode, DONE, once.stderr)
        self.assert_whole()

    def fails_for_now(self, words, **how):
        once = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60, **how)
        self.assertEqual(once.returncode, FOR_NOW, once.stderr)
        self.assertRegex(once.stderr, words)


class Disk(WorldTest):
    """The state is on a small file system of its own."""

    def setUp(self):
        super().setUp()
        state = self.directory / "state"
        state.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "none", state], capture_output=True).returncode != 0:
            self.skipTest("nothing may be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", state])
        self.state = state

    def fill(self, left):
        """The disk is full but for `left` bytes."""
        free = os.statvfs(self.state)
        (self.state / "filler").write_bytes(b"x" * max(0, free.f_bavail * free.f_bsize - left))

    def test_a_full_disk_is_told_and_nothing_is_lost(self):
        self.arrives()
        self.heals()
        for left in range(0, 200_000, 16_384):
            with self.subTest(left=left):
                self.arrives(KENYA, "X.1214 assigned none" if left // 16_384 % 2 else "X.1214 not_assigned", "x" * 5000)
                self.fill(left)
                once = self.once()
                self.assertIn(once.returncode, (DONE, FOR_NOW), once.stderr)
                self.harmed += once.returncode == FOR_NOW
                (self.state / "filler").unlink()
                self.heals()
        self.assertGreater(self.harmed, 3)

    def test_a_full_disk_under_the_running_service_is_waited_for(self):
        self.arrives()
        self.start()
        self.wait_for_mails(1)
        self.fill(0)
        self.arrives()
        self.wait_until(lambda: "it is tried again" in self.log_text(), "it has noticed")
        (self.state / "filler").unlink()
        self.wait_for_mails(2)
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assert_whole()

    def test_a_read_only_directory_is_told_and_nothing_is_lost(self):
        self.arrives()
        self.heals()
        self.arrives()
        subprocess.run(["mount", "-o", "remount,ro", self.state], check=True)
        once = self.once()
        self.assertGreater(once.returncode, 0, once.stderr)
        self.assertRegex(once.stderr, "(?i)read-only|readonly")
        subprocess.run(["mount", "-o", "remount,rw", self.state], check=True)
        self.heals()


class Process(WorldTest):
    def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(self):
        self.arrives()
        self.heals()
        for size in (0, 100, 5_000, 20_000, 50_000):
            with self.subTest(size=size):
                self.arrives()
                once = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60,
                                      preexec_fn=lambda size=size: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))))
                self.assertGreaterEqual(once.returncode, 0, once.stderr)
                self.harmed += once.returncode != DONE
                self.heals()
        self.assertGreater(self.harmed, 0)

    def test_a_locked_database_is_told_and_nothing_is_lost(self):
        self.arrives()
        self.heals()
        self.arrives()
        with self.database() as other:
            other.execute("BEGIN IMMEDIATE")
            self.fails_for_now("(?i)locked|busy")
            other.execute("ROLLBACK")
        self.heals()

    def test_a_database_that_is_locked_for_two_seconds_is_waited_for(self):
        self.arrives()
        self.heals()
        self.arrives()
        other = sqlite3.connect(self.directory / "state/tallyd.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        once = subprocess.Popen(self.command("--once"), stderr=subprocess.PIPE)
        time.sleep(2)
        other.execute("ROLLBACK")
        other.close()
        self.assertEqual(once.wait(30), DONE, once.stderr.read())
        once.stderr.close()
        self.assert_whole()

    def test_without_descriptors_nothing_is_lost(self):
        self.arrives()
        self.heals()
        for most in range(3, 40, 2):
            with self.subTest(most=most):
                self.arrives()
                once = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60,
                                      preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
                self.assertGreaterEqual(once.returncode, 0, once.stderr)
                self.harmed += once.returncode != DONE
                self.heals()
        self.assertGreater(self.harmed, 5)

    @unittest.skipIf(SANITIZED, "a sanitizer's shadow memory has no limit")
    def test_a_reader_without_memory_costs_one_review(self):
        self.arrives(KENYA, "EAT", "X.1214 assigned none")
        self.arrives(UGANDA, "X.1214 assigned none")
        once = self.once()
        self.assertEqual(once.returncode, DONE, once.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM review"), [(1,)])
        self.assertEqual(self.standing(), [("UGA", "X.1214", "assigned")])


@unittest.skipIf(SANITIZED, "the sanitizer's library must be the first")
class Clock(WorldTest):
    def command(self, *options):
        return ["env", f"LD_PRELOAD={CLOCK}", f"TALLYD_TEST_CLOCK={self.directory}/clock", *super().command(*options)]

    def step(self, seconds):
        (self.directory / "clock.new").write_text(str(seconds))
        (self.directory / "clock.new").rename(self.directory / "clock")

    def test_a_clock_that_is_set_forwards_and_back_delays_and_repeats_nothing(self):
        self.step(0)
        self.start()
        for seconds in (0, 86400, 0, -86400, 3600, -3600, 0):
            self.step(seconds)
            self.arrives()
            self.wait_until(lambda: len(self.answers()) >= self.serial, f"there are {self.serial} answers")
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.step(0)
        self.heals()

    def test_what_waits_as_the_clock_is_set_back_goes_out_at_once(self):
        self.step(86400)
        self.arrives()
        self.smtp.stop()
        self.assertIn(self.once().returncode, (DONE, FOR_NOW))
        self.change("UPDATE outbox SET attempts = 0, not_before = queued, claimed_until = 0")  # as if killed before it tried
        self.smtp.options["port"] = self.smtp.port
        self.smtp.start()
        self.step(0)
        self.heals()

    def test_in_time_is_what_the_mail_server_says_whatever_the_clock_does(self):
        self.step(86400 * 60)  # 30 days past the deadline
        self.arrives()
        self.assertEqual(self.once().returncode, DONE)
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned")])


if __name__ == "__main__":
    ServiceTest.tallyd, CLOCK = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
