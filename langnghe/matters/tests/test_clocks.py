"""When a ward's calendar or a deadline changes, the open clocks follow, and say so."""

from datetime import date

import pytest

from langnghe.deadlines.actions import set_deadline, take_back
from langnghe.deadlines.models import ClockRun
from langnghe.deadlines.rules import Deadline, Draft, in_force
from langnghe.house.work import drain
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import clocks
from langnghe.matters.actions import open_matter
from langnghe.matters.models import Matter
from langnghe.places.days import remove_day, restore_day, set_day
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

RAISED = date(2026, 6, 8)  # a Monday of an ordinary week: the answer is due three weeks later
DUE = date(2026, 6, 29)


def raised(cast: Cast, on: date = RAISED, topic: str = "") -> Matter:
    with frozen(f"{on}T09:00:00"):
        return open_matter(cast.ward, raised_on=on, topic=topic, by=system(cast.ward.id))


def day_off(cast: Cast, day: date = date(2026, 6, 15)) -> object:
    return set_day(cast.ward, day, works=False, name="Hội làng", source="TB 12", by=cast["hanh"])


def ten_days(cast: Cast, topic: str = "", since: date = date(2026, 6, 1), days: int = 10) -> Draft:
    return Draft("answer", topic, since, days, True, "QĐ 7 của phường")


def due(matter: Matter) -> date | None:
    return Matter.objects.get(id=matter.id).due_on


def test_a_day_off_moves_the_days_of_open_matters_and_the_ledger_says_so(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    assert matter.due_on == DUE
    with frozen("2026-06-10T08:00:00"):
        day_off(dien_hong)
        drain()
        drain()
    assert due(matter) == date(2026, 6, 30)
    entry = Entry.objects.get(kind="matter.due_moved")
    assert entry.facts == {"from": "2026-06-29", "to": "2026-06-30", "why": "calendar"}
    assert clocks.sentence(entry) == ("Ngày hẹn trả lời đổi từ 29/06/2026 thành 30/06/2026 vì lịch nghỉ thay đổi.")
    told = Entry.objects.get(kind="clocks.recomputed")
    assert (told.facts["looked"], told.facts["moved"]) == (1, 1)


def test_taken_back_and_restored_the_day_moves_back_and_forth(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    with frozen("2026-06-10T08:00:00"):
        own = day_off(dien_hong)
        drain()
        remove_day(own, by=dien_hong["hanh"])  # type: ignore[arg-type]
        drain()
        assert due(matter) == DUE
        restore_day(own, by=dien_hong["hanh"])  # type: ignore[arg-type]
        drain()
    assert due(matter) == date(2026, 6, 30)


def test_what_is_late_stays_late_whatever_the_calendar_becomes(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    with frozen("2026-06-30T08:00:00"):
        day_off(dien_hong)
        set_deadline(dien_hong.ward, ten_days(dien_hong, days=60), by=dien_hong["dung"])
        drain()
    assert due(matter) == DUE
    assert not Entry.objects.filter(kind="matter.due_moved").exists()


def test_no_change_makes_a_matter_late_at_once(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    with frozen("2026-06-25T08:00:00"):
        set_deadline(dien_hong.ward, ten_days(dien_hong, days=3), by=dien_hong["dung"])
        drain()
    assert due(matter) == date(2026, 6, 25)


def test_a_deadline_of_the_wards_own_moves_its_topic_only_and_was_foreseen(dien_hong: Cast) -> None:
    lamp, noise = raised(dien_hong, topic="beyond_police.infrastructure"), raised(dien_hong, topic="public_order.noise")
    draft = ten_days(dien_hong, "beyond_police")
    with frozen("2026-06-10T08:00:00"):
        foreseen = clocks.foresee(dien_hong.ward, [draft.deadline])
        row = set_deadline(dien_hong.ward, draft, by=dien_hong["dung"])
        drain()
        assert (foreseen.looked, foreseen.moved, foreseen.earlier) == (2, 1, 1)
        assert (due(lamp), due(noise)) == (date(2026, 6, 22), DUE)
        assert clocks.foresee(dien_hong.ward, without=[row]).later == 1
        take_back(row, by=dien_hong["dung"])
        drain()
    assert due(lamp) == DUE


def test_a_deadline_for_later_leaves_what_was_raised_before(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    with frozen("2026-06-10T08:00:00"):
        set_deadline(dien_hong.ward, ten_days(dien_hong, since=date(2026, 6, 9)), by=dien_hong["dung"])
        drain()
    assert due(matter) == DUE
    assert raised(dien_hong, date(2026, 6, 10)).due_on == date(2026, 6, 24)


def test_the_neighbours_clocks_stay(dien_hong: Cast, hac_thanh: Cast) -> None:
    theirs = raised(hac_thanh)
    with frozen("2026-06-10T08:00:00"):
        day_off(dien_hong)
        drain()
    assert due(theirs) == DUE


def test_thanks_have_no_clock(dien_hong: Cast) -> None:
    assert raised(dien_hong, topic="police_force.praise").due_on is None


def test_in_slices_and_after_a_killed_worker_each_matter_moves_once(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "SLICE", 2)
    matters = [raised(dien_hong) for _turn in range(5)]
    with frozen("2026-06-10T08:00:00"):
        day_off(dien_hong)
        entry = Entry.objects.get(kind="ward_day.set")
        assert not clocks.recompute(entry, seconds=30)
        assert not clocks.recompute(entry, seconds=30)
    assert {due(matter) for matter in matters} == {date(2026, 6, 30)}
    assert Entry.objects.filter(kind="matter.due_moved").count() == 5
    run = ClockRun.objects.get()
    assert (run.looked, run.moved) == (5, 5)


def test_only_who_manages_deadlines_sets_one_and_each_with_a_ground(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="không được làm việc này"):
        set_deadline(dien_hong.ward, ten_days(dien_hong), by=dien_hong["binh"])
    without = Draft("answer", "", RAISED, 10, True, " ")
    with pytest.raises(Refused, match="có căn cứ"):
        set_deadline(dien_hong.ward, without, by=dien_hong["dung"])
    with pytest.raises(Refused, match="chung cho mọi phường"):
        set_deadline(dien_hong.ward, Draft("erasure", "", RAISED, 10, True, "QĐ"), by=dien_hong["dung"])
    with pytest.raises(Refused, match="từ 1 đến 60"):
        set_deadline(dien_hong.ward, ten_days(dien_hong, days=61), by=dien_hong["dung"])


def test_the_same_day_is_set_once(dien_hong: Cast) -> None:
    set_deadline(dien_hong.ward, ten_days(dien_hong), by=dien_hong["dung"])
    with pytest.raises(Refused, match="Xin bỏ mức ấy trước"):
        set_deadline(dien_hong.ward, ten_days(dien_hong, days=9), by=dien_hong["en"])


def test_the_closest_topic_counts_then_the_wards_own_then_the_newest() -> None:
    from_law = [Deadline("answer", 15, True, ""), Deadline("answer", 3, True, "", "crime")]
    own = [
        Deadline("answer", 10, True, "", valid_from=date(2026, 1, 1), own=True),
        Deadline("answer", 8, True, "", valid_from=date(2026, 6, 1), own=True),
    ]

    def days(topic: str, on: date) -> int:
        return in_force([*from_law, *own], "answer", topic, on).days

    assert days("crime.theft", RAISED) == 3
    assert [days("traffic", day) for day in (date(2025, 12, 31), date(2026, 5, 31), RAISED)] == [15, 10, 8]
