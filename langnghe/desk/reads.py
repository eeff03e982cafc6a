"""Where rooms meet: lists what each room's reads return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from langnghe.ledger.reads import steps_of
from langnghe.opinions.models import Opinion
from langnghe.people import reads as people
from langnghe.people.models import Mandate
from langnghe.people.printing import halves_were_printed
from langnghe.places.reads import open_groups


@dataclass(frozen=True)
class Step:
    """One step in plain words, as the resident reads it."""

    at: datetime
    text: str
    detail: str = ""


def resident_steps(opinion: Opinion) -> list[Step]:
    """Everything that happened to an opinion so far, oldest first, openings of the sealed contact included."""
    steps = [*_of_opinion(opinion), *_of_contact(opinion)]
    return sorted(steps, key=lambda step: step.at)


def _of_opinion(opinion: Opinion) -> Iterator[Step]:
    words = {"opinion.received": _("Phường đã nhận ý kiến và ghi vào sổ.")}
    for entry in steps_of(opinion.ward_id, "opinions", opinion.id):
        if entry.kind in words:
            yield Step(entry.at, words[entry.kind])


def _of_contact(opinion: Opinion) -> Iterator[Step]:
    if opinion.contact is None:
        return
    for opening in people.openings(opinion.contact):
        yield Step(opening.at, _("%(role)s đã mở liên hệ niêm phong.") % {"role": opening.role}, opening.reason or "")


@dataclass(frozen=True)
class FirstStep:
    """What a new ward's administrator still has to do, and where."""

    title: str
    url_name: str
    done: bool


def first_steps(mandate: Mandate) -> list[FirstStep]:
    """The first steps of a new ward, for its administrator, until all are done; then none."""
    if not mandate.may("keys.print"):
        return []
    ward = mandate.ward
    steps = [
        FirstStep(_("In khóa khôi phục thành hai nửa"), "house:halves", halves_were_printed(ward.id)),
        FirstStep(_("Thêm cán bộ và giao nhiệm vụ"), "people:index", len(people.officers(ward)) > 1),
        FirstStep(_("Nhập tổ dân phố và hộ"), "places:imports", open_groups(ward).exists()),
    ]
    return [] if all(step.done for step in steps) else steps
