#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Marking and moving what is ours in a mailbox that belongs to people. Usage: tags_test.py TALLYD TALLYCTL"""
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import servers  # noqa: E402
from service import KENYA, UGANDA, ServiceTest  # noqa: E402

TALLYCTL = None
SECRET = "the minister's private letter"


class Tags(ServiceTest):
    settings = ""

    def mailbox_settings(self):
        return f'host = "127.0.0.1"\nport = {self.dovecot.imap_port}\nsecurity = "none"\n' + self.settings

    def setUp(self):
        super().setUp()
        self.send("friend@else.example", SECRET, "Let us meet.")
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.send(UGANDA, "X.1214 conflict", "DOUBT both_boxes_checked")

    def decides(self, *command):
        [(item,)] = self.query("SELECT id FROM review")
        done = subprocess.run([TALLYCTL, "review", command[0], str(item), *command[1:], "--by", "alice", "--reason", "telephoned",
                               "--config", self.directory / "config"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    @staticmethod
    def fetched(imap, uid, items):
        """(items, literal) of one message, and not what the server tells in between of flags that the daemon sets (RFC 9051, 7.5.2)."""
        [message] = [part for part in imap.uid("FETCH", uid, items)[1] if isinstance(part, tuple)]
        return message

    def content(self, folder):
        """(flags without \\Recent, first header) of each message."""
        with self.imap(folder=folder) as imap:
            if imap.state != "SELECTED":
                return []
            found = []
            for uid in imap.uid("SEARCH", None, "ALL")[1][0].split():
                told, header = self.fetched(imap, uid, "(FLAGS BODY.PEEK[HEADER.FIELDS (FROM)])")
                flags = told.split(b"FLAGS (")[1].split(b")")[0].replace(b"\\Recent", b"").split()
                found.append((b" ".join(flags).decode(), header.decode().strip().removeprefix("From: ")))
            return sorted(found)


class Off(Tags):
    def test_without_settings_nothing_is_touched(self):
        before = self.flags()
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.flags(), before)

    def test_what_is_not_ours_leaves_no_byte_in_the_store(self):
        self.assertEqual(self.once().returncode, 0)
        files = [file for file in (self.directory / "state").rglob("*") if file.is_file()]
        self.assertGreater(len(files), 3)
        for file in files:
            for word in (SECRET, "friend@else.example", "Let us meet"):
                self.assertNotIn(word.encode(), file.read_bytes(), file)


class Keywords(Tags):
    settings = 'recorded_keyword = "$TallyRecorded"\nreview_keyword = "$TallyReview"'

    def test_what_is_ours_is_marked_and_nothing_else(self):
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.content("INBOX"), sorted([("", "friend@else.example"), ("$TallyRecorded", KENYA), ("$TallyReview", UGANDA)]))


    def test_what_a_person_resolves_is_marked_as_recorded_by_the_running_daemon(self):
        self.start()
        self.wait_until(lambda: ("$TallyReview", UGANDA) in self.content("INBOX"), "the review is marked")
        self.decides("resolve", "--decision", "X.1214=assigned,comments=none")
        self.send(KENYA, "X.1214 not_assigned")  # it looks at once
        self.wait_until(lambda: ("$TallyRecorded", UGANDA) in self.content("INBOX"), "it is marked as recorded")
        self.wait_until(lambda: self.query("SELECT * FROM tagged JOIN reply USING (digest)") == [], "that is noted")

    def test_what_a_person_rejects_loses_its_mark(self):
        self.assertEqual(self.once().returncode, 0)
        self.decides("reject")
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.content("INBOX"), sorted([("", "friend@else.example"), ("$TallyRecorded", KENYA), ("", UGANDA)]))


class Folders(Tags):
    settings = 'recorded_folder = "Tallied"\nreview_folder = "Überprüfung"'
    review = '"&ANw-berpr&APw-fung"'

    def marked_deleted_by_somebody_else(self):
        with self.imap(readonly=False) as imap:
            imap.store("1", "+FLAGS", "\\Deleted")

    def assert_moved(self):
        self.assertEqual(self.content("INBOX"), [("\\Deleted", "friend@else.example")])
        self.assertEqual(self.content("Tallied"), [("", KENYA)])
        self.assertEqual(self.content(self.review), [("", UGANDA)])

    def test_what_is_ours_is_moved_and_what_others_deleted_stays(self):
        self.marked_deleted_by_somebody_else()
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assert_moved()
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned"), ("KEN", "X.1331", "assigned")])
        self.assertEqual(self.query("SELECT count(*) FROM tag"), [(0,)])

    def test_what_a_person_resolves_moves_on_once_whatever_step_it_is_killed_at(self):
        self.marked_deleted_by_somebody_else()
        self.assertEqual(self.once().returncode, 0)
        self.decides("resolve", "--decision", "X.1214=assigned,comments=none")
        for step in range(1, 60):
            died = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60,
                                  env=dict(os.environ, TALLYD_DIE_AT=str(step)))
            if died.returncode == 0:
                break
            self.assertEqual(died.returncode, -signal.SIGKILL, died.stderr)
        self.assertGreater(step, 3)
        self.assertEqual(self.content("INBOX"), [("\\Deleted", "friend@else.example")])
        self.assertEqual(self.content("Tallied"), sorted([("", KENYA), ("", UGANDA)]))
        self.assertEqual(self.content(self.review), [])

    def test_killed_at_any_step_it_moves_each_message_once(self):
        self.marked_deleted_by_somebody_else()
        step = 0
        while True:
            step += 1
            died = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60,
                                  env=dict(os.environ, TALLYD_DIE_AT=str(3 + step)))
            if died.returncode == 0:
                break
            self.assertEqual(died.returncode, -signal.SIGKILL, died.stderr)
            self.assertLess(step, 60)
        self.assertGreater(step, 3)
        self.assert_moved()


class FoldersWithoutMove(Folders):
    """A server that has UIDPLUS and not MOVE."""

    def enter(self, server):
        if isinstance(server, servers.Dovecot):
            server.extra = "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE UIDPLUS ESEARCH\n"
        return super().enter(server)

    def test_a_move_of_unknown_end_is_not_made_twice(self):
        self.assertEqual(self.once().returncode, 0)
        with self.imap(readonly=False) as imap:  # as if it had been killed between COPY and EXPUNGE
            imap.select("Tallied")
            imap.uid("COPY", "1:*", "INBOX")
            uid = imap.select("INBOX") and imap.uid("SEARCH", None, "ALL")[1][0].split()[-1].decode()
        self.rewind(uid)
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.content("Tallied"), [("", KENYA)])
        self.assertEqual(self.content("INBOX"), [("", "friend@else.example")])

    def rewind(self, uid):

        with sqlite3.connect(self.directory / "state/tallyd.db") as database:
            box, validity = database.execute("SELECT mailbox, uid_validity FROM cursor").fetchone()
            digest, message_id = database.execute("SELECT digest, message_id FROM reply WHERE administration = 'KEN'").fetchone()
            database.execute("INSERT INTO tag VALUES (?, ?, ?, ?, ?, '', 'Tallied', 1)", (digest, box, validity, uid, message_id))


class Copies(Tags):
    """Of what was sent, in a folder of the account; the mailbox itself is open for reading only."""
    settings = 'sent_folder = "Gesendete Größe"'
    folder = '"Gesendete Gr&APYA3w-e"'

    def copies(self):
        with self.imap(folder=self.folder) as imap:
            if imap.state != "SELECTED":
                return []
            uids = imap.uid("SEARCH", None, "ALL")[1][0].split()
            return [(b"\\Seen" in told, raw) for told, raw in (self.fetched(imap, uid, "(FLAGS BODY.PEEK[])") for uid in uids)]

    def assert_all_copied(self):
        sent = sorted(note["file"].read_bytes().split(b"\r\n\r\n")[0] for note in self.notes())
        self.assertGreaterEqual(len(sent), 3)
        copied = sorted(raw.split(b"\r\n\r\n")[0] for seen, raw in self.copies() if seen)
        self.assertEqual(copied, sorted(set(sent)))  # a kill may send a mail twice, never copy it twice

    def test_each_mail_is_copied_once_and_nothing_else_is_touched(self):
        before = self.flags()
        for _ in range(2):
            self.assertEqual(self.once().returncode, 0)
        self.assert_all_copied()
        self.assertEqual(self.flags(), before)

    def test_killed_at_any_step_it_copies_each_mail_once(self):
        for step in range(1, 120):
            died = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60,
                                  env=dict(os.environ, TALLYD_DIE_AT=str(3 + step)))
            if died.returncode == 0:
                break
            self.assertEqual(died.returncode, -signal.SIGKILL, died.stderr)
        self.assertGreater(step, 8)
        self.assert_all_copied()

    def test_the_running_daemon_copies_what_it_has_sent(self):
        self.start()
        self.wait_for_mails(3)
        self.send("friend@else.example", "Wake up.")  # it looks at once
        self.wait_until(lambda: len(self.copies()) == 3, "all three are copied")


class NoCopies(Tags):
    settings = 'sent_folder = "no//such"'

    def test_a_folder_that_cannot_be_made_keeps_nothing_from_going(self):
        for _ in range(2):  # the second time it knows from the start that there is something to copy
            once = self.once()
            self.assertEqual(once.returncode, 0, once.stderr)
            self.assertIn("copies of sent mail wait", once.stderr)
        self.assertEqual(len(self.notes()), 3)
        self.start()
        self.send(KENYA, "X.1214 not_assigned")
        self.wait_for_mails(4)


if __name__ == "__main__":
    ServiceTest.tallyd, TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
