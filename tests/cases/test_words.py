"""Hard cases for Vietnamese text: cleaning, folding, order, numbers and dates; written from the requirements."""

import itertools
import random
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel import formats
from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.sorting import key

pytestmark = pytest.mark.once

LETTERS = {
    "a": "àảãáạăằẳẵắặâầẩẫấậ",
    "e": "èẻẽéẹêềểễếệ",
    "i": "ìỉĩíị",
    "o": "òỏõóọôồổỗốộơờởỡớợ",
    "u": "ùủũúụưừửữứự",
    "y": "ỳỷỹýỵ",
    "d": "đ",
}
PAIRS = [(sign, base) for base, signs in LETTERS.items() for sign in signs + signs.upper()]
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]))  # lone surrogates, NUL and marks included


def test_the_alphabet_of_the_cases_is_whole() -> None:
    assert len(PAIRS) == 134
    assert len({sign for sign, _ in PAIRS}) == 134
    assert all(len(sign) == 1 and unicodedata.is_normalized("NFC", sign) for sign, _ in PAIRS)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(("sign", "base"), PAIRS)
def test_every_letter_folds_to_its_base_in_every_form(sign: str, base: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, sign)) == base


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Hoà Bình", "duong hoa binh"),
        ("Tổ dân phố số 3", "to dan pho so 3"),
        ("ĐÈN ĐƯỜNG HỎNG", "den duong hong"),
        ("Nguyễn Thị Minh Khai", "nguyen thi minh khai"),
        ("ð ường", "d uong"),
        ("Ðắk Lắk", "dak lak"),
        ("a\u0302\u0301", "a"),  # â then sắc, all combining
        ("\u00e2\u0301", "a"),  # precomposed â, combining sắc
        ("\u00e1\u0302", "a"),  # precomposed á, combining mũ: order nobody normalises
        ("o\u031b\u0323", "o"),
        ("o\u0323\u031b", "o"),
        ("u\u031b\u0309", "u"),
        ("\u01b0\u0309", "u"),
        ("Ngõ 12/3 🚮 rác", "ngo 12/3 🚮 rac"),
        ("Z" + "\u0301\u0323\u0335\u0489\u034f" * 500 + "a", "za"),
        ("e\u20dd", "e"),  # enclosing circle: a mark of combining class 0
        ("Ĭa Pă, Ƀuôn Čư", "ia pa, ƀuon cu"),
        ("", ""),
        ("1.200 hộ", "1.200 ho"),
    ],
)
def test_folding_loses_accents_only(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"), ("hóa", "hoá"), ("họa", "hoạ"), ("xõa", "xoã"), ("tỏa", "toả"), ("khỏe", "khoẻ"),
        ("hòe", "hoè"), ("lóe", "loé"), ("chọe", "choẹ"), ("thủy", "thuỷ"), ("túy", "tuý"), ("lũy", "luỹ"),
        ("ùy", "uỳ"), ("Thụy", "Thuỵ"), ("HÒA BÌNH", "HOÀ BÌNH"), ("Ủy ban", "Uỷ ban"), ("hủy", "huỷ"),
    ],
)  # fmt: skip
def test_old_and_new_tone_placement_find_each_other(old: str, new: str) -> None:
    assert old != new
    assert fold(old) == fold(new)
    assert fold(unicodedata.normalize("NFD", old)) == fold(new)


@given(ANY_TEXT)
def test_folding_never_fails_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.category(sign) in ("Mn", "Me") for sign in folded)


@given(ANY_TEXT)
def test_folding_does_not_care_about_the_normal_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.lists(st.sampled_from([sign for sign, _ in PAIRS] + list("bcghklmnpqrstvx 0123456789,.")), max_size=80))
def test_upper_and_lower_case_fold_alike(signs: list[str]) -> None:
    text = "".join(signs)
    assert fold(text) == fold(text.upper()) == fold(text.lower()) == fold(text.title())


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b", "ab"),
        ("\x00", ""),
        ("dòng 1\r\ndòng 2\rdòng 3\ndòng 4", "dòng 1\ndòng 2\ndòng 3\ndòng 4"),
        ("một\x0bhai", "một\nhai"),  # line break inside a Word paragraph
        ("một\x0chai", "một\nhai"),
        ("một\u2028hai\u2029ba\x85bốn", "một\nhai\nba\nbốn"),
        ("cột\tcột", "cột\tcột"),
        ("\ufeffTổ 3", "Tổ 3"),
        ("Tổ\u200b 3", "Tổ 3"),
        ("Tổ\u2060 3\u200c", "Tổ 3"),
        ("đư\u00adờng", "đường"),  # soft hyphen, copied from a web page
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("\u2066a\u2069\u200f\u200eb\u061c", "ab"),
        ("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m"),
        ("x\x7fy\x9fz", "xyz"),
        ("a\ud800b\udfffc", "abc"),
        ("a\U000e0041\U000e0042b", "ab"),  # tag signs hide text from the eye
        ("   \n\t  ", ""),
        ("  Tổ 3  ", "Tổ 3"),
        ("\u00a0Tổ 3\u3000", "Tổ 3"),
        (unicodedata.normalize("NFD", "Đèn đường tổ 5 hỏng"), "Đèn đường tổ 5 hỏng"),
        ("Ðường", "Ðường"),  # a resident's words are cleaned, never corrected
        ("hoà hòa", "hoà hòa"),
        ("🙂🚮👍🏽", "🙂🚮👍🏽"),
        ("👨\u200d👩\u200d👧 đi bộ", "👨\u200d👩\u200d👧 đi bộ"),  # a family stays one picture
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("a\u200db", "ab"),
        ("👨\u200d", "👨"),
        ("<script>alert(1)</script> {{ 7*7 }} =1+1", "<script>alert(1)</script> {{ 7*7 }} =1+1"),
    ],
)
def test_text_is_kept_clean(raw: str, kept: str) -> None:
    assert clean_text(raw) == kept


@given(ANY_TEXT)
def test_cleaning_gives_text_every_database_can_store_and_is_stable(text: str) -> None:
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert kept.encode().decode() == kept
    assert "\x00" not in kept
    assert "\r" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert not any(
        unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI") for sign in kept
    )


@given(st.text(alphabet=[sign for sign, _ in PAIRS] + list("abcxyzABC 0123456789,.?!\n🙂"), max_size=200))
def test_ordinary_words_come_back_letter_by_letter(text: str) -> None:
    assert clean_text(text) == text.strip()
    assert clean_text(unicodedata.normalize("NFD", text)) == text.strip()


@pytest.mark.parametrize(
    "unit",
    ["Đường lầy lội. ", "a\u0323\u0302", "\u200b", "\r\n", "👨\u200d👩", "\u0301", "\ud800", "9", "\u0301\u0323"],
)
def test_a_megabyte_is_cleaned_folded_and_sorted(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert len(fold(clean_text(text))) <= len(text)
    assert key(text[:100_000]) == key(text[:100_000])


def test_a_letter_keeps_as_many_marks_as_any_language_needs_but_no_storm() -> None:
    kept = clean_text("z" + "\u0489\u0334\u0344" * 400_000 + "ơ\u0309")
    assert kept.endswith("ở")
    assert len(kept) <= 100
    assert clean_text(kept) == kept
    assert clean_text("x" + "\u0334" * 5) == "x" + "\u0334" * 5


# ── Order ──────────────────────────────────────────────────────────────────────────────────────────────────────

NAMES = [
    "A", "À", "Ả", "Ã", "Á", "Ạ", "Am", "An", "Àn", "An Bình", "An Khê", "Anh", "Ánh", "Ảnh hưởng", "Ă", "Ắ", "Ăn",
    "Â", "Ấ", "Ân", "Ấn", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bà Triệu", "Bảo", "Bắc", "Bằng", "Bân", "Bé", "Bê",
    "Bình", "Bính", "Bô", "Bơ", "Bùi", "Bưởi", "Châu", "Da", "Dũng", "Đa", "Đào", "Đặng", "Đỗ", "Đức", "E", "Em",
    "Én", "Ê", "Êm", "Giang", "Hà", "Hạ", "Hà Lan", "Hải", "Hạnh", "Hoa", "Hòa", "Hóa", "Hồ", "Hơn", "Khoa", "Lan",
    "Lê", "Minh", "Na", "Nam", "Nga", "Ngô", "Nguyên", "Nguyễn", "Nho", "Oanh", "Ô", "Ơn", "Phạm", "Quý", "Sơn",
    "Tâm", "Thu", "Thư", "Trần", "U", "Uyên", "Ư", "Ước", "Vũ", "Xuân", "Yên", "Yến",
]  # fmt: skip
GROUPS = [
    "Khu phố 1", "Khu phố 2", "Khu phố 10", "Làng Kép", "Làng Ốp", "Thôn 1", "Thôn 9", "Thôn Đông", "Tổ 1", "Tổ 2",
    "Tổ 2A", "Tổ 2B", "Tổ 3", "Tổ 3 (Trà Bá)", "Tổ 9", "Tổ 10", "Tổ 10 A", "Tổ 10A", "Tổ 10B", "Tổ 11", "Tổ 100",
    "Tổ A", "Tổ B", "Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 12", "Tổ Đoàn Kết", "Xóm 1", "Xóm Đình",
]  # fmt: skip
PLACES = ["Ngõ 12", "Ngõ 12/3", "Ngõ 12/11", "Ngõ 12A", "Ngõ 112", "Số 007", "Số 70"]
TONES_BY_SYLLABLE = ["Ha Lan", "Ha Lạn", "Hà Lan", "Hà Làn", "Hả Lan", "Hã Lan", "Há Lan", "Hạ Lan", "Hạ Lạn", "Ha Lăn"]


@pytest.mark.parametrize(
    "ordered", [NAMES, GROUPS, PLACES, TONES_BY_SYLLABLE], ids=["names", "groups", "places", "tones"]
)
def test_lists_stand_in_vietnamese_order(ordered: list[str]) -> None:
    mixed = ordered.copy()
    random.Random(19).shuffle(mixed)
    assert sorted(mixed, key=key) == ordered


def test_letters_with_a_hat_or_horn_are_letters_of_their_own() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(alphabet), key=key) == alphabet


@pytest.mark.parametrize("word", ["ma{}", "mơ{}i", "Nguyê{}n", "ho{}a"])
def test_tones_stand_ngang_huyen_hoi_nga_sac_nang(word: str) -> None:
    family = [
        unicodedata.normalize("NFC", word.format(tone))
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    ]
    assert sorted(set(family), key=key) == family


@pytest.mark.parametrize(("first", "second"), list(itertools.pairwise(NAMES)))
def test_order_does_not_depend_on_case_or_form(first: str, second: str) -> None:
    for one, other in ((first.upper(), second), (first, second.upper()), (first.lower(), second.lower())):
        assert key(one) < key(other)
    assert key(unicodedata.normalize("NFD", first)) == key(first)


def test_spaces_around_and_between_do_not_matter() -> None:
    assert key("  Tổ   2 ")[:2] == key("Tổ 2")[:2]


def test_old_and_new_spelling_stand_together() -> None:
    assert sorted(["Hoan", "Hóa", "Hoà", "Hòa", "Hoa"], key=key)[1:3] in (["Hoà", "Hòa"], ["Hòa", "Hoà"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u0301",
        "b\u0301",
        "\u0323\u0302",
        "đ\u0306",
        "9" * 5_000,
        "0" * 10_000,
        "٣",
        "²",
        "Tổ 99999999999999999999",
    ],
)
def test_a_key_is_made_of_odd_text(text: str) -> None:
    assert key(text) == key(text)


def test_very_long_numbers_are_ordered_by_value() -> None:
    assert key("Tổ " + "9" * 5_000) < key("Tổ 1" + "0" * 5_000)
    assert key("Tổ 0002") < key("Tổ 3")


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_texts_can_be_ordered(one: str, two: str, three: str) -> None:
    first, second, third = sorted([one, two, three], key=key)
    assert key(first) <= key(second) <= key(third)
    assert key(first) <= key(third)


@given(ANY_TEXT)
def test_the_form_of_a_name_does_not_move_it(text: str) -> None:
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


# ── Numbers and dates ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (7, "7"), (999, "999"), (1_000, "1.000"), (1_200, "1.200"), (63_000, "63.000"), (197_142, "197.142"),
     (1_234_567, "1.234.567"), (10**12, "1.000.000.000.000"), (-5, "-5"), (-1_200, "-1.200")],
)  # fmt: skip
def test_numbers_have_points_at_thousands(value: int, text: str) -> None:
    assert formats.number(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(1234.5, 1, "1.234,5"), (0.5, 1, "0,5"), (98.46, 1, "98,5"), (24.63, 2, "24,63"), (0.25, 1, "0,3"),
     (0.35, 1, "0,4"), (2.5, 0, "3"), (-22.55, 1, "-22,6"), (-0.04, 1, "0,0"), (1_000_000.0, 2, "1.000.000,00")],
)  # fmt: skip
def test_fractions_have_a_comma_and_are_rounded_as_in_school(value: float, places: int, text: str) -> None:
    assert formats.decimal(value, places) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(985, 1000, "98,5 %"), (1, 3, "33,3 %"), (2, 3, "66,7 %"), (0, 5, "0,0 %"), (5, 5, "100,0 %"), (9, 16, "56,3 %"),
     (1, 400, "0,3 %"), (11, 8, "137,5 %"), (-5, 28, "-17,9 %"), (12_345, 10, "123.450,0 %"), (1, 10**9, "0,0 %")],
)  # fmt: skip
def test_shares(part: int, whole: int, text: str) -> None:
    assert formats.percent(part, whole) == text


@pytest.mark.parametrize("part", [0, 7, -3])
def test_a_share_of_nothing_is_no_figure_and_no_error(part: int) -> None:
    assert formats.percent(part, 0) == ""


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 8, 9), "ngày 09 tháng 8 năm 2023"),
        (date(2023, 1, 2), "ngày 02 tháng 01 năm 2023"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
        (date(2025, 9, 30), "ngày 30 tháng 9 năm 2025"),
    ],
)
def test_dates_on_papers(day: date, text: str) -> None:
    assert formats.paper_date(day) == text


def test_a_moment_is_told_on_the_vietnamese_clock() -> None:
    assert formats.moment(datetime(2023, 8, 9, 12, 30, tzinfo=UTC)).startswith("19:30")
    assert "10" in formats.moment(datetime(2023, 8, 9, 17, 0, tzinfo=UTC)).split(",")[1]  # already the 10th here
