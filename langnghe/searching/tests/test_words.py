"""Text is read into the same words however its letters were typed."""

import unicodedata
from itertools import product

import pytest

from langnghe.searching.abbreviations import known_everywhere
from langnghe.searching.asking import read
from langnghe.searching.snippets import snippet
from langnghe.searching.words import plain_of, spellings_of, words_of

pytestmark = pytest.mark.once
VOWELS, TONES = "aăâeêioôơuưy", ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)]
# 12 vowels in 6 tones and đ, in both cases; with the other 21 letters of the alphabet nothing can go wrong.
ACCENTED = [letter for small in [*LETTERS, "đ"] for letter in (small, small.upper()) if not letter.isascii()]


def test_there_are_as_many_letters_with_accents_as_vietnamese_has() -> None:
    assert len(set(ACCENTED)) == 134


@pytest.mark.parametrize("letter", ACCENTED)
def test_every_letter_is_one_word_in_every_form(letter: str) -> None:
    word = f"b{letter}n"
    whole, apart = words_of(word), words_of(unicodedata.normalize("NFD", word))
    assert whole == apart == words_of(word.lower())
    assert len(whole) == 1
    assert whole[0].plain[0].isascii()
    assert whole[0].spelling.endswith("_")


def test_no_two_letters_are_spelled_alike() -> None:
    spelled = {words_of(letter)[0].spelling for letter in ACCENTED}
    assert len(spelled) == 134 / 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "quý"), ("ðường", "đường"), ("Ðèn", "đèn")],
)
def test_old_and_new_tone_placement_and_foreign_strokes_are_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_words_stand_in_their_order_and_signs_are_none() -> None:
    words = words_of("Hẻm 12/5: đèn\u200b đường… (hỏng!) 中文")
    assert plain_of(words) == ["hem", "12", "5", "den", "duong", "hong"]
    assert spellings_of(words) == ["hem3_", "d9en2_", "d9u7o7ng2_", "hong3_"]


def test_what_is_found_is_marked_and_nothing_becomes_a_tag() -> None:
    query = read("den <b>", known_everywhere())
    shown = snippet("Cái <b>đèn</b> ở hẻm", query)
    assert shown == "Cái &lt;<mark>b</mark>&gt;<mark>đèn</mark>&lt;/<mark>b</mark>&gt; ở hẻm"


def test_a_snippet_shows_the_place_where_most_was_found() -> None:
    text = f"{'Bà con nói chuyện khác đã lâu. ' * 20}Đèn đường hẻm 12 hỏng.{' Và chuyện khác nữa.' * 20}"
    shown = snippet(text, read("đèn hỏng", known_everywhere()))
    assert "<mark>Đèn</mark> đường hẻm 12 <mark>hỏng</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 260
