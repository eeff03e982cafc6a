"""A log as it is served: an address, or a folder laid out the same way (a copy on a USB stick)."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Timer
from typing import Final, Protocol
from urllib.parse import urlsplit

from langnghe.tlog.encoding import HASH_BYTES
from langnghe.tlog.tiles import FULL, LARGEST_ENTRY, Tile

TIMEOUT_SECONDS: Final = 20
_LARGEST: Final = FULL * (LARGEST_ENTRY + 2)


class Unreachable(Exception):
    """What was asked for could not be fetched; the message is a sentence."""


class Source(Protocol):
    """Gives the bytes served under a path. Raises Unreachable."""

    def read(self, path: str) -> bytes: ...


class Folder:
    """Files laid out as served."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes:
        """The file under a path."""
        try:
            return (self._folder / path).read_bytes()
        except OSError as error:
            raise Unreachable(f"Không đọc được {self._folder / path}.") from error


class Web:
    """A log behind an http or https address. No redirect is followed; nothing about us is sent."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise Unreachable(f"{url} không phải địa chỉ http hay https của một sổ.")
        make = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._url = url.rstrip("/")
        self._start = parts.path.rstrip("/")
        self._connection = make(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)
        self._line: socket.socket | None = None
        self._was_cut = False

    @contextmanager
    def cut_off_after(self, seconds: float) -> Iterator[None]:
        """Whatever is asked within ends as unreachable after so long, however slowly the other side speaks."""
        clock = Timer(seconds, self._cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def read(self, path: str) -> bytes:
        """The body under a path; asked once more where a kept connection had gone."""
        try:
            return self._answer(path)
        except (OSError, HTTPException):
            self._connection.close()
        try:
            return self._answer(path)
        except (OSError, HTTPException) as error:
            self._connection.close()
            raise Unreachable(f"Không lấy được {self._url}/{path}: {type(error).__name__}.") from error

    def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and beginning of the answer to a body sent to a path. Raises Unreachable where none came."""
        try:
            return self._asked("POST", path, body)
        except (OSError, HTTPException) as error:
            self._connection.close()
            raise Unreachable(f"Không gửi được đến {self._url}/{path}: {type(error).__name__}.") from error

    def _answer(self, path: str) -> bytes:
        status, content = self._asked("GET", path)
        if status != 200 or len(content) > _LARGEST:
            self._connection.close()
            raise Unreachable(f"{self._url}/{path} trả lời {status}, không phải nội dung của sổ.")
        return content

    def _asked(self, verb: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        self._connection.request(verb, f"{self._start}/{path}", body, {"Accept-Encoding": "identity"})
        self._line = self._connection.sock
        self._demand_time()
        with self._connection.getresponse() as answer:
            content = answer.read(_LARGEST + 1)
        # What had come when the line was cut looks like a whole answer.
        self._demand_time()
        return answer.status, content

    def _demand_time(self) -> None:
        if self._was_cut:
            raise TimeoutError

    def _cut(self) -> None:
        """Who waits for the other side wakes with an error. An answer holds the line when its connection let go."""
        self._was_cut = True
        for line in (self._connection.sock, self._line):
            if line is not None:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


def source_of(place: str) -> Source:
    """The log at an address, or in a folder. Raises Unreachable for what is neither."""
    return Web(place) if "://" in place else Folder(Path(place))


def tile_of(source: Source, tile: Tile) -> bytes:
    """The bytes of a hash tile; the beginning of the full one where a partial one is no longer served."""
    try:
        return source.read(tile.path)
    except Unreachable:
        if tile.width == FULL:
            raise
    return source.read(Tile(tile.level, tile.index).path)[: tile.width * HASH_BYTES]
