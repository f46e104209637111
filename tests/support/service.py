# SPDX-License-Identifier: GPL-3.0-or-later
"""The fixture of tests that run the real service between a private Dovecot and a private SMTP server."""
import contextlib
import datetime
import imaplib
import json
import os
import pathlib
import signal
import smtplib
import sqlite3
import subprocess
import tempfile
import time
import unittest

import servers

KENYA, UGANDA = "focal@ict.ke.example", "focal@ict.ug.example"


SANITIZED = "TALLYD_SANITIZED" in os.environ  # by its build: what is measured in bytes or preloaded is not tested


def iso(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:00Z")


class ServiceTest(unittest.TestCase):
    tallyd = None  # the program

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="tallyd-service-")
        self.addCleanup(self.temporary.cleanup)
        self.directory = pathlib.Path(self.temporary.name)
        self.directory.chmod(0o755)  # Dovecot's users must pass
        self.dovecot = self.enter(self.make_mail_server())
        self.smtp = self.enter(servers.SmtpSink(self.directory / "smtp", **self.smtp_options()))
        self.daemon = None
        self.serial = 0
        self.write_configuration()
        self.addCleanup(self.kill)

    def make_mail_server(self):
        return servers.Dovecot(self.directory / "dovecot")

    def smtp_options(self):
        return {}

    def mailbox_settings(self):
        """Host, port, and what protects the connection."""
        return f'host = "127.0.0.1"\nport = {self.dovecot.imaps_port}\nca_file = "{self.dovecot.ca_file}"'

    def smtp_settings(self):
        return f'host = "127.0.0.1"\nport = {self.smtp.port}\nsecurity = "none"'

    def enter(self, server):
        server.__enter__()
        self.addCleanup(server.__exit__, None, None, None)
        return server

    def write_configuration(self, deadline=30):
        config = self.directory / "config"
        (config / "consultations").mkdir(parents=True, exist_ok=True)
        (self.directory / "password").write_text(self.dovecot.password + "\n")
        (self.directory / "password").chmod(0o600)
        (config / "tallyd.toml").write_text(f"""
[mailbox]
{self.mailbox_settings()}
username = "{self.dovecot.user}"
password_file = "{self.directory}/password"
[smtp]
{self.smtp_settings()}
from_address = "tsbdir@itu.example"
from_name = "TSB"
[storage]
directory = "{self.directory}/state"
[tsb]
addresses = ["clerk@itu.example"]
[authentication]
require = "none"
""")
        (config / "consultations" / "c53.toml").write_text(f"""[consultation]
circular = "TSB Circular 53"
study_group = 17
opened = {iso(-30)[:10]}
deadline = {iso(deadline)}
meeting = {iso(deadline + 10)[:10]}
[[draft]]
designation = "X.1214"
title = "Security assessment"
[[draft]]
designation = "X.1331"
title = "Home area networks"
""")
        (config / "administrations.toml").write_text("".join(f"""[[administration]]
code = "{code}"
language = "{language}"
addresses = ["{address}"]
domains = ["{address.split('@')[1]}"]
names = {{ en = "{name}" }}
""" for code, language, address, name in [("KEN", "en", KENYA, "Kenya"), ("UGA", "en", UGANDA, "Uganda")]))

    def command(self, *options):
        return [self.tallyd, "--config", str(self.directory / "config"), *options]

    def start(self):
        self.log = open(self.directory / "log", "ab")
        self.daemon = subprocess.Popen(self.command(), stderr=self.log)

    def kill(self, how=signal.SIGKILL):
        if self.daemon is None:
            return None
        started = time.monotonic()
        self.daemon.send_signal(how)
        status = self.daemon.wait(timeout=20)
        self.daemon = None
        self.log.close()
        self.ended_after = time.monotonic() - started
        return status

    def once(self):
        return subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60)

    def send(self, sender, *lines, message_id=None, extra="", subject="Circular 53"):
        self.serial += 1
        message_id = message_id or f"m{self.serial}@{sender.split('@')[1]}"
        message = (f"From: {sender}\r\nTo: tsbdir@itu.example\r\nSubject: {subject}\r\nMessage-ID: <{message_id}>\r\n{extra}\r\n"
                   + "\r\n".join(lines) + "\r\n")
        with smtplib.LMTP("127.0.0.1", self.dovecot.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [self.dovecot.user], message)

    @contextlib.contextmanager
    def imap(self, readonly=True, folder="INBOX"):
        with imaplib.IMAP4("127.0.0.1", self.dovecot.imap_port) as imap:
            imap.login(self.dovecot.user, self.dovecot.password)
            imap.select(folder, readonly=readonly)
            yield imap

    def lies_since(self, days_ago, sender, *lines, message_id=None, extra=""):
        """A message that came into the mailbox so many days ago (INTERNALDATE)."""
        self.serial += 1
        message_id = message_id or f"m{self.serial}@{sender.split('@')[1]}"
        message = (f"From: {sender}\r\nTo: tsbdir@itu.example\r\nSubject: Circular 53\r\nMessage-ID: <{message_id}>\r\n{extra}\r\n"
                   + "\r\n".join(lines) + "\r\n").encode()
        with self.imap() as imap:
            date = imaplib.Time2Internaldate(time.time() - days_ago * 86400)
            self.assertEqual(imap.append("INBOX", None, date, message)[0], "OK")

    def flags(self):
        with self.imap() as imap:
            return imap.fetch("1:*", "(UID FLAGS)")[1]

    def notes(self):
        return sorted((json.loads(file.read_text()) | {"file": file.with_suffix(".eml")}
                       for file in (self.directory / "smtp").glob("*.json")), key=lambda note: note["time"])

    def wait_until(self, true, what):
        deadline = time.monotonic() + 20
        while not true():
            if time.monotonic() > deadline:
                self.fail(f"waited in vain until {what}: " + self.log_text()[-3000:])
            time.sleep(0.02)

    def wait_for_mails(self, count):
        self.wait_until(lambda: len(self.notes()) >= count, f"there are {count} mails")
        return self.notes()

    def log_text(self):
        return (self.directory / "log").read_text(errors="replace")

    def query(self, statement):
        with contextlib.closing(sqlite3.connect(f"file:{self.directory}/state/tallyd.db?mode=ro", uri=True)) as database:
            return database.execute(statement).fetchall()

    def standing(self):
        """None while the service has yet to make its database."""
        try:
            return self.query("SELECT d.administration, d.draft, d.authority FROM decision d JOIN standing ON standing.decision = d.id"
                              " ORDER BY 1, 2")
        except sqlite3.OperationalError:
            return []
