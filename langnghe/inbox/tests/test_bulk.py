"""One deed over many rows: each by its own verb, each reported, undone as a whole, and nothing of anybody else's."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.urls import reverse

from langnghe.inbox import actions, deeds
from langnghe.inbox.actions import Wish
from langnghe.inbox.asking import Sought
from langnghe.inbox.models import Bulk, BulkRow
from langnghe.inbox.tests.working import listed, opened, said
from langnghe.kernel.actors import resident
from langnghe.kernel.refused import Refused
from langnghe.ledger import jobs
from langnghe.ledger.models import Entry
from langnghe.matters import working
from langnghe.matters.models import Joining, Matter
from langnghe.opinions import tokens
from langnghe.opinions.additions import Extra, add
from langnghe.opinions.models import Addition, Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

WORKING = Sought(tab="dang-lam")
# Rows that say that there were steps, and the counters of numbers that are never given twice.
TRACES = {
    "Bulk", "BulkRow", "Entry", "Example", "Joining", "Assignment", "TopicChange", "Leaf", "Job", "MatterCounter",
    "Delivery", "Session", "TouchedMatter", "MonthSums", "PartSums", "Recount",
}  # fmt: skip
# Both say that a matter was touched, and must go on when it is put back.
STEPS = {"version", "changed_at"}


def run_jobs() -> None:
    """The worker's turn, until nothing is left."""
    while claimed := jobs.claim():
        assert sum(jobs.run(job) for job in claimed) == len(claimed)


def everything() -> dict[tuple[str, Any], dict[str, Any]]:
    """Every field of every row of every table but the traces, and which opinion belongs to which matter."""
    found: dict[tuple[str, Any], dict[str, Any]] = {}
    for model in apps.get_models():
        if model.__name__ not in TRACES and model.__module__.startswith("langnghe."):
            for row in model._base_manager.values():
                found[model.__name__, row[model._meta.pk.attname]] = {
                    name: value for name, value in row.items() if name not in STEPS
                }
    for matter, opinion in Joining.objects.filter(parted_at=None).values_list("matter_id", "opinion_id"):
        found["belongs", opinion] = {"to": matter}
    return found


def chosen(*rows: Opinion | Matter) -> tuple[tuple[UUID, str], ...]:
    return tuple((row.id, str(row.version) if isinstance(row, Matter) else "") for row in rows)


def done(wish: Wish, cast: Cast, name: str = "binh") -> Bulk:
    """The deed asked for and done."""
    bulk = actions.ask(wish, by=cast[name])
    run_jobs()
    bulk.refresh_from_db()
    assert not bulk.runs
    return bulk


def undone(bulk: Bulk, cast: Cast, name: str = "binh") -> Bulk:
    actions.ask_undo(bulk, by=cast[name])
    actions.ask_undo(bulk, by=cast[name])
    run_jobs()
    bulk.refresh_from_db()
    assert bulk.undone_at
    return bulk


def five(cast: Cast) -> list[Opinion]:
    return [said(cast, f"Chó thả rông trước nhà số {number}") for number in range(5)]


def five_matters(cast: Cast) -> list[Matter]:
    return [opened(cast, f"Chó thả rông trước nhà số {number}") for number in range(5)]


def wish_for(deed: str, cast: Cast) -> Wish:
    """A bulk deed with rows for it."""
    if deed in ("take_up", "join new", "join old", "read"):
        rows = five(cast)
        if deed == "read":
            for opinion in rows:
                add(opinion, Extra("Hôm nay vẫn vậy.", tokens.issue()), by=resident(cast.ward.id).actor)
        into = opened(cast, "Chó dữ ở hẻm 9").serial if deed == "join old" else ""
        topic = None if into else "public_order.loose_animals"
        return Wish(deed.split()[0], Sought(), chosen(*rows), topic=topic,
                    post_id=cast["chau"].post_id if deed == "take_up" else None, into=into)  # fmt: skip
    matters = five_matters(cast)
    into = opened(cast, "Chó dữ ở hẻm 9").serial if deed == "merge old" else ""
    return Wish({"merge": "join"}.get(deed.split()[0], deed), WORKING, chosen(*matters), into=into,
                topic="traffic.speeding_racing" if deed == "retopic" else None,
                post_id=cast["minh"].post_id if deed == "assign" else None)  # fmt: skip


DEEDS = ["take_up", "join new", "join old", "read", "assign", "retopic", "merge new", "merge old"]


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_puts_every_field_of_every_row_back(deed: str, dien_hong: Cast) -> None:
    wish = wish_for(deed, dien_hong)
    before = everything()
    bulk = done(wish, dien_hong)
    assert (bulk.done, bulk.refused) == (bulk.total, 0)
    assert everything() != before
    undone(bulk, dien_hong)
    assert (bulk.undone, bulk.left) == (bulk.total, 0)
    after = everything()
    emptied = {key for key in set(after) - set(before) if key[0] == "Matter" and after[key]["state"] == "empty"}
    assert {key: row for key, row in after.items() if key not in emptied} == before
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="bulk.").order_by("id")] == [
        "bulk.asked", "bulk.done", "bulk.undo_asked", "bulk.undone"]  # fmt: skip


def test_the_beat_officer_takes_back_what_was_given_away_and_left_the_groups_of_the_beat(dien_hong: Cast) -> None:
    matters = five_matters(dien_hong)
    for matter in matters:
        working.assign(matter, dien_hong["chau"].post, by=dien_hong["binh"])
        matter.refresh_from_db()
    before = everything()
    wish = Wish("assign", WORKING, chosen(*matters), post_id=dien_hong["minh"].post_id)
    bulk = done(wish, dien_hong, "chau")
    assert (bulk.done, listed(dien_hong, "chau", tab="dang-lam")) == (5, [])
    page = client_for(dien_hong["chau"]).get(reverse("inbox:bulk", args=[bulk.id])).content.decode()
    assert page.count("(nay việc của người khác)") == 5
    assert all(matter.serial in page for matter in matters)
    working.assign(matters[4], None, by=dien_hong["dung"])
    undone(bulk, dien_hong, "chau")
    assert (bulk.undone, bulk.left) == (4, 1)
    after = everything()
    back = {("Matter", matter.id) for matter in matters[:4]}
    assert {key: after[key] for key in back} == {key: before[key] for key in back}
    assert Matter.objects.get(id=matters[4].id).post is None


def test_nobody_takes_back_what_meanwhile_holds_words_about_themselves(dien_hong: Cast) -> None:
    matter = opened(dien_hong)
    working.assign(matter, dien_hong["chau"].post, by=dien_hong["binh"])
    matter.refresh_from_db()
    wish = Wish("assign", WORKING, chosen(matter), post_id=dien_hong["minh"].post_id)
    bulk = done(wish, dien_hong, "chau")
    opinion = Joining.objects.get(matter=matter).opinion
    add(opinion, Extra("Ông Lê Minh Châu quát mắng tôi.", tokens.issue()), by=resident(dien_hong.ward.id).actor)
    undone(bulk, dien_hong, "chau")
    assert (bulk.undone, bulk.left) == (0, 1)
    assert Matter.objects.get(id=matter.id).post == dien_hong["minh"].post
    page = client_for(dien_hong["chau"]).get(reverse("inbox:bulk", args=[bulk.id])).content.decode()
    assert matter.serial not in page


def test_what_somebody_changed_since_is_left_alone_and_named(dien_hong: Cast) -> None:
    matters = five_matters(dien_hong)
    bulk = done(Wish("assign", WORKING, chosen(*matters), post_id=dien_hong["minh"].post_id), dien_hong)
    working.retopic(matters[2], "traffic.speeding_racing", by=dien_hong["dung"])
    undone(bulk, dien_hong)
    assert (bulk.undone, bulk.left) == (4, 1)
    matters[2].refresh_from_db()
    assert (matters[2].post_id, matters[2].topic) == (dien_hong["minh"].post_id, "traffic.speeding_racing")
    page = client_for(dien_hong["binh"]).get(reverse("inbox:bulk", args=[bulk.id])).content.decode()
    assert "Có người đã làm tiếp với việc này sau đó" in page
    assert matters[2].serial in page


def test_a_row_somebody_changed_meanwhile_is_refused_with_its_sentence_and_the_others_are_done(dien_hong: Cast) -> None:
    matters = five_matters(dien_hong)
    bulk = actions.ask(
        Wish("assign", WORKING, chosen(*matters), post_id=dien_hong["minh"].post_id), by=dien_hong["binh"]
    )
    working.assign(matters[0], dien_hong["chau"].post, by=dien_hong["dung"])
    run_jobs()
    bulk.refresh_from_db()
    assert (bulk.done, bulk.refused) == (4, 1)
    assert "Có người vừa sửa" in BulkRow.objects.get(bulk=bulk, state="refused").sentence


def test_all_that_match_are_those_that_were_counted(dien_hong: Cast) -> None:
    five(dien_hong)
    said(dien_hong, "Đèn hẻm 4 tắt.")
    wish = Wish("take_up", Sought(words="cho tha rong"), all_of=True, shown=5)
    said(dien_hong, "Chó thả rông hẻm 1.")
    with pytest.raises(Refused, match="nay có 6 dòng"):
        actions.ask(wish, by=dien_hong["binh"])
    bulk = actions.ask(Wish("take_up", wish.sought, all_of=True, shown=6), by=dien_hong["binh"])
    said(dien_hong, "Chó thả rông hẻm 2.")
    run_jobs()
    bulk.refresh_from_db()
    assert (bulk.total, bulk.done) == (6, 6)
    assert len(listed(dien_hong, "binh")) == 2


def test_all_that_match_never_holds_a_complaint_about_whoever_asks(dien_hong: Cast) -> None:
    complaint = said(dien_hong, "Ông Phạm Tiến Dũng trưởng Công an phường quát mắng tôi.", about_officer=True)
    said(dien_hong)
    bulk = done(Wish("take_up", Sought(), all_of=True, shown=1), dien_hong, "dung")
    assert bulk.done == 1
    complaint.refresh_from_db()
    assert complaint.taken_up_at is None
    refused = done(Wish("take_up", Sought(), chosen(complaint, said(dien_hong, "Đèn tắt."))), dien_hong, "dung")
    assert refused.total == 1


def test_what_became_hidden_meanwhile_is_not_touched_and_not_named(dien_hong: Cast) -> None:
    complaint, lamp = said(dien_hong), said(dien_hong, "Đèn hẻm 12 tắt.")
    bulk = actions.ask(Wish("take_up", Sought(), chosen(complaint, lamp)), by=dien_hong["dung"])
    add(complaint, Extra("Ông Phạm Tiến Dũng quát mắng tôi.", tokens.issue()), by=resident(dien_hong.ward.id).actor)
    run_jobs()
    bulk.refresh_from_db()
    assert (bulk.done, bulk.refused) == (1, 1)
    page = client_for(dien_hong["dung"]).get(reverse("inbox:bulk", args=[bulk.id])).content.decode()
    assert lamp.serial in page
    assert complaint.serial not in page


def test_a_killed_worker_goes_on_where_it_was_and_does_nothing_twice(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [said(dien_hong, f"Chó thả rông trước nhà số {number}") for number in range(25)]
    bulk = actions.ask(Wish("take_up", Sought(), chosen(*rows)), by=dien_hong["binh"])
    real, turns = deeds.do, iter(range(1000))

    def dying(*args: Any) -> None:
        if next(turns) == 14:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(deeds, "do", dying)
    with pytest.raises(KeyboardInterrupt):
        actions.run(bulk, by=bulk.asked_by, seconds=60)
    assert Matter.objects.count() == 10
    run_jobs()
    bulk.refresh_from_db()
    assert (bulk.done, Matter.objects.count(), Entry.objects.filter(kind="bulk.done").count()) == (25, 25, 1)


def test_an_undo_stops_a_deed_that_still_runs(dien_hong: Cast) -> None:
    bulk = actions.ask(Wish("take_up", Sought(), chosen(*five(dien_hong))), by=dien_hong["binh"])
    undone(bulk, dien_hong)
    assert (bulk.done, len(listed(dien_hong, "binh"))) == (0, 5)


def test_only_whoever_asked_undoes_it_and_sees_it(dien_hong: Cast, hac_thanh: Cast) -> None:
    bulk = done(Wish("take_up", Sought(), chosen(*five(dien_hong))), dien_hong)
    with pytest.raises(Refused):
        actions.ask_undo(bulk, by=dien_hong["dung"])
    for other in (dien_hong["dung"], hac_thanh["quy"]):
        assert client_for(other).get(reverse("inbox:bulk", args=[bulk.id])).status_code == 404
        assert client_for(other).post(reverse("inbox:undo", args=[bulk.id])).status_code == 404


@pytest.mark.parametrize(
    ("deed", "more"),
    [("retopic", {}), ("assign", {}), ("retopic", {"topic": "x"}), ("take_up", {}), ("", {}), ("join", {"into": "V9"})],
)
def test_a_deed_that_lacks_something_is_refused_in_words(deed: str, more: dict[str, Any], dien_hong: Cast) -> None:
    matters = five_matters(dien_hong)
    with pytest.raises(Refused):
        actions.ask(Wish(deed, WORKING, chosen(*matters), **more), by=dien_hong["binh"])
    with pytest.raises(Refused):
        actions.ask(Wish("assign", WORKING), by=dien_hong["binh"])
    assert not Bulk.objects.exists()


def test_the_page_asks_reports_and_undoes(dien_hong: Cast) -> None:
    opinions, client = five(dien_hong), client_for(dien_hong["binh"])
    form = {"lam": "take_up", "bo-loc": "the=moi-den", "chon": [f"y{one.id.hex}." for one in opinions[:3]],
            "linh-vuc": "cho-tha-rong", "nguoi-lam": str(dien_hong["minh"].post_id)}  # fmt: skip
    assert client.post(reverse("inbox:bulks"), form | {"lam": "nhảm"}).status_code == 422
    asked = client.post(reverse("inbox:bulks"), form)
    bulk = Bulk.objects.get()
    assert asked.headers["Location"] == reverse("inbox:bulk", args=[bulk.id])
    run_jobs()
    page = client.get(asked.headers["Location"]).content.decode()
    assert "3 dòng đã làm" in page
    assert Matter.objects.filter(post=dien_hong["minh"].post, topic="public_order.loose_animals").count() == 3
    client.post(reverse("inbox:undo", args=[bulk.id]))
    run_jobs()
    assert "3 dòng đã hoàn tác" in client.get(asked.headers["Location"]).content.decode()
    assert Opinion.objects.filter(taken_up_at=None).count() == 5
    assert client.get(reverse("inbox:bulks")).status_code == 200
    assert not Addition.objects.exists()
