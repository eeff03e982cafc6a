"""Asking the same pages again and again: how many statements, how slow the slowest twentieth, with so many clients."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench import client
from bench.report import Measure, at_most
from bench.served import Served

SECONDS, QUICK_SECONDS = 20.0, 2.0


@dataclass(frozen=True)
class Asking:
    """Who asks whom about how much data, and for how long."""

    bench: str
    product: Served
    size: str
    seconds: float

    def pages(
        self, pages: Sequence[bytes], bars: Mapping[int, float | None], *, name: str = "", sql: float = 10
    ) -> Iterator[Measure]:
        """The most statements of any page, and p95 over all of them in turn with each number of clients.

        `bars`: milliseconds by number of clients; `name`: what the pages are, where a bench asks several kinds.
        """
        before = f"{name}: " if name else ""
        for page in [*pages, *pages]:
            client.ask(self.product.port, page)
        most = max(statements(self.product.port, page) for page in pages)
        yield self._measure(f"{before}statements a page (most)", most, "SQL", sql, str(len(pages)))
        for clients, bar in bars.items():
            yield self.p95(pages, clients, bar, f"{before}p95, clients: {clients}")

    def p95(self, pages: Sequence[bytes], clients: int, bar: float | None, name: str) -> Measure:
        """The slowest twentieth; an error when any answer is not a page."""
        result = client.closed_loop(
            self.product.port, lambda turn: pages[turn % len(pages)], right, clients, self.seconds
        )
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        return self._measure(name, result.percentile(95), "ms", bar, f"{len(result.latencies):,}")

    def _measure(self, name: str, value: float, unit: str, bar: float | None, n: str) -> Measure:
        promise = at_most(bar) if bar is not None else None
        return Measure(self.bench, self.product.database, name, value, unit, promise, n, self.size)


def right(answer: client.Answer) -> bool:
    """Whether a page came."""
    return answer.status == 200 and b"</html>" in answer.body


def statements(port: int, page: bytes) -> int:
    """How many SQL statements a page needs."""
    answer = client.ask(port, page.replace(b"\r\n\r\n", b"\r\nX-Bench-Count: 1\r\n\r\n"))
    found = re.search(rb"x-bench-statements: *(\d+)", answer.head, re.IGNORECASE)
    if not right(answer) or found is None:
        raise RuntimeError(f"no page: {answer.status} {answer.body[:600]!r}")
    return int(found[1])
