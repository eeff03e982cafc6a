"""What is asked of the sums, by the words of the address: whole months, an order, a province."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.figures.asking import Period, last_of_month, period_by

PERIODS: dict[str, "Lazy | str"] = {
    "nam": gettext_lazy("Năm nay"),
    "nam-truoc": gettext_lazy("Năm trước"),
    "quy": gettext_lazy("Quý này"),
    "thang": gettext_lazy("Tháng này"),
}
OWN = "tu-chon"
LONGEST_MONTHS = 60
NAME, LATE, WAITED = "ten", "tre", "lau-nhat"
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Asked:
    """The months that are counted, from the first day of one to the last of another, and the order of the lines.

    `order`: the code of a column; `up`: the smallest first. `problem`: what was not understood, in words.
    """

    period: Period
    order: str = LATE
    up: bool = False
    problem: str = ""

    def query(self, **changes: str) -> str:
        """The words of the address that ask for the same with some changed; an empty one takes a word out."""
        own = self.period.code == OWN
        days = {"tu": f"{self.period.since:%Y-%m}", "den": f"{self.period.until:%Y-%m}"} if own else {}
        order = {} if (self.order, self.up) == (LATE, False) else {"xep": self.order, "chieu": "len" if self.up else ""}
        words = {"ky": self.period.code, **days, **order, **changes}
        return "?" + urlencode({name: word for name, word in words.items() if word})


def asked_by(query: Mapping[str, str], today: date, columns: "set[str] | frozenset[str]") -> Asked:
    """The wish behind `ky`, `tu`, `den`, `xep`, `chieu`; what is unknown counts as not asked, and is told."""
    order, up = query.get("xep", LATE), query.get("chieu") == "len"
    known = order if order in columns else LATE
    if query.get("ky") != OWN:
        return Asked(period_by({"ky": query.get("ky", "")}, today), known, up)
    since, until = _month(query.get("tu", "")), _month(query.get("den", ""))
    problem = _problem(since, until)
    if since is None or until is None or problem:
        return Asked(period_by({}, today), known, up, problem)
    return Asked(Period(OWN, since, last_of_month(until)), known, up)


def _month(word: str) -> date | None:
    found = _MONTH.fullmatch(word.strip())
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    return date(year, month, 1) if 1900 < year < 2200 and 1 <= month <= 12 else None


def _problem(since: date | None, until: date | None) -> str:
    if since is None or until is None:
        return _("Xin chọn đủ tháng đầu và tháng cuối, ví dụ 2026-01 và 2026-06. Dưới đây là số của năm nay.")
    if since > until:
        return _("Tháng đầu phải trước tháng cuối. Dưới đây là số của năm nay.")
    if (until.year - since.year) * 12 + until.month - since.month >= LONGEST_MONTHS:
        return _("Xem một lần nhiều nhất 60 tháng. Dưới đây là số của năm nay.")
    return ""
