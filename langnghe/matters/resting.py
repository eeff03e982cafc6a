"""On which opinion a matter rests: what it is about for officers, and whose consent its public words need."""

from langnghe.matters.models import Joining, Matter


def stand_on_first(matter: Matter) -> tuple[str, ...]:
    """Let a held matter off the board rest on the first opinion it has when its source belongs to it no more.

    The fields to save. So officers read what it is about, and nothing of it is published without a sender's consent.
    """
    if matter.is_public:
        return ()
    joined = Joining.objects.filter(ward=matter.ward_id, matter=matter, parted_at=None).order_by("id")
    first = list(joined.values_list("opinion_id", flat=True))
    if matter.source_id in first:
        return ()
    matter.source_id = first[0] if first else None
    return ("source",)
