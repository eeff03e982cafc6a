"""Every letter we say can be drawn is drawn; every other is written as its number."""

import unicodedata
from datetime import UTC, date, datetime

import pytest

from langnghe.documents import blocks, printing
from langnghe.documents.blocks import Paper
from langnghe.documents.letters import DRAWN, drawable, has_numbers
from langnghe.documents.tests import reading

pytestmark = pytest.mark.once
VOWELS = list("aăâeêioôơuưy")
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
VIETNAMESE = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"


def printed(*said: str) -> bytes:
    paper = Paper("Thử", "Phông chữ", "Phường", date(2026, 11, 22), "chân trang")
    paper.add(*map(blocks.words, said))
    return printing.pdf(paper, at=datetime(2026, 11, 22, tzinfo=UTC)).content


def test_every_vietnamese_letter_is_drawn_and_read_back_however_it_was_typed() -> None:
    both = VIETNAMESE + VIETNAMESE.upper()
    assert len(both) == 146
    assert drawable(both) == both
    assert drawable(unicodedata.normalize("NFD", both)) == both
    assert both in reading.letters(reading.text(printed(both)))


def test_whatever_we_call_drawn_makes_a_paper_without_holes() -> None:
    marks = [chr(code) for first, last in DRAWN for code in range(first, last + 1)]
    said = " ".join(f"a{mark}" if unicodedata.combining(mark) else mark for mark in marks)
    assert printed(said).startswith(b"%PDF-1.7")


def test_what_no_font_draws_stands_as_its_number_and_nothing_is_turned_around() -> None:
    said = "Khổ quá 😡 \u202eneo gnort\u202c \x00\x07 ខ្មែរ"
    assert drawable(said) == (
        "Khổ quá [U+1F621] [U+202E]neo gnort[U+202C] [U+0000][U+0007] [U+1781][U+17D2][U+1798][U+17C2][U+179A]"
    )
    assert reading.letters(drawable(said)) in reading.letters(reading.text(printed(said)))
    assert (has_numbers(said), has_numbers("viết [U+1F621]"), has_numbers("Ổn ạ.")) == (True, False, False)
