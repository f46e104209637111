# SPDX-License-Identifier: GPL-3.0-or-later
"""An IMAP server that holds messages and misbehaves by a script. `server.script` maps a stage ("greeting", or a command's
name as in "SEARCH", "FETCH sizes", "FETCH bodies") to what is said in place of what is right: bytes, a function of the right
bytes, None: hangs up, or "stall"; with an entry "after" it hangs up once it has said it. `server.break_after`: bytes of each
connection after which it is cut."""
import re
import socketserver
import threading
import time

NOON = '"08-Mar-2018 12:00:00 +0000"'


class Cut(Exception):
    pass


class Session(socketserver.StreamRequestHandler):
    def say(self, stage, right):
        words = self.server.script.get(stage, right)
        words = words(right) if callable(words) else words
        if words is None:
            raise Cut
        if words == "stall":
            self.server.stalled.set()
            while not self.server.closing.wait(0.05):
                pass
            raise Cut
        left = self.server.break_after
        if left is not None:
            words = words[:left - self.said]
        self.said += len(words)
        self.wfile.write(words)
        if (left is not None and self.said >= left) or (stage in self.server.script and "after" in self.server.script):
            raise Cut

    def handle(self):
        self.said = self.told = 0
        try:
            self.say("greeting", b"* OK scripted\r\n")
            while line := self.rfile.readline():
                self.answer(line.decode(errors="replace").rstrip("\r\n"))
        except (Cut, OSError):
            pass
        self.server.longest = max(self.server.longest, self.said)

    def answer(self, line):
        tag, _, command = line.partition(" ")
        words = command.upper().split()
        verb = words[1] if words[:1] == ["UID"] else (words or [""])[0]
        if verb == "FETCH":
            verb = "FETCH bodies" if "BODY.PEEK[]" in command else "FETCH sizes"
        if verb == "IDLE":
            return self.idle(tag)
        if verb == "AUTHENTICATE" and len(words) < 3:
            self.say("challenge", b"+ \r\n")
            self.rfile.readline()
        right = {"CAPABILITY": self.capability, "SELECT": self.opened, "EXAMINE": self.opened, "SEARCH": self.search,
                 "FETCH sizes": self.sizes, "FETCH bodies": self.bodies}.get(verb, lambda _: b"")(command)
        self.say(verb, right + tag.encode() + b" OK done\r\n")

    def capability(self, _):
        return b"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE\r\n"

    def idle(self, tag):
        self.say("IDLE", b"+ idling\r\n")
        self.connection.settimeout(0.02)
        line = b""
        while not line.endswith(b"\n"):
            try:
                line += self.connection.recv(1)
            except TimeoutError:
                if len(self.server.messages) != self.told:  # since it was opened, not since it idles
                    self.told = len(self.server.messages)
                    self.say("EXISTS", b"* %d EXISTS\r\n" % self.told)
                if self.server.closing.is_set():
                    raise Cut
        self.connection.settimeout(None)
        self.say("DONE", tag.encode() + b" OK idled\r\n")

    def opened(self, _):
        self.told = len(self.server.messages)
        return b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] valid\r\n* OK [UIDNEXT %d] next\r\n" % (
            self.told, self.server.validity, max(self.server.messages, default=0) + 1)

    def asked(self, command):
        """The messages whose UIDs are in the set of the command, in order."""
        words = command.split()
        found, last = set(), max(self.server.messages, default=0)
        for first, _, end in re.findall(r"(\d+)(:(\d+|\*))?", words[3] if words[1].upper() == "SEARCH" else words[2]):
            ends = sorted((int(first), last if end == "*" else int(end or first)))  # n:* always holds the last
            found |= {uid for uid in self.server.messages if ends[0] <= uid <= ends[1]}
        return sorted(found)

    def search(self, command):
        return b"* SEARCH" + b"".join(b" %d" % uid for uid in self.asked(command)) + b"\r\n"

    def sizes(self, command):
        return b"".join(b"* %d FETCH (UID %d INTERNALDATE %s RFC822.SIZE %d)\r\n" % (
            number, uid, self.server.date.encode(), len(self.server.messages[uid])) for number, uid in enumerate(self.asked(command), 1))

    def bodies(self, command):
        return b"".join(b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (
            number, uid, len(self.server.messages[uid]), self.server.messages[uid]) for number, uid in enumerate(self.asked(command), 1))


class ScriptedImap(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True
    user, password = "tsbdir", "secret"

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.port = self.server_address[1]
        self.messages, self.validity, self.longest = {}, 7, 0
        self.date = time.strftime('"%d-%b-%Y %H:%M:%S +0000"', time.gmtime())
        self.stalled, self.closing = threading.Event(), threading.Event()
        self.behave()

    def behave(self):
        self.script, self.break_after = {}, None

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.shutdown()
        self.server_close()
