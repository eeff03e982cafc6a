"""Telling Vietnamese encodings apart, or refusing to."""

import unicodedata

import pytest

from langnghe.kernel import legacy
from langnghe.kernel.encodings import Unsure, decode, is_syllable, repair

LIST = (
    "Tổ dân phố,Mã hộ,Chủ hộ,Địa chỉ\n"
    "Tổ 3,001,Nguyễn Thị Tư,12 Lê Lợi\nTổ 3,002,Trần Văn Phúc,14/2 Hùng Vương\n"
    "Tổ 4,003,Đặng Quang Mẫn,9 Phan Đình Phùng\n"
)


def in_1258(text: str) -> bytes:
    """windows-1258 has no composed toned letters: base letters stay composed, tones follow."""
    out = []
    for sign in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", sign)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + "".join(tones))
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (LIST.encode(), "utf-8"),
        (LIST.encode("utf-8-sig"), "utf-8"),
        (unicodedata.normalize("NFD", LIST).encode(), "utf-8"),
        (LIST.encode("utf-16"), "utf-16"),
        (LIST.encode("utf-16-le"), "utf-16"),
        (LIST.encode("utf-16-be"), "utf-16"),
        (in_1258(LIST), "windows-1258"),
        (legacy.encode_tcvn3(LIST), "tcvn3"),
        (legacy.encode_vni(LIST), "vni"),
    ],
)
def test_the_same_list_is_read_from_every_encoding(data: bytes, form: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.form) == (LIST, form)


def test_old_fonts_inside_unicode_files_are_read() -> None:
    for encode in (legacy.encode_tcvn3, legacy.encode_vni):
        spoiled = encode(LIST).decode("latin-1")
        assert decode(spoiled.encode()).text == LIST


def test_plain_ascii_is_itself() -> None:
    assert decode(b"To 3,001,Nguyen Van A\n").text == "To 3,001,Nguyen Van A\n"


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)), b"\x81\x8d\x8f,\x90\x9d", "Größe,Maß,Fuß,Löß".encode("latin-1")]
)
def test_what_nobody_can_tell_is_refused(data: bytes) -> None:
    with pytest.raises(Unsure):
        decode(data)


def test_a_table_half_in_an_old_font_is_refused() -> None:
    good = "Nguyễn Trần Đặng Lê Lý Đỗ"
    with pytest.raises(Unsure):
        repair([good, legacy.encode_tcvn3(good).decode("latin-1")])


def test_syllables_are_known() -> None:
    assert all(map(is_syllable, ["Nguyễn", "Thuỷ", "thủy", "quốc", "Giang", "khuya", "nghiêng", "ươm", "uỵch"]))
    assert not any(map(is_syllable, ["NguyÔn", "Vaên", "Größe", "hốế"]))


def test_names_of_the_highlands_do_not_spoil_a_good_file() -> None:
    text = "Siu H’Blơk,Rơ Châm Y Blưk,Ksor Đăk,Kpă Klơng,Nguyễn Thị Tư,Lê Văn Tám\n"
    assert decode(text.encode()).text == text
