"""Whatever is sent, the server never fails: a seeded share here, the whole with `bin/bench --drill fuzz`."""

from urllib.parse import urlencode

import pytest

from langnghe.kernel import setup_code
from langnghe.testing import fuzz, pages
from langnghe.testing.cast import Cast
from langnghe.testing.crawling import Seen, ask, crawl
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.wire import Asked

SEED = 20260809
REQUESTS = 2000
WIZARD_REQUESTS = 400
OFFICERS = ("binh", "hanh", "en")


@pytest.fixture
def visitors(served: Served, dien_hong: Cast, hac_thanh: Cast) -> list[Seen]:
    """A resident and three officers, each with what they find by following links from every page."""
    starts = [builder(dien_hong) for builder in pages.builders().values()]
    cookies = [
        {name: morsel.value for name, morsel in client_for(dien_hong[name]).cookies.items()} for name in OFFICERS
    ]
    return [crawl(served.local, ["/", *starts], Seen(cookie), most=120) for cookie in [{}, *cookies]]


@pytest.mark.slow
def test_no_input_makes_the_server_fail(served: Served, visitors: list[Seen]) -> None:
    outcome = fuzz.run(served.local, visitors, seed=SEED, count=REQUESTS)
    assert not outcome.faults, "\n".join(f"{reply.status} {asked}" for asked, reply in outcome.faults[:20])
    assert sum(outcome.statuses.values()) == REQUESTS


@pytest.mark.slow
def test_no_input_makes_the_wizard_fail(served: Served) -> None:
    installer = Seen({})
    crawl(served.local, ["/"], installer)
    form = next(form for form in installer.forms if "code" in form.fields)
    said = form.fields | {"code": setup_code.issue()}
    kind = (b"Content-Type", b"application/x-www-form-urlencoded")
    ask(served.local, installer, Asked(b"POST", form.action.encode(), [kind], urlencode(said).encode()))
    crawl(served.local, ["/thiet-lap/phuong/", "/thiet-lap/phuong/?province=52", "/thiet-lap/quan-tri/"], installer)
    assert any("log_origin" in form.fields for form in installer.forms)
    outcome = fuzz.run(served.local, [installer], seed=SEED, count=WIZARD_REQUESTS)
    assert not outcome.faults, "\n".join(f"{reply.status} {asked}" for asked, reply in outcome.faults[:20])


@pytest.mark.slow
def test_the_same_seed_asks_the_same(visitors: list[Seen]) -> None:
    first, second = (list(asked) for asked in zip(*_pairs(visitors), strict=True))
    assert first == second


def _pairs(visitors: list[Seen]) -> list[tuple[fuzz.Asked, fuzz.Asked]]:
    twice = (fuzz.attempts(visitors, SEED), fuzz.attempts(visitors, SEED))
    return [(next(twice[0]), next(twice[1])) for _each in range(300)]
