"""A receipt's secret and serial, read aloud, typed, mistyped: written from the requirements alone."""

import contextlib
import itertools
import random
import re
import unicodedata
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.opinions import receipts

pytestmark = pytest.mark.once

SECRETS = [random.Random(seed).randbytes(receipts.SECRET_BYTES) for seed in range(6)]
EDGES = [bytes(receipts.SECRET_BYTES), b"\xff" * receipts.SECRET_BYTES]
SAME = ["O0", "IL1"]  # signs that a reader cannot tell apart
TYPED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SERIALS = [
    ("DH", 2026, 1), ("DH", 2026, 214), ("HT", 2027, 9_999), ("HT", 2023, 10_000), ("LO", 2026, 70), ("ILOS", 2030, 5),
    ("DH", 2026, 123_456), ("TDM", 2029, 17), ("BDHK", 2058, 31), ("CAN", 2023, 30), ("BAC", 2045, 4_567),
]  # fmt: skip
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]))


def alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in SAME)


def groups_of(secret: str) -> list[str]:
    return re.findall(r"[0-9A-Z]+", secret)


def swapped(text: str, place: int) -> str:
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def sentence(raised: pytest.ExceptionInfo[Refused]) -> str:
    said = str(raised.value)
    assert len(said) > 10, said
    assert said[0].isupper() or said[0] in "«“", said
    assert said.rstrip()[-1] in ".!?", said
    return said


# ── Secret ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_secret_has_at_least_112_bits_without_its_check_signs() -> None:
    assert receipts.SECRET_BYTES * 8 >= 112
    assert len(receipts.parse_secret(receipts.format_secret(SECRETS[0]))) == receipts.SECRET_BYTES


def test_what_a_secret_is_made_from_cannot_be_guessed() -> None:
    made = {new_token() for _ in range(5_000)}
    assert len(made) == 5_000
    assert min(len(token) for token in made) * 6 >= 128
    assert len({token[place : place + 2] for token in made for place in range(0, 40, 2)}) > 3_500  # of 4,096 pairs


def test_a_secret_stands_in_short_groups_of_plain_signs() -> None:
    written = receipts.format_secret(SECRETS[0])
    groups = groups_of(written)
    assert written == written.upper()
    assert re.fullmatch(r"[0-9A-Z]+(?:[-. ][0-9A-Z]+)+", written)
    assert {len(group) for group in groups} <= {3, 4, 5, 6}
    assert len(groups) <= 9


def test_no_two_signs_of_a_secret_can_be_mistaken_for_one_another() -> None:
    signs = {
        sign
        for seed in range(300)
        for sign in receipts.format_secret(random.Random(seed).randbytes(receipts.SECRET_BYTES))
    }
    signs -= set("-. ")
    assert all(len(signs & set(group)) <= 1 for group in SAME)
    assert log2(len(signs)) <= 5.3


@pytest.mark.parametrize("raw", SECRETS + EDGES)
def test_a_secret_comes_back_as_it_was(raw: bytes) -> None:
    assert receipts.parse_secret(receipts.format_secret(raw)) == raw


@given(st.binary(min_size=receipts.SECRET_BYTES, max_size=receipts.SECRET_BYTES))
def test_every_secret_comes_back_as_it_was(raw: bytes) -> None:
    assert receipts.parse_secret(receipts.format_secret(raw)) == raw


def test_two_secrets_are_never_written_alike() -> None:
    one = bytearray(SECRETS[0])
    written = {receipts.format_secret(bytes(one))}
    for bit in range(len(one) * 8):
        other = bytearray(one)
        other[bit // 8] ^= 1 << bit % 8
        written.add(receipts.format_secret(bytes(other)))
    assert len(written) == len(one) * 8 + 1


@pytest.mark.parametrize("length", [0, 1, receipts.SECRET_BYTES - 1, receipts.SECRET_BYTES + 1, 64])
def test_only_a_whole_secret_is_written(length: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        receipts.format_secret(bytes(length))


FORGIVEN = {
    "small letters": str.lower,
    "no separators": lambda text: re.sub(r"[^0-9A-Z]", "", text),
    "spaces": lambda text: re.sub(r"[^0-9A-Z]", " ", text),
    "dots": lambda text: re.sub(r"[^0-9A-Z]", ".", text),
    "two hyphens": lambda text: re.sub(r"[^0-9A-Z]", "--", text),
    "en dash": lambda text: re.sub(r"[^0-9A-Z]", " – ", text),
    "no-break space": lambda text: re.sub(r"[^0-9A-Z]", "\u00a0", text),
    "lines": lambda text: re.sub(r"[^0-9A-Z]", "\r\n", text),
    "spaces around": lambda text: f" \t{text} \n",
    "a space after every sign": lambda text: " ".join(text),
    "a point at the end": lambda text: text + ".",
    "O for 0": lambda text: text.replace("0", "O"),
    "o for 0": lambda text: text.replace("0", "o"),
    "I for 1": lambda text: text.replace("1", "I"),
    "l for 1": lambda text: text.replace("1", "l"),
    "0 for O": lambda text: text.replace("O", "0"),
    "1 for L or I": lambda text: text.replace("L", "1").replace("I", "1"),
    "full width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
    "zero width": lambda text: "\u200b".join(text) + "\ufeff",
    "NFD": lambda text: unicodedata.normalize("NFD", text),
}


@pytest.mark.parametrize("way", FORGIVEN)
@pytest.mark.parametrize("raw", SECRETS + EDGES)
def test_small_ways_of_typing_are_forgiven(raw: bytes, way: str) -> None:
    assert receipts.parse_secret(FORGIVEN[way](receipts.format_secret(raw))) == raw


@pytest.mark.parametrize("raw", SECRETS[:2] + EDGES)
def test_every_single_wrong_sign_is_seen_and_its_group_is_named(raw: bytes) -> None:
    groups = groups_of(receipts.format_secret(raw))
    for place, group in enumerate(groups):
        for index, right in enumerate(group):
            for wrong in TYPED:
                typed = groups.copy()
                typed[place] = group[:index] + wrong + group[index + 1 :]
                if alike(right, wrong):
                    assert receipts.parse_secret("-".join(typed)) == raw
                    continue
                with pytest.raises(Refused) as raised:
                    receipts.parse_secret("-".join(typed))
                said = sentence(raised)
                assert str(place + 1) in said or typed[place] in said


@pytest.mark.parametrize("raw", SECRETS)
def test_every_swap_of_neighbours_is_seen(raw: bytes) -> None:
    groups = groups_of(receipts.format_secret(raw))
    for place, group in enumerate(groups):
        for index in range(len(group) - 1):
            if group[index] != group[index + 1]:
                typed = groups.copy()
                typed[place] = swapped(group, index)
                with pytest.raises(Refused):
                    receipts.parse_secret(" ".join(typed))


@pytest.mark.parametrize("raw", SECRETS)
def test_every_swap_of_two_groups_is_seen(raw: bytes) -> None:
    groups = groups_of(receipts.format_secret(raw))
    for one, other in itertools.combinations(range(len(groups)), 2):
        typed = groups.copy()
        typed[one], typed[other] = typed[other], typed[one]
        if typed != groups:
            with pytest.raises(Refused):
                receipts.parse_secret("-".join(typed))


@pytest.mark.parametrize("raw", [bytes([value]) * receipts.SECRET_BYTES for value in (0, 0x11, 0x42, 0xFF)])
def test_a_monotone_secret_is_still_guarded_group_by_group(raw: bytes) -> None:
    groups = groups_of(receipts.format_secret(raw))
    for turn in range(1, len(groups)):
        typed = groups[turn:] + groups[:turn]
        if typed != groups:
            with pytest.raises(Refused):
                receipts.parse_secret("-".join(typed))


@pytest.mark.parametrize("raw", SECRETS[:2])
def test_a_missing_doubled_or_foreign_piece_is_seen(raw: bytes) -> None:
    groups = groups_of(receipts.format_secret(raw))
    written = "-".join(groups)
    for place in range(len(groups)):
        for typed in (groups[:place] + groups[place + 1 :], groups[: place + 1] + groups[place:]):
            with pytest.raises(Refused):
                receipts.parse_secret("-".join(typed))
    for place, sign in enumerate(written):
        if sign != "-":
            for typed_text in (written[:place] + written[place + 1 :], written[:place] + sign + written[place:]):
                with pytest.raises(Refused):
                    receipts.parse_secret(typed_text)
    for foreign in ("Đ", "ơ", "é", "?", "💡", "½", "٣x"):
        with pytest.raises(Refused):
            receipts.parse_secret(written[:3] + foreign + written[4:])


@pytest.mark.parametrize(
    "text", ["", " ", "-", "0", "DH-26-214", "\x00", "\ud800", "abc", "0" * 500_000, "-" * 500_000, "Đèn đường"]
)
def test_what_is_no_secret_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as raised:
        receipts.parse_secret(text)
    assert len(sentence(raised)) < 300


@given(ANY_TEXT)
def test_no_text_breaks_the_reading_of_a_secret(text: str) -> None:
    with contextlib.suppress(Refused):
        assert len(receipts.parse_secret(text)) == receipts.SECRET_BYTES


@given(st.text(alphabet=TYPED + TYPED.lower() + " -.", max_size=60))
def test_no_guess_is_half_accepted(text: str) -> None:
    try:
        raw = receipts.parse_secret(text)
    except Refused:
        return
    assert receipts.parse_secret(receipts.format_secret(raw)) == raw


# ── Serial ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("code", "year", "number"), SERIALS)
def test_a_serial_comes_back_as_it_was(code: str, year: int, number: int) -> None:
    assert receipts.parse_serial(receipts.format_serial(code, year, number)) == (code, year, number)


@given(st.sampled_from(["DH", "HT", "LS", "LO", "TDM", "ABCD"]), st.integers(2023, 2059), st.integers(1, 9_999_999))
def test_every_serial_comes_back_as_it_was(code: str, year: int, number: int) -> None:
    assert receipts.parse_serial(receipts.format_serial(code, year, number)) == (code, year, number)


def test_a_serial_is_short_and_begins_with_the_ward() -> None:
    serial = receipts.format_serial("DH", 2026, 214)
    assert serial.startswith("DH")
    assert "214" in serial
    assert "26" in serial
    assert len(serial) <= 14
    assert re.fullmatch(r"[0-9A-Z]+(-[0-9A-Z]+)*", serial)  # safe in an address


def test_two_opinions_never_share_a_serial() -> None:
    made = {
        receipts.format_serial(code, year, number)
        for code in ("DH", "HT")
        for year in (2026, 2027)
        for number in range(1, 3_000)
    }
    assert len(made) == 2 * 2 * 2_999


@pytest.mark.parametrize(("code", "year", "number"), SERIALS)
@pytest.mark.parametrize("way", FORGIVEN)
def test_small_ways_of_typing_a_serial_are_forgiven(code: str, year: int, number: int, way: str) -> None:
    serial = receipts.format_serial(code, year, number)
    spared = len(code) if way in ("0 for O", "1 for L or I") else 0  # a ward knows its own letters
    typed = serial[:spared] + FORGIVEN[way](serial[spared:])
    assert receipts.parse_serial(typed) == (code, year, number)


@pytest.mark.parametrize(("code", "year", "number"), SERIALS)
def test_a_wrong_sign_in_a_serial_never_leads_to_another_opinion(code: str, year: int, number: int) -> None:
    serial = receipts.format_serial(code, year, number)
    for place, right in enumerate(serial):
        if right == "-":
            continue
        for wrong in TYPED:
            typed = serial[:place] + wrong + serial[place + 1 :]
            if alike(right, wrong):
                with contextlib.suppress(Refused):
                    assert receipts.parse_serial(typed) == (code, year, number)
            else:
                with pytest.raises(Refused) as raised:
                    receipts.parse_serial(typed)
                sentence(raised)


@pytest.mark.parametrize(("code", "year", "number"), SERIALS)
def test_a_swap_in_a_serial_never_leads_to_another_opinion(code: str, year: int, number: int) -> None:
    serial = receipts.format_serial(code, year, number)
    for place in range(len(serial) - 1):
        pair = serial[place : place + 2]
        if "-" in pair or alike(*pair):
            continue
        with pytest.raises(Refused):
            receipts.parse_serial(swapped(serial, place))


@pytest.mark.parametrize(
    "text",
    ["", "-", "DH", "DH-26", "DH-26-0-0", "26-214", "\x00", "\ud800", "DH-26-" + "9" * 100_000, "Đ" * 9, "DH-26--214"],
)
def test_what_is_no_serial_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as raised:
        receipts.parse_serial(text)
    assert len(sentence(raised)) < 300


@given(ANY_TEXT)
def test_no_text_breaks_the_reading_of_a_serial(text: str) -> None:
    with contextlib.suppress(Refused):
        code, year, number = receipts.parse_serial(text)
        assert receipts.parse_serial(receipts.format_serial(code, year, number)) == (code, year, number)
