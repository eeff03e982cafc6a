"""Personal data in residents' words is found; prices, laws, streets and everybody else are let be."""

import gc
import random
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langnghe.language.personal import FIRM, KINDS, findings, pieces
from langnghe.language.tests.personal_cases import Span, read, score

pytestmark = pytest.mark.once
CASES = read(Path(__file__).parent / "personal_cases.txt")
SNIPPETS = [text for text, _spans in CASES]
ODD = [
    "\x00",
    "\r\n",
    "\u200b",
    "\u0301",
    "\ud800",
    "👨‍👩‍👧",
    "0️⃣",
    "đ",
    "Ð",
    "́" * 40,
    "١٢",
    "０９",
    "@",
    "a còng",
    "H'",
    "-" * 9,
    "İ",
    "ß",
    "한",
]
PARTS = [
    *("0", "0 ", "o", "a", "a.", "@", "a@", "1-", "12/", "hẻm 1 ", "số 1 ", "Nguyễn ", "Nguyễn Văn ", "ông "),
    *("e\u0301", "\u0301", "chín ", ".com", "zalo ", "sinh ", "81B1", "12/05/1990 ", "bà, ", "a còng "),
    *("x chấm ", "và Lan ", "lớp 1 ", "\u200b", "ngày mùng ", "không chín "),
]
MOST_CPU = 0.05  # seconds for one text of a fuzz
USUAL = 0.002  # seconds for a usual text


def found(text: str) -> list[Span]:
    return [(one.start, one.end, one.kind) for one in findings(text)]


def test_what_the_rules_were_written_with_is_found() -> None:
    scores = score(CASES, found)
    for kind, recall in (("structured", 0.99), ("names", 0.96)):
        assert scores[kind].recall >= recall, scores[kind]
        assert scores[kind].precision >= 0.98, scores[kind]


def test_every_kind_has_a_name_and_a_case() -> None:
    assert (
        {kind for _text, spans in CASES for _start, _end, kind in spans} == set(KINDS) == FIRM | {"name", "child_name"}
    )


def test_pieces_put_together_are_the_text() -> None:
    for text in SNIPPETS:
        assert "".join(piece for _kind, piece in pieces(text)) == text


def test_a_decomposed_text_gives_the_same_words() -> None:
    for text in SNIPPETS:
        apart = unicodedata.normalize("NFD", text)
        words = [(unicodedata.normalize("NFC", apart[one.start : one.end]), one.kind) for one in findings(apart)]
        assert words == [(unicodedata.normalize("NFC", text[start:end]), kind) for start, end, kind in found(text)]


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("Chào\r\ngọi 0905 123 456", 10, 22, "phone"),
        ("\ufeff👏 0905123456", 3, 13, "phone"),
        ("\x00gọi\x00 09\x0005123456", 6, 17, "phone"),
        (unicodedata.normalize("NFD", "Chị ") + "Hoa bán cá", 5, 8, "name"),
    ],
)
def test_places_are_counted_in_the_text_as_given(text: str, start: int, end: int, kind: str) -> None:
    assert found(text) == [(start, end, kind)]


def took(text: str) -> float:
    """Seconds of the processor; the collector of garbage may fall into any one turn."""
    began = time.process_time()
    findings(text)
    return time.process_time() - began


def sound(text: str) -> None:
    """Nothing raised; places in order, apart, inside, never empty."""
    spans = found(text)
    assert any(took(text) < MOST_CPU for _turn in range(3)), text
    assert all(start < end for start, end, _kind in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert not spans or (spans[0][0] >= 0 and spans[-1][1] <= len(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.sampled_from(ODD), st.text(max_size=30)), max_size=8))
def test_nothing_written_upsets_it(parts: list[str]) -> None:
    sound("".join(parts))


def test_pieces_of_real_words_in_any_order_upset_nothing() -> None:
    chance = random.Random(6)
    words = [word for text in SNIPPETS for word in text.split(" ")] + ODD
    for _ in range(1_000):
        sound(chance.choice([" ", "", " ", ", "]).join(chance.choices(words, k=chance.randrange(40))))


@pytest.mark.parametrize("part", PARTS)
def test_the_time_grows_with_the_length_only(part: str) -> None:
    def cpu(count: int) -> float:
        text = part * (count // len(part))
        began = time.process_time()
        findings(text)
        return time.process_time() - began

    findings(part)
    # A collector of garbage takes as long as everything else that the tests hold; it waits until both are measured.
    gc.disable()
    try:
        assert cpu(16_000) < 12 * max(cpu(4_000), 0.004)
    finally:
        gc.enable()


def test_a_usual_text_takes_two_thousandths_of_a_second() -> None:
    # Others may be at work on this machine: the quickest of five turns tells what it costs.
    assert min(_each() for _turn in range(5)) < USUAL


def _each() -> float:
    began = time.process_time()
    for text in SNIPPETS:
        findings(text)
    return (time.process_time() - began) / len(SNIPPETS)
