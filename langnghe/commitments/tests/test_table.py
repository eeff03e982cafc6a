"""Every (state, verb, role): who may gets where the table says; who may not gets a sentence and changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from langnghe.commitments import actions, drawing, rules, settling, voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import ROLES, STATES, TABLE, VERBS
from langnghe.commitments.tests.promises import CLAIMED, MADE, OVER, SILENT, Promise, sender, stranger
from langnghe.commitments.voices import Voice
from langnghe.kernel.actors import Bearer, resident, system
from langnghe.kernel.refused import Refused
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

REACHED: dict[str, tuple[Callable[[Promise], Promise], str]] = {
    "open": (lambda promise: promise.made(), "2026-11-12T08:00"),
    "reopened": (lambda promise: promise.made().claimed().contested(), "2026-11-12T08:00"),
    "claimed": (lambda promise: _doubted(promise.made().claimed()), SILENT),
    "confirmed": (lambda promise: _doubted(promise.made().claimed()).confirmed(), SILENT),
    "unconfirmed": (lambda promise: promise.made().claimed().settled(), OVER),
    "kept": (lambda promise: promise.made().claimed().confirmed().settled(), OVER),
    "booked": (lambda promise: _doubted(promise.entered(done_on=date(2025, 9, 30)), MADE), SILENT),
    "broken": (lambda promise: promise.made().given_up(), OVER),
}
# Steps that need a contest waiting although their state is reached without one.
DOUBTED_LATE = {"unconfirmed", "kept"}
# Who stands in this column always stands in the other too: the Front is outside, and Chairman Én is of Minh's unit.
ALSO = {"front": "outsider", "approver": "doer"}


def _doubted(promise: Promise, at: str = CLAIMED) -> Promise:
    return promise.contested(stranger("browser of Hòa"), "Đèn vẫn tắt, tối qua tôi đi ngang.", at)


def test_the_table_names_every_state_verb_and_role() -> None:
    assert set(TABLE) == set(STATES) == set(REACHED)
    assert {verb for verbs in TABLE.values() for verb in verbs} == set(VERBS)
    used = {role for verbs in TABLE.values() for roles in verbs.values() for role in roles}
    assert used == set(ROLES) - {"bystander"}
    targets = {to for verbs in TABLE.values() for roles in verbs.values() for states in roles.values() for to in states}
    assert targets <= set(STATES)


@pytest.mark.parametrize("state", STATES)
def test_every_verb_of_every_role(dien_hong: Cast, state: str) -> None:
    reach, at = REACHED[state]
    promise = reach(Promise(dien_hong))
    assert promise.fresh().state == state
    for verb in VERBS:
        for role in ROLES:
            _try(promise, state, verb, role, at)


def _try(promise: Promise, state: str, verb: str, role: str, at: str) -> None:
    row = TABLE[state].get(verb, {})
    allowed = row.get(role) or row.get(ALSO.get(role, ""))
    undo = transaction.savepoint()
    if verb in ("uphold", "set_aside") and state in DOUBTED_LATE:
        promise = _doubted_before(promise, state)
    if verb == "settle" and allowed:
        at = "2027-02-01T08:00"
    before, told = promise.fresh(), ""
    try:
        with frozen(at), transaction.atomic():
            _do(promise.fresh(), verb, role, promise.cast)
    except Refused as refused:
        told = refused.message
    after = promise.fresh()
    transaction.savepoint_rollback(undo)
    where = f"{role} {verb} in {state}"
    if allowed is None:
        assert told, f"{where} was let through; the table has no row for it"
        assert (after.state, after.version, after.due_on) == (before.state, before.version, before.due_on), where
    else:
        assert not told, f"{where} was refused: {told}"
        assert after.state in allowed, f"{where} led to {after.state}, not to {allowed}"


def _doubted_before(promise: Promise, state: str) -> Promise:
    """The same state, with a stranger's contest that the Front has left lying for more than fourteen days."""
    again = Promise(promise.cast).made().claimed()
    again = again.confirmed() if state == "kept" else again
    again = _doubted(again).settled()
    assert again.fresh().state == state
    return again


def _do(row: Commitment, verb: str, role: str, cast: Cast) -> None:
    by = _who(role, cast)
    voices_of: dict[str, Voice] = {"sender": sender(), "shown_sender": sender(seen=True), "stranger": stranger()}
    voice = voices_of.get(role)
    if verb == "confirm":
        voices.confirm(row, voice=voice, by=by)
    elif verb == "contest":
        voices.contest(row, voice=voice, words="Vẫn chưa sửa xong đâu ạ.", by=by)  # type: ignore[arg-type]
    elif verb in ("miss", "settle"):
        {"miss": settling.miss, "settle": settling.settle}[verb](row, by=by)
    else:
        _do_as_officer(row, verb, by)


def _do_as_officer(row: Commitment, verb: str, by: Bearer) -> None:
    if verb == "move":
        actions.move(row, to=date(2027, 1, 5), reason="Chờ bóng đèn từ kho tỉnh.", by=by)  # type: ignore[arg-type]
    elif verb == "claim":
        actions.claim(row, words="Đã thay cả hộp đèn, biên bản số 22.", by=by)  # type: ignore[arg-type]
    elif verb == "give_up":
        actions.give_up(row, reason="Tỉnh làm mới cả đoạn.", by=by)  # type: ignore[arg-type]
    elif verb == "uphold":
        voices.uphold(row, by=by)  # type: ignore[arg-type]
    else:
        voices.set_aside(row, reason="Mặt trận đã xem, đèn sáng.", by=by)  # type: ignore[arg-type]


def _who(role: str, cast: Cast) -> Bearer:
    officers = {"doer": "minh", "approver": "en", "outsider": "lan", "front": "giang", "bystander": "chau"}
    if role == "system":
        return system(cast.ward.id)
    return cast[officers[role]] if role in officers else resident(cast.ward.id)


def test_silence_is_never_kept() -> None:
    for state in STATES:
        for over in (29, 31, 400):
            day = date.fromordinal(date(2026, 11, 9).toordinal() + over)
            led = rules.after_time(rules.Facts(state, day, claimed_on=date(2026, 11, 9)))
            assert led != "kept" or state in ("kept", "confirmed")


def test_the_page_draws_every_row_of_the_table() -> None:
    page = drawing.page()
    for state, verbs in TABLE.items():
        for verb, roles in verbs.items():
            for role in roles:
                assert f"| `{state}` | `{verb}` | `{role}` |" in page
