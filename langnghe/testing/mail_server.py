"""A mail server of a few lines that keeps what it gets, refuses on request, and can fall silent at the worst moment."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """What arrived, in order; `refuse`: recipient → code said to it; `pause`: seconds before each answer."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse: dict[str, int] = field(default_factory=dict)
    hang_up_after_data: bool = False
    pause: float = 0

    @property
    def url(self) -> str:
        """As LANGNGHE_SMTP names it."""
        return f"smtp://127.0.0.1:{self.port}"

    def read(self, number: int = -1) -> str:
        """The text of a mail."""
        body = self.letters[number].get_body()
        return str(body.get_content()) if body else ""


class _Talk(socketserver.StreamRequestHandler):
    """One conversation (RFC 5321), as much of it as our own client needs."""

    kept: MailServer

    def handle(self) -> None:
        # A client that was killed leaves without a word.
        with suppress(ConnectionError):
            self._talk()

    def _talk(self) -> None:
        self._say(220, "catcher")
        while line := self.rfile.readline():
            word, _space, rest = line.decode("ascii", "replace").strip().partition(" ")
            answer = getattr(self, f"_{word.lower()}", None)
            if answer is None:
                self._say(502, "unknown")
            elif answer(rest) is False:
                return

    def _say(self, code: int, words: str) -> None:
        time.sleep(self.kept.pause)
        self.wfile.write(f"{code} {words}\r\n".encode())

    def _ehlo(self, rest: str) -> None:
        self._say(250, "8BITMIME")

    def _mail(self, rest: str) -> None:
        self._say(250, "ok")

    def _rset(self, rest: str) -> None:
        self._say(250, "ok")

    def _rcpt(self, rest: str) -> None:
        recipient = rest.partition("<")[2].partition(">")[0]
        self.recipient = recipient
        self._say(self.kept.refuse.get(recipient, 250), "as told")

    def _data(self, rest: str) -> bool:
        self._say(354, "go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                # Without the last dot it is no mail, and must not be kept (RFC 5321, 4.1.1.4).
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.kept.recipients.append(self.recipient)
        self.kept.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.kept.hang_up_after_data:
            return False
        self._say(250, "kept")
        return True

    def _quit(self, rest: str) -> bool:
        self._say(221, "bye")
        return False


@contextmanager
def catching(pause: float = 0) -> Iterator[MailServer]:
    """The server on a free port until the block ends."""
    kept = MailServer(pause=pause)
    talk = type("Talk", (_Talk,), {"kept": kept})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        kept.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield kept
        server.shutdown()
