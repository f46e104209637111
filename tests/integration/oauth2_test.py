#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins by OAuth2: a real Dovecot with its oauth2 passdb, a real SMTP server, and a provider of tokens on loopback.
Usage: oauth2_test.py TALLYD_SCRIPTED TALLYCTL"""
import pathlib
import re
import signal
import stat
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import servers  # noqa: E402
from service import KENYA, UGANDA, ServiceTest  # noqa: E402
from token_server import TokenServer  # noqa: E402

ASSIGNED = "X.1214 assigned none"


class TokenSmtp(servers.SmtpSink):
    """Takes XOAUTH2 and nothing else."""

    def __init__(self, directory, tokens):
        super().__init__(directory, tls="yes")
        self.tokens = tokens

    async def auth_XOAUTH2(self, server, args):
        from aiosmtpd.smtp import AuthResult
        import base64
        said = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        said = said.decode()
        token = re.search("auth=Bearer ([^\x01]+)", said)[1]
        return AuthResult(success=self.tokens.is_good(token), handled=False, auth_data=said)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        return await super().handle_RCPT(server, session, envelope, address, options)


class OAuth2Test(ServiceTest):
    mechanism = "oauthbearer"
    lifetime = 3600
    tallyctl = None

    def setUp(self):
        self.tokens = TokenServer(self.lifetime)
        self.tokens.__enter__()
        self.addCleanup(self.tokens.__exit__)
        super().setUp()
        self.use_tokens()

    def use_tokens(self):
        self.dovecot.stop()
        directory = self.directory / "dovecot"
        self.dovecot.extra = self.tokens.dovecot(directory, self.mechanism)
        without = re.compile(r"passdb \{\s+driver = static.*?\n\}", re.S)
        configuration = self.dovecot.configuration
        self.dovecot.configuration = lambda: without.sub("", configuration()).replace("auth_mechanisms = plain login\n", "", 1).replace(
            "args = uid=", "args = allow_all_users=yes uid=")
        self.dovecot.start()
        self.smtp.stop()
        self.smtp = self.enter(TokenSmtp(self.directory / "smtp", self.tokens))
        self.write_configuration()
        self.write_settings()

    def flow(self):
        secret = self.directory / "client-secret"
        secret.write_text(self.tokens.client_secret + "\n")
        secret.chmod(0o600)
        return f'flow = "client_credentials"\nclient_secret_file = "{secret}"'

    def write_settings(self):
        file = self.directory / "config/tallyd.toml"
        text = file.read_text()
        text = re.sub(r'password_file = .*', 'login = "oauth2"', text)
        text = text.replace('security = "none"', f'security = "starttls"\nca_file = "{self.smtp.ca_file}"\nusername = "tsbdir"\nlogin = "oauth2"')
        text += f'[oauth2]\ntoken_endpoint = "{self.tokens.url}/token"\nclient_id = "{self.tokens.client_id}"\n{self.flow()}\n[log]\nlevel = "debug"\n'
        file.write_text(text)

    def is_idle(self):
        return len(self.tokens.accepted) > 0

    def start_and_wait(self):
        self.start()
        self.send(KENYA, ASSIGNED, message_id="first@ict.ke.example")
        self.wait_for_mails(1)

    def assert_nothing_secret_was_said(self):
        text = self.log_text()
        for secret in [*self.tokens.tokens, *self.tokens.accepted, *self.tokens.refresh_tokens, self.tokens.client_secret]:
            self.assertNotIn(secret, text)


class ByOAuthBearer(OAuth2Test):
    def test_a_reply_is_taken_in_and_answered(self):
        self.start_and_wait()
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned")])
        self.assertEqual(self.tokens.requests, ["client_credentials"])  # one for both servers
        self.assert_nothing_secret_was_said()

    def test_a_token_that_is_withdrawn_is_replaced_at_the_next_login(self):
        self.start_and_wait()
        self.tokens.revoke()
        self.dovecot.stop()
        self.dovecot.start()
        self.send(UGANDA, ASSIGNED)
        self.wait_for_mails(2)
        self.assertGreater(self.tokens.refused, 0)
        self.assertEqual(self.tokens.requests, ["client_credentials"] * 2)
        self.assertNotIn("login of", self.log_text())  # no refusal was the operator's business
        self.assert_nothing_secret_was_said()

    def test_a_wrong_client_secret_is_told_with_what_to_do(self):
        self.tokens.client_secret = "another"
        once = self.once()
        self.assertEqual(once.returncode, 78, once.stderr)
        self.assertIn("invalid_client (AADSTS7000215: wrong secret); check client_id and the client secret", once.stderr)

    def test_a_mailbox_that_takes_no_tokens_gets_no_password_instead(self):
        self.dovecot.stop()
        self.dovecot.extra = 'auth_mechanisms = plain\npassdb {\n  driver = static\n  args = nopassword=y\n}\n'
        self.dovecot.start()
        self.assertNotEqual(self.once().returncode, 0)


class ByXOAuth2(OAuth2Test):
    mechanism = "xoauth2"

    def test_a_reply_is_taken_in_and_answered(self):
        self.start_and_wait()
        self.assertEqual(self.standing(), [("KEN", "X.1214", "assigned")])


class ShortTokens(OAuth2Test):
    """Tokens run out every two seconds, most of which tallyd spends in IDLE."""
    lifetime = 2

    def test_a_token_that_runs_out_in_the_middle_of_idle_is_renewed_and_no_mail_is_late(self):
        self.start_and_wait()
        for round_ in range(3):
            fetched = len(self.tokens.requests)
            self.wait_until(lambda: len(self.tokens.requests) > fetched, "a token was fetched while nothing happened")
            sent = time.time()
            self.send(UGANDA, ASSIGNED if round_ % 2 else "X.1214 not_assigned", f"round {round_}")
            note = self.wait_for_mails(2 + round_)[-1]
            self.assertLess(note["time"] - sent, 1.5)
        self.assertEqual(self.tokens.refused, 0, "an old token was tried")
        self.assertNotIn("error", self.log_text())
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assert_nothing_secret_was_said()


class ByRefreshToken(OAuth2Test):
    def flow(self):
        file = self.directory / "refresh-token"
        file.write_text(self.tokens.new_refresh_token() + "\n")
        file.chmod(0o600)
        return f'flow = "refresh_token"\nrefresh_token_file = "{file}"'

    def test_the_exchanged_refresh_token_serves_the_next_start(self):
        self.send(KENYA, ASSIGNED)
        self.assertEqual(self.once().returncode, 0)
        kept = self.directory / "state/oauth2-refresh-token"
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual(self.tokens.requests, ["refresh_token"] * 2)


class ByDevice(OAuth2Test):
    def flow(self):
        return f'flow = "device_code"\ndevice_endpoint = "{self.tokens.url}/device"'

    def test_a_person_consents_once_and_the_service_goes_on_alone(self):
        once = self.once()
        self.assertEqual(once.returncode, 78, once.stderr)
        self.assertIn("run: tallyctl login", once.stderr)
        login = subprocess.Popen([self.tallyctl, "login", "--config", str(self.directory / "config")], stdout=subprocess.PIPE, text=True,
                                 stderr=subprocess.PIPE)
        shown = login.stdout.readline()
        self.assertIn("https://login.example/device", shown)
        self.assertIn("WDJB-MJHT", shown)
        self.tokens.approve()
        self.assertEqual((login.communicate(timeout=30)[1].count("logged in"), login.returncode), (1, 0))
        self.send(KENYA, ASSIGNED)
        once = self.once()
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual([note["recipients"] for note in self.notes()], [[KENYA]])


if __name__ == "__main__":
    OAuth2Test.tallyctl = sys.argv.pop()
    ServiceTest.tallyd = sys.argv.pop()
    unittest.main()
