"""A hundred crime reports and a hundred complaints about officers, sent through the public form, half of them without
the tick: none reaches whom it must not, by list, search, link, contact, photo, or any other page."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.files.tests.pictures import photo
from langnghe.language.search import terms
from langnghe.ledger.models import Entry
from langnghe.ledger.reads import steps_of
from langnghe.opinions import lists as the_list
from langnghe.opinions import photos, reads, tokens
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for
from tests.cases.guard_cases import CONDUCT, CRIME, HOME, ORDINARY, Case

Told = list[tuple[Case, Opinion]]
# So many of a day's ordinary opinions may wait for one click before they are open.
FALSE_ALARMS = 0.05
SERIAL = re.compile(r"DH\d\d-\d+-\w")


@pytest.fixture
def told(dien_hong: Cast, settings: object) -> Told:
    """Every case as an opinion, sent by a resident's browser."""
    settings.CROWD = 100_000  # type: ignore[attr-defined]
    browser = Client()
    return [(case, send(browser, dien_hong, case)) for case in (*CRIME, *CONDUCT)]


def send(browser: Client, cast: Cast, case: Case) -> Opinion:
    ticks = {"crime": "on"} if case.kind == "crime" else {"about_officer": "on"}
    more = {"may_publish_words": "on", "may_publish_summary": "on", "contact": "0905 123 456"}
    sent = {"words": case.words, "token": tokens.issue(), **more, **(ticks if case.ticked else {})}
    answer = browser.post(reverse("opinions:send", args=[cast.ward.slug]), sent)
    assert answer.status_code == 200, case
    return Opinion.objects.select_related("ward").latest("id")


@pytest.mark.slow
def test_no_guarded_opinion_reaches_whom_it_must_not(dien_hong: Cast, told: Told) -> None:
    assert not (wrongs := [*lists(dien_hong, told), *searches(dien_hong, told)]), "\n".join(wrongs)


def lists(cast: Cast, told: Told) -> Iterator[str]:
    """Everybody's list, morning and inbox over HTTP; and somebody has every opinion on a list."""
    found: dict[str, set[str]] = {name: listed(mandate) | met(mandate) for name, mandate in cast.mandates.items()}
    for case, opinion in told:
        readers = {name for name, serials in found.items() if opinion.serial in serials}
        yield from (f"{case.words!r} is on the list of {name}" for name in readers & case.never)
        if not readers:
            yield f"{case.words!r} is on nobody's list"


def listed(mandate: Mandate) -> set[str]:
    client, found, page = client_for(mandate), set[str](), 1
    while serials := set(SERIAL.findall(client.get("/can-bo/y-kien/", {"trang": page}).content.decode())):
        found, page = found | serials, page + 1
    return found


def met(mandate: Mandate) -> set[str]:
    """What stands on the first page of the day and in the first tab of the inbox."""
    client = client_for(mandate)
    pages = (client.get(url).content.decode() for url in ("/can-bo/", "/can-bo/hop-thu/"))
    return {serial for page in pages for serial in SERIAL.findall(page)}


def searches(cast: Cast, told: Told) -> Iterator[str]:
    """Everybody searches for the first words of every opinion, with a group and without."""
    for case, opinion in told:
        query = " ".join(terms(case.words)[:3])
        for name in case.never:
            mandate = cast[name]
            if mandate.may("opinions.list") and opinion in the_list.listed(mandate, the_list.Sought(query)).rows:
                yield f"{case.words!r} is found by {name}"


DOORS: list[Callable[[Opinion], tuple[str, str]]] = [
    lambda one: ("GET", reverse("opinions:opinion", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:contact", args=[one.serial])),
    lambda one: ("GET", reverse("opinions:pass_on", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:mark", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:ask", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:read", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:release_to_unit", args=[one.serial])),
    lambda one: ("POST", reverse("opinions:name_officer", args=[one.serial])),
    lambda one: ("GET", reverse("opinions:erase", args=[one.serial])),
]


@pytest.mark.slow
@pytest.mark.once
def test_no_link_opens_a_guarded_opinion_to_whom_it_must_not(dien_hong: Cast, told: Told) -> None:
    clients = {name: client_for(mandate) for name, mandate in dien_hong.mandates.items()}
    turn = cycle(DOORS)
    wrongs = [
        f"{method} {url} as {name} answers {status}: {case.words!r}"
        for case, opinion in told
        for name in sorted(case.never)
        for method, url in [next(turn)(opinion)]
        if (status := clients[name].generic(method, url).status_code) not in (403, 404)
    ]
    assert not wrongs, "\n".join(wrongs)


def test_a_photo_of_a_guarded_opinion_is_served_to_its_readers_only(dien_hong: Cast) -> None:
    case = next(case for case in CONDUCT if not case.ticked and "chau" in case.about)
    opinion = send(Client(), dien_hong, case)
    kept = photos.keep(dien_hong.ward, [photo(320, 240)], by=dien_hong["giang"].actor)
    photos.attach(opinion, [file.id for file in kept.files], by=dien_hong["giang"].actor)
    url = reverse("opinions:picture", args=[opinion.serial, photos.of(opinion)[0].id, "goc"])
    seen = {name for name, mandate in dien_hong.mandates.items() if client_for(mandate).get(url).status_code == 200}
    assert seen == case.may_reach


def test_nothing_guarded_may_be_public_though_the_sender_allowed_it(told: Told) -> None:
    assert not reads.publishable(Opinion.objects.filter(id__in=[opinion.id for _case, opinion in told])).exists()


def test_nothing_about_a_child_or_violence_at_home_may_ever_be_public(dien_hong: Cast, settings: object) -> None:
    settings.CROWD = 100_000  # type: ignore[attr-defined]
    browser = Client()
    sent = [send(browser, dien_hong, case) for case in HOME]
    public = reads.publishable(Opinion.objects.filter(id__in=[opinion.id for opinion in sent]))
    assert [opinion.words for opinion in public] == []


def test_everyday_opinions_stay_open(dien_hong: Cast, settings: object) -> None:
    settings.CROWD = 100_000  # type: ignore[attr-defined]
    browser = Client()
    sent = [send(browser, dien_hong, case) for case in ORDINARY]
    closed = [opinion.words for opinion in sent if opinion.guard]
    print(f"closed by words alone: {len(closed)} of {len(sent)} everyday opinions")
    assert len(closed) <= FALSE_ALARMS * len(sent), closed


def test_the_ledger_says_of_each_that_it_was_received_and_no_more(told: Told) -> None:
    kinds = {entry.kind for _case, opinion in told for entry in steps(opinion)}
    assert kinds == {"opinion.received"}


def steps(opinion: Opinion) -> list[Entry]:
    return list(steps_of(opinion.ward_id, "opinions", opinion.id))
