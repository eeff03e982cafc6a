"""Where rooms meet: lists what each room's reads return."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from langnghe.people import reads as people
from langnghe.people.models import Mandate
from langnghe.people.printing import halves_were_printed
from langnghe.places.reads import open_groups


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
