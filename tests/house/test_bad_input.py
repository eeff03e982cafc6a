"""Whatever is sent, the server never fails: a seeded share here, the whole with `bin/bench --drill fuzz`."""

import random
from itertools import islice
from urllib.parse import urlencode

import pytest
from django.test import override_settings

from langnghe.kernel import setup_code
from langnghe.people.models import Mandate
from langnghe.people.reads import running
from langnghe.testing import fuzz, pages
from langnghe.testing.cast import Cast
from langnghe.testing.crawling import Form, Seen, ask, crawl
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.wire import Asked

SEED = 20260809
# Twice this in a run of bin/test, once on each database.
REQUESTS = 2_000
# After so many everybody signs in again: some signed out, closed their own post, lost their second factor.
PART = 500
WIZARD_REQUESTS = 400
OFFICERS = ("binh", "hanh", "en")


@pytest.fixture
def visitors(served: Served, dien_hong: Cast, hac_thanh: Cast) -> list[Seen]:
    """A resident and three officers, each with what they find by following links from every page."""
    starts = [builder(dien_hong) for builder in pages.builders().values()]
    cookies = [_session(dien_hong[name]) for name in OFFICERS]
    # Each begins elsewhere, so that no page is left out by all.
    ways = [random.Random(SEED + number).sample(starts, len(starts)) for number in range(len(cookies) + 1)]
    return [
        crawl(served.local, ["/", *way], Seen(cookie), most=120)
        for way, cookie in zip(ways, [{}, *cookies], strict=True)
    ]


@pytest.mark.slow
def test_no_input_makes_the_server_fail(served: Served, visitors: list[Seen], dien_hong: Cast) -> None:
    outcome = fuzz.Outcome()
    for part in range(REQUESTS // PART):
        _sign_in_again(visitors, dien_hong)
        outcome.add(fuzz.run(served.local, visitors, seed=SEED + part, count=PART))
    assert not outcome.faults, _told(outcome)
    assert sum(outcome.statuses.values()) == REQUESTS
    assert outcome.turned_away < REQUESTS / 4, f"{outcome.turned_away} ended at the sign-in: nobody got inside"


def _sign_in_again(visitors: list[Seen], cast: Cast) -> None:
    """New sessions for the officers; who was closed or handed over meanwhile is followed by a colleague."""
    still = Mandate.objects.filter(running(), ward=cast.ward, officer__is_active=True)
    serving = {mandate.officer.username: mandate for mandate in still}
    colleagues = [mandate for name, mandate in serving.items() if name not in OFFICERS]
    for name, seen in zip(OFFICERS, visitors[1:], strict=True):
        seen.cookies.update(_session(serving.get(name) or colleagues.pop()))


def _session(mandate: Mandate) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client_for(mandate).cookies.items()}


def _told(outcome: fuzz.Outcome) -> str:
    return "\n".join(f"{reply.status} {asked}" for asked, reply in outcome.faults[:20])


@pytest.mark.once
@override_settings(ROOT_URLCONF="tests.house.failing_urls")
def test_the_fuzz_sees_a_page_that_fails(served: Served) -> None:
    outcome = fuzz.run(served.local, [Seen({}, paths=["/thu-may/"])], seed=SEED, count=100)
    assert outcome.faults
    assert all(b"/thu-may/" in asked.path for asked, _reply in outcome.faults)
    assert sum(outcome.statuses.values()) == 100


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
    assert not outcome.faults, _told(outcome)


@pytest.mark.once
def test_the_same_seed_asks_the_same() -> None:
    form = Form("/gui/", "POST", multipart=True, fields={fuzz.TOKEN: "a", "words": ""}, files={"photos"})
    first, second = (fuzz.attempts([Seen({"phien": "b"}, paths=["/", "/gui/"], forms=[form])], SEED) for _each in "ab")
    assert list(islice(first, 300)) == list(islice(second, 300))
