# SPDX-License-Identifier: GPL-3.0-or-later
"""How long tallyd takes to start, look for new mail, find none and end (--once), with few and with a million messages in the mailbox."""
import imaplib
import sqlite3
import statistics
import time

from world import World, run_timed, store

SMALL = b"From: somebody@else.example\r\nSubject: old\r\nMessage-ID: <old@else.example>\r\n\r\nOld.\r\n"
# Copies of a message cost Dovecot no more than a line in an index here.
MDBOX = "mail_location = mdbox:{mail}/%n/mdbox\n"


def fill(dovecot, count, seconds):
    """Copies what is there until `count` messages are; how many there are in the end."""
    store(dovecot, [SMALL] * min(count, 500))
    deadline = time.monotonic() + seconds
    with imaplib.IMAP4("127.0.0.1", dovecot.imap_port) as imap:
        imap.login(dovecot.user, dovecot.password)
        there = int(imap.select("INBOX")[1][0])
        while there < count and time.monotonic() < deadline:
            imap.copy(f"1:{min(there, count - there)}", "INBOX")
            there = int(imap.select("INBOX")[1][0])
    return there


def mark_all_as_seen(world):
    """As if tallyd had looked at every message in the mailbox: its cursor is moved behind them."""
    with imaplib.IMAP4("127.0.0.1", world.dovecot.imap_port) as imap:
        imap.login(world.dovecot.user, world.dovecot.password)
        imap.select("INBOX", readonly=True)
        following = int(imap.response("UIDNEXT")[1][0])
    with sqlite3.connect(world.directory / "state/tallyd.db") as database:
        moved = database.execute("UPDATE cursor SET last_uid = ?", (following - 1,)).rowcount
    database.close()
    if moved != 1:
        raise RuntimeError(f"tallyd has {moved} cursors, not the one of this mailbox")


def measure(directory, tallyd, few, many, seconds):
    class Copying(World):
        def __init__(self):
            super().__init__(directory, tallyd, extra=MDBOX.format(mail=directory / "dovecot/mail"))

    with Copying() as world:
        once = [tallyd, "--config", world.directory / "config", "--once"]
        store(world.dovecot, [SMALL])
        run_timed(once, 60, stderr=open(world.directory / "log", "ab"))  # makes the database, and its cursor
        result = {}
        for name, count in (("few", few), ("many", many)):
            there = fill(world.dovecot, count, seconds)
            mark_all_as_seen(world)
            runs = [run_timed(once, 120, stderr=open(world.directory / "log", "ab")) for _ in range(5)]
            result[name] = {"messages": there, "seconds": statistics.median(wall for wall, _ in runs),
                            "processor_seconds": statistics.median(cpu for _, cpu in runs)}
    return result
