"""Which wards a page of sums is about: all that the mandate looks over, or a part of them that the address names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from langnghe.kernel.clock import local_today
from langnghe.people.acting import mandate_of
from langnghe.provinces.asking import OWN, PERIODS, Asked, asked_by
from langnghe.provinces.tables import COLUMNS, ORDERS
from langnghe.provinces.territory import Place, Territory, territory_of
from langnghe.shell.navigation import Link


@dataclass(frozen=True)
class View:
    """What a page is about. `whole`: all that the mandate looks over; `territory`: the part that is shown."""

    whole: Territory
    territory: Territory
    asked: Asked
    today: date
    path: str

    @property
    def narrowing(self) -> dict[str, str]:
        """The words of the address that choose the part."""
        if self.territory is self.whole:
            return {}
        place = next(iter(self.territory.places.values()))
        return {"phuong": place.code} if self.territory.level == "commune" else {"tinh": place.province_code}

    def url(self, name: str) -> str:
        """A page or file about the same wards and months."""
        return reverse(f"provinces:{name}") + self.asked.query(**self.narrowing)

    @property
    def context(self) -> dict[str, Any]:
        """What every page needs."""
        return {
            "view": self, "territory": self.territory, "asked": self.asked, "period": self.asked.period,
            "periods": [Link(name, self.path + self.asked.query(ky=code, tu="", den=""), self.asked.period.code == code)
                        for code, name in PERIODS.items()],
            "orders": [(column.code, column.name) for column in COLUMNS.values()], "own": self.asked.period.code == OWN,
            "csv_url": self.url("csv"), "xlsx_url": self.url("xlsx"), "topics_url": self.url("topics"),
        }  # fmt: skip


def view_of(request: HttpRequest, *, province: str = "", ward: str = "") -> View:
    """The page's wards and months. 404 for a province or ward that the mandate does not look over."""
    whole, today = territory_of(mandate_of(request)), local_today()
    part = whole
    if province and not (whole.level == "province" and province in whole.provinces):
        part = _of_province(whole, province)
    if ward:
        part = whole.only(place_in(whole, ward))
    return View(whole, part, asked_by(request.GET.dict(), today, ORDERS), today, request.path)


def named_in(request: HttpRequest) -> View:
    """The same where `tinh` or `phuong` in the query choose the part."""
    return view_of(request, province=request.GET.get("tinh", ""), ward=request.GET.get("phuong", ""))


def place_in(territory: Territory, code: str) -> Place:
    """The ward of a code; 404 when it is none of these."""
    found = territory.by_code(code)
    if found is None:
        raise Http404
    return found


def _of_province(whole: Territory, code: str) -> Territory:
    if whole.level != "country" or code not in whole.provinces:
        raise Http404
    return whole.within(code)
