"""What the learnt weights guard: judged by 200 texts of another hand (tests/cases/words/routing.jsonl), by the written
cases of the guards, and by the demo's ordinary opinions."""

import json
import secrets
from pathlib import Path

import pytest

from langnghe.demo import reading
from langnghe.language import shelf
from langnghe.language.measuring import Routed, routed, share
from langnghe.language.search import search_form
from langnghe.language.sorter import Sorter
from langnghe.opinions import actions, guards, visibility
from langnghe.opinions.models import Opinion
from langnghe.opinions.rules import Submission
from langnghe.testing.cast import Cast
from tests.cases.guard_cases import CONDUCT, CRIME, HOME, Case

pytestmark = pytest.mark.once
ROUTING = Path(__file__).parent / "words" / "routing.jsonl"
RECALL = 0.98
# So many near misses, and so many of the demo's ordinary opinions, may wait for one click.
NEAR_MISSES, ORDINARY = 0.22, 0.29


@pytest.fixture(autouse=True)
def has_learnt(sorter: Sorter, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine has learnt all our examples."""
    monkeypatch.setattr(shelf, "sorter", lambda: sorter)


def test_crime_danger_and_complaints_are_heard_in_words_of_another_hand() -> None:
    judged = [routed(json.loads(line)) for line in ROUTING.read_text("utf-8").splitlines()]
    near = [one for one in judged if not one.meant]
    danger, officer = share(judged, "crime"), share(judged, "officer")
    alarmed = sum(one.is_alarm for one in near) / len(near)
    print(f"danger {danger:.3f}, officer {officer:.3f}, near misses guarded {alarmed:.3f}")
    assert danger >= RECALL
    assert officer >= RECALL
    assert alarmed <= NEAR_MISSES


def test_ordinary_opinions_of_the_demo_stay_open() -> None:
    said = [
        routed({"text": one.words}) for story in reading.stories() for one in story.said
        if not (one.flags & {"crime", "officer"} or guards.guards(story.topic))
    ]  # fmt: skip
    alarmed = sum(one.is_alarm for one in said) / len(said)
    print(f"{alarmed:.3f} of {len(said)} ordinary opinions guarded")
    assert alarmed <= ORDINARY


def test_the_written_cases_reach_whom_they_may(dien_hong: Cast) -> None:
    told = [(case, received(dien_hong, case).id) for case in (*CRIME, *CONDUCT)]
    seen = {
        name: set(Opinion.objects.filter(visibility.seen_by(mandate)).values_list("id", flat=True))
        for name, mandate in dien_hong.mandates.items()
    }
    wrongs = [f"{case.words!r} is read by {name}" for case, one in told for name in case.never if one in seen[name]]
    wrongs += [
        f"{case.words!r} is read by nobody" for case, one in told if not any(one in ids for ids in seen.values())
    ]
    assert not wrongs, "\n".join(wrongs)


def test_nothing_written_about_a_child_or_violence_at_home_may_be_public(dien_hong: Cast) -> None:
    assert [opinion.words for opinion in (received(dien_hong, case) for case in HOME) if not opinion.private] == []


# What senders answer when the ward asks where, when or how often: too brief for weights learnt from whole opinions.
ANSWERS = [
    "Cột thứ hai từ đầu hẻm vào, ngay trước quán cơm Bảy.", "Dạ cột gần nhà bà Sáu.", "Hôm nay lại tắt nữa rồi.",
    "Khoảng chục con, thả cả ngày.", "Anh qua xem giúp, tôi ở nhà cả ngày.", "Sáng thứ bảy tôi rảnh, gọi sau 8 giờ.",
]  # fmt: skip
REPORTS = [
    "Nó bán hàng trắng đó.", "Nó dọa giết tôi.", "Ông ấy lại đánh vợ nữa.", "Công an khu vực ăn tiền nên không xử.",
    "Nhà đó đêm nào cũng có người tới mua đồ.", "Cán bộ quát tôi.",
]  # fmt: skip


def test_a_brief_answer_closes_an_opinion_only_where_the_lists_hear_something_too() -> None:
    assert [words for words in ANSWERS if _later(words)] == []
    assert [words for words in REPORTS if not _later(words)] == []


def _later(words: str) -> bool:
    guard = guards.judge((), words, search_form(words), later=True)
    return bool(guard.kind) or guard.private


def received(cast: Cast, case: Case) -> Opinion:
    sent = Submission(
        words=case.words, token=secrets.token_hex(16), crime=case.ticked and case.kind == "crime",
        about_officer=case.ticked and case.kind == "conduct",
    )  # fmt: skip
    return actions.receive(cast.ward, sent, channel="web", by=cast["giang"].actor).opinion


def test_a_line_that_says_nothing_of_flags_is_a_near_miss() -> None:
    assert routed({"text": "Đèn hẻm 12 tắt"}) == Routed(frozenset(), frozenset())
