"""The demo: two wards reached through actions only, every state of the loop, work for every officer this morning."""

import inspect
from collections import Counter
from datetime import date, timedelta
from types import ModuleType

import pytest
from django.db.models import Max

from langnghe.answering import states as answers
from langnghe.answering.models import Draft, HandOver, ReadyAnswer
from langnghe.commitments import rules as commitments
from langnghe.commitments.models import Commitment
from langnghe.demo import actions, answering, base_map, days, pictures, telling, working
from langnghe.demo.officers import STAFF
from langnghe.demo.reading import stories
from langnghe.desk.morning import reading as morning
from langnghe.house import work
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.ledger.models import Entry, Job
from langnghe.maps import reads as maps
from langnghe.matters import states as matters
from langnghe.matters.models import ANSWERS, Matter, PublicPhoto
from langnghe.opinions.models import GUARDS, Opinion, Photo
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

# A lamp that was mended, a thread that flooded, a hand-over between the wards, a complaint, a crime report.
PART = {"cho-dai", "den-hem-12", "nhieu-lan-gui", "cu-tru-tan-binh", "thai-do-tiep-dan", "mat-xe", "nap-cong"}
SAID = [(story, said) for story in stories() for said in story.said]


@pytest.mark.once
def test_the_demo_shows_every_state_of_the_loop_and_leaves_everybody_work_for_this_morning(db: None) -> None:
    """One load for all: it takes longer than everything that is asked of it."""
    wards = actions.load(by=Actor("system"), work=work.one_turn).wards
    _every_opinion_came(wards)
    _every_state_appears()
    _the_ledger_is_in_time_order()
    _every_morning_has_work(wards)
    _it_is_fresh()
    _residents_sent_photos_and_some_are_on_the_board(wards)
    _whoever_answers_finds_ready_words(wards)
    _points_lie_in_the_groups_their_senders_name(wards)
    with pytest.raises(Refused):
        actions.load(by=Actor("system"), work=work.one_turn)


def test_a_part_of_the_demo_is_told_on_each_database(db: None) -> None:
    some = [story for story in stories() if story.key in PART]
    loaded = actions.load(by=Actor("system"), work=work.one_turn, told=some)
    assert len(loaded.wards) == 2
    assert Opinion.objects.count() == sum(len(story.said) for story in some)
    assert set(Commitment.objects.values_list("state", flat=True)) == {"kept", "open"}
    _the_ledger_is_in_time_order()


def _residents_sent_photos_and_some_are_on_the_board(wards: list[Ward]) -> None:
    assert Photo.objects.count() == sum(len(said.photos) for _story, said in SAID)
    assert Photo.objects.filter(covered=None).exists()
    for ward in wards:
        shown = PublicPhoto.objects.filter(ward=ward).select_related("photo__covered")
        assert shown
        assert all(public.photo.covered and public.photo.covered.public_since for public in shown)


def _whoever_answers_finds_ready_words(wards: list[Ward]) -> None:
    for ward in wards:
        offered = ReadyAnswer.objects.filter(ward=ward, retired_at=None)
        assert {row.topic for row in offered} <= set(TOPICS)
        assert set(offered.values_list("kind", flat=True)) == set(dict(ANSWERS))


def _every_opinion_came(wards: list[Ward]) -> None:
    assert Opinion.objects.count() == len(SAID)
    assert Entry.objects.filter(kind="opinion.received").count() == len(SAID)
    assert not Job.objects.filter(done_at=None).exists()
    assert [ward.code for ward in wards] == ["DH", "LS"]


def _every_state_appears() -> None:
    assert set(Matter.objects.values_list("state", flat=True)) == set(matters.STATES)
    assert set(Commitment.objects.values_list("state", flat=True)) == set(commitments.STATES)
    assert set(Draft.objects.values_list("state", flat=True)) == set(answers.DRAFTS)
    assert set(HandOver.objects.values_list("state", flat=True)) >= {"waiting", "accepted", "sent_back"}
    assert set(Opinion.objects.values_list("guard", flat=True)) == {"", *dict(GUARDS)}
    for left in (
        "quarantined_at",
        "dismissed_at",
        "withdrawn_at",
        "erased_at",
        "erasure_asked_at",
        "guard_released_at",
    ):
        assert Opinion.objects.exclude(**{left: None}).exists(), left
    late = [one for one in Commitment.objects.filter(state="open") if one.timing.was_late(now().date())]
    assert late
    assert Commitment.objects.filter(moves=2).exists()
    assert Matter.objects.filter(released_at=None).exists()
    assert Matter.objects.exclude(released_at=None).count() > 100


def _the_ledger_is_in_time_order() -> None:
    moments = list(Entry.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)


def _every_morning_has_work(wards: list[Ward]) -> None:
    names = [person.username for ward in wards for person in STAFF[ward.slug]]
    assert len(names) == 12
    for name in names:
        mandate = Mandate.objects.select_related("ward", "post__unit", "officer").filter(officer__username=name).first()
        assert mandate is not None
        found = morning.read(mandate)
        assert not found.is_quiet, name
        assert all(part.lines for part in found.parts), name


def _it_is_fresh() -> None:
    newest = Opinion.objects.aggregate(newest=Max("received_at"))["newest"]
    assert now() - newest < timedelta(hours=30)


def _points_lie_in_the_groups_their_senders_name(wards: list[Ward]) -> None:
    for ward in wards:
        town = base_map.TOWNS[ward.slug]
        used = maps.in_use(ward)
        assert used
        assert "không phải bản đồ thật" in used.note
        for place, (number, _east, _north) in town.troubles.items():
            at = base_map.trouble(town, place)
            assert at
            group = maps.group_at(ward, at)
            assert group, place
            assert group.name == f"Tổ {number}", place


def test_no_two_residents_share_eight_words_in_a_row() -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, (_story, said) in enumerate(SAID):
        words = said.words.lower().split()
        for start in range(len(words) - 7):
            assert seen.setdefault(tuple(words[start : start + 8]), number) == number, " ".join(words)


def test_both_wards_and_seasons_speak_about_all_fields_as_often_as_forums_do() -> None:
    assert len(SAID) >= 300
    assert {(story.ward, story.season) for story, _said in SAID} == {
        (ward, season) for ward in ("dien-hong", "lam-son") for season in (1, 2)
    }
    fields = Counter(story.topic.partition(".")[0] for story, _said in SAID)
    assert set(fields) == {code for code in TOPICS if "." not in code}
    assert fields.most_common(1)[0][0] == "traffic"


def test_six_opinions_were_heard_on_the_evenings_of_dien_hong() -> None:
    evening = [said for story, said in SAID if (story.ward, story.season) == ("dien-hong", 2) and said.door == "hall"]
    assert len(evening) == 6


def test_places_that_are_named_twice_lie_on_the_map() -> None:
    """A place with a point is in the group its sender names; the others are only told."""
    for story, said in SAID:
        spot = base_map.TOWNS[story.ward].troubles.get(said.place)
        assert spot is None or spot[0] == said.group, (story.key, said.place)


@pytest.mark.parametrize("verbs", [telling, working, answering])
def test_no_story_writes_a_row_by_itself(verbs: ModuleType) -> None:
    source = inspect.getsource(verbs)
    for way in (".create(", ".save(", ".update(", "bulk_create", ".delete("):
        assert way not in source, way


@pytest.mark.parametrize("name", ["den-sang", "don-suoi", "camera-dinh", "vo-nap-quang-trung", "xe-dau-hem-21"])
def test_the_same_picture_is_drawn_each_time(name: str) -> None:
    assert pictures.drawn(name) == pictures.drawn(name)
    assert len(pictures.drawn(name)) < 200_000


def test_the_demo_map_is_small() -> None:
    for town in base_map.TOWNS.values():
        assert len(base_map.drawing(town)) < 130_000


def test_a_forum_lies_six_weeks_back_on_its_own_day_of_the_week() -> None:
    for day in (date(2026, 11, 22) + timedelta(days=more) for more in range(7)):
        forum = days.forum_of("dien-hong", 2, day)
        assert forum.weekday() == 2
        assert 42 <= (day - forum).days <= 48


def test_nothing_is_told_of_days_to_come_and_officers_rest_on_sundays() -> None:
    for day in (date(2027, 2, 8) + timedelta(days=more) for more in range(7)):
        forum = days.forum_of("lam-son", 2, day)
        calendar = days.Calendar(forum, day, now(), lambda one: one.weekday() != 6)
        for named in ("t-0", "t-1", "+40", "39"):
            done = calendar.done(named, forum)
            assert done <= day
            assert done.weekday() != 6
        assert calendar.worked("t+6", forum) > day
