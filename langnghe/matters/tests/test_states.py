"""Every (state, verb, role): who may gets where the table says; who may not gets a sentence and changes nothing."""

import pytest
from django.db import transaction

from langnghe.kernel.actors import Bearer, resident, system
from langnghe.kernel.refused import Refused
from langnghe.matters import actions, following, gathering, pausing, states, stepping, working
from langnghe.matters.holding import hold
from langnghe.matters.models import STATES as NAMES
from langnghe.matters.models import Joining, Matter
from langnghe.matters.states import ROLES, STATES, TABLE, VERBS
from langnghe.matters.tests.working import DOGS, REACHED, SAID, WORKED, brought, fresh, only_opinion, said
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

# Verbs of the room `answering`, which asks the table and writes its own rows: here only the table is asked.
OF_ANSWERING = {"answer", "promise", "decline", "hand_over", "accept", "send_back"}
# Chief Dũng works and releases; an officer's columns are tried with somebody who stands in that one only.
WHO = {"worker": "minh", "colleague": "binh", "releaser": "dung", "bystander": "khoa"}
# States in which nobody is given a matter.
SHUT = ("joined", "left", "empty")
# Whoever releases works too.
ALSO = {"releaser": "colleague"}


def test_the_table_names_every_state_verb_and_role() -> None:
    assert set(TABLE) == set(STATES) == set(REACHED) == set(dict(NAMES))
    assert {verb for verbs in TABLE.values() for verb in verbs} == set(VERBS)
    used = {role for verbs in TABLE.values() for roles in verbs.values() for role in roles}
    assert used == set(ROLES) - {"bystander"}
    targets = {to for verbs in TABLE.values() for roles in verbs.values() for found in roles.values() for to in found}
    assert targets <= set(STATES)


@pytest.mark.parametrize("state", STATES)
def test_every_verb_of_every_role(dien_hong: Cast, state: str) -> None:
    with frozen(SAID):
        early, other = said(dien_hong, DOGS), said(dien_hong, "Cổng chợ đọng nước, đi chợ sáng nào cũng lội.")
    with frozen(WORKED):
        matter = brought(dien_hong, state)
        if state not in SHUT:
            working.assign(matter, dien_hong["minh"].post, by=system(dien_hong.ward.id))
        beside = working.take_up(other, topic="", by=dien_hong["dung"])
        if state in SHUT:
            Matter.objects.filter(id=matter.id).update(post=dien_hong["minh"].post)
        for verb in VERBS:
            for role in ROLES:
                _try(dien_hong, fresh(matter), verb, role, early, beside)


def _try(cast: Cast, before: Matter, verb: str, role: str, early: Opinion, beside: Matter) -> None:
    row = TABLE[before.state].get(verb, {})
    allowed = row.get(role) or row.get(ALSO.get(role, ""))
    undo, told = transaction.savepoint(), ""
    try:
        with transaction.atomic():
            _do(cast, before, verb, _who(role, cast), early, beside)
    except Refused as refused:
        told = refused.message
    after = fresh(before)
    transaction.savepoint_rollback(undo)
    where = f"{role} {verb} in {before.state}"
    if allowed is None:
        assert told, f"{where} was let through; the table has no row for it"
        assert (after.state, after.version, after.topic, after.post_id) == (
            before.state, before.version, before.topic, before.post_id), where  # fmt: skip
    else:
        assert not told, f"{where} was refused: {told}"
        assert after.state in allowed, f"{where} led to {after.state}, not to {allowed}"


def _who(role: str, cast: Cast) -> Bearer:
    others: dict[str, Bearer] = {"system": system(cast.ward.id), "sender": resident(cast.ward.id)}
    return others.get(role) or cast[WHO[role]]


def _do(cast: Cast, matter: Matter, verb: str, by: Bearer, early: Opinion, beside: Matter) -> None:
    if verb == "join":
        actions.join(matter, early, by=by)
    elif verb == "part":
        actions.part(_any_joining(matter, by), by=by)
    elif verb == "merge":
        gathering.merge(matter, beside, by=by)
    elif verb == "take_in":
        gathering.merge(beside, matter, by=by)
    elif verb == "take_apart":
        gathering.take_apart(matter, by=by)
    elif verb == "retopic":
        working.retopic(matter, "public_order.loose_animals", by=by)
    elif verb == "assign":
        working.assign(matter, cast["binh"].post, by=by)
    else:
        _do_more(matter, verb, by)


def _do_more(matter: Matter, verb: str, by: Bearer) -> None:
    if verb == "note":
        working.note(matter, "Tổ trưởng nói mai thợ điện tới.", by=by)  # type: ignore[arg-type]
    elif verb == "ask":
        _ask(matter, by)
    elif verb == "hear_back":
        pausing.hear_back(matter, by=by)
    elif verb in OF_ANSWERING:
        _step_of_answering(matter, verb, by)
    elif verb in ("leave", "come_back"):
        stepping.check(matter, verb, by=by)
        stepping.advance(hold(matter.id), "left" if verb == "leave" else "open")
    else:
        stepping.check(matter, "follow", by=by)
        following.follow_promises(matter.id, by=by)


def _step_of_answering(matter: Matter, verb: str, by: Bearer) -> None:
    held = hold(matter.id)
    role = stepping.check(held, verb, by=by)
    stepping.advance(held, TABLE[held.state][verb][role][0])


def _ask(matter: Matter, by: Bearer) -> None:
    stepping.check(matter, "ask", by=by)
    if by.actor.kind == "system":
        # The machine asks nobody: it stops the clock for a question that an officer asked at the opinion.
        stepping.advance(hold(matter.id), "asked")
    else:
        pausing.ask(matter, only_opinion(matter), "Chỗ ấy gần nhà nào ạ?", by=by)  # type: ignore[arg-type]


def _any_joining(matter: Matter, by: Bearer) -> Joining:
    found = Joining.objects.filter(matter=matter).order_by("parted_at", "id")
    return found.filter(parted_at=None).first() or found[0]


def test_promises_that_are_owed_count_before_those_that_are_over() -> None:
    assert states.after_promises("promised", []) == "promised"
    assert states.after_promises("promised", ["kept", "reopened"]) == "promised"
    assert states.after_promises("promised", ["kept", "unconfirmed"]) == "unconfirmed"
    assert states.after_promises("promised", ["kept", "broken"]) == "declined"
    assert states.after_promises("promised", ["kept", "kept"]) == "kept"
