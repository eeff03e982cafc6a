"""A small HTTP client for benches: raw sockets with keep-alive, cheap enough not to be what is measured.

Talks to loopback only. Latency of an open loop counts from the moment a request was due, so waiting is not hidden.
"""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HOST = "127.0.0.1"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
ENDS = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
Make = Callable[[int], bytes]
Right = Callable[["Answer"], bool]


@dataclass
class Answer:
    """Status, head and body of one answer."""

    status: int
    head: bytes
    body: bytes


@dataclass
class Result:
    """What a load gave: seconds of each request, in the order they ended, and how many were not right."""

    took: float
    latencies: list[float] = field(default_factory=list)
    wrong: list[Answer] = field(default_factory=list)
    processor: float = 0.0

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return len(self.latencies) / self.took

    def percentile(self, percent: float) -> float:
        """Milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1000


def together(results: list[Result]) -> Result:
    """Several runs seen as one."""
    whole = Result(sum(result.took for result in results))
    for result in results:
        whole.latencies += result.latencies
        whole.wrong += result.wrong
        whole.processor += result.processor
    return whole


class Connection:
    """One keep-alive connection; another one where an answer ended it, as browsers do."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> Answer:
        """Send a whole request and read the whole answer."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(HOST, self.port)
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length is None:
            raise ValueError(f"an answer without a length: {head!r}")
        body = await self._reader.readexactly(int(length[1]))
        if ENDS.search(head):
            self.close()
        return Answer(int(head[9:12]), head, body)

    def close(self) -> None:
        """Hang up."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None


def get(path: str) -> bytes:
    """The bytes of a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def post(path: str, body: bytes, **headers: str) -> bytes:
    """The bytes of a POST request with a form's body."""
    named = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode() + body


def ask(port: int, request: bytes) -> Answer:
    """One request on a connection of its own."""

    async def once() -> Answer:
        connection = Connection(port)
        try:
            return await connection.ask(request)
        finally:
            connection.close()

    return asyncio.run(once())


def closed_loop(port: int, make: Make, right: Right, clients: int, seconds: float) -> Result:
    """Each client sends its next request as soon as it has the answer."""
    return asyncio.run(_closed_loop(port, make, right, clients, seconds))


def open_loop(port: int, make: Make, right: Right, rate: float, seconds: float) -> Result:
    """A request every 1/rate seconds, whether or not earlier ones were answered."""
    return asyncio.run(_open_loop(port, make, right, rate, seconds))


async def _closed_loop(port: int, make: Make, right: Right, clients: int, seconds: float) -> Result:
    result, began, processor = Result(seconds), time.perf_counter(), time.process_time()

    async def client(own: int) -> None:
        connection, number = Connection(port), own
        while time.perf_counter() < began + seconds:
            started = time.perf_counter()
            _note(result, await connection.ask(make(number)), right, started)
            number += clients
        connection.close()

    await asyncio.gather(*(client(own) for own in range(clients)))
    result.took = time.perf_counter() - began
    result.processor = time.process_time() - processor
    return result


async def _open_loop(port: int, make: Make, right: Right, rate: float, seconds: float) -> Result:
    result, began, processor = Result(seconds), time.perf_counter(), time.process_time()
    idle: list[Connection] = []

    async def once(number: int, due: float) -> None:
        connection = idle.pop() if idle else Connection(port)
        _note(result, await connection.ask(make(number)), right, due)
        idle.append(connection)

    async with asyncio.TaskGroup() as requests:
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            requests.create_task(once(number, due))
    for connection in idle:
        connection.close()
    result.took = time.perf_counter() - began
    result.processor = time.process_time() - processor
    return result


def _note(result: Result, answer: Answer, right: Right, since: float) -> None:
    if right(answer):
        result.latencies.append(time.perf_counter() - since)
    else:
        result.wrong.append(answer)
