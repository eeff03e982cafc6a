"""Sums of months: whatever happened in whatever order, they are what counting from the ground finds, and add up."""

from datetime import date
from random import Random
from typing import Any

import pytest
from django.db.models import Sum

from langnghe.figures import reads, summing
from langnghe.figures.asking import Period
from langnghe.figures.counting import numbers
from langnghe.figures.models import BY, FIELDS, MonthSums, PartSums, Recount
from langnghe.figures.tests.test_figures import came
from langnghe.figures.tests.walking import Walk
from langnghe.house.work import drain
from langnghe.ledger.models import Entry, Job
from langnghe.matters.models import Matter
from langnghe.opinions import guarding
from langnghe.opinions.models import Opinion
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.plans import plans_of

MONTHS = ["2026-09", "2026-10", "2026-11"]
LATER = "2026-12-02T09:00"
YEAR = Period("nam", date(2026, 1, 1), date(2026, 12, 31))


def sums(ward: Ward) -> dict[str, int]:
    """What the sums of a ward come to."""
    asked: dict[str, Any] = {name: Sum(name) for name in FIELDS.values()}
    found = MonthSums.objects.filter(ward=ward).aggregate(**asked)
    return {code: found[name] or 0 for code, name in FIELDS.items()}


def rows() -> list[tuple[Any, ...]]:
    """Every number that is kept."""
    names = ("ward_id", "month", *FIELDS.values(), "waiting", "oldest")
    months = [("", *row) for row in MonthSums.objects.filter(came__gt=0).values_list("turns_on", *names)]
    parts = list(PartSums.objects.values_list("by", "key", *names))
    return sorted([*months, *parts], key=str)


@pytest.mark.parametrize("seed", [5, 29])
def test_sums_are_what_counting_from_the_ground_finds(dien_hong: Cast, hac_thanh: Cast, seed: int) -> None:
    Walk([dien_hong, hac_thanh], Random(seed)).days(MONTHS, 27)
    with frozen(LATER):
        drain()
        assert not summing.work_off()
        for cast in (dien_hong, hac_thanh):
            found = [one for one, _sealed in reads.counted_for_all(cast.ward.id, date(2026, 1, 1), date(2027, 1, 1))]
            assert sums(cast.ward) == numbers(found).figures
            assert sums(cast.ward)["vao"] > 10
        kept = rows()
        assert summing.ask_for_all() == 2
        summing.work_off()
        assert rows() == kept
    for month in MonthSums.objects.all():
        for by, _name in BY:
            parts = PartSums.objects.filter(ward=month.ward_id, month=month.month, by=by)
            for name in (*FIELDS.values(), "waiting"):
                assert sum(parts.values_list(name, flat=True)) == getattr(month, name), (by, name)


def test_the_chief_and_the_sums_say_the_same_of_what_nobody_may_hide(dien_hong: Cast) -> None:
    walk = Walk([dien_hong], Random(3))
    walk.days(MONTHS, 12)
    with frozen(LATER):
        drain()
        summing.work_off()
        counted = [one for one in reads.counted(dien_hong["giang"], [YEAR]) if one.id in _open_ids(dien_hong)]
        assert sums(dien_hong.ward) == numbers(counted).figures


def _open_ids(cast: Cast) -> set[object]:
    """Matters of no topic that stays out, none of whose opinions was ever sorted otherwise."""
    hidden = Opinion.objects.exclude(guard="").values_list("id", flat=True)
    some = Matter.objects.filter(ward=cast.ward).exclude(topic__in=reads.UNCOUNTED)
    return {row.id for row in some if row.source_id not in set(hidden)}


def test_a_step_told_twice_or_late_changes_nothing(dien_hong: Cast) -> None:
    came(dien_hong)
    with frozen(LATER):
        for _again in range(2):
            drain()
            summing.work_off()
            Job.objects.filter(follower="figures.mark").update(done_at=None, lease=None, leased_until=None)
        assert MonthSums.objects.get().came == 1
        assert MonthSums.objects.get().due is False


def test_a_mark_set_while_a_month_is_counted_stays(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    came(dien_hong)
    with frozen(LATER):
        drain()
        real = reads.counted_for_all

        def meanwhile(ward_id: Any, since: date, until: date) -> Any:
            found = real(ward_id, since, until)
            monkeypatch.undo()
            came(dien_hong)
            drain()
            return found

        monkeypatch.setattr(reads, "counted_for_all", meanwhile)
        summing.work_off()
        assert (MonthSums.objects.get().came, MonthSums.objects.get().due) == (1, True)
        summing.work_off()
        assert (MonthSums.objects.get().came, MonthSums.objects.get().due) == (2, False)


def test_what_time_alone_makes_late_is_counted_that_morning(dien_hong: Cast) -> None:
    came(dien_hong)
    with frozen("2026-11-02T18:00"):
        drain()
        summing.work_off()
        row = MonthSums.objects.get()
        assert (row.overdue, row.waiting) == (0, 1)
    assert row.turns_on is not None
    with frozen(f"{row.turns_on}T00:05"):
        summing.work_off()
    assert (MonthSums.objects.get().overdue, MonthSums.objects.get().waiting) == (1, 0)


def test_crimes_and_complaints_are_in_no_sum_and_leave_it_once_they_are_marked(dien_hong: Cast) -> None:
    for topic in ("crime.theft", "police_force.conduct"):
        came(dien_hong, topic=topic)
    sealed = [came(dien_hong).source, came(dien_hong).source]
    with frozen(LATER):
        drain()
        summing.work_off()
        assert sums(dien_hong.ward)["vao"] == 2
        for opinion, kind, by in zip(sealed, ("crime", "conduct"), ("dung", "en"), strict=True):
            assert opinion is not None
            guarding.mark(opinion, kind, by=dien_hong[by])
        drain()
        summing.work_off()
    assert sums(dien_hong.ward)["vao"] == 0
    assert not PartSums.objects.exists()


@pytest.mark.parametrize(("many", "shown"), [(4, {"": 4, "public_order": 1}), (5, {"public_order": 6})])
def test_few_matters_of_a_sealed_kind_are_counted_under_no_topic(
    dien_hong: Cast, many: int, shown: dict[str, int]
) -> None:
    for _one in range(many):
        came(dien_hong, topic="public_order.disputes")
    came(dien_hong, topic="public_order.noise")
    with frozen(LATER):
        drain()
        summing.work_off()
    assert dict(PartSums.objects.filter(by="topic").values_list("key", "came")) == shown


def test_a_ward_that_was_never_counted_is_found_and_a_killed_rebuild_goes_on(dien_hong: Cast, hac_thanh: Cast) -> None:
    came(dien_hong)
    came(hac_thanh)
    MonthSums.objects.all().delete()
    Job.objects.all().delete()
    with frozen(LATER):
        assert summing.work_off(seconds=0.0)
        assert (MonthSums.objects.count(), Recount.objects.count()) == (1, 1)
        assert summing.ask_for_all() == 1
        summing.work_off()
    assert (MonthSums.objects.count(), Recount.objects.count()) == (2, 0)


@pytest.mark.parametrize("room", ["matters", "opinions", "commitments"])
def test_a_step_marks_its_month_by_keys_however_many_matters_there_are(dien_hong: Cast, room: str) -> None:
    Walk([dien_hong], Random(5)).days(MONTHS, 12)
    steps = list(Entry.objects.filter(room=room)[:20])
    assert steps
    plans = plans_of(lambda: summing.mark_all(steps))
    assert not any(way in plans for way in ("SCAN matters_matter\n", "Seq Scan on matters_matter")), plans
