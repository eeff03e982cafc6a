"""Both databases find the same: what a plain reading of every text finds, in the same order."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from langnghe.kernel.ids import uuid7
from langnghe.kernel.index_columns import GAP
from langnghe.searching import index, ordinals
from langnghe.searching.abbreviations import known_everywhere
from langnghe.searching.asking import read
from langnghe.searching.expressions import All, Any, Node, Phrase, Without
from langnghe.searching.marks import in_wards, ward_mark
from langnghe.searching.models import Passage
from langnghe.searching.reads import best, find
from langnghe.searching.writing import Text, put, put_again, remove

pytestmark = pytest.mark.django_db
OURS, THEIRS = uuid4(), uuid4()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
SAID = [
    "Đèn đường hẻm 12 hỏng, CA phường ko tới.", "den duong hem 12 hong cong an phuong khong toi",
    "Đen như mực, đường vắng.",
    "Tổ dân phố 3 họp ở nhà văn hóa.", "TDP 3 hop o nha van hoa", "Hỏng đèn đường ở tổ 3, dân phố sợ.",
    "Rác đổ đầy đường, học sinh đi không được.", "hs di hok dc vi rac", "Chó thả rông", "đường đèn đường đèn",
    "Hồ sơ căn cước chậm", "Làm CCCD ở UBND lâu quá trời", "Ủy ban nhân dân phường trả lời rồi", "hoà giải", "hòa giải",
]  # fmt: skip


def said(words: str, *, ward: UUID = OURS, at: datetime = NEW_YEAR, kind: str = "opinion", mark: str = "") -> Text:
    """Something that was said and can be found."""
    text = Text(ordinals.of_moment(at), ward, kind, uuid7(), (words,), (mark,) if mark else ())
    put(text)
    return text


def stretch(count: int, seed: int = 1) -> list[Text]:
    """Texts over a year in two wards, oldest first."""
    chance = random.Random(seed)
    return [
        said(
            f"{chance.choice(SAID)} {chance.choice(SAID)}", ward=chance.choice([OURS, OURS, THEIRS]),
            at=NEW_YEAR + timedelta(hours=30 * place), kind=chance.choice(["opinion", "note"]),
        )
        for place in range(count)
    ]  # fmt: skip


def holds(text: Text, asked: Node) -> bool:
    """Whether a text fits, read word by word: what both databases must agree with."""
    words = text.row(Passage).words
    if isinstance(asked, Without):
        return holds(text, asked.this) and not holds(text, asked.that)
    if isinstance(asked, Phrase):
        placed, size = [*words.placed, GAP, *words.loose], len(asked.words)
        return any(tuple(placed[at : at + size]) == asked.words for at in range(len(placed)))
    return (all if isinstance(asked, All) else any)(holds(text, one) for one in asked.of)


TYPED = [
    "đèn", "den", "đèn đường", "den duong", '"đèn đường"', '"den duong"', "đèn -hỏng", "duong -den", "công an", "CA",
    "ko", "không", '"tổ dân phố"', "tổ dân phố",
    "TDP 3", "học sinh -rác", "hs", "hoà", "hoa giai", "UBND lau", "can cuoc",
    "đường -đèn -rác", '-"tổ 3" đèn', "chó", "khong co chu nay", "tha ro", "văn hóa tổ dân phố", "đen", "phố sợ",
    "hem 12/5",
]  # fmt: skip


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("few", [index.FEW, 0])
def test_what_is_found_is_what_reading_every_text_finds(
    newest: bool, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", few)
    texts = stretch(140)
    for typed in TYPED:
        query = read(typed, known_everywhere())
        asked = query.node(in_wards([OURS]))
        fitting = [text for text in texts if holds(text, asked)][:: -1 if newest else 1]
        for kinds in ((), ("opinion",), ("opinion", "note")):
            expected = [text.about_id for text in fitting if not kinds or text.kind in kinds]
            found = [row.about_id for row in index.rows(Passage, asked, 1_000, newest=newest, kinds=kinds)]
            assert found == expected, (typed, kinds)
            some = index.rows(Passage, asked, 7, newest=newest, kinds=kinds)
            assert [row.about_id for row in some] == expected[:7]


def test_words_written_just_as_typed_come_first_and_then_the_newest() -> None:
    plain, other = said("den duong"), said("đen đường", at=NEW_YEAR + timedelta(days=1))
    exact = said("Đèn Ðường", at=NEW_YEAR - timedelta(days=400))
    found = find(Passage, read("đèn đường", known_everywhere()), in_wards([OURS]))
    assert (found.about_ids(), found.exact) == ([exact.about_id, other.about_id, plain.about_id], 1)
    without = find(Passage, read("den duong", known_everywhere()), in_wards([OURS]))
    assert without.about_ids() == [other.about_id, plain.about_id, exact.about_id]


@pytest.mark.parametrize("read_of", [index.READ, 0])
def test_what_fits_best_comes_first_when_asked_for(read_of: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "READ", read_of)
    apart = said("đường tối vì không có đèn", at=NEW_YEAR + timedelta(days=3))
    unaccented = said("den duong hong", at=NEW_YEAR + timedelta(days=2))
    together = said("đèn đường hỏng", at=NEW_YEAR)
    found = best(Passage, read("đèn đường", known_everywhere()), in_wards([OURS]))
    assert found.about_ids() == [together.about_id, unaccented.about_id, apart.about_id]


def test_how_well_a_row_fits_is_the_same_read_from_it_and_asked_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    stretch(140)
    for typed in TYPED:
        query, orders = read(typed, known_everywhere()), []
        for read_of in (index.READ, 0):
            monkeypatch.setattr(index, "READ", read_of)
            for kinds in ((), ("opinion",)):
                some = best(Passage, query, in_wards([OURS]), kinds=kinds)
                orders.append((kinds, some.exact, [row.ordinal for row in some.rows]))
        assert orders[:2] == orders[2:], typed


def test_a_word_half_typed_is_found_only_when_nothing_else_is() -> None:
    road = said("đường ngập")
    assert find(Passage, read("đườ", known_everywhere()), in_wards([OURS])).about_ids() == [road.about_id]
    said("dưo")
    assert road.about_id not in find(Passage, read("đườ", known_everywhere()), in_wards([OURS])).about_ids()


def test_a_ward_finds_its_own_words_only_and_merged_wards_theirs_together() -> None:
    here, there = said("đèn hỏng"), said("đèn hỏng", ward=THEIRS, at=NEW_YEAR + timedelta(days=1))
    query = read("đèn", known_everywhere())
    assert find(Passage, query, in_wards([OURS])).about_ids() == [here.about_id]
    assert find(Passage, query, in_wards([OURS, THEIRS])).about_ids() == [there.about_id, here.about_id]


def test_nobody_finds_a_mark_by_typing_it() -> None:
    said("đèn hỏng", mark="_sopen")
    for typed in (ward_mark(OURS), "_sopen", "sopen", "_iopinion"):
        assert not find(Passage, read(typed, known_everywhere()), in_wards([OURS])).rows


def test_a_text_that_changed_is_found_by_what_it_says_now() -> None:
    text = said("đèn hỏng")
    put_again(Passage, Text(text.ordinal, OURS, "opinion", text.about_id, ("cống tắc",)))
    assert not find(Passage, read("đèn", known_everywhere()), in_wards([OURS])).rows
    assert find(Passage, read("cống", known_everywhere()), in_wards([OURS])).about_ids() == [text.about_id]
    remove(Passage, [text.ordinal])
    assert not find(Passage, read("cống", known_everywhere()), in_wards([OURS])).rows


def test_a_list_that_is_cut_off_says_so() -> None:
    stretch(30, seed=2)
    found = find(Passage, read("đường", known_everywhere()), in_wards([OURS, THEIRS]), limit=3)
    assert (len(found.rows), found.more) == (3, True)


@pytest.mark.parametrize("few", [index.FEW, 0])
@pytest.mark.parametrize("read_of", [index.READ, 5, 0])
@pytest.mark.parametrize("newest", [True, False])
def test_however_short_a_list_is_the_exact_ones_come_first_and_the_rest_follows(
    newest: bool, read_of: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", few)
    monkeypatch.setattr(index, "READ", read_of)
    texts = stretch(60, seed=3)[:: -1 if newest else 1]
    query = read("đường", known_everywhere())
    fitting = [text for text in texts if holds(text, query.node(in_wards([OURS])))]
    exact = [text for text in fitting if holds(text, query.node(in_wards([OURS]), exact=True))]
    ordered = [text.ordinal for text in [*exact, *(text for text in fitting if text not in exact)]]
    assert 3 < len(exact) < len(fitting)
    for limit in (1, 3, len(exact) - 1, len(exact), len(exact) + 2, len(fitting) - 1, len(fitting), len(fitting) + 5):
        for bare in (True, False):
            found = find(Passage, query, in_wards([OURS]), limit=limit, newest=newest, bare=bare)
            assert [row.ordinal for row in found.rows] == ordered[:limit]
            assert (found.exact, found.more) == (min(len(exact), limit), len(fitting) > limit)


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    put(Text(ordinals.of_moment(NEW_YEAR), OURS, "matter", uuid7(), ("đèn hỏng", "đường ngập")))
    assert not find(Passage, read('"hỏng đường"', known_everywhere()), in_wards([OURS])).rows
    assert find(Passage, read('"hỏng" "đường ngập"', known_everywhere()), in_wards([OURS])).rows


def test_any_of_several_is_any() -> None:
    text = said("đèn hỏng")
    assert holds(text, Any((Phrase(("den",)), Phrase(("cong",)))))
