"""The police chief answers matters with a promise, one after the other, at 300,000 matters of 300 wards."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from bench import client, grounds, sizes
from bench.inbox import MATTERS, QUICK, QUICK_WARDS, WARDS
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import Served
from langnghe.kernel.clock import local_today

ANSWERS, QUICK_ANSWERS = 6_000, 300
SECONDS, QUICK_SECONDS = 10.0, 1.0
COUNTED = 20
# The same sign in the cookie and in the form is what Django asks for.
CSRF = "b" * 32
SESSION_COOKIE, CSRF_COOKIE = "phien", "bieu-mau"


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements of an answer with a promise, and the slowest twentieth, on both databases."""
    matters, wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("work")
        work = posts(ground.product, QUICK_ANSWERS if quick else ANSWERS)
        yield from _measures(
            ground.product, work, f"{matters:,} matters, {wards} wards", QUICK_SECONDS if quick else SECONDS
        )


def _measures(product: Served, posts: list[bytes], size: str, seconds: float) -> Iterator[Measure]:
    counts = [_statements(product.port, post) for post in posts[:COUNTED]]
    yield Measure("work", product.database, "statements of an answer with a promise (most)", max(counts), "SQL",
                  at_most(20), str(COUNTED), size)  # fmt: skip
    left = iter(posts[COUNTED:])
    for clients in (1, 2):
        result = client.closed_loop(product.port, lambda _turn: next(left), saved, clients, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        n = f"{len(result.latencies):,}"
        yield Measure("work", product.database, f"an answer with a promise saved, p95, clients: {clients}",
                      result.percentile(95), "ms", at_most(60), n, size)  # fmt: skip
    promises = product.count("commitments_commitment WHERE words LIKE 'Thay bóng đèn ở%'")
    answers = product.count("matters_answer WHERE words LIKE 'Phường đã kiểm tra, việc%'")
    yield Measure("work", product.database, "answers without their promise", answers - promises, "", at_most(0),
                  f"{answers:,}", size)  # fmt: skip


def posts(product: Served, count: int) -> list[bytes]:
    """One answer with a promise to each of so many open matters, as the page of the draft sends it."""
    work: Any = grounds.given(product, "police_chief", count)
    cookie = f"{SESSION_COOKIE}={work['session']}; {CSRF_COOKIE}={CSRF}"
    return [_post(serial, version, work["post"], cookie) for serial, version in work["matters"]]


def _post(serial: str, version: int, post: str, cookie: str) -> bytes:
    due = local_today() + timedelta(days=20)
    form: dict[str, Any] = {
        "csrfmiddlewaretoken": CSRF, "lam": "tra-loi", "kind": "accepted", "matter_seen": version, "draft_seen": "",
        "words": f"Phường đã kiểm tra, việc {serial} đúng như bà con nói, sẽ làm trong tháng này.",
        "promise_1_words": f"Thay bóng đèn ở chỗ của việc {serial}.", "promise_1_post": post, "promise_1_due": due,
    }  # fmt: skip
    return client.post(f"/can-bo/viec/{serial}/tra-loi/", urlencode(form).encode(), Cookie=cookie)


def _statements(port: int, request: bytes) -> int:
    answer = client.ask(port, request.replace(b"\r\n\r\n", b"\r\nX-Bench-Count: 1\r\n\r\n", 1))
    found = re.search(rb"x-bench-statements: *(\d+)", answer.head, re.IGNORECASE)
    if not saved(answer) or found is None:
        raise RuntimeError(f"not saved: {answer.status} {answer.body[:600]!r}")
    return int(found[1])


def saved(answer: client.Answer) -> bool:
    """Whether it was saved: the browser is sent back to the matter."""
    return answer.status == 302 and b"dang-nhap" not in answer.head
