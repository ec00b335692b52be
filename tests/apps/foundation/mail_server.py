"""A small mail server for tests: speaks enough SMTP for a client to hand over a message, and keeps what it got."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from dataclasses import dataclass, field


@dataclass
class Received:
    """One message as it came."""

    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    data: bytes = b""


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 localhost ready")
        message = Received()
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            match word.upper():
                case "EHLO" | "HELO":
                    self._say("250 localhost")
                case "MAIL":
                    message = Received(sender=_address(rest))
                    self._say("250 ok")
                case "RCPT":
                    if _address(rest) in self.server.unknown:
                        self._say("550 no such user")
                    else:
                        message.recipients.append(_address(rest))
                        self._say("250 ok")
                case "DATA":
                    self._say("354 go on")
                    message.data = self._text()
                    if self.server.answer:
                        self._say(self.server.answer)
                    else:
                        self.server.received.append(message)
                        self._say("250 kept")
                case "QUIT":
                    self._say("221 bye")
                    return
                case "RSET" | "NOOP":
                    self._say("250 ok")
                case _:
                    self._say("502 not known")

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self.wfile.write(text.encode() + b"\r\n")


def _address(rest: str) -> str:
    return rest.partition("<")[2].partition(">")[0]


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.port: int = self.server_address[1]
        self.received: list[Received] = []
        self.connections = 0
        #: what it answers to a message instead of keeping it; "" keeps it
        self.answer = ""
        #: addresses that it does not know
        self.unknown: set[str] = set()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Be gone."""
        self.shutdown()
        self.server_close()

    def __exit__(self, *_: object) -> None:
        self.close()
