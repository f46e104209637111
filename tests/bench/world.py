# SPDX-License-Identifier: GPL-3.0-or-later
"""The private servers of the bench, the service between them, and what is measured of it."""
import contextlib
import imaplib
import os
import pathlib
import platform
import resource
import signal
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import material  # noqa: E402
import servers  # noqa: E402
from sink import Sink  # noqa: E402


def machine():
    """What the figures depend on."""
    def said(file, key):
        return next((line.split(":", 1)[1].strip() for line in open(file) if line.startswith(key)), "?")
    return {"processor": said("/proc/cpuinfo", "model name"), "processors": os.cpu_count(), "memory": said("/proc/meminfo", "MemTotal"),
            "kernel": platform.release(), "load": os.getloadavg()[0]}


def run_timed(command, seconds, **more):
    """(wall seconds, processor seconds of it and what it waited for) of a program that must succeed."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, timeout=seconds, stdout=subprocess.DEVNULL, **more)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def store(dovecot, messages):
    """Appends messages to the mailbox, as quickly as Dovecot takes them."""
    with imaplib.IMAP4("127.0.0.1", dovecot.imap_port) as imap:
        imap.login(dovecot.user, dovecot.password)
        imap.sock.setsockopt(6, 1, 1)  # TCP_NODELAY
        for message in messages:
            answer, said = imap.append("INBOX", None, imaplib.Time2Internaldate(time.time()), message)
            if answer != "OK":
                raise RuntimeError(f"the mailbox takes no more: {said}")


class World:
    """A mail server, an SMTP server and a configuration, in a directory of their own. Ended by the end of `with`."""

    def __init__(self, directory, tallyd, dovecot=servers.Dovecot, extra=""):
        self.directory, self.tallyd = pathlib.Path(directory), tallyd
        self.directory.mkdir()
        self.make_dovecot, self.extra = dovecot, extra
        self.stack = contextlib.ExitStack()
        self.daemon = None

    def __enter__(self):
        self.dovecot = self.stack.enter_context(self.make_dovecot(self.directory / "dovecot", self.extra))
        self.smtp = self.stack.enter_context(Sink())
        self.stack.callback(self.stop)
        (self.directory / "password").write_text(self.dovecot.password + "\n")
        (self.directory / "password").chmod(0o600)
        material.write_configuration(self.directory / "config", self.settings())
        return self

    def __exit__(self, *error):
        self.stack.__exit__(*error)

    def settings(self):
        return f"""[mailbox]
host = "127.0.0.1"
port = {self.dovecot.imaps_port}
ca_file = "{self.dovecot.ca_file}"
username = "{self.dovecot.user}"
password_file = "{self.directory}/password"
[smtp]
host = "127.0.0.1"
port = {self.smtp.port}
security = "none"
from_address = "tsbdir@itu.example"
messages_per_minute = 6000
[storage]
directory = "{self.directory}/state"
[tsb]
addresses = ["clerk@itu.example"]
[answers]
per_address_per_day = 1000
[authentication]
require = "none"
"""

    def start(self):
        self.log = open(self.directory / "log", "ab")
        self.daemon = subprocess.Popen([self.tallyd, "--config", self.directory / "config"], stderr=self.log)

    def stop(self):
        """Ends the service; returns its peak of resident memory in megabytes, without its readers."""
        if self.daemon is None:
            return 0
        peak = self.peak()
        self.daemon.send_signal(signal.SIGTERM)
        try:
            self.daemon.wait(20)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            self.daemon.wait()
        self.daemon = None
        self.log.close()
        return peak

    def peak(self):
        status = pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def ask(self, statement):
        """The first row; None while there is no database, or not yet that table."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.directory}/state/tallyd.db?mode=ro", uri=True)) as database:
                return database.execute(statement).fetchone()
        except sqlite3.OperationalError:
            return None

    def wait_for(self, statement, wanted, seconds):
        """Until the first column is `wanted` at least."""
        deadline = time.monotonic() + seconds
        while not ((row := self.ask(statement)) and row[0] is not None and row[0] >= wanted):
            if time.monotonic() > deadline or self.daemon.poll() is not None:
                raise RuntimeError(f"waited in vain: {statement} is {row}; the end of its log:\n{self.log_text()[-2000:]}")
            time.sleep(0.01)

    def log_text(self):
        return (self.directory / "log").read_text(errors="replace")
