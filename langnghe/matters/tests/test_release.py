"""Putting a matter on the board, and taking it from there."""

import pytest

from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import board, reads
from langnghe.matters.actions import release_opinion, revise, take_back, withdraw_words
from langnghe.matters.holding import version_of
from langnghe.matters.models import Joining, Matter
from langnghe.matters.tests.saying import LAMP, TEXT, TITLE, allowed, draft, released
from langnghe.opinions.leaving import ask_erasure, erase, resume, withdraw
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast


def titles(cast: Cast, **sought: object) -> list[str]:
    found = board.Found(cast.ward, board.Sought(**sought))  # type: ignore[arg-type]
    return [matter.title for matter in found[:25]]


def test_what_the_chief_releases_stands_on_the_board(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    assert titles(dien_hong) == [TITLE]
    assert reads.public_matter(dien_hong.ward, matter.serial) == matter
    kinds = list(Entry.objects.filter(room="matters").values_list("kind", flat=True).order_by("id"))
    assert kinds == ["matter.opened", "matter.joined", "matter.released"]


def test_without_the_senders_leave_nothing_is_released(dien_hong: Cast) -> None:
    silent = allowed(dien_hong, may_publish_words=False)
    with pytest.raises(Refused, match="không cho đăng"):
        release_opinion(silent, draft(), by=dien_hong["dung"])
    assert not Matter.objects.exists()


def test_who_allows_a_summary_only_is_not_copied(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, may_publish_words=False, may_publish_summary=True)
    with pytest.raises(Refused, match="lời tóm tắt"):
        release_opinion(opinion, draft(wording="ward", text=LAMP), by=dien_hong["dung"])
    own = draft(wording="ward", text="Bà con báo đèn công cộng ở hẻm 12 hỏng đã lâu.")
    assert release_opinion(opinion, own, by=dien_hong["dung"]).is_public


@pytest.mark.parametrize("text", ["Gọi 0905 123 456 gặp ông Tư", "Xe 81B1-123.45 đậu lấn", "CCCD 052 123 456 789"])
def test_numbers_that_look_like_somebodys_stop_the_release_until_looked_at(dien_hong: Cast, text: str) -> None:
    opinion = allowed(dien_hong)
    with pytest.raises(Refused, match="che chỗ được tô màu"):
        release_opinion(opinion, draft(text=text), by=dien_hong["dung"])
    assert release_opinion(opinion, draft(text=text, checked=True), by=dien_hong["dung"]).is_public


@pytest.mark.parametrize("username", ["binh", "chau", "minh", "nga", "hanh"])
def test_only_who_may_release_does(dien_hong: Cast, username: str) -> None:
    opinion = allowed(dien_hong)
    with pytest.raises(Refused, match="không được làm việc này"):
        release_opinion(opinion, draft(), by=dien_hong[username])


def test_a_private_topic_shows_the_group_only(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong)
    Opinion.objects.filter(id=opinion.id).update(latitude=13.98, longitude=108.0)
    opinion.refresh_from_db()
    group = dien_hong.groups["Tổ 3"].id
    noisy = draft(topic="public_order.noise", place="số 5 hẻm 12", group_id=group)
    matter = release_opinion(opinion, noisy, by=dien_hong["dung"])
    assert (matter.place, matter.latitude, matter.longitude) == ("", None, None)
    open_one = revise(matter, draft(place="hẻm 12", group_id=group), by=dien_hong["dung"])
    assert open_one.place == "hẻm 12"
    assert (open_one.latitude, open_one.longitude) != (13.98, 108.0)
    assert abs((open_one.latitude or 0) - 13.98) < 0.001


def test_taken_back_it_is_found_by_nobody_outside(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    with pytest.raises(Refused, match="vì sao"):
        take_back(matter, reason="", by=dien_hong["dung"])
    take_back(matter, reason="personal", note="còn tên", by=dien_hong["dung"])
    assert titles(dien_hong) == titles(dien_hong, words="den duong") == []
    assert reads.public_matter(dien_hong.ward, matter.serial) is None
    assert Entry.objects.get(kind="matter.taken_back").facts == {"reason": "personal"}
    matter.refresh_from_db()
    revise(matter, draft(title="Đèn hẻm 12"), by=dien_hong["dung"])
    assert titles(dien_hong, words="den") == ["Đèn hẻm 12"]


def test_words_of_who_withdraws_are_gone_at_once_and_stay_away(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    sender = resident(dien_hong.ward.id).actor
    assert matter.source is not None
    withdraw(matter.source, by=sender)
    assert titles(dien_hong) == []
    assert reads.public_matter(dien_hong.ward, matter.serial) is None
    drain()
    resume(matter.source, by=sender)
    matter.refresh_from_db()
    assert not matter.is_public
    assert matter.taken_back_reason == "guarded"


def test_of_what_a_sender_erases_no_word_and_no_point_stays_with_the_matter(dien_hong: Cast) -> None:
    matter = release_opinion(allowed(dien_hong, latitude=13.98, longitude=108.0), draft(), by=dien_hong["dung"])
    assert matter.latitude
    take_back(matter, reason="personal", note="còn tên bà Tám", by=dien_hong["dung"])
    by = resident(dien_hong.ward.id)
    source = matter.source
    assert source
    ask_erasure(source, by=by.actor)
    erase(source, by=by)
    withdraw_words(source.id, by=system(dien_hong.ward.id))
    matter.refresh_from_db()
    assert (matter.title, matter.text, matter.place, matter.taken_back_note) == ("", "", "", "")
    assert [matter.latitude, matter.longitude] == [None, None]


def test_a_revision_keeps_the_place_on_the_board_and_the_old_words_are_not_found(dien_hong: Cast) -> None:
    matter = released(dien_hong, text="Ông Nguyễn Văn Tám kêu đèn hỏng", checked=True)
    other = released(dien_hong, title="Chó thả rông", words="Chó nhà bên thả rông", text="Chó thả rông.")
    revise(matter, draft(text="Đèn hỏng đã lâu"), by=dien_hong["dung"])
    assert titles(dien_hong) == [other.title, TITLE]
    assert titles(dien_hong, words="van tam") == []
    assert titles(dien_hong, words="da lau") == [TITLE]


def test_two_officers_never_overwrite_each_other(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    seen = version_of(matter)
    revise(matter, draft(text="Bản của chủ tịch", seen=seen), by=dien_hong["en"])
    with pytest.raises(Refused, match="vừa sửa"):
        revise(matter, draft(text="Bản của trưởng công an", seen=seen), by=dien_hong["dung"])


def test_an_opinion_belongs_to_one_matter(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    assert matter.source is not None
    release_opinion(matter.source, draft(title="Đèn vẫn hỏng"), by=dien_hong["dung"])
    assert Joining.objects.count() == Matter.objects.count() == 1
    assert titles(dien_hong) == ["Đèn vẫn hỏng"]


def test_the_text_of_a_release_is_in_no_entry(dien_hong: Cast) -> None:
    released(dien_hong)
    assert TEXT not in "".join(str(entry.facts) for entry in Entry.objects.all())
