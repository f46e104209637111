# SPDX-License-Identifier: GPL-3.0-or-later
"""A provider of OAuth2 tokens on loopback: token endpoint, device endpoint and the introspection that Dovecot asks."""
import http.server
import json
import secrets
import threading
import time
import urllib.parse


class TokenServer:
    """Every token is good for `lifetime` seconds, unless revoke() ends it before."""
    client_id, client_secret, user = "tallyd", "Client-Secret-0815", "tsbdir"

    def __init__(self, lifetime=3600):
        self.lifetime = lifetime
        self.tokens = {}  # access token: end of its time
        self.refresh_tokens = set()
        self.devices = {}  # device code: approved?
        self.requests = []  # the grants that were asked for
        self.accepted = []  # access tokens that introspection found good
        self.refused = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.answer(*{"/token": outer.give_token, "/device": outer.begin_device}[self.path](form))

            def do_GET(self):
                token = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)["access_token"][0]
                self.answer(*outer.introspect(token))

            def answer(self, status, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def new_refresh_token(self):
        token = "refresh-" + secrets.token_hex(8)
        self.refresh_tokens.add(token)
        return token

    def issue(self, with_refresh):
        token = "access-" + secrets.token_hex(8)
        self.tokens[token] = time.monotonic() + self.lifetime
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": self.lifetime}
        return 200, answer | ({"refresh_token": self.new_refresh_token()} if with_refresh else {})

    def give_token(self, form):
        grant = form.get("grant_type")
        self.requests.append(grant)
        if form.get("client_id") != self.client_id:
            return 401, {"error": "invalid_client", "error_description": "no such client"}
        if grant == "client_credentials":
            good = form.get("client_secret") == self.client_secret
            return self.issue(False) if good else (401, {"error": "invalid_client", "error_description": "AADSTS7000215: wrong secret"})
        if grant == "refresh_token":
            if form["refresh_token"] not in self.refresh_tokens:
                return 400, {"error": "invalid_grant"}
            self.refresh_tokens.remove(form["refresh_token"])  # each is good for one use
            return self.issue(True)
        if self.devices.get(form.get("device_code")):
            return self.issue(True)
        return 400, {"error": "authorization_pending"}

    def begin_device(self, form):
        code = secrets.token_hex(8)
        self.devices[code] = False
        return 200, {"device_code": code, "user_code": "WDJB-MJHT", "verification_uri": "https://login.example/device",
                     "expires_in": 60, "interval": 1}

    def approve(self):
        for code in self.devices:
            self.devices[code] = True

    def revoke(self):
        self.tokens.clear()

    def is_good(self, token):
        good = self.tokens.get(token, 0) > time.monotonic()
        if good:
            self.accepted.append(token)
        else:
            self.refused += 1
        return good

    def introspect(self, token):
        return (200, {"active": "true", "username": self.user}) if self.is_good(token) else (401, {"active": "false"})

    def dovecot(self, directory, mechanism):
        """What makes a Dovecot take these tokens, and no password."""
        file = directory / "dovecot-oauth2.conf"
        file.write_text(f"introspection_mode = get\nintrospection_url = {self.url}/introspect?access_token=\n"
                        "username_attribute = username\nactive_attribute = active\nactive_value = true\n")
        return f"""
auth_mechanisms = {mechanism}
passdb {{
  driver = oauth2
  mechanisms = {mechanism}
  args = {file}
}}
"""
