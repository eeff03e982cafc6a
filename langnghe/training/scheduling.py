"""At night a ward learns from what its officers corrected since the last time."""

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_now
from langnghe.language import shelf
from langnghe.places.models import Ward
from langnghe.places.reads import reach
from langnghe.teaching import actions, reads

NIGHT = range(1, 5)
"""Hours of the clock in Hanoi."""
ENOUGH = 20
"""New corrections that are worth learning from."""


def ask_due(*, by: Bearer) -> bool:
    """Ask for it when it is night and enough is new, or when an upgrade replaced the shared weights beneath."""
    if local_now().hour not in NIGHT:
        return False
    ward = Ward.objects.get(id=by.ward_id)
    if not ward.is_open or reads.running(ward) is not None:
        return False
    why = _why(ward)
    if why:
        actions.ask(ward, why, by=by)
    return bool(why)


def _why(ward: Ward) -> str:
    last, base = reads.versions(ward).first(), shelf.sorter()
    if base and last and last.base != str(base.head.get("version")):
        return "upgraded"
    new = reads.counted(reach(ward), reads.last_asked(ward.id))["new"]
    return "nightly" if new >= ENOUGH else ""
