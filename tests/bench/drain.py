# SPDX-License-Identifier: GPL-3.0-or-later
"""The same mailbox over TLS, drained by tallyd, stored by mbsync, and read by a Python script, in turn."""
import itertools
import statistics
import subprocess
import sys
import time

import material
from world import HERE, World, run_timed, store

BOUND = 300  # seconds, of each run


def put_aside(path):
    """What an earlier run left. Nothing is deleted before the end: for minutes ext4 looks at each inode of a deleted file before it
    makes a new one, which took a third of tallyd's time."""
    if path.exists():
        path.rename(next(other for i in itertools.count() if not (other := path.with_name(f"{path.name}-{i}")).exists()))


def by_tallyd(world, count):
    """(seconds until the last reply is recorded with its answer, peak of memory in MB). Answers go out meanwhile."""
    put_aside(world.directory / "state")
    started = time.monotonic()
    world.start()
    world.wait_for("SELECT last_uid FROM cursor", count, BOUND)
    wall = time.monotonic() - started
    peak = world.stop()
    check(world, count)
    return wall, peak


def check(world, count):
    """A figure is worth something only if every reply was recorded and answered."""
    recorded = world.ask("SELECT count(*) FROM reply WHERE outcome = 'recorded'")[0]
    answers = world.ask("SELECT count(DISTINCT reply) FROM outbox WHERE purpose = 'acknowledgement'")[0]
    if (recorded, answers) != (count, count):
        raise RuntimeError(f"of {count} replies {recorded} were recorded and {answers} answered")


def by_mbsync(world, count):
    target = world.directory / "mbsync"
    put_aside(target)
    target.mkdir()
    (target / "rc").write_text(f"""IMAPAccount a
Host localhost
Port {world.dovecot.imaps_port}
User {world.dovecot.user}
Pass {world.dovecot.password}
SSLType IMAPS
CertificateFile {world.dovecot.ca_file}

IMAPStore far
Account a

MaildirStore near
Inbox {target}/INBOX

Channel c
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
""")
    wall, _ = run_timed(["mbsync", "--config", target / "rc", "-q", "c"], BOUND)
    stored = sum(1 for folder in ("new", "cur") for _ in (target / "INBOX" / folder).iterdir())
    if stored != count:
        raise RuntimeError(f"mbsync stored {stored} of {count} messages")
    return wall


def by_python(world, sample):
    target = world.directory / "pipeline"
    put_aside(target)
    words = [world.dovecot.imaps_port, world.dovecot.ca_file, world.dovecot.user, world.dovecot.password, target, sample,
             world.directory / "config"]
    return run_timed([sys.executable, HERE / "pipeline.py", *map(str, words)], BOUND)[0]


def measure(directory, tallyd, count, sample, rounds):
    """Rows of (what, figures)."""
    with World(directory, tallyd) as world:
        store(world.dovecot, material.replies(count))
        bytes_each = len(next(material.replies(1)))
        runs = {"tallyd": [], "mbsync": [], "python": []}
        peaks = []
        for _ in range(rounds):  # in turn: whatever else the machine does meanwhile meets all of them
            runs["mbsync"].append(by_mbsync(world, count))
            wall, peak = by_tallyd(world, count)
            runs["tallyd"].append(wall)
            peaks.append(peak)
            runs["python"].append(by_python(world, sample) * count / sample)
    median = {who: statistics.median(times) for who, times in runs.items()}
    return {"messages": count, "bytes_each": bytes_each, "seconds": median, "runs": runs, "python_sample": sample,
            "times_mbsync": statistics.median(t / m for t, m in zip(runs["tallyd"], runs["mbsync"])),
            "times_faster_than_python": statistics.median(p / t for p, t in zip(runs["python"], runs["tallyd"])),
            "tallyd_peak_mb": max(peaks)}


