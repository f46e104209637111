#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way of a message through the real service, between a private Dovecot and a private SMTP server. The forms
are scripted (tests/support/scripted_reader.cpp): reading them is tested elsewhere. Usage: service_test.py TALLYD TALLYCTL"""
import email
import email.policy
import pathlib
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from service import KENYA, SANITIZED, UGANDA, ServiceTest  # noqa: E402

TALLYCTL = None


class WholeWay(ServiceTest):
    def test_a_reply_is_acknowledged_within_a_second(self):
        self.start()
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.wait_for_mails(1)  # it is up
        for _ in range(3):
            count = len(self.notes())
            sent = time.time()
            self.send(UGANDA, "X.1214 assigned none" if count % 2 else "X.1214 not_assigned")
            note = self.wait_for_mails(count + 1)[-1]
            self.assertLess(note["time"] - sent, 20.0 if SANITIZED else 1.0)
            self.assertEqual(note["recipients"], [UGANDA])
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assertLess(self.ended_after, 15.0 if SANITIZED else 5.0)

    def test_who_gets_what(self):
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.send(UGANDA, "X.1214 conflict", "DOUBT both_boxes_checked")
        self.send("stranger@else.example", "X.1214 not_assigned")
        self.send("shop@else.example", "Buy!")
        self.send(KENYA, "I am away.", "X.1214 assigned none", extra="Auto-Submitted: auto-replied\r\n")
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        got = sorted((note["recipients"], note["sender"]) for note in self.notes())
        self.assertEqual([recipients for recipients, _ in got],
                         [["clerk@itu.example"], ["clerk@itu.example"], [KENYA], [UGANDA], ["stranger@else.example"]], once.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM reply"), [(3,)])
        self.assertTrue((self.directory / "state/report/index.html").exists())

    def test_reply_to_is_neither_trusted_nor_answered(self):
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none", extra=f"Reply-To: {UGANDA}, thief@evil.example\r\n")
        self.send("stranger@else.example", "X.1214 not_assigned", extra=f"Reply-To: {KENYA}\r\n")
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual({row[0] for row in self.standing()}, {"KEN"})
        answered = [note["recipients"] for note in self.notes()]
        self.assertEqual(sorted(answered), [["clerk@itu.example"], [KENYA], ["stranger@else.example"]])

    def test_what_tallyctl_writes_beside_it_takes_nothing_from_it(self):
        self.start()
        self.send(UGANDA, "X.1214 conflict", "DOUBT both_boxes_checked")
        self.wait_for_mails(2)
        for number in range(3):
            self.assertEqual(self.tallyctl("review", "assign", str(self.query("SELECT id FROM review")[0][0]), "--administration", "UGA",
                                           "--by", "alice", "--reason", "telephoned"), 0)
            self.send(KENYA, "X.1214 not_assigned" if number % 2 else "X.1214 assigned none", f"number {number}")
            self.wait_for_mails(3 + number)
            # Another process sees it at once, and it is there after a kill.
            self.assertEqual(self.query("SELECT count(*) FROM reply WHERE administration = 'KEN'"), [(1 + number,)])
        self.kill()
        self.assertEqual(self.query("SELECT count(*) FROM reply"), [(4,)])
        self.assertEqual(self.tallyctl("verify"), 0)

    def test_what_tallyctl_decides_is_soon_in_the_report(self):
        self.start()
        self.send(UGANDA, "X.1214 conflict", "DOUBT both_boxes_checked")
        self.wait_for_mails(2)
        report = self.directory / "state/report/index.html"
        self.wait_until(lambda: report.exists(), "there is a report")
        before = report.read_text()
        self.assertEqual(self.tallyctl("review", "resolve", str(self.query("SELECT id FROM review")[0][0]), "--decision",
                                       "X.1214=not_assigned", "--by", "alice", "--reason", "telephoned"), 0)
        self.wait_until(lambda: report.read_text() != before and "not assigned" in report.read_text().lower(), "the report tells of it")

    def tallyctl(self, *words):
        return subprocess.run([TALLYCTL, *words, "--config", self.directory / "config"], stdout=subprocess.DEVNULL).returncode

    def test_killed_and_restarted_it_repeats_nothing(self):
        self.start()
        for round_ in range(4):
            for number in range(5):
                self.send(KENYA, "X.1214 assigned none" if (5 * round_ + number) % 2 else "X.1214 not_assigned", f"round {round_}")
            time.sleep(0.05 * round_)
            self.kill()
            self.start()
        self.send(UGANDA, "X.1331 assigned none")
        self.wait_until(lambda: any(row[0] == "UGA" for row in self.standing()), "Uganda's reply is recorded")
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.once()
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT digest) FROM reply"), [(21, 21)])
        answers = self.query("SELECT count(*) FROM outbox WHERE purpose = 'acknowledgement'")[0][0]
        self.assertEqual(answers, 11)  # ten a day for Kenya, one for Uganda
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned"), ("UGA", "X.1331", "assigned")])
        seen = len(self.notes())
        self.once()
        self.assertEqual(len(self.notes()), seen)

    def test_nothing_is_marked_as_seen(self):
        self.send(KENYA, "X.1214 assigned none")
        self.assertEqual(self.once().returncode, 0)
        import imaplib
        import ssl
        context = ssl.create_default_context(cafile=str(self.dovecot.ca_file))
        with imaplib.IMAP4_SSL("127.0.0.1", self.dovecot.imaps_port, ssl_context=context) as imap:
            imap.login(self.dovecot.user, self.dovecot.password)
            imap.select("INBOX", readonly=True)
            self.assertEqual(imap.search(None, "UNSEEN")[1], [b"1"])

    # zammad#806: the helpdesk failed to read a mail, and nobody knew; #175: one message stopped the whole intake.
    def test_a_message_that_kills_its_reader_costs_one_review(self):
        self.send(KENYA, "X.1214 assigned none", "DIE")
        self.send(UGANDA, "X.1214 assigned none")
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.query("SELECT count(*) FROM review"), [(1,)])
        self.assertEqual(self.standing(), [("UGA", "X.1214", "assigned")])

    def test_a_late_reply_does_not_count(self):
        self.write_configuration(deadline=-1)
        self.send(KENYA, "X.1214 assigned none")
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual(self.standing(), [])
        self.assertIn(b"after the deadline", self.notes()[0]["file"].read_bytes())

    def test_a_good_configuration_is_taken_up_and_a_bad_one_is_not(self):
        self.start()
        self.send(KENYA, "X.1214 assigned none")
        self.wait_for_mails(1)
        good = (self.directory / "config/administrations.toml").read_text()
        (self.directory / "config/administrations.toml").write_text("nonsense")
        self.daemon.send_signal(signal.SIGHUP)
        self.send(KENYA, "X.1214 not_assigned")
        self.wait_for_mails(2)
        (self.directory / "config/administrations.toml").write_text(good.replace("Uganda", "Ouganda"))
        self.daemon.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while b"new configuration is in force" not in (self.directory / "log").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.send(UGANDA, "X.1214 assigned none")
        self.assertIn(b"Ouganda", self.wait_for_mails(3)[-1]["file"].read_bytes())

    def test_a_second_daemon_on_the_same_state_is_refused(self):
        self.start()
        self.send(KENYA, "X.1214 assigned none")
        self.wait_for_mails(1)
        second = self.once()
        self.assertEqual(second.returncode, 75, second.stderr)
        self.assertIn("another tallyd works on", second.stderr)
        self.kill()
        self.assertEqual(self.once().returncode, 0)

    def test_without_a_mail_server_once_fails_for_now(self):
        self.dovecot.stop()
        once = self.once()
        self.assertEqual(once.returncode, 75, once.stderr)


class ReviewByMail(ServiceTest):
    """A person at TSB decides by answering the notice; see docs/review.md."""
    clerk = "clerk@itu.example"

    def notice(self):
        note = [n for n in self.notes() if n["recipients"] == [self.clerk]][-1]
        return email.message_from_bytes(note["file"].read_bytes(), policy=email.policy.default)

    def open_review(self):
        self.send(UGANDA, "X.1214 conflict", "X.1331 assigned none", "DOUBT both_boxes_checked")
        self.assertEqual(self.once().returncode, 0)
        return self.notice()

    def answer(self, notice, *lines, sender=None, subject=None):
        self.send(sender or self.clerk, *lines, subject=subject or "Re: " + notice["Subject"],
                  extra=f"In-Reply-To: {notice['Message-ID']}\r\n")
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        return once.stderr

    def to(self, address):
        return [n["file"].read_text() for n in self.notes() if n["recipients"] == [address]]

    def test_an_answer_to_the_notice_decides_once(self):
        notice = self.open_review()
        self.assertIn("RECORD", notice.get_body().get_content())
        quoted = ["> " + line for line in notice.get_body().get_content().splitlines()]
        answers = len(self.to(UGANDA))
        self.answer(notice, "Record x.1214 not_assigned", "record X.1331 assigned, none. Thanks", "", *quoted)
        self.assertEqual(self.standing(), [("UGA", "X.1214", "not_assigned"), ("UGA", "X.1331", "assigned")])
        self.assertEqual(self.query("SELECT state, who FROM review"), [("resolved", self.clerk)])
        self.assertEqual(len(self.to(UGANDA)), answers + 1)
        self.assertIn("is resolved", self.to(self.clerk)[-1])
        self.answer(notice, "RECORD ALL assigned")
        self.assertIn("good for one decision", self.to(self.clerk)[-1])
        self.assertEqual(self.standing(), [("UGA", "X.1214", "not_assigned"), ("UGA", "X.1331", "assigned")])
        self.assertEqual(self.query("SELECT count(*) FROM reply"), [(1,)])  # the answers are no replies

    def test_a_wrong_answer_changes_nothing_and_is_answered(self):
        notice = self.open_review()
        self.answer(notice, "RECORD X.1214 perhaps")
        self.assertIn("RECORD X.1214 perhaps", self.to(self.clerk)[-1])
        self.assertEqual((self.standing(), self.query("SELECT state FROM review")), ([], [("open",)]))

    def test_what_the_notice_says_is_no_instruction_when_it_is_quoted(self):
        notice = self.open_review()
        self.answer(notice, "I shall look into it.", *["> " + line for line in notice.get_body().get_content().splitlines()])
        self.assertEqual((self.standing(), self.query("SELECT state FROM review")), ([], [("open",)]))

    def test_a_token_in_other_hands_is_worth_nothing(self):
        notice = self.open_review()
        sent = len(self.notes())
        self.answer(notice, "RECORD ALL assigned", sender="thief@else.example")
        self.assertEqual((self.standing(), len(self.notes())), ([], sent))

    def test_a_sender_who_is_not_proved_is_not_obeyed(self):
        notice = self.open_review()
        settings = self.directory / "config/tallyd.toml"
        settings.write_text(settings.read_text().replace('require = "none"', 'require = "dmarc"\nauthserv_id = "mx.itu.example"'))
        self.answer(notice, "RECORD ALL assigned")
        self.assertEqual((self.standing(), self.query("SELECT state FROM review")), ([], [("open",)]))
        self.assertIn("does not confirm", self.to(self.clerk)[-1])

    def test_reject_and_assign(self):
        self.answer(self.open_review(), "reject this is a joke")
        self.assertEqual(self.query("SELECT state FROM review"), [("rejected",)])
        self.send("stranger@else.example", "X.1214 assigned none", "X.1331 assigned none")
        self.assertEqual(self.once().returncode, 0)
        self.answer(self.notice(), "ASSIGN KEN")
        self.assertEqual([row[0] for row in self.standing()], ["KEN", "KEN"])


class Corrigendum(ServiceTest):
    def test_a_changed_consultation_is_told_and_judges_nothing_again(self):
        self.write_configuration(deadline=-1)
        self.send(KENYA, "X.1214 assigned none")
        self.assertEqual(self.once().returncode, 0)
        changes = "SELECT count(*) FROM ledger WHERE kind = 'consultation_changed'"
        self.assertEqual(self.query(changes), [(1,)])
        self.write_configuration(deadline=30)
        once = self.once()
        self.assertEqual(once.returncode, 0)
        self.assertIn("is not what the ledger knows", once.stderr)
        self.assertEqual((self.query(changes), self.standing()), ([(1,)], []))


class Deferred(ServiceTest):
    def smtp_options(self):
        return {f"reply_rcpt_{KENYA}": "451 4.3.0 later", f"reply_rcpt_{UGANDA}": "550 5.1.1 nobody here"}

    def test_what_is_deferred_is_tried_again_and_what_is_refused_is_not(self):
        self.send(KENYA, "X.1214 assigned none")
        self.send(UGANDA, "X.1214 assigned none")
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(self.query("SELECT state, attempts, last_error FROM outbox ORDER BY id"),
                         [("queued", 1, "451 4.3.0 later"), ("failed", 1, "550 5.1.1 nobody here")])


if __name__ == "__main__":
    ServiceTest.tallyd, TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
