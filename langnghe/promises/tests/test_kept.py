"""What a process keeps of the figures, counted on step by step, is what counting from the ground finds."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from langnghe.answering.tests import writing
from langnghe.commitments import actions as committing
from langnghe.commitments import voices
from langnghe.commitments.rules import Sender
from langnghe.commitments.tests.promises import Promise, stranger
from langnghe.house import followers, work
from langnghe.kernel.actors import resident
from langnghe.ledger.models import Entry
from langnghe.matters import actions as matters
from langnghe.matters import gathering, working
from langnghe.matters.models import Joining, Matter
from langnghe.matters.tests.saying import LAMP, allowed, draft, released
from langnghe.opinions import guarding, leaving
from langnghe.opinions.models import Opinion
from langnghe.promises import actions, kept, reads, touched
from langnghe.promises.asking import Sought
from langnghe.promises.counted import Counted
from langnghe.promises.counting import tally
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

BEGAN = datetime.fromisoformat("2026-11-01T08:00")
SOUGHT = (
    Sought(), Sought(year=2026, topic="beyond_police"), Sought(topic="traffic"), Sought(state="giu-loi"),
)  # fmt: skip


@pytest.mark.once
def test_after_every_verb_the_figures_kept_are_those_counted_anew(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[object] = []
    forget = kept.Kept._forget

    def noted(self: kept.Kept) -> None:
        forgotten.append(self)
        forget(self)

    monkeypatch.setattr(kept.Kept, "_forget", noted)
    monkeypatch.setattr(kept, "MOST_IDS", 2)
    number = 0
    for number, (name, verb) in enumerate(_life(dien_hong), start=1):
        at = (BEGAN + timedelta(minutes=number)).isoformat()
        with frozen(at):
            verb()
            if number > 9:
                _is_as_counted_anew(dien_hong, f"{name}, before any follower")
                work.drain()
                _is_as_counted_anew(dien_hong, name)
    assert number > 25
    mine = kept.kept_of(dien_hong.ward)
    # Once when it is made, once the first time it is asked.
    assert forgotten.count(mine) <= 2
    with frozen((BEGAN + timedelta(days=40)).isoformat()):
        _is_as_counted_anew(dien_hong, "when only time went by")


@pytest.mark.once
def test_every_noun_of_the_ledger_says_what_it_may_change() -> None:
    nouns = {kind.partition(".")[0] for kinds in followers.KINDS for kind in kinds}
    placed = [touched.OF_ITS_ROWS, touched.OF_EVERYTHING, touched.OF_NOTHING]
    assert nouns == frozenset().union(*placed), "langnghe/promises/touched.py: place the noun"
    assert sum(map(len, placed)) == len(nouns)


def test_a_step_nobody_knows_lets_everything_be_counted_anew(dien_hong: Cast) -> None:
    assert touched.touched(dien_hong.ward, [Entry(kind="moon.rose", subject_id=dien_hong.ward.id, facts={})]) is None
    assert touched.touched(dien_hong.ward, [Entry(kind="mandate.ended", subject_id=dien_hong.ward.id)]) is None


def _is_as_counted_anew(cast: Cast, when: str) -> None:
    counted, book, declined = Counted(cast.ward), reads.book(cast.ward), reads.declined(cast.ward)
    assert (counted.whole.units, counted.whole.years) == (book.units, book.years), when
    for sought in SOUGHT:
        figures, found = counted.figures(sought), sought.found_in(book.promises)
        assert figures.tally == tally(one.standing for one in found), (when, sought)
        assert figures.refused == sought.among(declined).count(), (when, sought)
        assert figures.hidden == book.hidden(sought.year), (when, sought)
        wanted = [one.id for one in reads.late_first(found)]
        assert counted.ids(sought, 0, len(wanted)) == wanted, (when, sought)
        assert counted.ids(sought, 0, 2) == wanted[:2], (when, sought)


def _life(cast: Cast) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every verb that a promise, its matter or an opinion of it can meet, one after the other."""
    boards: list[Matter] = []
    made: list[Promise] = []
    chief, head = cast["dung"], cast["en"]

    def board() -> None:
        number = 3001 + len(boards)
        boards.append(released(cast, f"{LAMP} Nhà số {number} cũng vậy.", f"Đèn hẻm {number}"))

    def promise(due_on: date) -> None:
        one = Promise(cast, ("matters", boards[len(made)].id))
        one.row = committing.make(cast.ward, one.subject, words="Thay bóng đèn đầu hẻm 12 cho bà con.",
                                  responsible=cast["minh"], due_on=due_on, by=head)  # fmt: skip
        made.append(one)

    def fresh(at: int) -> Matter:
        return Matter.objects.get(id=boards[at].id)

    def claim(at: int) -> None:
        committing.claim(made[at].fresh(), words="Đã thay hai bóng đèn ngày hôm nay, biên bản số 14.", by=cast["minh"])

    def source(at: int) -> Opinion:
        found = boards[at].source
        assert found
        found.refresh_from_db()
        return found

    for _number in range(8):
        yield "a matter comes on the board", board
    for _number in range(6):
        yield "a promise is made", lambda: promise(date(2026, 11, 10))
    yield "done", lambda: claim(0)
    yield "confirmed", lambda: voices.confirm(
        made[0].fresh(), voice=_sender(boards[0]), by=resident(cast.ward.id)
    )  # fmt: skip
    yield "done, of another", lambda: claim(1)
    yield "a stranger contests", lambda: voices.contest(
        made[1].fresh(), voice=stranger(), words="Đèn đầu hẻm vẫn tắt, chưa ai thay.", by=resident(cast.ward.id)
    )  # fmt: skip
    yield "the sender contests", lambda: voices.contest(
        made[1].fresh(), voice=_sender(boards[1]), words="", by=resident(cast.ward.id)
    )  # fmt: skip
    yield "moved", lambda: committing.move(
        made[1].fresh(), to=date(2026, 11, 20), reason="Chờ bóng đèn từ tỉnh về.", by=head
    )  # fmt: skip
    yield "given up", lambda: committing.give_up(
        made[2].fresh(), reason="Hẻm 12 thuộc dự án của tỉnh, khởi công năm sau.", by=head
    )  # fmt: skip
    yield "pinned", lambda: actions.pin(cast.ward, _public(cast, made[3]), by=head)
    yield "unpinned", lambda: actions.unpin(reads.pins(cast.ward).get(), by=head)
    yield "another topic", lambda: working.retopic(fresh(3), "traffic", by=chief)
    yield "other words", lambda: matters.revise(fresh(3), draft("Đèn hẻm 12 đã tắt"), by=chief)
    yield "off the board", lambda: matters.take_back(fresh(3), reason="personal", note="", by=chief)
    yield "withdrawn", lambda: leaving.withdraw(source(4), by=resident(cast.ward.id).actor)
    yield "not withdrawn any more", lambda: leaving.resume(source(4), by=resident(cast.ward.id).actor)
    yield "about an officer", lambda: guarding.mark(source(4), "conduct", by=cast["binh"])
    yield "erasure asked", lambda: leaving.ask_erasure(source(5), by=resident(cast.ward.id).actor)
    yield "declined", lambda: writing.answered(boards[7], writing.declined(), by=head)
    yield "another opinion joins", lambda: matters.join(
        fresh(0), allowed(cast, f"{LAMP} Nhà số 3100 cũng vậy."), by=cast["binh"]
    )  # fmt: skip
    yield "and is parted", lambda: matters.part(
        Joining.objects.filter(matter=boards[0], parted_at=None).latest("id"), by=cast["binh"]
    )  # fmt: skip
    yield "merged", lambda: gathering.merge(fresh(6), fresh(0), by=cast["binh"])
    yield "taken apart", lambda: gathering.take_apart(fresh(6), by=cast["binh"])


def _sender(matter: Matter) -> Sender:
    assert matter.source_id
    return Sender("opinions", matter.source_id)


def _public(cast: Cast, one: Promise) -> reads.Promise:
    found = reads.public_promise(cast.ward, one.row.id)
    assert found
    return found
