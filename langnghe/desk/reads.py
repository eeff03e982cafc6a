"""Where rooms meet: lists what each room's reads return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from langnghe.ledger.reads import steps_of
from langnghe.opinions.models import Opinion
from langnghe.people import reads as people


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
