# SPDX-License-Identifier: GPL-3.0-or-later
"""An SMTP server that keeps nothing but when each mail came and for whom: fast enough not to be what is measured."""
import socketserver
import threading
import time


class _Session(socketserver.StreamRequestHandler):
    wbufsize = -1  # what is written goes in one piece
    disable_nagle_algorithm = True

    def handle(self):
        self.wfile.write(b"220 sink\r\n")
        self.wfile.flush()
        recipients = []
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.wfile.write(b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
            elif verb == b"RCPT":
                recipients.append(line[line.index(b"<") + 1:line.index(b">")].decode())
                self.wfile.write(b"250 2.1.5 OK\r\n")
            elif verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.wfile.flush()
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.note(recipients)
                recipients = []
                self.wfile.write(b"250 2.0.0 OK\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 2.0.0 OK\r\n")
            self.wfile.flush()
            if verb == b"QUIT":
                return


class Sink(socketserver.ThreadingTCPServer):
    """`with Sink() as smtp:` listens on smtp.port of the loopback."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.port = self.server_address[1]
        self.arrived = []  # (time.monotonic(), recipients)
        self.changed = threading.Condition()

    def note(self, recipients):
        with self.changed:
            self.arrived.append((time.monotonic(), recipients))
            self.changed.notify_all()

    def wait_for(self, count, seconds):
        """True once `count` mails are there."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.arrived) >= count, seconds)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
