"""Ten thousand posts of a machine while twenty people send, and two hundred neighbours in a row."""

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench import client
from bench.intake import PATH, Form, accepted, open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Bar, Measure, at_least, at_most
from bench.served import Served, served

NEIGHBOURS, PEOPLE, POSTS, MACHINES = 200, 20, 10_000, 64
TOKEN = re.compile(rb'name="token" value="([^"]+)"')
HIDDEN = re.compile(rb'name="(serial|secret)" value="([^"]+)"')
SUM = re.compile(rb"(\d+) c\xe1\xbb\x99ng (\d+)")
WAITING = "SELECT count(*) FROM opinions_opinion WHERE quarantined_at IS NOT NULL AND words LIKE '{}%'"
LISTED = "SELECT count(*) FROM opinions_opinion WHERE quarantined_at IS NULL AND words LIKE '{}%'"
WORDS = {"neighbour": "Hàng xóm", "person": "Người thật", "machine": "Mua ngay"}


@dataclass
class Seen:
    """Seconds until each person had the receipt, until each was on the list, and answers that were not right."""

    receipts: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)
    wrong: int = 0


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """A crowd is served at once; in a flood people are served soon, and the flood waits."""
    posts = POSTS // 20 if quick else POSTS
    for database, postgres in databases.items():
        with served(database, postgres) as product:
            yield from _crowd(product)
            yield from _flood(product, posts)


def _crowd(product: Served) -> Iterator[Measure]:
    seen, n = Seen(), str(NEIGHBOURS)
    asyncio.run(_people(product.port, seen, NEIGHBOURS, WORDS["neighbour"], pause=0.05))
    waiting, slowest = _rows(product, WAITING, "neighbour"), max(seen.receipts)
    yield Measure("flood", product.database, "neighbours behind one address who wait", waiting, "", at_most(0), n)
    yield Measure("flood", product.database, "slowest neighbour's receipt", slowest, "s", at_most(5), n)


def _flood(product: Served, posts: int) -> Iterator[Measure]:
    seen = Seen()
    asyncio.run(_both(product.port, seen, posts))

    def said(what: str, value: float, unit: str = "", bar: Bar | None = None) -> Measure:
        return Measure("flood", product.database, what, value, unit, bar, str(PEOPLE), f"{posts:,} posts")

    yield said("slowest person's receipt in the flood", max(seen.receipts), "s", at_most(5))
    yield said("slowest person on the list", max(seen.listed), "s", at_most(5))
    yield said("people on the officers' list", _rows(product, LISTED, "person"), "", at_least(PEOPLE))
    yield said("posts refused, or gone wrong", seen.wrong, "", at_most(0))
    yield said("of the flood on the officers' list", _rows(product, LISTED, "machine"))
    yield said("of the flood waiting", _rows(product, WAITING, "machine"), "", at_least(posts - 300))


def _rows(product: Served, question: str, who: str) -> int:
    return int(product.ask(question.format(WORDS[who])))


async def _both(port: int, seen: Seen, posts: int) -> None:
    form = await asyncio.to_thread(open_form, port)
    numbers = iter(range(posts))
    machines = [_machine(port, form, numbers, seen) for _machine_number in range(MACHINES)]
    people = _people(port, seen, PEOPLE, WORDS["person"], pause=0.3, prove=True)
    await asyncio.gather(people, *machines)


async def _machine(port: int, form: Form, numbers: Iterator[int], seen: Seen) -> None:
    connection = client.Connection(port)
    for number in numbers:
        fields = {"csrfmiddlewaretoken": form.proof, "words": f"{WORDS['machine']} kẻo hết, gọi số này! {number}"}
        answer = await connection.ask(client.post(PATH, urlencode(fields).encode(), Cookie=form.cookie))
        seen.wrong += not accepted(answer)
    connection.close()


async def _people(port: int, seen: Seen, count: int, words: str, *, pause: float, prove: bool = False) -> None:
    async def later(number: int) -> None:
        await asyncio.sleep(number * pause)
        await _person(port, seen, f"{words} {number}: hẻm tối quá.", prove)

    await asyncio.gather(*(later(number) for number in range(count)))


async def _person(port: int, seen: Seen, words: str, prove: bool) -> None:
    """One person with a form of their own, who answers the small question when it is asked."""
    form = await asyncio.to_thread(open_form, port)
    connection = client.Connection(port)
    drawn = await connection.ask(client.get(PATH))
    token = TOKEN.search(drawn.body)
    if token is None:
        raise RuntimeError("the form has no token of its own any more")
    fields = {"csrfmiddlewaretoken": form.proof, "token": token[1].decode(), "words": words}
    began = time.perf_counter()
    receipt = await connection.ask(client.post(PATH, urlencode(fields).encode(), Cookie=form.cookie))
    seen.receipts.append(time.perf_counter() - began)
    seen.wrong += not accepted(receipt)
    if prove and (question := SUM.search(receipt.body)):
        held = {name.decode(): value.decode() for name, value in HIDDEN.findall(receipt.body)}
        held |= {"csrfmiddlewaretoken": form.proof, "answer": str(int(question[1]) + int(question[2]))}
        shown = await connection.ask(client.post(f"{PATH}cho-loc/", urlencode(held).encode(), Cookie=form.cookie))
        seen.wrong += shown.status != 200
    seen.listed.append(time.perf_counter() - began)
    connection.close()
