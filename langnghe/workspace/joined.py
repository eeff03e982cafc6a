"""The opinions of one matter in pages, found again by number or by words; a matter of few costs no counting."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, overload

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.opinions.finding import KINDS
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import parse_serial
from langnghe.searching import reads as searching
from langnghe.searching.lists import among
from langnghe.searching.marks import in_wards
from langnghe.searching.models import Passage

# Opinions shown side by side on one page.
SHOWN = 12
LONGEST = 200


class Joined(Sequence[Opinion]):
    """What belongs to a matter, oldest first; counted only where one page does not hold it."""

    def __init__(self, matter: Matter, sought: str = "") -> None:
        self.matter, self.sought = matter, " ".join(sought.split())[:LONGEST]

    def __len__(self) -> int:
        return len(self._first) if len(self._first) <= SHOWN else self._counted

    @overload
    def __getitem__(self, index: int) -> Opinion: ...
    @overload
    def __getitem__(self, index: slice) -> list[Opinion]: ...
    def __getitem__(self, index: int | slice) -> "Opinion | list[Opinion]":
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        return self._first[start:stop] if stop <= SHOWN else list(self._rows[start:stop])

    @property
    def is_whole(self) -> bool:
        """Whether the first page holds everything that belongs to the matter."""
        return not self.sought and len(self._first) <= SHOWN

    def first_of(self, such: Q | None = None) -> Opinion | None:
        """The first that belongs to the matter, with a property, whatever is looked for."""
        return self._all.filter(such or Q()).order_by("id").first()

    def page_of(self, opinion: Opinion) -> int:
        """The number of the page on which an opinion stands."""
        return self._rows.filter(id__lt=opinion.id).count() // SHOWN + 1

    @cached_property
    def _first(self) -> list[Opinion]:
        return list(self._rows[: SHOWN + 1])

    @cached_property
    def _counted(self) -> int:
        return self._rows.count()

    @property
    def _all(self) -> QuerySet[Opinion]:
        return Opinion.objects.filter(ward=self.matter.ward_id, id__in=matters.joined_ids(self.matter))

    @property
    def _rows(self) -> QuerySet[Opinion]:
        rows = self._all.select_related("ward", "group", "contact").order_by("id")
        return rows.filter(self._like) if self.sought else rows

    @cached_property
    def _like(self) -> Q:
        """A serial, a number alone, or words of the opinion or what was added to it."""
        try:
            code, year, number = parse_serial(self.sought)
        except Refused:
            ward = self.matter.ward_id
            query = searching.asked(self.sought, ward)
            found = searching.find(Passage, query, in_wards([ward]), kinds=KINDS)
            by_number = Q(number=int(self.sought)) if _is_number(self.sought) else Q(pk=None)
            return Q(pk__in=among(found.about_ids())) | by_number
        return Q(ward__code=code, year=year, number=number)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def page_asked(joined: Joined, request: HttpRequest, about: Opinion | None = None) -> "Page[Any]":
    """The page somebody asks for, the last one past the end; with a refused form the one on which it stands."""
    asked = request.POST if request.method == "POST" else request.GET
    number: Any = asked.get("trang", "1") if about is None else joined.page_of(about)
    return Paginator(joined, SHOWN).get_page(number)
