"""Whatever order people act in: never kept without others' word, lateness never hidden, old dates never gone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from langnghe.commitments import actions, reads, settling, voices
from langnghe.commitments.models import Claim, Commitment, Confirmation, Contest, Move
from langnghe.commitments.rules import CONTEST_DAYS, Sender
from langnghe.commitments.tests.promises import DUE, Promise, sender, stranger
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

START = datetime(2026, 11, 1, 9, tzinfo=HANOI)
PEOPLE = ["minh", "en", "dung", "giang", "lan", "khoa", "chau", "hanh"]
DAYS = [0, 0, 0, 1, 5, 13, 14, 15, 16, 29, 30, 31, 45]
STEPS = some.lists(
    some.tuples(
        some.sampled_from(DAYS),
        some.sampled_from(
            ["move", "claim", "confirm", "contest", "doubt", "outside", "uphold", "set_aside", "give_up", "sweep"]
        ),
        some.sampled_from(PEOPLE),
        some.integers(0, 3),
    ),
    max_size=25,
)


class Life:
    """One promise through a list of steps; after each, what must hold holds."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.at, self.promise = cast, START, Promise(cast).made(at=START.isoformat()[:16])
        self.senders = [sender(), sender(), sender(seen=True), sender(seen=True)]
        self.was_late, self.dates, self.claims = False, [DUE], 0

    def step(self, days: int, verb: str, who: str, number: int) -> None:
        self.at += timedelta(days=days, minutes=1)
        with frozen(self.at):
            before = self.promise.fresh()
            with suppress(Refused):
                self._verbs(who, number)[verb]()
            self.look(before)

    def _verbs(self, who: str, number: int) -> dict[str, Callable[[], object]]:
        row, by, voice = self.promise.fresh(), self.cast[who], self.senders[number]
        in_public = resident(self.cast.ward.id)
        return {
            "move": lambda: actions.move(row, to=self._later(number), reason="Chờ vật tư.", by=by),
            "claim": lambda: actions.claim(row, words=f"Đã làm xong đợt {self._next_claim()}, biên bản kèm.", by=by),
            "confirm": lambda: voices.confirm(row, voice=voice, by=in_public),
            "contest": lambda: voices.contest(row, voice=voice, by=in_public),
            "doubt": lambda: voices.contest(
                row, voice=stranger(f"browser {number}"), words="Vẫn chưa xong đâu ạ.", by=in_public
            ),
            "outside": lambda: voices.confirm(row, by=by),
            "uphold": lambda: voices.uphold(row, by=by),
            "set_aside": lambda: voices.set_aside(row, reason="Mặt trận đã đến xem.", by=by),
            "give_up": lambda: actions.give_up(row, reason="Tỉnh làm cả đoạn.", by=by) if number == 0 else None,
            "sweep": lambda: settling.settle_due(by=system(self.cast.ward.id)),
        }

    def _later(self, number: int) -> date:
        return local_today() + timedelta(days=7 * number)

    def _next_claim(self) -> int:
        self.claims += 1
        return self.claims

    def look(self, before: Commitment) -> None:
        row = self.promise.fresh()
        card = reads.tell(reads.of(*self.promise.subject))[0]
        self._late_is_never_hidden(card)
        self._old_dates_stay(row, card)
        self._kept_rests_on_others(row, card)
        assert row.version >= before.version
        assert (row.words, row.first_due_on, row.promised_on) == (before.words, DUE, START.date())
        assert Claim.objects.filter(commitment=row, voided_at=None).count() <= 1

    def _late_is_never_hidden(self, card: reads.Card) -> None:
        assert card.was_late or not self.was_late, "a promise that was late once looks on time"
        self.was_late = self.was_late or card.was_late

    def _old_dates_stay(self, row: Commitment, card: reads.Card) -> None:
        if row.due_on != self.dates[-1]:
            self.dates.append(row.due_on)
        assert [move.from_on for move in card.moves] == self.dates[:-1]
        assert row.moves == Move.objects.filter(commitment=row).count() == len(self.dates) - 1

    def _kept_rests_on_others(self, row: Commitment, card: reads.Card) -> None:
        if "kept" not in (row.state, card.state):
            return
        claim = Claim.objects.get(commitment=row, voided_at=None)
        said = Confirmation.objects.filter(claim=claim)
        own = said.filter(kind="sender").exists()
        helped = said.filter(kind="shown_sender").exists()
        outside = {confirmed.officer_id for confirmed in said.filter(kind="outsider")}
        assert own or (helped and outside) or len(outside) > 1, "kept by nobody's word"
        assert not outside & {self.cast.officer(name).id for name in ("minh", "en", "hanh")}
        assert not Contest.objects.filter(claim=claim, kind__in=("sender", "shown_sender")).exists()
        assert (local_today() - claim.claimed_at.astimezone(HANOI).date()).days > CONTEST_DAYS
        assert card.kept_by == ("sender" if own else "shown" if helped and outside else "others")


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order(dien_hong: Cast, steps: list[tuple[int, str, str, int]]) -> None:
    life = Life(dien_hong)
    for step in steps:
        life.step(*step)
    told = list(Entry.objects.filter(subject_id=life.promise.row.id).order_by("id").values_list("kind", flat=True))
    assert told[0] == "commitment.made"
    assert (
        told.count("commitment.reopened")
        == Claim.objects.filter(commitment=life.promise.row, voided_at__isnull=False).count()
    )


def test_a_whole_life_reaches_kept(dien_hong: Cast) -> None:
    life = Life(dien_hong)
    for step in [(5, "claim", "minh", 0), (1, "contest", "minh", 0), (1, "claim", "minh", 0), (1, "confirm", "minh", 1),
                 (31, "sweep", "minh", 0)]:  # fmt: skip
        life.step(*step)
    assert life.promise.fresh().state == "kept"
    assert isinstance(life.senders[0], Sender)
