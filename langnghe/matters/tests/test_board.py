"""What is found on the board, and what never is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from langnghe.house import work
from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.refused import Refused
from langnghe.matters import board, pausing, reads
from langnghe.matters.actions import release_opinion, take_back
from langnghe.matters.models import Matter
from langnghe.matters.pages.showing import line_of
from langnghe.matters.tests.saying import TITLE, allowed, draft, released
from langnghe.matters.tests.test_release import titles
from langnghe.matters.tests.working import fresh, only_opinion
from langnghe.opinions.models import Opinion
from langnghe.testing import cast as the_cast
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

SEWER = "Nước cống dềnh lên mỗi lần mưa lớn."


@pytest.mark.parametrize(
    "query", ["den duong", "ĐÈN ĐƯỜNG", "đèn, hẻm!", "hem 12", "12 đèn", "duong khong sa", "đ sáng"]
)
def test_words_are_found_with_and_without_accents(dien_hong: Cast, query: str) -> None:
    matter = released(dien_hong)
    released(dien_hong, words=SEWER, title="Cống tràn", text=SEWER)
    found = titles(dien_hong, words=query)
    assert found == ([] if query.startswith("đ s") else [matter.title])


@pytest.mark.parametrize(
    "query", ["'", '"', "den' OR 1=1 --", "* AND NOT", "_w", "a" * 5_000, "\x00", "🦆", ":*", "NEAR(a b)"]
)
def test_no_query_breaks_the_search(dien_hong: Cast, query: str) -> None:
    released(dien_hong)
    assert titles(dien_hong, words=query) in ([], ["Đèn đường hẻm 12 không sáng"])


def test_a_covered_name_finds_nothing(dien_hong: Cast) -> None:
    released(dien_hong)
    assert titles(dien_hong, words="ông Sáu") == titles(dien_hong, words="sau") == []


def test_a_neighbours_matters_are_not_ours(dien_hong: Cast, hac_thanh: Cast) -> None:
    theirs = released(hac_thanh)
    assert titles(dien_hong) == titles(dien_hong, words="den") == []
    assert reads.public_matter(dien_hong.ward, theirs.serial) is None
    assert titles(hac_thanh, words="den") == [theirs.title]


def test_filters_narrow_the_board_together(dien_hong: Cast) -> None:
    three = dien_hong.groups["Tổ 3"].id
    with frozen("2025-05-05T10:00:00"):
        old = released(dien_hong, title="Đèn cũ", group_id=three)
    with frozen("2026-05-05T10:00:00"):
        new = released(dien_hong, title="Đèn mới", group_id=three)
    with frozen("2026-05-05T11:00:00"):
        released(dien_hong, title="Rác đèn", topic="urban_env.waste_pollution")
        assert titles(dien_hong) == ["Rác đèn", "Đèn mới", "Đèn cũ"]
        assert titles(dien_hong, newest=False) == ["Đèn cũ", "Đèn mới", "Rác đèn"]
        assert titles(dien_hong, group_id=three) == [new.title, old.title]
        assert titles(dien_hong, group_id=three, year=2026, words="den") == [new.title]
        assert titles(dien_hong, topic="beyond_police") == [new.title, old.title]
        assert titles(dien_hong, state="answered") == []
        assert titles(dien_hong, overdue=True, words="den") == [old.title]
        assert titles(dien_hong, overdue=True, words="den", year=2026) == []


def test_a_clock_that_stands_still_while_its_sender_is_asked_is_not_overdue_on_the_board(dien_hong: Cast) -> None:
    with frozen("2026-11-09T08:00:00"):
        matter = released(dien_hong)
    with frozen("2026-11-30T08:00:00"):
        pausing.ask(matter, only_opinion(matter), "Cột thứ mấy từ ngoài vào?", by=dien_hong["binh"])
    with frozen("2026-12-02T08:00:00"):
        paused = fresh(matter)
        assert paused.due_on is not None
        assert paused.due_on < local_today()
        assert titles(dien_hong, overdue=True) == []
        assert not line_of(paused).late
    with frozen("2026-12-15T08:00:00"):
        pausing.end_pauses(by=system(dien_hong.ward.id))
        assert titles(dien_hong, overdue=True) == [matter.title]
        assert line_of(fresh(matter)).late


def test_many_are_counted_no_further_than_people_read(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST", 3)
    for turn in range(5):
        with frozen(f"2026-0{turn + 1}-05T10:00:00"):
            released(dien_hong, title=f"Đèn {turn}")
    with frozen("2026-06-05T10:00:00"):
        for sought in (board.Sought(), board.Sought(words="den")):
            found = board.Found(dien_hong.ward, sought)
            assert (len(found), found.more) == (3, True)
            assert [matter.title for matter in found[0:2]] == ["Đèn 4", "Đèn 3"]
            assert [matter.title for matter in found[2:4]] == ["Đèn 2"]


def test_who_turns_the_page_of_a_search_asks_the_index_no_more_until_something_happens(dien_hong: Cast) -> None:
    first = released(dien_hong)
    _worked_off()
    search = board.Sought(words="den duong")
    with CaptureQueriesContext(connection) as asked:
        assert [matter.id for matter in board.Found(dien_hong.ward, search)[:20]] == [first.id]
    with CaptureQueriesContext(connection) as again:
        assert [matter.id for matter in board.Found(dien_hong.ward, search)[:20]] == [first.id]
    assert (_of_the_index(asked), _of_the_index(again)) == (1, 0)
    second = released(dien_hong, title="Đèn đường lại tắt")
    assert [matter.id for matter in board.Found(dien_hong.ward, search)[:20]] == [second.id, first.id]
    _worked_off()
    take_back(fresh(second), reason="other", by=dien_hong["dung"])
    _worked_off()
    assert [matter.id for matter in board.Found(dien_hong.ward, search)[:20]] == [first.id]


def _worked_off() -> None:
    while work.one_turn():
        pass


def _of_the_index(asked: CaptureQueriesContext) -> int:
    return sum("searching_published" in one["sql"] and "EXPLAIN" not in one["sql"] for one in asked.captured_queries)


def test_opinions_that_wait_too_long_are_counted_and_guarded_ones_are_not(dien_hong: Cast) -> None:
    with frozen("2026-11-02T10:00:00"):
        for words in ("Đèn hỏng", "Rác nhiều", "Cống tràn", "Chó dữ"):
            allowed(dien_hong, words)
        allowed(dien_hong, "Không cho đăng", may_publish_words=False)
        guarded, ready = Opinion.objects.order_by("id")[:2]
        Opinion.objects.filter(id=guarded.id).update(guard="crime", guard_reason="officer")
        release_opinion(ready, draft(), by=dien_hong["dung"])
    with frozen("2026-11-09T10:00:00"):
        assert list(reads.waiting_for_release(dien_hong.ward)) == []
    with frozen("2026-11-10T10:00:00"):
        assert reads.unreleased(dien_hong.ward).count == 2


FIELDS = {
    "withdraw": "withdrawn_at",
    "quarantine": "quarantined_at",
    "dismiss": "dismissed_at",
    "ask_erasure": "erasure_asked_at",
}
LEGS = st.lists(st.sampled_from(["release", "take_back", "guard", *FIELDS]), max_size=4)


class NothingUnreleased(TestCase):
    """Whatever happens to an opinion in whatever order, the board shows it only while everything allows it."""

    def setup_example(self) -> None:
        """A ward of its own for every example."""
        super().setup_example()  # type: ignore[no-untyped-call]
        self.cast = the_cast.dien_hong()

    @settings(max_examples=30, deadline=None)
    @given(words=st.booleans(), summary=st.booleans(), legs=LEGS)
    def test_the_board_shows_only_what_is_released_and_allowed(
        self, words: bool, summary: bool, legs: list[str]
    ) -> None:
        opinion, on = allowed(self.cast, may_publish_words=words, may_publish_summary=summary), False
        for leg in legs:
            on = _walk(self.cast, opinion, leg, on)
            expected = [TITLE] if on else []
            assert titles(self.cast) == titles(self.cast, words="den hem") == expected, (legs, leg)


def _walk(cast: Cast, opinion: Opinion, leg: str, on: bool) -> bool:
    """One step; whether the board should show the opinion's matter after it."""
    opinion.refresh_from_db()
    if leg == "take_back":
        for matter in Matter.objects.filter(source=opinion, board_row__isnull=False):
            take_back(matter, reason="other", by=cast["dung"])
        return False
    if leg != "release":
        changed = {"guard": "crime"} if leg == "guard" else {FIELDS[leg]: now()}
        Opinion.objects.filter(id=opinion.id).update(**changed)
        return False
    try:
        release_opinion(opinion, draft(wording="ward", text="Bà con báo đèn công cộng hỏng."), by=cast["dung"])
    except Refused:
        return on
    return True
