"""Every (state, verb, role): who may gets where the table says; who may not gets a sentence and changes nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction

from langnghe.answering import drafting, drawing, handing, releasing, rules, states
from langnghe.answering.models import Arrival, Draft, HandOver
from langnghe.answering.tests import writing
from langnghe.commitments import actions as commitments
from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.matters.models import ANSWERS, STATES
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast

REACHED: dict[str, Callable[..., Draft]] = {
    "draft": writing.drafted,
    "submitted": writing.submitted,
    "returned": writing.returned,
    "released": writing.finished,
    "dropped": writing.dropped,
}
# Street lamps are the chairman's; Chairman Én works on matters too, so she stands in the drafter's column as well.
WHO = {"drafter": ("minh",), "releaser": ("en",), "bystander": ("lan", "nga", "khoa")}


def test_the_tables_name_every_state_verb_and_role() -> None:
    for table, all_states, verbs, roles in (
        (states.DRAFTS, states.DRAFT_STATES, states.DRAFT_VERBS, states.DRAFT_ROLES),
        (states.HAND_OVERS, states.HAND_OVER_STATES, states.HAND_OVER_VERBS, states.HAND_OVER_ROLES),
    ):
        rows = [row for state in table.values() for row in state.values()]
        assert set(table) == set(all_states)
        assert {verb for state in table.values() for verb in state} == set(verbs)
        assert {role for row in rows for role in row} == set(roles) - {"bystander"}
        assert {to for row in rows for to in row.values()} <= set(all_states)


@pytest.mark.parametrize("state", states.DRAFT_STATES)
def test_every_verb_of_every_role_about_a_draft(dien_hong: Cast, state: str) -> None:
    about = writing.matter(dien_hong)
    draft = REACHED[state](dien_hong, about)
    assert draft.state == state
    for verb in states.DRAFT_VERBS:
        for role, usernames in WHO.items():
            for username in usernames:
                _try(draft, verb, role, dien_hong[username])


def _try(draft: Draft, verb: str, role: str, by: Mandate) -> None:
    row = states.DRAFTS[draft.state].get(verb, {})
    to = row.get(role) or (row.get("drafter") if role == "releaser" else None)
    where, told = f"{role} {verb} in {draft.state}", ""
    undo = transaction.savepoint()
    try:
        with transaction.atomic():
            _do(draft, verb, by)
    except Refused as refused:
        told = refused.message
    after = Draft.objects.get(id=draft.id)
    transaction.savepoint_rollback(undo)
    if to is None:
        assert told, f"{where} was let through; the table has no row for it"
        assert (after.state, after.version) == (draft.state, draft.version), where
    else:
        assert not told, f"{where} was refused: {told}"
        assert after.state == to, f"{where} led to {after.state}"


def _do(draft: Draft, verb: str, by: Mandate) -> None:
    about, seen = draft.matter, str(draft.version)
    written = replace(writing.accepted(), draft_seen=seen)
    if verb == "write":
        drafting.write(about, written, by=by)
    elif verb == "submit":
        drafting.submit(about, written, by=by)
    elif verb == "recall":
        drafting.recall(about, seen=seen, by=by)
    elif verb == "send_back":
        drafting.send_back(about, words="Xin ghi rõ ai làm.", seen=seen, by=by)
    elif verb == "release":
        releasing.release(about, written, by=by)
    else:
        drafting.drop(about, seen=seen, by=by)


@pytest.mark.parametrize("state", states.HAND_OVER_STATES)
def test_every_verb_of_every_role_about_a_hand_over(dien_hong: Cast, hac_thanh: Cast, state: str) -> None:
    row = _reached(state, dien_hong, hac_thanh)
    assert row.state == state
    for verb in states.HAND_OVER_VERBS:
        for role in states.HAND_OVER_ROLES:
            _try_hand_over(row, verb, role, dien_hong)


def _reached(state: str, cast: Cast, neighbour: Cast) -> HandOver:
    if state == "carried":
        row = writing.handed_over(cast, body="", to_ward=neighbour.ward.id)
        writing.work()
        return row
    row = writing.handed_over(cast)
    if state == "accepted":
        return writing.taken_in(cast, row)
    return handing.send_back(row, note="Cột này của đường tỉnh.", by=cast["minh"]) if state == "sent_back" else row


def _try_hand_over(row: HandOver, verb: str, role: str, cast: Cast) -> None:
    to = states.HAND_OVERS[row.state].get(verb, {}).get(role)
    undo, told = transaction.savepoint(), ""
    try:
        with transaction.atomic():
            _decide(row, verb, role, cast)
    except Refused as refused:
        told = refused.message
    after = HandOver.objects.get(id=row.id)
    transaction.savepoint_rollback(undo)
    assert after.state == (to or row.state), f"{role} {verb} in {row.state} led to {after.state}"
    assert bool(told) == (to is None and role != "receiver"), f"{role} {verb} in {row.state}: {told!r}"


def _decide(row: HandOver, verb: str, role: str, cast: Cast) -> None:
    if role == "receiver":
        # The receiving ward acts on its own row; on another hand-over than its own it changes nothing.
        arrival = Arrival.objects.filter(hand_over=row.id).first()
        handing.close_from_afar(
            row, accepted=verb == "accept", reference="", note="Không phải đường của chúng tôi.",
            by=system(row.ward_id),
        )  # fmt: skip
        assert (arrival is not None) == (row.state == "carried")
    elif verb == "accept":
        handing.accept(row, on=local_today(), receiver="ông Hòa", by=cast["minh" if role == "keeper" else "lan"])
    else:
        handing.send_back(row, note="Không phải của chúng tôi.", by=cast["minh" if role == "keeper" else "lan"])


@pytest.mark.parametrize("kind", dict(ANSWERS))
@pytest.mark.parametrize("state", dict(STATES))
def test_every_kind_of_answer_in_every_state_of_a_matter(dien_hong: Cast, kind: str, state: str) -> None:
    for promises in (0, 1):
        expected = states.outcome(kind, state, promises)
        if expected is None:
            with pytest.raises(Refused):
                rules.check_outcome(kind, state, promises)
        else:
            assert rules.check_outcome(kind, state, promises) == expected


def test_the_page_draws_every_row_of_the_tables() -> None:
    page = drawing.page()
    for table in (states.DRAFTS, states.HAND_OVERS):
        for state, verbs in table.items():
            for verb, roles in verbs.items():
                for role, to in roles.items():
                    assert f"| `{state}` | `{verb}` | `{role}` | `{to}` |" in page
    assert commitments.make_within.__doc__
