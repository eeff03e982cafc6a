"""The product served by real threads: residents reach it at a private address, officers also at localhost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

from langnghe.testing.address import private_address


@dataclass(frozen=True)
class Served:
    """Where the product answers: `private` is plain http and no secure context, `local` is one (passkeys)."""

    private: str
    local: str


class _Application(WSGIHandler):
    """The application as it is: static files are served by its own middleware, not by Django's wrapper."""

    def __init__(self, _wrapped: WSGIHandler) -> None:
        super().__init__()


class _Server(ThreadedWSGIServer):
    """Lets more browsers wait at the door than Django's ten: who is turned away there tries again after seconds."""

    request_queue_size = 128


class _Thread(LiveServerThread):
    """One address on a free port."""

    server_class = _Server

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"


@contextmanager
def serving() -> Iterator[Served]:
    """The product at both addresses until the block ends."""
    threads = [_started(private_address()), _started("localhost")]
    try:
        yield Served(*(thread.address for thread in threads))
    finally:
        for thread in threads:
            thread.terminate()


def _started(host: str) -> _Thread:
    thread = _Thread(host, _Application)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    return thread
