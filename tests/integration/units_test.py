#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The units of systemd/: that systemd takes them, and that tallyd, its readers and LibreOffice work under what they forbid
(tests/support/under_unit.py applies it, for there is no systemd as process 1 here). Usage: units_test.py DIRECTORY_OF_PROGRAMS"""
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "support"), str(TESTS / "demo")]
import forms  # noqa: E402
import replies  # noqa: E402
import servers  # noqa: E402
from service import KENYA, ServiceTest  # noqa: E402

UNITS = TESTS.parent / "systemd"
UNDER_UNIT = ["/usr/bin/python3", str(TESTS / "support/under_unit.py")]
PROGRAMS = pathlib.Path()


def under(unit, *command, without=None):
    leave_out = ["--without", without] if without else []
    return [*UNDER_UNIT, *leave_out, str(UNITS / unit), *map(str, command)]


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


class Units(unittest.TestCase):
    def test_systemd_takes_the_units(self):
        with tempfile.TemporaryDirectory() as directory:
            for unit in UNITS.glob("*.s*"):
                if unit.suffix in (".service", ".socket"):
                    text = unit.read_text().replace("/usr/sbin/", f"{PROGRAMS}/").replace("/usr/bin/tallyctl", f"{PROGRAMS}/tallyctl")
                    (pathlib.Path(directory) / unit.name).write_text(text)
            for unit in ("tallyd.service", "tallyd-office.socket", "tallyd-office@x.service"):
                verified = run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"{directory}/{unit}"])
                self.assertEqual((verified.returncode, verified.stderr), (0, ""), unit)

    def test_the_exposure_is_at_most_one_and_a_half(self):
        for unit in ("tallyd.service", "tallyd-office@.service"):
            judged = run(["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=15", str(UNITS / unit)])
            self.assertEqual(judged.returncode, 0, judged.stdout[-400:])
            level = re.search(r"exposure level for .*: ([0-9.]+)", judged.stdout)
            self.assertLessEqual(float(level[1]), 1.5)

    def test_sysusers_and_tmpfiles_are_taken(self):
        with tempfile.TemporaryDirectory() as root:
            (pathlib.Path(root) / "etc").mkdir()
            made = run(["systemd-sysusers", f"--root={root}", str(UNITS / "tallyd.sysusers")])
            self.assertEqual(made.returncode, 0, made.stderr)
            self.assertIn("tallyd:", (pathlib.Path(root) / "etc/passwd").read_text())
            made = run(["systemd-tmpfiles", f"--root={root}", "--create", str(UNITS / "tallyd.tmpfiles")])
            self.assertEqual(made.returncode, 0, made.stderr)
            self.assertEqual((pathlib.Path(root) / "etc/credstore").stat().st_mode & 0o777, 0o700)


class Confinement(unittest.TestCase):
    CONFINED = "from inside the confinement nothing of the world can be reached"

    def test_readers_are_confined_under_the_unit(self):
        ran = run(under("tallyd.service", PROGRAMS / "test_parsers", self.CONFINED))
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertIn("1 test case", ran.stdout)

    def test_a_reader_that_cannot_be_confined_reads_nothing(self):
        ran = run(under("tallyd.service", PROGRAMS / "test_parsers", self.CONFINED, without="seccomp,prctl"))
        self.assertNotEqual(ran.returncode, 0, "a filter that refuses the confinement was not noticed")

    def test_landlock_is_as_good_under_the_unit_as_outside(self):
        ask = "import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))"
        outside = run(["/usr/bin/python3", "-c", ask]).stdout
        self.assertEqual(run(under("tallyd.service", "/usr/bin/python3", "-c", ask)).stdout, outside)
        if int(outside) >= 1:
            self.assertEqual(run(under("tallyd.service", "/usr/bin/python3", "-c", ask, without="landlock_create_ruleset")).stdout, "-1\n")

    def test_the_harness_forbids_what_the_unit_forbids(self):
        attempt = "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"
        self.assertEqual(run(["/usr/bin/python3", "-c", attempt]).returncode, 0)
        self.assertNotEqual(run(under("tallyd.service", "/usr/bin/python3", "-c", attempt)).returncode, 0)


class OfficeSocket:
    """tallyd-office.socket: a process of tallyd-office@.service for each connection."""

    def __init__(self, path):
        self.path = path
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(path))
        self.server.listen()
        self.conversions = 0
        self.processes = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.conversions += 1
            command = under("tallyd-office@.service", PROGRAMS / "tallyd", "--office")
            self.processes.append(subprocess.Popen(command, stdin=connection))
            connection.close()

    def close(self):
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        for process in self.processes:
            process.wait(timeout=60)


def ask(path, kind, payload):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(struct.pack("<I", len(payload)) + kind + payload)
        answer = b""
        while chunk := client.recv(1 << 16):
            answer += chunk
    return answer[4:5], answer[5:]


class Office(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="tallyd-units-")
        self.addCleanup(self.temporary.cleanup)
        self.office = OfficeSocket(pathlib.Path(self.temporary.name) / "office.sock")
        self.addCleanup(self.office.close)

    def test_libreoffice_converts_under_its_unit(self):
        kind, odt = ask(self.office.path, b"C", b"rtf\n{\\rtf1\\ansi Hello {\\strike struck}}")
        self.assertEqual((kind, odt[:4]), (b"D", b"PK\x03\x04"))

    def test_what_it_cannot_read_is_refused_with_a_reason(self):
        kind, why = ask(self.office.path, b"C", b"sxw\nPK\x03\x04 nothing")
        self.assertEqual(kind, b"X")
        self.assertTrue(why.startswith(b"permanent\n"), why)

    def test_nonsense_gets_no_answer(self):
        self.assertEqual(ask(self.office.path, b"Z", b"nonsense"), (b"", b""))


class UnderTheUnit(ServiceTest):
    """The whole service, under the unit's filters and with its notifications."""

    def setUp(self):
        super().setUp()
        self.office = OfficeSocket(self.directory / "office.sock")
        self.addCleanup(self.office.close)
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write(f'[office]\nsocket = "{self.office.path}"\n')
        self.notifications = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notifications.bind(str(self.directory / "notify"))
        self.addCleanup(self.notifications.close)

    def mailbox_settings(self):
        return super().mailbox_settings() + '\npoll_interval = "5s"'

    def start(self):
        self.log = open(self.directory / "log", "ab")
        environment = dict(os.environ, NOTIFY_SOCKET=str(self.directory / "notify"), WATCHDOG_USEC="60000000")
        self.daemon = subprocess.Popen(under("tallyd.service", *self.command()), stderr=self.log, env=environment)

    def next_notification(self, wanted, within=30):
        """Waits for a notification that holds `wanted`; returns those that came before."""
        seen = []
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            self.notifications.settimeout(left)
            try:
                text = self.notifications.recv(4096).decode()
            except TimeoutError:
                break
            if wanted in text:
                return seen
            seen.append(text)
        self.fail(f"no {wanted} within {within} s, but {seen}: {self.log_text()[-2000:]}")

    def reply(self, name, content):
        message = replies.mail(KENYA, "Reply to TSB Circular 53", "Attached.\n", (name, content))
        self.dovecot.deliver(message)

    def decisions(self):
        return {"X.1214": "none", "X.1331": "not"}

    def form(self):
        asked = dict(replies.OPEN, drafts=replies.OPEN["drafts"][:2])
        return forms.form(asked, self.decisions(), "Kenya", forms.glyph_box)

    def test_a_docx_is_read_and_answered(self):
        self.start()
        self.next_notification("READY=1")
        self.reply("Annex 2.docx", self.form())
        self.wait_for_mails(1)
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned"), ("KEN", "X.1331", "not_assigned")], self.log_text())
        self.assertEqual(self.office.conversions, 0)

    def test_an_rtf_is_converted_in_the_office_unit(self):
        self.start()
        typed = forms.typed(dict(replies.OPEN, drafts=replies.OPEN["drafts"][:2]), self.decisions(), "Kenya")
        typed = typed.replace("\u20dd", "")
        rtf = "{\\rtf1\\ansi " + "".join(line + "\\par\n" for line in typed.splitlines()) + "}"
        self.reply("Annex 2.rtf", rtf.encode("ascii"))
        self.wait_for_mails(1)
        self.assertGreaterEqual(self.office.conversions, 1)
        self.assertEqual(self.query("SELECT format FROM reply"), [("rtf",)])
        self.assertEqual(self.query("SELECT count(*) FROM ledger WHERE payload LIKE '%could not be converted%'"), [(0,)])

    def test_metrics_are_offered_under_the_unit(self):
        port = servers.free_ports(1)[0]
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write(f'[metrics]\nlisten = "127.0.0.1:{port}"\n')
        self.reply("Annex 2.docx", self.form())
        self.start()
        self.wait_for_mails(1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        self.assertIn('tallyd_replies{outcome="recorded"} 1', text)
        self.assertRegex(text, r"tallyd_mailbox_last_pass_timestamp_seconds [1-9]")

    def test_it_says_when_it_is_ready_reloads_and_stops(self):
        self.start()
        self.next_notification("READY=1")
        self.next_notification("WATCHDOG_USEC=")  # 60 s are too few for what one step may take
        file = self.directory / "config/administrations.toml"
        file.write_text(file.read_text().replace("Uganda", "Ouganda"))
        self.daemon.send_signal(signal.SIGHUP)
        self.next_notification("RELOADING=1")
        self.next_notification("READY=1")
        self.assertIn('the configuration changes: administrations.toml: UGA.names.en = "Ouganda", it was "Uganda"', self.log_text())
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assertLess(self.ended_after, 5.0)
        self.next_notification("STOPPING=1")


class Stalled(UnderTheUnit):
    """A loop that does not come around starves the watchdog, though the process lives and its other loop works."""

    def smtp_options(self):
        return {"stall": 30}

    def test_the_watchdog_is_fed_by_progress_alone(self):
        self.start()
        for _ in range(2):
            self.next_notification("WATCHDOG=1")  # both loops come around
        self.reply("Annex 2.docx", self.form())
        self.wait_until(lambda: self.query("SELECT count(*) FROM outbox WHERE attempts > 0") == [(1,)], "the mail is on its way")
        self.notifications.settimeout(12)  # twice what a round takes
        with self.assertRaises(TimeoutError):
            for _ in range(3):  # one may be there already, one for what came around before the stall
                self.notifications.recv(4096)


for inherited in [name for name in dir(UnderTheUnit) if name.startswith("test_")]:
    setattr(Stalled, inherited, None)


if __name__ == "__main__":
    PROGRAMS = pathlib.Path(sys.argv.pop(1)).resolve()
    ServiceTest.tallyd = str(PROGRAMS / "tallyd")
    unittest.main()
