"""An officer says what a matter is about: its opinions become examples for the sorter, by reference."""

from uuid import UUID

from langnghe.kernel.actors import Bearer
from langnghe.matters import reads
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import MAY_TEACH
from langnghe.people.models import Mandate
from langnghe.teaching import actions as teaching

MOST = 20
"""Of a matter with many opinions the first say enough; more would make the machine sure of one matter's words."""


def teach_no_more(matter: Matter, opinion_id: UUID, *, by: Bearer) -> None:
    """An opinion leaves a matter: what officers said of the matter is not said of it any more."""
    if isinstance(by, Mandate):
        teaching.give(matter.ward_id, [opinion_id], "", kind="corrected", by=by)


def teach(matter: Matter, before: str, *, by: Bearer) -> None:
    """Inside the caller's transaction; what the machine did by itself teaches nothing. `before`: the last topic."""
    if not isinstance(by, Mandate):
        return
    joined = Opinion.objects.filter(MAY_TEACH, id__in=reads.joined_ids(matter)).order_by("id")
    ids = list(joined.values_list("id", flat=True)[:MOST])
    kind = "corrected" if before else "confirmed"
    teaching.give(matter.ward_id, ids, matter.topic, kind=kind, by=by)
