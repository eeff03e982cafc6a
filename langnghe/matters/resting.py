"""On which opinions a matter rests: what it is about, whose consent its public words need, whether anybody waits."""

from langnghe.matters import pauses, reads
from langnghe.matters.models import Joining, Matter
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import STANDS

# States that follow the opinions a matter has.
_FOLLOWING = ("open", "asked", "left", "empty")


def stand_on_first(matter: Matter) -> tuple[str, ...]:
    """Let a held matter off the board rest on the first opinion it has when its source belongs to it no more.

    The fields to save. So officers read what it is about, and nothing of it is published without a sender's consent.
    What was erased says nothing: another opinion goes before it.
    """
    if matter.is_public:
        return ()
    joined = Joining.objects.filter(ward=matter.ward_id, matter=matter, parted_at=None).order_by("id")
    found = list(joined.values_list("opinion_id", "opinion__erased_at"))
    first = [one for one, erased_at in found if erased_at is None] or [one for one, _erased in found]
    if matter.source_id in first:
        return ()
    matter.source_id = first[0] if first else None
    return ("source",)


def left_with(matter: Matter, state: str = "") -> str:
    """The state of a held matter (`state`: what it would be) by the opinions it has now.

    Off the board, without any opinion it is `empty`; when all its senders withdrew or erased, nobody waits any more and
    it is `left`. Whoever is asked and left is not waited for.
    """
    state = state or matter.state
    if state not in _FOLLOWING:
        return state
    joined = Opinion.objects.filter(id__in=reads.joined_ids(matter))
    if not matter.is_public and not joined.exists():
        return "empty"
    if not matter.is_public and not joined.filter(STANDS).exists():
        return "left"
    pause = pauses.running(matter) if state == "asked" else None
    asked = pause is not None and joined.filter(STANDS, id=pause.question.opinion_id).exists()
    return "asked" if asked else "open"
