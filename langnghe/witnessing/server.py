"""The witness over HTTP (C2SP tlog-witness): POST add-checkpoint. Nothing is logged about who asks."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any, Final

from langnghe.kernel.refused import Refused
from langnghe.tlog import requests
from langnghe.tlog.notes import fingerprint
from langnghe.tlog.refusals import Malformed, NotProven
from langnghe.tlog.remembering import Backwards, Forked, Stale, Unproven, Unremembered
from langnghe.witnessing.cosigning import UnknownLog, Unsigned, cosign
from langnghe.witnessing.state import State

PATH: Final = "/add-checkpoint"
TEXT: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"
TIMEOUT_SECONDS: Final = 20
MOST_AT_ONCE: Final = 32
_LENGTH = re.compile("[0-9]{1,18}")

Answer = tuple[int, str, str]
# First that fits; a child stands before its parent.
_STATUS: list[tuple[type[NotProven], int]] = [
    (UnknownLog, 404), (Unsigned, 403), (Backwards, 400), (Unproven, 422), (Forked, 409), (Unremembered, 500),
    (Malformed, 400),
]  # fmt: skip


def answer(state: State, body: bytes) -> Answer:
    """Status, type and text for a call; all is on the disk when this returns."""
    try:
        request = requests.parse(body)
        return 200, TEXT, cosign(state, request).line
    except Stale as error:
        return 409, SIZE, f"{error.size}\n"
    except NotProven as error:
        status = next(code for kind, code in _STATUS if isinstance(error, kind))
        return status, TEXT, f"{error}\n"
    except (Refused, OSError) as error:
        return 500, TEXT, f"{type(error).__name__}\n"


class _Handler(BaseHTTPRequestHandler):
    """One connection, kept while its caller goes on asking."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "witness", ""
    timeout = TIMEOUT_SECONDS
    server: "Server"

    def do_POST(self) -> None:
        """Take a head to be cosigned."""
        length = self.headers.get("Content-Length", "")
        if not _LENGTH.fullmatch(length) or int(length) > requests.MOST_BYTES:
            self.close_connection = True
            self._say((413 if _LENGTH.fullmatch(length) else 411, TEXT, "length\n"))
        else:
            body = self.rfile.read(int(length))
            self._say(answer(self.server.state, body) if self.path == self.server.path else (404, TEXT, "not found\n"))

    def do_GET(self) -> None:
        """Say who this is; everything else is not here."""
        self._say((200, TEXT, self.server.about) if self.path == "/" else (404, TEXT, "not found\n"))

    def _say(self, told: Answer) -> None:
        status, kind, text = told
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a line would hold somebody's address."""


class Server(ThreadingHTTPServer):
    """Serves one witness; a few threads, and who comes beyond waits."""

    daemon_threads = True

    def __init__(self, host: str, port: int, state: State, prefix: str = "") -> None:
        self.state, self.path = state, prefix.rstrip("/") + PATH
        vkey = state.key().vkey
        self.about = f"{vkey}\n{fingerprint(vkey)}\n"
        self._room = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((host, port), _Handler)

    def process_request(self, request: Any, address: Any) -> None:
        """Wait for room, then go on in a thread."""
        self._room.acquire()
        super().process_request(request, address)

    def process_request_thread(self, request: Any, address: Any) -> None:
        """The thread's work; gives the room back."""
        try:
            super().process_request_thread(request, address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, address: Any) -> None:
        """A caller who goes away in the middle is nobody's fault."""
