"""Legacy Vietnamese encodings go there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel import legacy

TEXT = st.text(alphabet=legacy.LETTERS + "abcdefghiklmnopqrstuvxy ABCDEGHIKLMNOPQRSTUVXY0123456789,;/", max_size=40)


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(set(legacy.LETTERS)) == 134


@pytest.mark.parametrize("letter", legacy.LETTERS)
def test_each_letter_survives_tcvn3_and_vni(letter: str) -> None:
    assert legacy.decode_tcvn3(legacy.encode_tcvn3(letter)) == letter
    assert legacy.decode_vni(legacy.encode_vni(letter)) == letter


@given(TEXT)
def test_any_text_survives_tcvn3(text: str) -> None:
    assert legacy.decode_tcvn3(legacy.encode_tcvn3(text)) == text


@given(TEXT)
def test_any_text_survives_vni(text: str) -> None:
    assert legacy.decode_vni(legacy.encode_vni(text)) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NguyÔn V¨n Tó", "Nguyễn Văn Tú"),
        ("Ph\xadêng Diªn Hång", "Phường Diên Hồng"),
        ("§Æng ThÞ BÝch", "Đặng Thị Bích"),
    ],
)
def test_what_abc_fonts_wrote_is_read(written: str, meant: str) -> None:
    assert legacy.decode_tcvn3(written.encode("latin-1")) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nguyeãn Vaên Tuù", "Nguyễn Văn Tú"),
        ("Phöôøng Dieân Hoàng", "Phường Diên Hồng"),
        ("Ñaëng Thò Bích", "Đặng Thị Bích"),
        ("TOÅ DAÂN PHOÁ", "TỔ DÂN PHỐ"),
    ],
)
def test_what_vni_fonts_wrote_is_read(written: str, meant: str) -> None:
    assert legacy.decode_vni(written.encode("latin-1")) == meant


def test_capital_fonts_are_mended() -> None:
    assert legacy.mend_capitals("NGUYễN VăN Tú, Tổ 3") == "NGUYỄN VĂN Tú, Tổ 3"
