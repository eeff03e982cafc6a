"""The product served by real threads: residents reach it at a private address, officers also at localhost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
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


class _Thread(LiveServerThread):
    """One address on a free port."""

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
