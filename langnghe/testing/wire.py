"""Plain HTTP/1.1 over a socket: says exactly the bytes it is given, however wrong they are."""

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LIMIT_SECONDS = 60
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Asked:
    """One request, byte by byte."""

    method: bytes = b"GET"
    path: bytes = b"/"
    headers: Headers = field(default_factory=list)
    body: bytes = b""

    def bytes(self, host: bytes) -> bytes:
        """What goes over the wire; headers given twice are said twice."""
        given = {name.lower() for name, _value in self.headers}
        extra = [(b"Host", host)] if b"host" not in given else []
        extra += [(b"Content-Length", b"%d" % len(self.body))] if self.body and b"content-length" not in given else []
        lines = [b"%s: %s" % header for header in [*extra, *self.headers, (b"Connection", b"close")]]
        return b"\r\n".join([b"%s %s HTTP/1.1" % (self.method, self.path), *lines, b"", self.body])

    def __str__(self) -> str:
        head = b" ".join([self.method, self.path[:300]]).decode("latin-1")
        headers = [(name, value[:120]) for name, value in self.headers]
        return f"{head} {headers} {self.body[:300]!r}{'…' if len(self.body) > 300 else ''} ({len(self.body)} bytes)"


@dataclass(frozen=True)
class Reply:
    """What came back; status 0: the server closed the connection without a word."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def cookies(self) -> dict[str, str]:
        """Cookies that the reply sets."""
        pairs = [line.split(";")[0].partition("=") for line in self.headers.get("set-cookie", [])]
        return {name.strip(): value for name, _is, value in pairs}


def exchange(address: str, asked: Asked, *, source: str = "") -> Reply:
    """Say `asked` to the server at `address` (http://host:port), from our address `source`, and read all it answers."""
    parts = urlsplit(address)
    there, here = (parts.hostname or "", parts.port or 80), (source, 0) if source else None
    with socket.create_connection(there, LIMIT_SECONDS, here) as line:
        # A server may refuse before all is said; what it answered can still be read.
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(asked.bytes(parts.netloc.encode()))
        return _reply(_all(line))


def _all(line: socket.socket) -> bytes:
    heard = bytearray()
    with suppress(ConnectionResetError):
        while part := line.recv(65536):
            heard += part
    return bytes(heard)


def _reply(heard: bytes) -> Reply:
    head, _blank, body = heard.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    headers: dict[str, list[str]] = {}
    for line in lines[1:]:
        name, _colon, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return Reply(int(words[1]) if len(words) > 1 and words[1].isdigit() else 0, headers, body)
