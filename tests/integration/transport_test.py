#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service and its two servers: how it connects, what it keeps secret, and what it does when they go away, come back
or renumber. Usage: transport_test.py TALLYD"""
import imaplib
import pathlib
import signal
import smtplib
import sqlite3
import ssl
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from servers import SmtpSink  # noqa: E402
from service import KENYA, UGANDA, ServiceTest  # noqa: E402

ASSIGNED = "X.1214 assigned none"
SMTP_PASSWORD = "Sesame-for-the-outbox"


def command_lines():
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            yield (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue


def descendants(pid):
    children = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
    return sum(1 + descendants(child) for file in children for child in file.read_text().split())


class TransportTest(ServiceTest):
    def smtp_login(self, security):
        file = self.directory / "smtp-password"
        file.write_text(SMTP_PASSWORD + "\n")
        file.chmod(0o600)
        return (f'host = "127.0.0.1"\nport = {self.smtp.port}\nsecurity = "{security}"\nca_file = "{self.smtp.ca_file}"\n'
                f'username = "tally"\npassword_file = "{file}"')

    def replies(self):
        return self.query("SELECT count(*) FROM reply")[0][0]

    def is_up(self):
        try:
            return self.replies() >= 0
        except sqlite3.OperationalError:
            return False

    def outbox(self):
        return self.query("SELECT state, last_error FROM outbox ORDER BY id")

    def try_all_mail_now(self):
        with sqlite3.connect(self.directory / "state/tallyd.db") as database:
            database.execute("UPDATE outbox SET not_before = 0 WHERE state = 'queued'")

    def assert_first_pass_holds_the_answer(self, error):
        self.send(KENYA, ASSIGNED)
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual(self.replies(), 1)
        self.assertEqual(self.notes(), [])
        self.assertEqual([state for state, _ in self.outbox()], ["queued"])
        self.assertRegex(self.outbox()[0][1], error)


class Starttls(TransportTest):
    def smtp_options(self):
        return {"tls": "yes", "auth": "tally:" + SMTP_PASSWORD}

    def mailbox_settings(self):
        return f'host = "localhost"\nport = {self.dovecot.imap_port}\nsecurity = "starttls"\nca_file = "{self.dovecot.ca_file}"'

    def smtp_settings(self):
        return self.smtp_login("starttls")

    def test_both_ways_are_encrypted_and_no_password_shows_anywhere(self):
        self.dovecot.password = "Sesame-for-the-mailbox"
        self.dovecot.stop()
        self.dovecot.start()
        self.write_configuration()
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write('[log]\nlevel = "debug"\n')
        self.start()
        self.send(KENYA, ASSIGNED)
        note = self.wait_for_mails(1)[0]
        self.assertTrue(note["tls"])
        self.assertTrue(note["authenticated"])
        seen = list(command_lines())
        self.assertTrue(any(b"tallyd_scripted" in line for line in seen))
        for secret in (SMTP_PASSWORD, self.dovecot.password):
            self.assertFalse([line for line in seen if secret.encode() in line])
        self.kill(signal.SIGTERM)
        self.assertIn("recorded: reply", self.log_text())
        for secret in (SMTP_PASSWORD, self.dovecot.password):
            self.assertNotIn(secret, self.log_text())
            for file in (self.directory / "state").rglob("*"):
                self.assertFalse(file.is_file() and secret.encode() in file.read_bytes(), file)


class Smtps(TransportTest):
    def smtp_options(self):
        return {"tls": "wrapped", "auth": "tally:" + SMTP_PASSWORD}

    def smtp_settings(self):
        return self.smtp_login("tls")

    def test_an_answer_goes_out_by_smtps_after_a_login(self):
        self.send(KENYA, ASSIGNED)
        self.assertEqual(self.once().returncode, 0)
        self.assertTrue(self.notes()[0]["authenticated"])

    def test_a_wrong_password_holds_the_answers_until_it_is_right(self):
        (self.directory / "smtp-password").write_text("wrong\n")
        self.assert_first_pass_holds_the_answer("(?i)login denied")
        self.write_configuration()
        self.try_all_mail_now()
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual([note["recipients"] for note in self.notes()], [[KENYA]])


class OtherHost(TransportTest):
    def smtp_options(self):
        return {"tls": "wrapped", "names": "DNS:elsewhere.example"}

    def smtp_settings(self):
        return self.smtp_login("tls")

    def test_a_certificate_for_another_host_gets_no_mail(self):
        self.assert_first_pass_holds_the_answer("certificate|CA|SSL")


class Expired(TransportTest):
    def smtp_options(self):
        return {"tls": "wrapped", "expired": "yes"}

    def smtp_settings(self):
        return self.smtp_login("tls")

    def test_an_expired_certificate_gets_no_mail(self):
        self.assert_first_pass_holds_the_answer("certificate")


class Downgrade(TransportTest):
    def smtp_options(self):
        return {"auth": "tally:" + SMTP_PASSWORD}

    def smtp_settings(self):
        self.smtp.ca_file = self.dovecot.ca_file
        return self.smtp_login("starttls")

    def test_a_server_without_starttls_gets_neither_password_nor_mail(self):
        self.assert_first_pass_holds_the_answer("TLS|SSL")


class ComingAndGoing(TransportTest):
    def test_a_renumbered_mailbox_is_looked_at_again_and_nothing_is_done_twice(self):
        self.start()
        for sender in (KENYA, UGANDA):
            self.send(sender, ASSIGNED)
        self.send("stranger@else.example", ASSIGNED)
        self.wait_for_mails(4)  # one of them tells Kenya's clerk of the stranger
        self.wait_until(lambda: all(state == "sent" for state, _ in self.outbox()), "it is recorded that all are sent")
        before = self.query("SELECT uid_validity, last_uid FROM cursor")
        events = self.query("SELECT count(*) FROM ledger")
        self.dovecot.renumber()
        self.wait_until(lambda: self.query("SELECT uid_validity, last_uid FROM cursor") == [(77, 3)], "all is looked at again")
        self.assertNotEqual(before, [(77, 3)])
        self.assertEqual(self.query("SELECT count(*) FROM ledger"), events)
        self.send(UGANDA, "X.1331 not_assigned")
        self.assertEqual(self.wait_for_mails(5)[-1]["recipients"], [UGANDA])
        self.assertEqual(self.replies(), 4)
        self.assertEqual(len(self.notes()), 5)

    def test_it_comes_back_when_the_mail_server_does(self):
        self.start()
        self.send(KENYA, ASSIGNED)
        self.wait_for_mails(1)
        self.dovecot.stop()
        self.wait_until(lambda: "it is tried again" in self.log_text(), "it has noticed")
        self.dovecot.start()
        self.send(UGANDA, ASSIGNED)
        self.assertEqual(self.wait_for_mails(2)[1]["recipients"], [UGANDA])
        self.assertEqual(self.kill(signal.SIGTERM), 0)

    def test_without_an_smtp_server_all_is_recorded_and_answered_later(self):
        self.smtp.stop()
        self.start()
        for sender in (KENYA, UGANDA):
            self.send(sender, ASSIGNED)
        self.wait_until(lambda: self.is_up() and self.replies() == 2, "both are recorded")
        self.wait_until(lambda: all(error for _, error in self.outbox()), "both answers were tried")
        self.assertEqual(len(self.standing()), 2)
        self.kill()
        self.smtp.options["port"] = self.smtp.port
        self.smtp.start()
        self.try_all_mail_now()
        self.assertEqual(self.once().returncode, 0)
        self.assertEqual(sorted(note["recipients"] for note in self.notes()), [[KENYA], [UGANDA]])

    def test_nothing_is_marked_as_seen_while_it_watches(self):
        self.start()
        self.send(KENYA, ASSIGNED)
        self.send("shop@else.example", "Buy!")
        self.send(UGANDA, ASSIGNED)
        self.wait_for_mails(2)
        context = ssl.create_default_context(cafile=str(self.dovecot.ca_file))
        with imaplib.IMAP4_SSL("127.0.0.1", self.dovecot.imaps_port, ssl_context=context) as imap:
            imap.login(self.dovecot.user, self.dovecot.password)
            imap.select("INBOX", readonly=True)
            self.assertEqual(imap.search(None, "UNSEEN")[1], [b"1 2 3"])

    def peak(self):
        status = pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024

    def test_a_message_of_30_mb_is_held_once(self):
        if any(name in pathlib.Path(self.tallyd).read_bytes() for name in (b"__tsan_init", b"__asan_init")):
            self.skipTest("a sanitizer holds memory of its own")
        self.start()
        self.send(UGANDA, ASSIGNED)
        self.wait_for_mails(1)
        before = self.peak()
        self.send(KENYA, ASSIGNED, *["x" * 998] * 30_000)
        self.wait_for_mails(2)
        self.assertEqual(self.replies(), 2)
        self.assertLess(self.peak() - before, 45, "MB more for one message of 30 MB")


class Stalling(TransportTest):
    def smtp_options(self):
        return {"stall": 60}

    def test_told_to_stop_it_ends_within_five_seconds_whatever_the_smtp_server_does(self):
        self.start()
        self.send(KENYA, ASSIGNED)
        self.wait_until(lambda: self.is_up() and self.query("SELECT 1 FROM outbox WHERE claimed_until > 0"), "the answer is on its way")
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assertLess(self.ended_after, 5.0)
        self.assertEqual([state for state, _ in self.outbox()], ["queued"])


class Kills(TransportTest):
    def test_told_to_stop_it_ends_within_five_seconds_whatever_a_reader_does(self):
        self.start()
        self.send(KENYA, ASSIGNED, "SLEEP 60")
        self.send(UGANDA, ASSIGNED)
        self.wait_until(lambda: descendants(self.daemon.pid) >= 2, "a reader is at work")
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assertLess(self.ended_after, 5.0)


if __name__ == "__main__":
    ServiceTest.tallyd = sys.argv.pop(1)
    unittest.main()
