"""A resident's opinion through the real public form, beside a bare durable insert on the same server, same run."""

import re
import secrets
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import client
from bench.private_postgres import PrivatePostgres
from bench.report import Bar, Measure, at_least, at_most
from bench.served import CALM, WARD, Served, served

CLIENTS = 32
ROUNDS, SECONDS = 3, 6.0
RATE, STREAM_SECONDS = 50, 20.0
COUNTED = 20
BATCHES = 3
Load = Callable[[client.Make, client.Right], client.Result]
PATH = f"/{WARD}/gui-y-kien/"
BARE = "/bench/bare/"
SERIAL = re.compile(rb"\bDH\d\d-\d+-[0-9A-Z]\b")
WORDS = (
    "Đèn đường hẻm 12 Lê Lợi tắt từ tuần trước, tối đi học về các cháu rất sợ. Xin phường cho người xem lại giúp bà "
    "con. Chỗ ngã ba trước chợ nước thải cũng tràn ra đường mỗi khi mưa lớn, mùi hôi cả ngày. Lần {number}."
)


@dataclass(frozen=True)
class Form:
    """The form as browsers got it: its cookie, its hidden proof, and the tokens of as many drawings of it."""

    cookie: str
    proof: str
    tokens: Iterator[str]

    def request(self, number: int, **headers: str) -> bytes:
        """An opinion with words only, from a form of its own."""
        fields = {
            "csrfmiddlewaretoken": self.proof, "token": next(self.tokens),
            "words": WORDS.format(number=number),
        }  # fmt: skip
        return client.post(PATH, urlencode(fields).encode(), Cookie=self.cookie, **headers)


@dataclass
class Pair:
    """The same load on the form and on the bare insert, round by round."""

    form: list[client.Result]
    bare: list[client.Result]

    def demand_right(self) -> None:
        """Every single request must have been accepted, or the numbers mean nothing."""
        wrong = [answer for result in [*self.form, *self.bare] for answer in result.wrong]
        if wrong:
            raise RuntimeError(f"{len(wrong)} refused, the first: {wrong[0].status} {wrong[0].body[:600]!r}")

    @property
    def accepted(self) -> int:
        """Opinions accepted."""
        return sum(len(result.latencies) for result in self.form)


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Throughput against the bare insert, latency under a steady stream, statements an opinion."""
    for database, postgres in databases.items():
        with served(database, postgres, application="bench.wsgi:application", LANGNGHE_CROWD=CALM) as product:
            product.settle()
            yield from _measure(product, 0.1 if quick else 1.0)


def open_form(port: int, *, drawn: bool = False) -> Form:
    """Fetch the form; `drawn`: with tokens of its own for many senders, which only the bench's application gives."""
    answer = client.ask(port, client.get(PATH))
    cookie = re.search(rb"\r\nset-cookie: *([^;\r]+)", answer.head, re.IGNORECASE)
    proof = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', answer.body)
    if answer.status != 200 or cookie is None or proof is None:
        raise RuntimeError(f"no form at {PATH}: {answer.status}\n{answer.body[:500]!r}")
    return Form(cookie[1].decode(), proof[1].decode(), _drawn(port) if drawn else _made_up())


def _drawn(port: int) -> Iterator[str]:
    """Tokens of drawn forms, all fetched before anything is measured."""
    return iter([token for _batch in range(BATCHES) for token in _batch_of(port)])


def _batch_of(port: int) -> list[str]:
    return client.ask(port, client.get("/bench/tokens/")).body.decode().split()


def _made_up() -> Iterator[str]:
    while True:
        yield secrets.token_urlsafe(32)


def accepted(answer: client.Answer) -> bool:
    """Whether the answer is a receipt."""
    return answer.status == 200 and SERIAL.search(answer.body) is not None


def _measure(product: Served, share: float) -> Iterator[Measure]:
    form = open_form(product.port, drawn=True)
    before = product.count("opinions_opinion")
    statements = _statements(product.port, form)
    port = product.port
    burst = _pair(form, lambda make, right: client.closed_loop(port, make, right, CLIENTS, SECONDS * share))
    stream = _pair(form, lambda make, right: client.open_loop(port, make, right, RATE, STREAM_SECONDS * share))
    kept, promised = product.count("opinions_opinion") - before, burst.accepted + stream.accepted + COUNTED
    size = f"{kept:,} opinions"
    yield Measure("intake", product.database, "accepted, but not kept", promised - kept, "", at_most(0), str(promised))
    yield from _burst(product.database, burst, size, f"{ROUNDS} × {SECONDS * share:g} s")
    yield from _stream(product.database, stream, size)
    yield Measure(
        "intake", product.database, "statements an opinion (most)", statements, "SQL", at_most(14), str(COUNTED), size
    )


def _burst(database: str, pair: Pair, size: str, n: str) -> Iterator[Measure]:
    def said(what: str, value: float, unit: str, bar: Bar | None = None) -> Measure:
        return Measure("intake", database, what, value, unit, bar, n, size)

    rate, bare = (statistics.median(result.rate for result in results) for results in (pair.form, pair.bare))
    yield said(f"opinions, {CLIENTS} clients", rate, "/s")
    yield said(f"bare inserts, {CLIENTS} clients", bare, "/s")
    yield said("opinions as a share of bare inserts", rate / bare * 100, "%", at_least(25))
    yield said(f"p99, {CLIENTS} clients", statistics.median(result.percentile(99) for result in pair.form), "ms")
    busy = statistics.median(result.processor / result.took for result in pair.bare)
    yield said("processor used by the client (bare)", busy * 100, "%")


def _stream(database: str, pair: Pair, size: str) -> Iterator[Measure]:
    form, bare = client.together(pair.form).percentile(99), client.together(pair.bare).percentile(99)
    n = f"{pair.accepted:,} at {RATE}/s"
    yield Measure("intake", database, "p99, steady stream", form, "ms", None, n, size)
    yield Measure("intake", database, "bare p99, steady stream", bare, "ms", None, n, size)
    yield Measure("intake", database, "p99 in bare p99s, steady stream", form / bare, "×", at_most(4), n, size)


def _pair(form: Form, load: Load) -> Pair:
    """Bare and form by turns, so that a slow minute of the machine meets both."""
    pair = Pair([], [])
    for _round in range(ROUNDS):
        pair.bare.append(load(_bare, lambda answer: answer.body == b"1"))
        pair.form.append(load(form.request, accepted))
    pair.demand_right()
    return pair


def _bare(number: int) -> bytes:
    return client.post(BARE, urlencode({"words": WORDS.format(number=number)}).encode())


def _statements(port: int, form: Form) -> int:
    counts = []
    for number in range(COUNTED):
        answer = client.ask(port, form.request(number, X_Bench_Count="1"))
        found = re.search(rb"x-bench-statements: *(\d+)", answer.head, re.IGNORECASE)
        if not accepted(answer) or found is None:
            raise RuntimeError(f"not accepted: {answer.status} {answer.body[:600]!r}")
        counts.append(int(found[1]))
    return max(counts)
