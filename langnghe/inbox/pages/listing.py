"""The page of one tab, drawn for whoever asks for it: the list itself, or a step that was refused."""

from collections.abc import Sequence
from typing import Any, overload

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from langnghe.inbox import counting
from langnghe.inbox.asking import (
    CHANNEL_WORDS,
    EVERYTHING,
    ORDERS,
    PASSED_ON,
    SIZES,
    TABS,
    Sought,
    channel_choices,
    topic_in_address,
)
from langnghe.inbox.counting import Count
from langnghe.inbox.drawing import drawn, options
from langnghe.inbox.lists import Rows, Scope
from langnghe.inbox.offers import Chip, Offers, chips
from langnghe.inbox.ordering import Found
from langnghe.inbox.rows import heads, rows
from langnghe.matters.pages.asking import STATE_WORDS, state_choices, topic_choices
from langnghe.opinions.visibility import reads_guarded
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


class Counted(Sequence[Any]):
    """A list whose length was counted with the others; each slice is one page."""

    def __init__(self, found: Rows, count: Count) -> None:
        self._found, self._count = found, count

    def __len__(self) -> int:
        return self._count.number

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._found[index] if isinstance(index, int) else list(self._found[index])


def draw(request: HttpRequest, sought: Sought, known: Offers, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a tab under some filters."""
    scope = Scope(mandate_of(request))
    counts = counting.of_tabs(scope, sought)
    found, counts[sought.tab] = _list(scope, sought, counts)
    page = page_of(found, request, sought.size)
    shown = drawn(rows(list(page.object_list), sought, scope), more.get("picked", ()))
    context = {
        "sought": sought, "page": page, "rows": shown, "known": known,
        "count": counts[sought.tab], "tabs": _tabs(sought, counts, scope), "chips": _chips(sought, known),
        "query": scope.query(sought), "looser": _looser(scope, sought, known, page),
        **_choices(known, sought), **more,
    }  # fmt: skip
    return render(request, "inbox/index.html", context, status=status)


def _list(scope: Scope, sought: Sought, counts: dict[str, Count]) -> tuple[Sequence[Any], Count]:
    """What a page is cut from, and how much there is."""
    if sought.words:
        found = Found(scope, sought)
        return found, found.counted
    return Counted(heads(scope.rows(sought), sought), counts[sought.tab]), counts[sought.tab]


def address(sought: Sought) -> str:
    """Where a wish is shown."""
    return f"{reverse('inbox:index')}?{sought.query}"


def _tabs(sought: Sought, counts: dict[str, Count], scope: Scope) -> list[dict[str, Any]]:
    """What was passed on is guarded: its tab is there only for those whom a guard lets in."""
    return [
        {"name": name, "url": address(Sought(tab=tab, size=sought.size)), "here": tab == sought.tab,
         "count": counts.get(tab)}
        for tab, name in TABS.items()
        if tab != PASSED_ON or reads_guarded(scope.mandate)
    ]  # fmt: skip


def _chips(sought: Sought, known: Offers) -> list[tuple[Chip, str]]:
    """Each filter in use with the address without it."""
    return [(chip, address(sought.without(chip.name))) for chip in chips(sought, known)]


def _looser(scope: Scope, sought: Sought, known: Offers, page: Page[Any]) -> list[tuple[Chip | None, str, Count]]:
    """What an empty list would hold with one filter less, or among all matters: those that help."""
    if page.object_list or not sought.filters:
        return []
    counts = counting.loosened(scope, sought)
    dropped = [(chip, address(sought.without(chip.name)), counts[chip.name]) for chip in chips(sought, known)]
    everywhere = counts.get(EVERYTHING)
    wider = [(None, address(sought.in_tab(EVERYTHING)), everywhere)] if everywhere else []
    return [(chip, url, count) for chip, url, count in [*dropped, *wider] if count.number]


def _choices(known: Offers, sought: Sought) -> dict[str, Any]:
    """What the form of filters offers, and what of it is chosen, in words of the address."""
    topics, topic = topic_choices(known.topics), topic_in_address(sought.topic)
    states = {code: word for word, code in STATE_WORDS.items()}
    ways = {code: word for word, code in CHANNEL_WORDS.items()}
    return {
        "topics": options(topics, topic), "any_topic": options(topics), "states": state_choices(),
        "ways": channel_choices(), "orders": ORDERS.items(),
        "sizes": SIZES,
        "chosen": {
            "state": states.get(sought.state, ""), "way": ways.get(sought.channel, ""),
        },
    }  # fmt: skip
