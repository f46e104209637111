#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Prometheus is offered, asked of the real service. Usage: metrics_test.py TALLYD"""
import pathlib
import re
import signal
import socket
import sys
import unittest
import urllib.error
import urllib.request

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import servers  # noqa: E402
import service  # noqa: E402
from service import KENYA  # noqa: E402

DOCUMENTS = TESTS.parent / "docs"


class MetricsTest(service.ServiceTest):
    def offer(self, port):
        self.port = port
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write(f'[metrics]\nlisten = "127.0.0.1:{port}"\n')

    def scrape(self, path="/metrics"):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def value(self, name):
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.scrape(), re.M)
        return float(found[1]) if found else None

    def test_what_is_offered_is_what_is_documented_and_what_alerts_ask_for(self):
        self.offer(servers.free_ports(1)[0])
        self.start()
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.wait_for_mails(1)
        text = self.scrape()
        offered = set(re.findall(r"^(tallyd_[a-z_]+)", text, re.M))
        documented = set(re.findall(r"^\| `(tallyd_[a-z_]+)", (DOCUMENTS / "metrics.md").read_text(), re.M))
        alerts = set(re.findall(r"tallyd_[a-z_]+", (DOCUMENTS / "alerts.yml").read_text()))
        self.assertEqual(offered, documented)
        self.assertGreater(len(alerts), 3)
        self.assertLessEqual(alerts, offered)
        self.assertIn('tallyd_replies{outcome="recorded"} 1', text)
        self.assertIn("tallyd_database_up 1", text)
        self.wait_until(lambda: self.value('tallyd_outbox_mails{state="sent"}') == 1, "the answer counts as sent")
        self.assertGreater(self.value("tallyd_mailbox_last_pass_timestamp_seconds"), 1e9)

    def test_nobody_listens_by_default(self):
        self.start()
        self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
        self.wait_for_mails(1)
        listening = pathlib.Path(f"/proc/{self.daemon.pid}/net/tcp").read_text()
        inodes = {line.split()[9] for line in listening.splitlines()[1:] if line.split()[3] == "0A"}
        held = {re.sub(r"\D", "", str(link.readlink())) for link in pathlib.Path(f"/proc/{self.daemon.pid}/fd").iterdir()
                if "socket" in str(link.readlink())}
        self.assertEqual(inodes & held, set())

    def test_a_port_that_is_taken_keeps_no_reply_waiting(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.offer(taken.getsockname()[1])
            self.start()
            self.send(KENYA, "X.1214 assigned none", "X.1331 assigned none")
            self.wait_for_mails(1)
        self.assertIn("the metrics can't be offered at", self.log_text())

    def test_a_reload_offers_them_anew_at_the_same_port(self):
        self.offer(servers.free_ports(1)[0])
        self.start()
        self.wait_until(lambda: "watch" in self.log_text() or self.try_scrape(), "it is up")
        self.daemon.send_signal(signal.SIGHUP)
        self.wait_until(lambda: "is in force" in self.log_text(), "it is reloaded")
        self.wait_until(self.try_scrape, "the metrics are back")
        self.assertNotIn("can't be offered", self.log_text())

    def try_scrape(self):
        try:
            return "tallyd_database_up 1" in self.scrape()
        except (urllib.error.URLError, OSError):
            return False


if __name__ == "__main__":
    service.ServiceTest.tallyd = sys.argv.pop(1)
    unittest.main()
