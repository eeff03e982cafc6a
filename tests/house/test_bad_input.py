"""Whatever is sent, the server never fails: a seeded share here, the whole with `bin/bench --drill fuzz`."""

import pytest

from langnghe.testing import fuzz, pages
from langnghe.testing.cast import Cast
from langnghe.testing.crawling import Seen, crawl
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

SEED = 20260809
REQUESTS = 2000
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
def test_the_same_seed_asks_the_same(visitors: list[Seen]) -> None:
    first, second = (list(asked) for asked in zip(*_pairs(visitors), strict=True))
    assert first == second


def _pairs(visitors: list[Seen]) -> list[tuple[fuzz.Asked, fuzz.Asked]]:
    twice = (fuzz.attempts(visitors, SEED), fuzz.attempts(visitors, SEED))
    return [(next(twice[0]), next(twice[1])) for _each in range(300)]
