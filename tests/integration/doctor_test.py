#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `tallyctl doctor` says of worlds that are broken in one way each: which line, and what to do. Usage: doctor_test.py TALLYD TALLYCTL"""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import servers  # noqa: E402
from service import ServiceTest  # noqa: E402

TALLYCTL = ""


class DoctorTest(ServiceTest):
    environment = {}

    def setUp(self):
        super().setUp()
        with open(self.directory / "config/tallyd.toml", "a") as settings:
            settings.write("[office]\nenabled = false\n")  # LibreOffice takes seconds
        self.once()

    def change(self, old, new, count=1):
        file = self.directory / "config/tallyd.toml"
        text = file.read_text()
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, count))

    def examine(self):
        ran = subprocess.run([TALLYCTL, "doctor", "--json", "--config", str(self.directory / "config")], capture_output=True, text=True,
                             timeout=120, env=dict(os.environ, **self.environment))
        return {line["what"]: line for line in json.loads(ran.stdout)}, ran.returncode

    def check(self, what, health, *words):
        """Its line has that health and says those words; nothing else is an error."""
        lines, code = self.examine()
        self.assertEqual(lines[what]["health"], health, lines)
        for word in words:
            self.assertIn(word, lines[what]["text"])
        errors = [name for name, line in lines.items() if line["health"] == "error"]
        self.assertEqual(errors, [what] if health == "error" else [], lines)
        self.assertEqual(code, 69 if errors else 0)

    @contextlib.contextmanager
    def database(self):
        with contextlib.closing(sqlite3.connect(self.directory / "state/tallyd.db", isolation_level=None)) as database:
            yield database


class Mailbox(DoctorTest):
    def test_nothing_is_wrong(self):
        self.check("mailbox", "ok", "0 messages in INBOX")
        self.check("smtp", "ok", "it takes mail of tsbdir@itu.example")
        self.check("disk", "ok", "MB are free")

    def test_a_wrong_password(self):
        (self.directory / "password").write_text("wrong\n")
        self.check("mailbox", "error", 'login of "tsbdir" was refused', "check user and password")

    def test_an_empty_password_file(self):
        (self.directory / "password").write_text("\n")
        self.check("mailbox", "error", "/password is empty")

    def test_no_such_host(self):
        self.change('host = "127.0.0.1"', 'host = "nowhere.invalid"')
        self.check("mailbox", "error", "Could not resolve host", "check the host's name")

    def test_a_closed_port(self):
        self.change(f"port = {self.dovecot.imaps_port}", "port = 1")
        self.check("mailbox", "error", "check host and port", "firewall")

    def test_tls_to_a_port_without(self):
        self.change(f"port = {self.dovecot.imaps_port}", f"port = {self.dovecot.imap_port}")
        self.check("mailbox", "error", "no TLS connection", '"starttls" for 143')

    def test_an_authority_that_is_not_known(self):
        self.change(f'ca_file = "{self.dovecot.ca_file}"', "")
        self.check("mailbox", "error", "its certificate is not accepted", "CA file")

    def test_no_such_folder(self):
        self.change("[smtp]", 'folder = "Replies"\n[smtp]')
        self.check("mailbox", "error", 'the mailbox "Replies" cannot be opened', "is its name right")

    def test_another_key_than_the_pinned_one(self):
        self.change("[smtp]", f'pinned_keys = ["sha256//{"A" * 43}="]\n[smtp]')
        self.check("mailbox", "error", "its public key is none of pinned_keys", "add the new pin")

    def test_mail_that_nobody_looked_at(self):
        self.send("a@b.example", "hello")
        self.check("mailbox", "warning", "1 were not looked at yet", "systemctl status tallyd")


class Expired(DoctorTest):
    def make_mail_server(self):
        server = servers.Dovecot(self.directory / "dovecot")
        server.ca_file, server.key_file = servers.make_expired_certificate(self.directory / "dovecot")
        return server

    def test_a_certificate_that_has_run_out(self):
        self.check("mailbox", "error", "its certificate is not accepted", "expired", "the certificate's dates")


class Authentication(DoctorTest):
    def setUp(self):
        super().setUp()
        self.change('require = "none"', 'authserv_id = "mx.itu.example"')

    def test_no_mail_tells_whether_the_name_is_right(self):
        self.check("authentication", "warning", "send one to it from elsewhere")

    def test_another_server_s_name(self):
        self.send("a@b.example", "hello", extra="Authentication-Results: mail.itu.example; dmarc=pass\r\n")
        self.once()
        self.check("authentication", "error", "Authentication-Results of mail.itu.example, none of mx.itu.example", "authserv_id")

    def test_the_right_name(self):
        self.send("a@b.example", "hello", extra="Authentication-Results: mx.itu.example; dmarc=pass\r\n")
        self.once()
        self.check("authentication", "ok")


class Smtp(DoctorTest):
    def restart(self, **options):
        self.smtp.stop()
        self.smtp = self.enter(servers.SmtpSink(self.directory / "other", **options))

    def settings(self, text):
        file = self.directory / "config/tallyd.toml"
        before, after = file.read_text().split("[smtp]")
        file.write_text(before + "[smtp]\n" + f'host = "127.0.0.1"\nport = {self.smtp.port}\n{text}\n' + after[after.index("from_address"):])

    def test_the_sender_is_refused(self):
        self.restart(reply_mail="553 5.7.1 not your address")
        self.settings('security = "none"')
        self.check("smtp", "error", "it takes no mail from tsbdir@itu.example", "553 5.7.1 not your address", "from_address")

    def test_a_closed_port(self):
        self.settings('security = "none"')
        self.smtp.stop()
        self.check("smtp", "error", "check host and port of [smtp]")

    def test_tls_to_a_port_without(self):
        self.settings('security = "tls"')
        self.check("smtp", "error", '"starttls" for 587')

    def test_no_starttls(self):
        self.settings('security = "starttls"')
        self.check("smtp", "error", "it offers no STARTTLS", "465")

    def test_no_login_where_one_is_wanted(self):
        self.settings(f'security = "none"\nusername = "tsbdir"\npassword_file = "{self.directory}/password"')
        self.check("smtp", "error", "it offers no login on this port", "587")

    def test_a_login_is_demanded(self):
        self.restart(tls="yes", auth="tsbdir:secret")
        self.settings(f'security = "starttls"\nca_file = "{self.smtp.ca_file}"')
        self.check("smtp", "error", "it takes no mail from", "does the server want a login (username)?")

    def test_a_wrong_password(self):
        self.restart(tls="yes", auth="tsbdir:another")
        self.settings(f'security = "starttls"\nca_file = "{self.smtp.ca_file}"\nusername = "tsbdir"\npassword_file = "{self.directory}/password"')
        self.check("smtp", "error", "Login denied", "check username and password of [smtp]")

    def test_a_login_that_is_taken(self):
        self.restart(tls="yes", auth="tsbdir:secret")
        self.settings(f'security = "starttls"\nca_file = "{self.smtp.ca_file}"\nusername = "tsbdir"\npassword_file = "{self.directory}/password"')
        self.check("smtp", "ok", "logged in; it takes mail of tsbdir@itu.example")


class Machine(DoctorTest):
    def test_before_the_first_start(self):
        shutil.rmtree(self.directory / "state")
        (self.directory / "state").mkdir(mode=0o750)
        self.check("storage", "ok", "no records yet")

    def test_no_state_directory(self):
        shutil.rmtree(self.directory / "state")
        self.check("permissions", "error", "is not there", "systemctl start tallyd")

    def test_a_state_directory_that_its_owner_cannot_write(self):
        (self.directory / "state").chmod(0o550)
        self.addCleanup((self.directory / "state").chmod, 0o750)
        self.check("permissions", "error", "chmod 0750")

    def test_a_state_directory_for_all_to_read(self):
        (self.directory / "state").chmod(0o755)
        self.check("permissions", "warning", "is open to every user", "chmod 0750")

    def test_a_database_of_an_older_program(self):
        with self.database() as database:
            database.execute("PRAGMA user_version = 2")
        self.check("storage", "error", "older schema version 2", "start tallyd once")

    def test_a_database_of_a_newer_program(self):
        with self.database() as database:
            database.execute("PRAGMA user_version = 99")
        self.check("storage", "error", "schema version 99", "install the newer tallyd")

    def test_a_locked_database(self):
        with self.database() as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            self.check("storage", "error", "is locked", "fuser -v")

    def test_a_damaged_database(self):
        file = self.directory / "state/tallyd.db"
        for beside in self.directory.glob("state/tallyd.db-*"):
            beside.unlink()
        file.write_bytes(os.urandom(8192))
        self.check("storage", "error", "not a database", "restore the last backup")

    def test_a_message_that_is_gone(self):
        with self.database() as database:
            database.execute("DROP TABLE standing")
        lines, code = self.examine()
        self.assertEqual((lines["storage"]["health"], code), ("error", 69))

    def test_a_configuration_with_mistakes(self):
        self.change("[smtp]", "[smpt]")
        lines, code = self.examine()
        self.assertEqual((lines["configuration"]["health"], code), ("error", 78))
        self.assertIn("tallyctl check-config", lines["configuration"]["text"])


class NoModels(DoctorTest):
    def setUp(self):
        super().setUp()
        models = self.directory / "tessdata"
        models.mkdir()
        for model in pathlib.Path("/usr/share/tesseract-ocr/5/tessdata").glob("[efsr]*.traineddata"):
            (models / model.name).symlink_to(model)
        self.environment = {"TESSDATA_PREFIX": str(models)}

    def test_languages_of_scans_are_missing(self):
        self.check("scans", "warning", "apt install tesseract-ocr-ara tesseract-ocr-chi-sim")


if __name__ == "__main__":
    ServiceTest.tallyd, TALLYCTL = (str(pathlib.Path(sys.argv.pop(1)).resolve()) for _ in range(2))
    unittest.main()
