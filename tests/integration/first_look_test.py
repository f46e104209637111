#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first contact with a mailbox full of old mail. Usage: first_look_test.py TALLYD"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from service import KENYA, UGANDA, ServiceTest, iso  # noqa: E402


class OldMailbox(ServiceTest):
    """The consultation was opened 30 days ago; most of the mail is older."""

    def setUp(self):
        super().setUp()
        for year in range(20):
            self.lies_since(400 + 50 * year, KENYA if year % 2 else UGANDA, "X.1214 assigned none", f"year {year}")
        self.lies_since(500, "shop@else.example", "Buy!")
        self.lies_since(20, KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.lies_since(2, UGANDA, "X.1214 not_assigned", "X.1331 assigned none")
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write(f"[answers]\nanswer_since = {iso(-10)}\n")

    def look(self, *options):
        return subprocess.run(self.command("--first-look", *options), capture_output=True, text=True, timeout=60)

    # zammad#3006: the first import of an old mailbox mailed a confirmation to every customer, for years-old mail.
    def test_nothing_old_is_answered(self):
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        answers = [note["recipients"] for note in self.notes()]
        self.assertEqual(answers.count([KENYA]), 0, once.stderr)
        self.assertEqual(answers.count([UGANDA]), 1, once.stderr)
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned"), ("KEN", "X.1331", "assigned"),
                                           ("UGA", "X.1214", "not_assigned"), ("UGA", "X.1331", "assigned")])
        self.assertEqual(self.query("SELECT purpose, count(*) FROM outbox GROUP BY purpose ORDER BY purpose"),
                         [("acknowledgement", 1), ("digest", 1)])

    def test_a_first_look_changes_nothing(self):
        flags = self.flags()
        looked = self.look()
        self.assertEqual(looked.returncode, 0, looked.stderr)
        self.assertEqual(self.flags(), flags)
        self.assertFalse((self.directory / "state").exists())
        self.assertEqual(self.notes(), [])
        self.assertEqual(list(pathlib.Path(tempfile.gettempdir()).glob("tallyd-look-*")), [])
        self.assertIn("Nothing was recorded", looked.stdout)

    def test_a_first_look_foretells_what_the_first_pass_does(self):
        foretold = json.loads(self.look("--json").stdout)
        self.assertEqual(foretold["left_alone"], 1)
        self.assertEqual(len(foretold["messages"]), 22)
        for message in foretold["messages"][:20]:  # the same form of the same two senders: two reviews
            self.assertIn((message["fate"], message["answer"]), [("review", "none"), ("repeat", "none")])
        why = [message["why_not_answered"] for message in foretold["messages"] if "before_opening" in message["reasons"]]
        self.assertEqual(why, 2 * ["nothing from before answer_since is answered"])
        kenya, uganda = foretold["messages"][-2:]
        self.assertEqual((kenya["fate"], kenya["why_not_answered"]), ("record", "nothing from before answer_since is answered"))
        self.assertEqual((uganda["fate"], uganda["answer"], uganda["answer_to"]), ("record", "recorded", [UGANDA]))
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual([(mail["purpose"], recipient) for mail in foretold["mails"] if mail["purpose"] != "digest" for recipient in mail["to"]],
                         self.query("SELECT purpose, address FROM outbox JOIN recipient ON mail = outbox.id WHERE purpose <> 'digest'"
                                    " ORDER BY outbox.id, address"))

    def test_a_later_look_shows_what_is_new_only(self):
        self.assertEqual(self.once().returncode, 0)
        before = self.query("SELECT count(*), max(hash) FROM ledger")
        self.send(KENYA, "X.1331 not_assigned")
        looked = json.loads(self.look("--json").stdout)
        self.assertEqual([message["decisions"]["X.1331"]["outcome"] for message in looked["messages"]], ["changed"])
        self.assertEqual(self.query("SELECT count(*), max(hash) FROM ledger"), before)


if __name__ == "__main__":
    ServiceTest.tallyd = sys.argv.pop(1)
    unittest.main()
