"""One step of a held matter: asked of the table, written with its clock and its words on the board in step."""

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.matters import indexing, pauses, states
from langnghe.matters.holding import keep
from langnghe.matters.models import Matter
from langnghe.matters.roles import roles_of
from langnghe.people.models import Mandate
from langnghe.places.reads import require_keeper


def check(matter: Matter, verb: str, *, by: Bearer) -> str:
    """The role that carries this step of `states.TABLE`. Refused with a sentence when there is none.

    In a ward that was merged its heir's officers act, and the machine; its own accounts are told where.
    """
    if isinstance(by, Mandate):
        require_keeper(matter.ward, by)
    return states.check(matter.state, verb, roles_of(matter, by))


def advance(matter: Matter, to: str, *changed: str) -> Matter:
    """Save a held matter in the state `to` with the fields that `changed`, under its next version.

    Nobody is asked any more in another state than `asked`: the clock runs again. While all senders are gone (`left`)
    it stands still. The board finds it as it is now.
    """
    fields = {*changed, "state", "changed_at"}
    if matter.state == "asked" != to:
        fields |= pauses.end(matter)
    if matter.state == "left" != to:
        fields |= pauses.run_on(matter)
    if to == "left" != matter.state:
        fields |= pauses.stand_still(matter)
    matter.state, matter.changed_at = to, now()
    indexing.put_in(matter)
    return keep(matter, *fields)
