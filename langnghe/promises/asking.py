"""What a visitor asks of the promises, by the words of the address; everything unknown counts as not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from langnghe.language.topics import name_of
from langnghe.matters.models import Answer
from langnghe.matters.pages.asking import in_address, topic_called
from langnghe.places.models import ResidentialGroup
from langnghe.promises.counting import Shape
from langnghe.promises.reads import Promise

FILTERS = ("nam", "linh-vuc", "to", "don-vi", "tinh-trang")

# Words of the address: what they choose, in words.
STATES: dict[str, "Lazy | str"] = {
    "tre-han": _("Đang trễ hạn"),
    "dang-lam": _("Đang làm, chưa trễ"),
    "cho-dan": _("Đã báo xong, chờ người dân"),
    "giu-loi": _("Đã giữ lời"),
    "dung-hen": _("Giữ lời đúng ngày hẹn đầu"),
    "sau-khi-doi": _("Giữ lời theo ngày đã dời"),
    "giu-loi-muon": _("Giữ lời muộn"),
    "chua-xac-nhan": _("Đã báo xong, người dân chưa xác nhận"),
    "khong-lam": _("Không thực hiện, có nêu lý do"),
    "den-han": _("Đã đến hạn theo ngày hẹn đầu"),
    "da-doi-ngay": _("Đã dời ngày hẹn"),
    "bi-phan-doi": _("Bị phản đối và phải mở lại"),
    "tung-tre": _("Đang trễ hoặc từng trễ"),
}
_RESULTS = {
    "tre-han": "late", "dang-lam": "doing", "cho-dan": "waiting", "giu-loi": "kept", "chua-xac-nhan": "unconfirmed",
    "khong-lam": "given_up",
}  # fmt: skip
_KEPT_WHEN = {"dung-hen": "on_day", "sau-khi-doi": "on_moved_day", "giu-loi-muon": "late"}


@dataclass(frozen=True)
class Sought:
    """What somebody looks for. `state`: a word of `STATES`."""

    year: int | None = None
    topic: str = ""
    group_id: UUID | None = None
    unit: str = ""
    state: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for but all promises."""
        return any((self.year, self.topic, self.group_id, self.unit, self.state))

    def found_in(self, promises: Sequence[Promise]) -> list[Promise]:
        """Those of the promises it means."""
        return [promise for promise in promises if self.means(promise.shape)]

    def among(self, answers: "QuerySet[Answer]") -> "QuerySet[Answer]":
        """Those of the declined matters it means: by the year of the answer, topic and group."""
        wanted = Q(answered_on__year=self.year) if self.year else Q()
        if self.topic:
            wanted &= Q(matter__topic=self.topic) | Q(matter__topic__startswith=f"{self.topic}.")
        if self.group_id:
            wanted &= Q(matter__group=self.group_id)
        return answers.filter(wanted)

    def chosen(self, groups: Sequence[ResidentialGroup]) -> list[str]:
        """The chosen filters in words."""
        group = next((str(group) for group in groups if group.id == self.group_id), "")
        names = (str(self.year or ""), name_of(self.topic), group, self.unit, str(STATES.get(self.state, "")))
        return [name for name in names if name]

    def means(self, shape: Shape) -> bool:
        """Whether it means promises of this shape."""
        return (
            self.year in (None, shape.year)
            and self.group_id in (None, shape.group_id)
            and self.unit in ("", shape.unit)
            and _is_of(shape.topic, self.topic)
            and _stands(shape, self.state)
        )

    def means_declined(self, year: int, topic: str, group_id: UUID | None) -> bool:
        """The same as `among`, of one matter."""
        return self.year in (None, year) and self.group_id in (None, group_id) and _is_of(topic, self.topic)


def sought_by(query: QueryDict, groups: Sequence[ResidentialGroup], units: Sequence[str]) -> Sought:
    """The wish behind `nam`, `linh-vuc`, `to`, `don-vi`, `tinh-trang`."""
    state = query.get("tinh-trang", "")
    return Sought(
        year=_year(query.get("nam", "")),
        topic=topic_called(query.get("linh-vuc", "")),
        group_id=next((group.id for group in groups if in_address(group) == query.get("to", "-")), None),
        unit=next((unit for unit in units if in_address(unit) == query.get("don-vi", "-")), ""),
        state=state if state in STATES else "",
    )


def _year(text: str) -> int | None:
    is_year = len(text) == 4 and text.isascii() and text.isdigit() and text > "1900"
    return int(text) if is_year else None


def _is_of(topic: str, wanted: str) -> bool:
    return not wanted or topic == wanted or topic.startswith(f"{wanted}.")


def _stands(shape: Shape, state: str) -> bool:
    return not state or {
        "den-han": shape.is_due,
        "da-doi-ngay": bool(shape.moves),
        "bi-phan-doi": shape.is_contested,
        "tung-tre": bool(shape.late),
    }.get(state, shape.result == _RESULTS.get(state) or shape.kept_when == _KEPT_WHEN.get(state, "-"))
