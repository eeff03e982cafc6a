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

    def bytes(self, host: bytes, after: bytes = b"close") -> bytes:
        """What goes over the wire; headers given twice are said twice. `after`: close or keep-alive."""
        given = {name.lower() for name, _value in self.headers}
        extra = [(b"Host", host)] if b"host" not in given else []
        extra += [(b"Content-Length", b"%d" % len(self.body))] if self.body and b"content-length" not in given else []
        lines = [b"%s: %s" % header for header in [*extra, *self.headers, (b"Connection", after)]]
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


class Line:
    """A connection that is kept from one request to the next, and opened again when the server has closed it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._there, self._host = (parts.hostname or "", parts.port or 80), parts.netloc.encode()
        self._open: socket.socket | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_how: object) -> None:
        self._hang_up()

    def exchange(self, asked: Asked) -> Reply:
        """Say `asked` and read its answer; said once more when the line proves to have been closed meanwhile."""
        kept = self._open is not None
        reply = self._say(asked)
        return (self._say(asked) if kept and reply is None else reply) or NO_REPLY

    def _say(self, asked: Asked) -> Reply | None:
        line = self._open = self._open or socket.create_connection(self._there, LIMIT_SECONDS)
        with suppress(BrokenPipeError, ConnectionResetError):
            # Without an address the server takes it for HTTP/0.9, whose answers end with the line.
            line.sendall(asked.bytes(self._host, b"keep-alive" if asked.path.strip() else b"close"))
        try:
            heard, whole = _one(line, asked.method == b"HEAD")
        except TimeoutError as slow:
            raise TimeoutError(f"no answer within {LIMIT_SECONDS} s to {asked}") from slow
        reply = _reply(heard) if heard else None
        if not whole or reply is None or "close" in reply.headers.get("connection", []):
            self._hang_up()
        return reply

    def _hang_up(self) -> None:
        if self._open:
            self._open.close()
        self._open = None


NO_REPLY = Reply(0, {}, b"")


def _one(line: socket.socket, headless: bool) -> tuple[bytes, bool]:
    """One answer, and whether its end could be told without the line being closed."""
    heard = bytearray()
    while (end := heard.find(b"\r\n\r\n")) < 0 or not heard.startswith(b"HTTP/"):
        if not _hear(line, heard):
            return bytes(heard), False
    head = _reply(bytes(heard[: end + 4]))
    size = _size(head, headless)
    if size is None and "chunked" in head.headers.get("transfer-encoding", []):
        whole = _chunks(line, heard, end + 4)
        return bytes(heard), whole
    if size is None:
        return bytes(heard) + _all(line), False
    while len(heard) < end + 4 + size:
        if not _hear(line, heard):
            return bytes(heard), False
    return bytes(heard), len(heard) == end + 4 + size


def _size(head: Reply, headless: bool) -> int | None:
    """Bytes of the body that belong to this head; None: until the line is closed."""
    if headless or head.status in (204, 304):
        return 0
    length = head.headers.get("content-length", [""])[0]
    return int(length) if length.isdigit() else None


def _chunks(line: socket.socket, heard: bytearray, start: int) -> bool:
    """Read on to the empty chunk that ends a streamed body; they stay in the body as they came (RFC 9112, 7.1)."""
    size = -1
    while size:
        while (end := heard.find(b"\r\n", start)) < 0:
            if not _hear(line, heard):
                return False
        size = int(heard[start:end].split(b";")[0], 16)
        start = end + 2 + size + 2
        while len(heard) < start:
            if not _hear(line, heard):
                return False
    return len(heard) == start


def _hear(line: socket.socket, heard: bytearray) -> bool:
    with suppress(ConnectionResetError):
        part = line.recv(65536)
        heard += part
        return bool(part)
    return False


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
