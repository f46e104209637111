#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service is killed: at each step that leaves something behind, and at random moments. Afterwards every reply is
recorded once, every answer was sent (again only with the same Message-ID), the ledger verifies, no temporary is left.
Usage: kill_test.py TALLYD TALLYCTL [CYCLES [SEED]]; the long run has 1000 cycles"""
import email
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from service import KENYA, UGANDA, ServiceTest  # noqa: E402

TALLYCTL = None
CYCLES, SEED = 50, 1


class KillTest(ServiceTest):
    def mailbox_settings(self):  # many runs: no time for TLS
        return f'host = "127.0.0.1"\nport = {self.dovecot.imap_port}\nsecurity = "none"'

    def smtp_settings(self):
        return super().smtp_settings() + "\nmessages_per_minute = 6000"

    def pass_killed_at(self, step):
        environment = dict(os.environ, TALLYD_DIE_AT=str(step))
        return subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60, env=environment)

    def sent(self):
        """(recipient, Message-ID) of all that the SMTP server took."""
        return [(note["recipients"][0], email.message_from_bytes(note["file"].read_bytes())["Message-ID"].strip("<>")) for note in self.notes()]

    def state(self):
        tables = ("ledger", "reply", "decision", "standing", "review", "seen", "cursor", "recipient")
        return [self.query(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]

    def assert_whole(self, replies):
        """All of `replies` messages are recorded once and answered, and what is stored holds together."""
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT digest) FROM reply"), [(replies, replies)])
        self.assertEqual(self.query("SELECT DISTINCT state FROM outbox"), [("sent",)])
        queued = self.query("SELECT address, message_id FROM recipient JOIN outbox ON outbox.id = mail")
        self.assertEqual(set(self.sent()), set(queued))
        verified = subprocess.run([TALLYCTL, "verify", "--json", "--config", self.directory / "config"], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        self.assertGreater(json.loads(verified.stdout)["events"], replies)
        left = [file for file in (self.directory / "state").rglob("*") if file.parent.name == "tmp"]
        self.assertEqual(left, [])

    def repeats(self):
        return len(self.sent()) - len(set(self.sent()))

    def forget_everything(self):
        shutil.rmtree(self.directory / "state", ignore_errors=True)
        for file in (self.directory / "smtp").glob("*"):
            file.unlink()


class EachStep(KillTest):
    def test_it_may_die_at_any_step(self):
        self.send(KENYA, "X.1214 assigned none", "X.1331 not_assigned")
        self.send(UGANDA, "X.1214 conflict", "DOUBT both_boxes_checked")
        step, harmed = 0, 0
        while True:
            step += 1
            died = self.pass_killed_at(step)
            if died.returncode == 0:
                break
            self.assertEqual(died.returncode, -signal.SIGKILL, died.stderr)
            harmed += 1
            with self.subTest(step=step):
                again = self.once()
                self.assertEqual(again.returncode, 0, again.stderr)
                self.assert_whole(replies=2)
                self.assertLessEqual(self.repeats(), 1)
                if step % 10 == 0:
                    before = self.state(), self.sent()
                    self.assertEqual(self.once().returncode, 0)
                    self.assertEqual((self.state(), self.sent()), before)
            self.forget_everything()
        self.assert_whole(replies=2)
        self.assertEqual(self.repeats(), 0)
        self.assertGreater(harmed, 20)
        print(f"died at each of {harmed} steps", file=sys.stderr)


class AnyMoment(KillTest):
    def smtp_options(self):
        return {"stall": 0.005}

    def test_it_may_be_killed_at_any_moment(self):
        rng = random.Random(SEED)
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write("[answers]\nper_address_per_day = 1000\n")
        kills = 0
        # In turn: who says the same again changes nothing, and is not recorded again.
        says = {sender: itertools.cycle(["X.1214 assigned none", "X.1331 not_assigned", "X.1214 not_assigned", "X.1214 conflict", "X.1331 assigned none"])
                for sender in (KENYA, UGANDA)}
        for cycle in range(CYCLES):
            self.start()
            for number in range(rng.randrange(1, 4)):
                sender = rng.choice([KENYA, UGANDA])
                self.send(sender, next(says[sender]), f"{cycle}.{number}")
            time.sleep(rng.random() * 0.5)
            self.assertEqual(self.kill(), -signal.SIGKILL)
            kills += 1
            if kills % 25 == 0 or kills == CYCLES:
                last = self.once()
                self.assertEqual(last.returncode, 0, last.stderr)
                self.assert_whole(replies=self.serial)
                self.assertLessEqual(self.repeats(), kills)
        before = self.state(), self.sent()
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual((self.state(), self.sent()), before)
        print(f"{kills} kills, {self.serial} replies, {self.repeats()} answers repeated", file=sys.stderr)


if __name__ == "__main__":
    ServiceTest.tallyd, TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    if len(sys.argv) > 1:
        CYCLES = int(sys.argv.pop(1))
    if len(sys.argv) > 1:
        SEED = int(sys.argv.pop(1))
    unittest.main()
