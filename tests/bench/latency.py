# SPDX-License-Identifier: GPL-3.0-or-later
"""One reply at a time into an idle service: from the end of its delivery by LMTP to its acknowledgement at the SMTP server.
A witness holds an IDLE of its own, which tells how much of it is the mail server's own delay: Dovecot 2.3 tells of new mail
500 ms after it came (NOTIFY_DELAY_MSECS in index-mailbox-check.c, no setting)."""
import contextlib
import imaplib
import random
import smtplib
import socket
import threading
import time

import material
from world import World

PATIENCE = 20  # seconds, for one answer


class Witness:
    """When the server told an idling client of new mail."""

    def __init__(self, dovecot):
        self.told = []
        self.imap = imaplib.IMAP4("127.0.0.1", dovecot.imap_port)
        self.imap.login(dovecot.user, dovecot.password)
        self.imap.select("INBOX", readonly=True)
        self.imap.send(b"W1 IDLE\r\n")
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        with contextlib.suppress(OSError, ValueError):  # closed
            while line := self.imap.readline():
                if line.rstrip().endswith(b"EXISTS"):
                    self.told.append(time.monotonic())

    def close(self):
        with contextlib.suppress(OSError):
            self.imap.sock.shutdown(socket.SHUT_RDWR)  # else the listener's line is waited for
            self.imap.shutdown()


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def figures(seconds):
    return {"p50_ms": 1000 * percentile(seconds, 50), "p99_ms": 1000 * percentile(seconds, 99)}


def one(world, lmtp, witness, reply, sent_before):
    """(seconds since delivery, seconds since the witness was told) until the answer was at the SMTP server."""
    told_before = len(witness.told)
    lmtp.sendmail("focal@ict.example", [world.dovecot.user], reply)
    delivered = time.monotonic()
    if not world.smtp.wait_for(sent_before + 1, PATIENCE):
        raise RuntimeError("no acknowledgement came; the end of the log:\n" + world.log_text()[-2000:])
    answered = world.smtp.arrived[sent_before][0]
    deadline = time.monotonic() + PATIENCE
    while len(witness.told) == told_before and time.monotonic() < deadline:
        time.sleep(0.001)
    return answered - delivered, answered - witness.told[told_before]


def measure(directory, tallyd, count, dovecot):
    rng = random.Random(1)
    with World(directory, tallyd, dovecot) as world:
        world.start()
        replies = material.replies(count + 1)
        with smtplib.LMTP("127.0.0.1", world.dovecot.lmtp_port) as lmtp:
            lmtp.sendmail("focal@ict.example", [world.dovecot.user], next(replies))
            if not world.smtp.wait_for(1, PATIENCE):  # the first one warms everything up
                raise RuntimeError("no acknowledgement came; the end of the log:\n" + world.log_text()[-2000:])
            witness = Witness(world.dovecot)
            time.sleep(0.5)
            measured = []
            for sent, reply in enumerate(replies, start=1):
                measured.append(one(world, lmtp, witness, reply, sent))
                time.sleep(rng.random() * 0.1)
            witness.close()
    delivery, notice = zip(*measured)
    return {"messages": count, "since_delivery": figures(delivery), "since_the_server_told": figures(notice)}
