"""What officers teach is an example by reference; who erases, withdraws or is shut away teaches no longer."""

import pytest
from django.db.models import Count

from langnghe.house.work import drain
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.language.tallies import Tally
from langnghe.language.topics import TOPICS, is_private, name_of
from langnghe.ledger.models import Entry
from langnghe.matters import working
from langnghe.matters.tests.saying import released
from langnghe.matters.tests.working import fresh, only_opinion, parted, said, taken_up
from langnghe.opinions import leaving
from langnghe.opinions.guards import CONDUCT_TOPICS, CRIME_TOPICS
from langnghe.opinions.models import Opinion
from langnghe.teaching import actions, reads, rules
from langnghe.teaching.models import Example, Version
from langnghe.testing.cast import Cast

LAMPS, SIGNS, NOISE = "beyond_police.infrastructure", "traffic.signs_lights", "public_order.noise"
FERRY = ("Đò ngang chở quá tải, không ai mặc áo phao.", "Bến đò tối om, cầu ọp ẹp.", "Chủ đò nhận cả xe máy lẫn người.")


def wanted(parent: str = "traffic", name: str = "Bến đò, đò ngang", sentences: tuple[str, ...] = FERRY) -> rules.Wanted:
    return rules.wanted(parent, name, "Đò chở khách, bến đò; không phải tàu hàng.", "\n".join(sentences))


def taught() -> list[tuple[str, str]]:
    return list(Example.objects.order_by("id").values_list("kind", "code"))


def learnt_version(cast: Cast, number: int = 1) -> Version:
    """A version as the worker leaves it."""
    return Version.objects.create(
        ward=cast.ward, number=number, why="asked", verdict="better", base="", learnt_at=now(), examples=1, features=1,
        judged={}, rows=b"LNO1",
    )  # fmt: skip


def test_a_correction_is_an_example_without_its_words(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong, topic="")
    working.retopic(matter, LAMPS, by=dien_hong["binh"])
    working.retopic(fresh(matter), NOISE, by=dien_hong["binh"])
    assert taught() == [("corrected", NOISE)]
    assert Example.objects.get().opinion_id == only_opinion(matter).id
    given = Entry.objects.filter(kind="example.given")
    assert given.count() == 2
    assert all(not entry.facts for entry in given)


def test_who_sorts_first_confirms(dien_hong: Cast) -> None:
    taken_up(dien_hong, topic=LAMPS)
    assert taught() == [("confirmed", LAMPS)]


def test_what_the_sender_chose_and_nobody_changed_teaches_nothing(dien_hong: Cast) -> None:
    working.take_up(said(dien_hong, topic=SIGNS), by=dien_hong["dung"])
    assert taught() == []


def test_a_correction_taken_back_teaches_no_more_but_is_remembered_for_an_erasure(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong, topic="")
    working.retopic(matter, LAMPS, by=dien_hong["binh"])
    working.retopic(fresh(matter), "", by=dien_hong["binh"])
    assert taught() == [("corrected", "")]
    assert not reads.examples([dien_hong.ward.id]).exists()


def test_what_is_parted_teaches_no_more(dien_hong: Cast) -> None:
    parted(taken_up(dien_hong, topic=LAMPS), dien_hong)
    assert taught() == [("corrected", "")]


@pytest.mark.parametrize("marks", [{"crime": True}, {"about_officer": True}])
def test_what_is_guarded_never_teaches(dien_hong: Cast, marks: dict[str, bool]) -> None:
    opinion = said(dien_hong, "Trộm cạy cửa nhà tôi đêm qua.", **marks)
    working.take_up(opinion, topic=NOISE, by=dien_hong["dung" if "crime" in marks else "en"])
    assert taught() == []


def test_an_erasure_takes_the_example_and_what_had_learnt_from_it_at_once(dien_hong: Cast) -> None:
    opinion = only_opinion(taken_up(dien_hong, topic=LAMPS))
    version, other = learnt_version(dien_hong), only_opinion(taken_up(dien_hong, topic=NOISE))
    actions.choose(dien_hong.ward, version, by=dien_hong["hanh"])
    asked = leaving.ask_erasure(opinion, by=resident(dien_hong.ward.id).actor)
    leaving.erase(asked, by=resident(dien_hong.ward.id))
    assert Example.objects.get().opinion_id == other.id
    version.refresh_from_db()
    assert version.rows is None
    assert reads.chosen_id(dien_hong.ward.id) is None
    assert Entry.objects.get(kind="example.forgotten").facts == {"versions": 1}


def test_who_withdraws_teaches_no_longer_and_what_had_learnt_is_made_anew(dien_hong: Cast) -> None:
    opinion = only_opinion(taken_up(dien_hong, topic=LAMPS))
    learnt_version(dien_hong)
    leaving.withdraw(opinion, by=resident(dien_hong.ward.id).actor)
    drain()
    assert taught() == []
    assert Entry.objects.filter(kind="model.asked", facts__why="forgotten").exists()


def test_what_came_before_an_example_stays(dien_hong: Cast) -> None:
    version = learnt_version(dien_hong)
    opinion = only_opinion(taken_up(dien_hong, topic=LAMPS))
    asked = leaving.ask_erasure(opinion, by=resident(dien_hong.ward.id).actor)
    leaving.erase(asked, by=resident(dien_hong.ward.id))
    version.refresh_from_db()
    assert version.rows is not None


def test_a_ward_adds_a_subtopic_that_everybody_can_name(dien_hong: Cast) -> None:
    added = actions.add_subtopic(dien_hong.ward, wanted(), by=dien_hong["hanh"])
    assert name_of(added.code) == "Bến đò, đò ngang"
    assert not is_private(added.code)
    assert reads.offers(dien_hong.ward.id, added.code)
    actions.close_subtopic(added, by=dien_hong["hanh"])
    assert name_of(added.code) == "Bến đò, đò ngang"
    assert not reads.offers(dien_hong.ward.id, added.code)
    actions.reopen_subtopic(added, by=dien_hong["hanh"])
    assert reads.offers(dien_hong.ward.id, added.code)
    told = Entry.objects.filter(kind__startswith="subtopic.").order_by("id").values_list("kind", flat=True)
    assert list(told) == ["subtopic.added", "subtopic.closed", "subtopic.reopened"]


def test_a_matter_keeps_a_closed_subtopic_and_its_deadline_is_the_topics(dien_hong: Cast) -> None:
    added = actions.add_subtopic(dien_hong.ward, wanted(), by=dien_hong["hanh"])
    matter, broad = taken_up(dien_hong, topic=added.code), taken_up(dien_hong, topic="traffic")
    assert matter.due_on == broad.due_on
    actions.close_subtopic(added, by=dien_hong["hanh"])
    assert fresh(matter).topic == added.code
    page = released(dien_hong, topic=added.code)
    assert page.topic == added.code


def test_a_neighbours_subtopic_is_nobody_elses(dien_hong: Cast, hac_thanh: Cast) -> None:
    theirs = actions.add_subtopic(hac_thanh.ward, wanted(), by=hac_thanh["son"])
    with pytest.raises(Refused, match="không có trong danh sách"):
        working.retopic(taken_up(dien_hong, topic=LAMPS), theirs.code, by=dien_hong["binh"])
    with pytest.raises(Refused):
        said(dien_hong, topic=theirs.code)
    assert not Opinion.objects.filter(topic=theirs.code).exists()


@pytest.mark.once
@pytest.mark.parametrize(
    ("one", "says"),
    [
        (wanted(parent=""), "Xin chọn lĩnh vực"),
        (wanted(parent="crime"), "quyết định ai được đọc"),
        (wanted(name="  "), "đặt tên ngắn"),
        (wanted(name="trom cap"), "Đã có lĩnh vực tên này"),
        (wanted(sentences=FERRY[:2]), "từ 3 đến 20 câu"),
        (wanted(sentences=(*FERRY, "Đò ơi")), "từ 3 chữ"),
        (wanted(sentences=(*FERRY, "Gọi anh đò theo số 0912 345 678 nhé")), "số điện thoại"),
    ],
)
def test_a_subtopic_is_refused_with_what_to_do(one: rules.Wanted, says: str) -> None:
    with pytest.raises(Refused, match=says):
        rules.check_subtopic(one, [str(topic.name) for topic in TOPICS.values()])


def test_a_binh_may_not_teach_the_machine(dien_hong: Cast) -> None:
    with pytest.raises(Refused):
        actions.add_subtopic(dien_hong.ward, wanted(), by=dien_hong["binh"])
    with pytest.raises(Refused):
        actions.choose(dien_hong.ward, None, by=dien_hong["binh"])


@pytest.mark.once
def test_own_subtopics_never_lie_where_topics_guard() -> None:
    assert {code.partition(".")[0] for code in CRIME_TOPICS | CONDUCT_TOPICS} <= rules.NO_OWN_UNDER
    assert not any(code.partition(".")[2].startswith("own_") for code in TOPICS)


def test_one_click_back_and_back_again(dien_hong: Cast) -> None:
    ward, hanh = dien_hong.ward, dien_hong["hanh"]
    first, second = learnt_version(dien_hong), learnt_version(dien_hong, 2)
    actions.choose(ward, first, by=hanh)
    actions.choose(ward, second, by=hanh)
    assert reads.previous(ward) == (True, first)
    actions.choose(ward, reads.previous(ward)[1], by=hanh)
    assert reads.chosen_id(ward.id) == first.id
    actions.choose(ward, reads.previous(ward)[1], by=hanh)
    assert reads.chosen_id(ward.id) == second.id
    chosen = Entry.objects.filter(kind="model.chosen").order_by("id")
    assert [entry.facts["number"] for entry in chosen] == [1, 2, 1, 2]


def test_an_emptied_version_is_refused(dien_hong: Cast) -> None:
    version = learnt_version(dien_hong)
    Version.objects.update(rows=None, emptied_at=now())
    with pytest.raises(Refused, match="không còn giữ"):
        actions.choose(dien_hong.ward, version, by=dien_hong["hanh"])


def test_asked_twice_it_learns_once(dien_hong: Cast) -> None:
    for _time in range(2):
        actions.ask(dien_hong.ward, "asked", by=dien_hong["hanh"])
    assert Entry.objects.filter(kind="model.asked").aggregate(n=Count("id"))["n"] == 1


def of(n: int, right: int, offered: int = 0, offered_right: int = 0) -> Tally:
    return Tally(n, right, right, offered, offered_right)


DEV = {"dev": of(100, 94), "dev_own": of(100, 94)}


@pytest.mark.once
@pytest.mark.parametrize(
    ("judged", "has_own", "says"),
    [
        ({"ward": of(30, 20), "ward_own": of(30, 24)}, False, "better"),
        ({"ward": of(30, 20), "ward_own": of(30, 20)}, False, "better"),
        ({"ward": of(30, 20), "ward_own": of(30, 19)}, False, "worse"),
        ({"ward": of(30, 20, 10, 10), "ward_own": of(30, 24, 20, 15)}, False, "worse"),
        ({"ward": of(19, 2), "ward_own": of(19, 19)}, False, "few"),
        ({}, True, "better"),
        ({"ward": of(30, 20), "ward_own": of(30, 30), "dev_own": of(100, 92)}, False, "unlearnt"),
        ({"ward": of(30, 20), "ward_own": of(30, 24), "fresh": of(10, 9), "fresh_own": of(10, 8)}, False, "stale"),
        ({"ward": of(30, 20), "ward_own": of(30, 24), "fresh": of(9, 9), "fresh_own": of(9, 8)}, False, "better"),
    ],
)
def test_only_what_is_not_worse_replaces(judged: dict[str, Tally], has_own: bool, says: str) -> None:
    assert rules.verdict(DEV | judged, has_own=has_own) == says
