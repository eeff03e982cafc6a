"""A witness on the ground, and a log that is served from a folder over HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from typing import Any

from langnghe.tlog.tests.logs import Log
from langnghe.witnessing.server import Server
from langnghe.witnessing.state import State

NAME = "giang-vo.example/chung-kien"


def begun(folder: Path, *logs: Log) -> State:
    """A new witness that trusts these logs."""
    state = State(folder)
    state.begin(NAME)
    for log in logs:
        state.trust(log.signer.vkey)
    return state


@contextmanager
def running(server: BaseServer) -> Iterator[int]:
    """A server in a thread; its port."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[index, misc]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def witnessing(state: State) -> Iterator[HTTPConnection]:
    """A witness that answers over HTTP."""
    with running(Server("127.0.0.1", 0, state)) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        yield connection
        connection.close()


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    with running(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))) as port:
        yield f"http://127.0.0.1:{port}"


def post(connection: HTTPConnection, body: bytes, path: str = "/add-checkpoint") -> tuple[int, str, str]:
    """Status, type and text."""
    connection.request("POST", path, body)
    answer = connection.getresponse()
    return answer.status, answer.headers["Content-Type"], answer.read().decode()
