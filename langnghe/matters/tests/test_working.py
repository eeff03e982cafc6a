"""Joining, parting, asking, assigning: what each verb leaves behind, also on bad days."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse

from langnghe.commitments import actions as promising
from langnghe.desk.steps import resident_steps
from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import actions, escalating, gathering, pausing, working
from langnghe.matters.board import Found, Sought
from langnghe.matters.models import Assignment, Joining, Matter, Pause, TopicChange
from langnghe.matters.reads import in_scope, matter_of, public_matter
from langnghe.matters.resting import left_with
from langnghe.matters.tests.saying import draft
from langnghe.matters.tests.working import (
    DARK,
    claimed,
    fresh,
    only_opinion,
    parted,
    promised,
    said,
    settled,
    stepped,
    taken_up,
)
from langnghe.opinions import additions, guarding
from langnghe.opinions.leaving import ask_erasure, erase, resume, withdraw
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import not_taken_up
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

UPGRADE = import_module("langnghe.matters.migrations.0009_source_of_work")
LEFT = import_module("langnghe.matters.migrations.0010_left")
ASK = "Cột đèn thứ mấy từ đầu hẻm vào?"


def erased(opinion: Opinion) -> None:
    """By the sender."""
    by = resident(opinion.ward_id)
    ask_erasure(opinion, by=by.actor)
    erase(opinion, by=by)


def page_of(cast: Cast, matter: Matter) -> str:
    return client_for(cast["binh"]).get(reverse("workspace:matter", args=[matter.serial])).text


def only_opinion_of(matter: Matter, words: str) -> Opinion:
    return Joining.objects.get(matter=matter, opinion__words=words, parted_at=None).opinion


def in_hand(cast: Cast) -> list[Matter]:
    """What the ward owes, as the desk sees it."""
    return list(in_scope(cast["binh"]).filter(stage="waits"))


def told(opinion: Opinion) -> list[str]:
    """What the sender's page says so far."""
    return [step.text for step in resident_steps(opinion)]


def test_taking_up_takes_the_opinion_from_the_new_arrivals_and_parting_brings_it_back(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    opinion = only_opinion(matter)
    assert not not_taken_up(dien_hong["binh"]).exists()
    actions.part(Joining.objects.get(matter=matter), by=dien_hong["binh"])
    assert list(not_taken_up(dien_hong["binh"])) == [opinion]
    assert fresh(matter).state == "empty"
    assert told(opinion)[-1].startswith("Phường tách ý kiến")


def test_an_opinion_that_came_after_the_answer_is_a_matter_of_its_own(dien_hong: Cast) -> None:
    with frozen("2026-11-10T08:00"):
        matter, before = taken_up(dien_hong), said(dien_hong, DARK)
    with frozen("2026-11-12T08:00"):
        stepped(matter, "answered")
    with frozen("2026-11-16T08:00"):
        after = said(dien_hong, "Hẻm 12 vẫn tối thui, đèn sáng được hai hôm.")
        actions.join(matter, before, by=dien_hong["binh"])
        with pytest.raises(Refused, match="Xin mở việc mới"):
            actions.join(matter, after, by=dien_hong["binh"])
        other = working.take_up(after, by=dien_hong["binh"])
        with pytest.raises(Refused, match="Xin mở việc mới"):
            gathering.merge(other, matter, by=dien_hong["binh"])
    assert fresh(matter).state == "answered"
    assert fresh(other).state == "open"


def test_parting_after_an_answer_leaves_the_answer_and_lets_the_sender_wait_for_another(dien_hong: Cast) -> None:
    with frozen("2026-11-10T08:00"):
        matter, beside = taken_up(dien_hong), said(dien_hong, DARK)
        actions.join(matter, beside, by=dien_hong["binh"])
        stepped(matter, "answered")
        actions.part(Joining.objects.get(opinion=beside), by=dien_hong["binh"])
    assert fresh(matter).state == "answered"
    assert beside in not_taken_up(dien_hong["binh"])


def test_the_public_words_go_with_the_opinion_they_rest_on(dien_hong: Cast) -> None:
    matter, beside = taken_up(dien_hong), said(dien_hong, DARK)
    actions.release_opinion(only_opinion(matter), draft(), by=dien_hong["dung"])
    actions.join(matter, beside, by=dien_hong["binh"])
    actions.part(Joining.objects.exclude(opinion=beside).get(parted_at=None), by=dien_hong["binh"])
    left = fresh(matter)
    assert (left.is_public, left.title, left.text, left.source, left.state) == (False, "", "", beside, "open")


def test_a_matter_rests_on_the_first_opinion_it_has_however_they_come_and_go(dien_hong: Cast) -> None:
    matter, beside = taken_up(dien_hong), said(dien_hong, DARK)
    first = only_opinion(matter)
    assert matter.source == first
    actions.part(Joining.objects.get(opinion=first), by=dien_hong["binh"])
    assert fresh(matter).source is None
    actions.join(matter, beside, by=dien_hong["binh"])
    assert fresh(matter).source == beside
    other = working.take_up(first, by=dien_hong["binh"])
    gathering.merge(other, matter, by=dien_hong["binh"])
    actions.part(Joining.objects.get(opinion=first, parted_at=None), by=dien_hong["binh"])
    gathering.take_apart(other, by=dien_hong["binh"])
    assert (fresh(other).state, fresh(other).source, fresh(matter).source) == ("empty", None, beside)


def test_nothing_of_what_an_officer_took_up_is_published_without_the_senders_consent(dien_hong: Cast) -> None:
    closed = said(dien_hong, may_publish_words=False)
    matter = working.take_up(closed, by=dien_hong["binh"])
    with pytest.raises(Refused, match="không cho đăng"):
        actions.revise(matter, draft(wording="ward"), by=dien_hong["dung"])


def test_a_matter_whose_only_sender_erased_closes_and_owes_nothing(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00"):
        matter = taken_up(dien_hong)
        due, opinion = matter.due_on, only_opinion(matter)
        actions.release_opinion(opinion, draft(), by=dien_hong["dung"])
        pausing.ask(fresh(matter), opinion, ASK, by=dien_hong["binh"])
    with frozen("2026-11-11T08:00"):
        erased(opinion)
        drain()
    shut = fresh(matter)
    assert (shut.state, shut.stage, shut.is_public, shut.title) == ("left", "", False, "")
    assert (shut.paused_on, shut.paused_days) == (date(2026, 11, 11), 2)
    assert not Pause.objects.filter(ended_on=None).exists()
    with frozen("2027-02-01T08:00"):
        assert escalating.escalate_due(by=system(dien_hong.ward.id)) == 0
        with pytest.raises(Refused, match="phường không còn nợ trả lời"):
            working.assign(shut, dien_hong["minh"].post, by=dien_hong["binh"])
        assert "Phường không còn nợ trả lời" in page_of(dien_hong, shut)
        actions.join(shut, said(dien_hong, DARK), by=dien_hong["binh"])
    again = fresh(matter)
    assert again.due_on > date(2027, 2, 1) > due  # type: ignore[operator]
    assert (again.state, again.source) == ("open", only_opinion_of(again, DARK))


def test_the_clock_stands_while_the_only_sender_withdrew_and_a_late_one_stays_late(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00"):
        matter, late = taken_up(dien_hong), taken_up(dien_hong, DARK)
        due, sender = matter.due_on, resident(dien_hong.ward.id).actor
        withdraw(only_opinion(matter), by=sender)
        drain()
    assert (fresh(matter).state, in_hand(dien_hong)) == ("left", [late])
    with frozen("2027-02-01T08:00"):
        withdraw(only_opinion(late), by=sender)
        drain()
    with frozen("2027-02-03T08:00"):
        for one in (matter, late):
            resume(only_opinion(one), by=sender)
        drain()
    assert (fresh(matter).state, fresh(late).state) == ("open", "open")
    assert fresh(matter).due_on > date(2027, 2, 3)  # type: ignore[operator]
    assert fresh(late).due_on == due


def test_a_matter_with_another_sender_goes_on_in_that_ones_words(dien_hong: Cast) -> None:
    matter, beside = taken_up(dien_hong), said(dien_hong, DARK)
    first = only_opinion(matter)
    actions.join(matter, beside, by=dien_hong["binh"])
    pausing.ask(fresh(matter), first, ASK, by=dien_hong["binh"])
    erased(first)
    drain()
    assert (fresh(matter).state, fresh(matter).source, fresh(matter).paused_on) == ("open", beside, None)
    actions.part(Joining.objects.get(opinion=beside, parted_at=None), by=dien_hong["binh"])
    assert fresh(matter).state == "left"


def test_a_crime_report_that_is_withdrawn_goes_on(dien_hong: Cast) -> None:
    crime = said(dien_hong, "Cuối hẻm có người bán ma túy cho học sinh.", crime=True)
    matter = working.take_up(crime, by=dien_hong["binh"])
    withdraw(crime, by=resident(dien_hong.ward.id).actor)
    drain()
    assert fresh(matter).state == "open"


def test_a_body_that_sends_back_what_nobody_waits_for_closes_it(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    held = stepped(matter, "handed_over")
    erased(only_opinion(matter))
    drain()
    assert fresh(matter).state == "handed_over"
    assert left_with(held, "open") == "left"


def test_matters_whose_senders_left_before_close_by_the_upgrade(dien_hong: Cast) -> None:
    shut, asked, alive = taken_up(dien_hong), taken_up(dien_hong, DARK), taken_up(dien_hong, "Đèn hẻm 12 lại tắt.")
    pausing.ask(asked, only_opinion(asked), ASK, by=dien_hong["binh"])
    for one in (shut, asked):
        erased(only_opinion(one))
    for _twice in range(2):
        with connection.cursor() as cursor:
            cursor.execute(LEFT.CLOSE)
            cursor.execute(LEFT.END_PAUSES)
    assert [fresh(one).state for one in (shut, asked, alive)] == ["left", "left", "open"]
    assert not Pause.objects.filter(ended_on=None).exists()


def test_matters_taken_up_before_they_had_a_source_get_one_by_the_upgrade(dien_hong: Cast) -> None:
    plain, gone, shown = taken_up(dien_hong), taken_up(dien_hong), taken_up(dien_hong, DARK)
    first = only_opinion(plain)
    actions.join(plain, said(dien_hong, "Hẻm 12 vẫn tối thui."), by=dien_hong["binh"])
    parted(gone, dien_hong)
    closed = working.take_up(said(dien_hong, may_publish_words=False), by=dien_hong["binh"])
    actions.release_opinion(only_opinion(shown), draft(), by=dien_hong["dung"])
    Matter.objects.update(source=None)
    for _twice in range(2):
        with connection.cursor() as cursor:
            cursor.execute(UPGRADE.FIRST)
    found = {one: fresh(one).source for one in (plain, gone, closed, shown)}
    assert found == {plain: first, gone: None, closed: only_opinion(closed), shown: only_opinion(shown)}
    Matter.objects.filter(id=shown.id).update(source=None)
    Opinion.objects.filter(id=only_opinion(shown).id).update(may_publish_words=False)
    with connection.cursor() as cursor:
        cursor.execute(UPGRADE.FIRST)
    assert fresh(shown).source is None


def test_merged_matters_leave_the_board_and_every_sender_is_told(dien_hong: Cast) -> None:
    first, second = taken_up(dien_hong), taken_up(dien_hong, DARK)
    sender = only_opinion(second)
    actions.release_opinion(sender, draft(), by=dien_hong["dung"])
    gathering.merge(second, first, by=dien_hong["binh"])
    gone = fresh(second)
    assert (gone.state, gone.joined_into, gone.taken_back_reason) == ("joined", first, "joined")
    assert public_matter(dien_hong.ward, second.serial) is None
    assert matter_of(sender) == first
    assert "Phường nhập việc này chung với một việc khác cùng chuyện." in told(sender)
    gathering.take_apart(second, by=dien_hong["binh"])
    assert matter_of(sender) == second
    assert fresh(second).due_on == second.due_on


def test_what_was_merged_twice_is_taken_apart_from_the_last_one_first(dien_hong: Cast) -> None:
    first, second, third = taken_up(dien_hong), taken_up(dien_hong, DARK), taken_up(dien_hong, "Đèn hẻm 12 lại tắt.")
    gathering.merge(first, second, by=dien_hong["binh"])
    gathering.merge(second, third, by=dien_hong["binh"])
    with pytest.raises(Refused, match="đã nhập vào việc khác"):
        gathering.take_apart(first, by=dien_hong["binh"])
    gathering.take_apart(second, by=dien_hong["binh"])
    gathering.take_apart(first, by=dien_hong["binh"])
    assert {joining.matter for joining in Joining.objects.filter(parted_at=None)} == {first, second, third}


def test_a_matter_with_a_promise_takes_others_in_and_goes_into_none(dien_hong: Cast) -> None:
    matter, other = taken_up(dien_hong), taken_up(dien_hong, DARK)
    promised(dien_hong, matter)
    with pytest.raises(Refused, match="đã có lời trả lời hoặc lời hứa"):
        gathering.merge(matter, other, by=dien_hong["binh"])
    gathering.merge(other, matter, by=dien_hong["binh"])
    assert Joining.objects.filter(matter=matter, parted_at=None).count() == 2


def test_the_clock_stands_still_while_the_sender_is_asked(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00"):  # a Monday
        matter = taken_up(dien_hong)
        due = matter.due_on
        pausing.ask(matter, only_opinion(matter), ASK, by=dien_hong["binh"])
    assert fresh(matter).paused_on == date(2026, 11, 9)
    with frozen("2026-11-11T08:00"):
        opinion = only_opinion(matter)
        question = Pause.objects.get().question
        words = additions.Extra("Cột thứ hai, trước nhà số 12.", question_id=question.id)
        additions.add(opinion, words, by=resident(dien_hong.ward.id).actor)
        drain()
    heard = fresh(matter)
    assert (heard.state, heard.paused_on, heard.paused_days) == ("open", None, 2)
    assert due == date(2026, 12, 1)
    assert heard.due_on == date(2026, 12, 3)
    assert Entry.objects.get(kind="matter.heard_back").actor_kind == "resident"


def test_silence_lets_the_clock_run_again_after_five_working_days(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00"):
        matter = taken_up(dien_hong)
        pausing.ask(matter, only_opinion(matter), ASK, by=dien_hong["binh"])
    with frozen("2026-11-16T08:00"):
        assert pausing.end_pauses(by=system(dien_hong.ward.id)) == 0
    with frozen("2026-11-19T08:00"):
        assert pausing.end_pauses(by=system(dien_hong.ward.id)) == 1
        assert pausing.end_pauses(by=system(dien_hong.ward.id)) == 0
    heard = fresh(matter)
    assert (heard.state, heard.paused_days, heard.due_on) == ("open", 5, date(2026, 12, 8))


def test_no_question_makes_a_late_answer_one_in_time(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00"):
        matter = taken_up(dien_hong)
    with frozen("2026-12-02T08:00"):
        pausing.ask(matter, only_opinion(matter), ASK, by=dien_hong["binh"])
    with frozen("2026-12-04T08:00"):
        pausing.hear_back(matter, by=dien_hong["binh"])
    assert fresh(matter).due_on == matter.due_on
    assert Pause.objects.get().days == 0


def test_a_question_asked_at_the_opinion_stops_the_clock_too(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    additions.ask(only_opinion(matter), ASK, by=dien_hong["binh"])
    drain()
    assert fresh(matter).state == "asked"
    drain()
    assert Pause.objects.count() == 1


def test_a_matter_follows_its_promise_to_the_end_and_back(dien_hong: Cast) -> None:
    with frozen("2026-11-10T08:00"):
        matter = taken_up(dien_hong)
        promise = promised(dien_hong, matter)
        assert fresh(matter).state == "promised"
        claimed(dien_hong, promise)
    settled(promise)
    assert fresh(matter).state == "unconfirmed"


def test_a_promise_that_is_given_up_is_an_answer_with_a_reason(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    promise = promised(dien_hong, matter)
    promising.give_up(promise, reason="Tỉnh làm mới cả đoạn đường.", by=dien_hong["en"])
    drain()
    assert fresh(matter).state == "declined"


def test_work_goes_to_posts_that_may_read_it_and_to_no_other(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    working.assign(matter, dien_hong["chau"].post, by=dien_hong["binh"])
    assert in_scope(dien_hong["chau"]).filter(id=matter.id).exists()
    for username in ("lan", "hanh", "khoa"):
        with pytest.raises(Refused, match="không nhận việc này được"):
            working.assign(matter, dien_hong[username].post, by=dien_hong["binh"])
    crime = working.take_up(said(dien_hong, DARK, crime=True), by=dien_hong["dung"])
    with pytest.raises(Refused, match="không nhận việc này được"):
        working.assign(crime, dien_hong["chau"].post, by=dien_hong["dung"])
    working.assign(crime, dien_hong["binh"].post, by=dien_hong["dung"])
    working.assign(matter, None, by=dien_hong["binh"])
    assert Assignment.objects.filter(matter=matter).count() == 2


def test_what_officers_mark_as_a_crime_report_leaves_the_ordinary_matter(dien_hong: Cast) -> None:
    matter, beside = taken_up(dien_hong), said(dien_hong, DARK)
    actions.join(matter, beside, by=dien_hong["binh"])
    guarding.mark(beside, "crime", by=dien_hong["binh"])
    assert not in_scope(dien_hong["minh"]).filter(id=matter.id).exists()
    drain()
    assert in_scope(dien_hong["minh"]).filter(id=matter.id).exists()
    assert beside not in not_taken_up(dien_hong["minh"])
    assert beside in not_taken_up(dien_hong["binh"])


def test_a_complaint_about_an_officer_is_marked_before_its_topic_says_so(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    with pytest.raises(Refused, match="đánh dấu «nói về cán bộ»"):
        working.retopic(matter, "police_force.conduct", by=dien_hong["binh"])
    assert not TopicChange.objects.exists()


def test_a_private_topic_hides_the_place_and_the_old_topic_brings_it_back(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    actions.release_opinion(only_opinion(matter), draft(place="cạnh cây đa"), by=dien_hong["dung"])
    before = fresh(matter)
    working.retopic(before, "public_order.noise", by=dien_hong["binh"])
    assert fresh(matter).public_place == ""
    assert not len(Found(matter.ward, Sought(words="cây đa")))
    working.retopic(fresh(matter), before.topic, by=dien_hong["binh"])
    assert fresh(matter).public_place == "cạnh cây đa"
    assert len(Found(matter.ward, Sought(words="cây đa"))) == 1


def test_entries_of_guarded_matters_say_what_all_others_say(dien_hong: Cast) -> None:
    def facts_of(matter: Matter) -> list[tuple[str, set[str]]]:
        working.retopic(matter, "public_order.loose_animals", by=dien_hong["dung"])
        working.assign(matter, dien_hong["binh"].post, by=dien_hong["dung"])
        pausing.ask(matter, only_opinion(matter), ASK, by=dien_hong["dung"])
        entries = Entry.objects.filter(subject_id=matter.id).order_by("id")
        return [(entry.kind, set(entry.facts)) for entry in entries]

    ordinary = taken_up(dien_hong)
    guarded = working.take_up(said(dien_hong, DARK, crime=True), topic="traffic.signs_lights", by=dien_hong["dung"])
    assert facts_of(ordinary) == facts_of(guarded)


def test_a_withdrawn_opinion_is_not_taken_up(dien_hong: Cast) -> None:
    opinion = said(dien_hong)
    Opinion.objects.filter(id=opinion.id).update(withdrawn_at=opinion.received_at)
    with pytest.raises(Refused, match="đã rút"):
        working.take_up(opinion, by=dien_hong["binh"])
