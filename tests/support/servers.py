#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Private real mail servers on free loopback ports, each in a directory of its own, for tests and the demo.

As a module: `with Dovecot(directory) as dovecot:` and `with SmtpSink(directory) as smtp:`.
As a program: `servers.py dovecot|smtp DIRECTORY [OPTION=VALUE…]` starts one, prints one line of JSON that says
where it listens, and ends it when standard input is closed."""
import asyncio
import collections
import email.utils
import getpass
import grp
import json
import os
import pathlib
import pwd
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import time

Stored = collections.namedtuple("Stored", "sender recipients content")


def free_ports(count):
    """Ports that were free a moment ago: held all at once, so that they differ."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def wait_until_listening(port, process):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"the server on port {port} ended with status {process.returncode}")
            time.sleep(0.01)
    raise RuntimeError(f"nothing listens on port {port}")


def make_certificate(directory, names="DNS:localhost,IP:127.0.0.1", days=30):
    """A self-signed certificate that is its own CA; returns (certificate, key)."""
    certificate, key = directory / "cert.pem", directory / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", certificate, "-days", str(days), "-subj", "/CN=localhost",
                    "-addext", f"subjectAltName={names}"], check=True, capture_output=True)
    return certificate, key


def make_expired_certificate(directory):
    """As make_certificate(), for January 2020."""
    certificate, key = make_certificate(directory)
    (directory / "ca.cnf").write_text(f"""[ca]
default_ca = it
[it]
database = {directory}/ca.txt
new_certs_dir = {directory}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:localhost,IP:127.0.0.1
basicConstraints = CA:TRUE
""")
    (directory / "ca.txt").touch()
    request = directory / "request.pem"
    subprocess.run(["openssl", "req", "-new", "-key", key, "-subj", "/CN=localhost", "-out", request], check=True, capture_output=True)
    subprocess.run(["openssl", "ca", "-batch", "-selfsign", "-config", directory / "ca.cnf", "-keyfile", key, "-in", request, "-notext",
                    "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-out", certificate], check=True, capture_output=True)
    return certificate, key


class Dovecot:
    """IMAP (imap with STARTTLS, imaps) and LMTP. The mailbox of `user` begins empty unless the directory is reused."""
    user, password = "tsbdir", "secret"

    def __init__(self, directory, extra=""):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.imap_port, self.imaps_port, self.lmtp_port = free_ports(3)
        self.ca_file, self.key_file = make_certificate(self.directory)
        self.extra = extra
        self.process = None

    def configuration(self):
        # Started by root, Dovecot insists on its own users and reads no mail as root; otherwise all is one user.
        root = os.getuid() == 0
        me = getpass.getuser()
        internal, login = ("dovecot", "dovenull") if root else (me, me)
        group = grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name
        owner = pwd.getpwnam("nobody" if root else me)
        mail = self.directory / "mail"
        mail.mkdir(exist_ok=True)
        os.chown(mail, owner.pw_uid, owner.pw_gid)
        for folder in [self.directory, *self.directory.parents][:-1]:
            if root and folder.stat().st_uid == 0 and str(folder).startswith(("/tmp/", "/var/tmp/")):
                folder.chmod(folder.stat().st_mode | 0o111)
        services = "".join(f"service {name} {{\n  chroot =\n}}\n" for name in ("anvil", "imap-login", "stats"))
        return f"""
base_dir = {self.directory}/run
state_dir = {self.directory}/state
log_path = {self.directory}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
ssl = yes
ssl_cert = <{self.ca_file}
ssl_key = <{self.key_file}
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={self.password}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={mail}/%n
}}
first_valid_uid = 0
mail_location = maildir:{mail}/%n/Maildir
namespace inbox {{
  inbox = yes
}}
mail_fsync = never
service imap-login {{
  inet_listener imap {{
    port = {self.imap_port}
  }}
  inet_listener imaps {{
    port = {self.imaps_port}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp_port}
  }}
}}
{services}{self.extra}
"""

    def start(self):
        file = self.directory / "dovecot.conf"
        file.write_text(self.configuration())
        self.process = subprocess.Popen(["dovecot", "-F", "-c", file], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            for port in (self.imap_port, self.imaps_port, self.lmtp_port):
                wait_until_listening(port, self.process)
        except BaseException:
            self.stop()  # there is no __exit__ where there was no __enter__
            raise
        return self

    def stop(self):
        """All of it, now: the master alone lets its clients be for up to 20 seconds."""
        if self.process:
            self.signal_group(signal.SIGTERM)
            self.process.wait()
            self.signal_group(signal.SIGKILL)
            self.process = None

    def signal_group(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def renumber(self):
        """The mailbox gets another UIDVALIDITY, and its messages other UIDs: as after a restored backup."""
        self.stop()
        box = self.directory / "mail" / self.user / "Maildir"
        for file in [*box.glob("dovecot*"), *box.glob("dovecot-uidvalidity*")]:
            file.unlink(missing_ok=True)
        (box / "dovecot-uidlist").write_text("3 V77 N1 G0123456789abcdef0123456789abcdef\n")
        shutil.chown(box / "dovecot-uidlist", *(("nobody", "nogroup") if os.getuid() == 0 else (None, os.getgid())))
        self.start()

    def deliver(self, message, sender=None):
        """By LMTP, as a mail server would. message: bytes or email.message.Message."""
        raw = message if isinstance(message, bytes) else message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
        if sender is None:
            sender = email.utils.parseaddr(email.message_from_bytes(raw)["From"])[1]
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [self.user], raw)

    def where(self):
        return {"imap": self.imap_port, "imaps": self.imaps_port, "lmtp": self.lmtp_port, "ca_file": str(self.ca_file),
                "user": self.user, "password": self.password, "mail": str(self.directory / "mail" / self.user)}


class SmtpSink:
    """A real SMTP server (aiosmtpd) that keeps each message with its envelope: DIRECTORY/NNNN.json and .eml.

    Options: tls=yes (STARTTLS is offered), tls=wrapped (from the first byte), names=DNS:… (of its certificate), expired=yes (that one),
    auth=USER:PASSWORD (demanded), stall=SECONDS (before it takes a message), port=NUMBER, reply_STAGE=CODE TEXT (stage: mail, rcpt,
    data), and reply_rcpt_ADDRESS=CODE TEXT for one recipient only."""

    def __init__(self, directory, **options):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.options = options
        self.count = 0
        self.ca_file = None
        self.controller = None
        self.port = None

    def start(self):
        # Imported here: Dovecot alone needs no aiosmtpd.
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult
        options = {"enable_SMTPUTF8": True, "data_size_limit": 64 << 20}
        tls = {"yes": "tls_context", "wrapped": "ssl_context"}.get(self.options.get("tls"))
        if tls:
            self.ca_file, key = (make_expired_certificate(self.directory) if "expired" in self.options else
                                 make_certificate(self.directory, self.options.get("names", "DNS:localhost,IP:127.0.0.1")))
            options[tls] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            options[tls].load_cert_chain(self.ca_file, key)
        if "auth" in self.options:
            user, password = (word.encode() for word in self.options["auth"].split(":"))
            options.update(auth_required=True, auth_require_tls="tls_context" in options, authenticator=lambda server, session, envelope, mechanism, data:
                           AuthResult(success=(data.login, data.password) == (user, password), handled=False))
        self.controller = Controller(self, hostname="127.0.0.1", port=int(self.options.get("port") or free_ports(1)[0]), **options)
        self.controller.start()
        self.port = self.controller.port
        return self

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "reply_mail" in self.options:
            return self.options["reply_mail"]
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.options.get(f"reply_rcpt_{address}", self.options.get("reply_rcpt"))
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if "reply_data" in self.options:
            return self.options["reply_data"]
        await asyncio.sleep(float(self.options.get("stall", 0)))
        self.count += 1
        name = self.directory / f"{self.count:04}"
        name.with_suffix(".eml").write_bytes(envelope.original_content)
        note = {"sender": envelope.mail_from, "recipients": envelope.rcpt_tos, "tls": session.ssl is not None or self.options.get("tls") == "wrapped",
                "authenticated": bool(session.authenticated), "connection": session.peer[1], "time": time.time()}
        partial = name.with_suffix(".partial")
        partial.write_text(json.dumps(note))
        partial.rename(name.with_suffix(".json"))  # whole when it is seen
        return "250 2.0.0 OK: kept"

    def messages(self):
        return [Stored(note["sender"], note["recipients"], file.with_suffix(".eml").read_bytes())
                for file in sorted(self.directory.glob("*.json")) for note in [json.loads(file.read_text())]]

    def where(self):
        return {"smtp": self.port, "ca_file": str(self.ca_file or ""), "messages": str(self.directory)}


def main():
    kind, directory, *words = sys.argv[1:]
    options = dict(word.split("=", 1) for word in words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with {"dovecot": Dovecot, "smtp": SmtpSink}[kind](directory, **options) as server:
        print(json.dumps(server.where()), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
