"""Serials and secrets as an officer reads them to a caller."""

import pytest

from langnghe.intake.spelling import group_aloud, number_aloud, serial_aloud


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        ("DH26-214-K", "Đê Hát, hai mươi sáu, hai trăm mười bốn, Ca"),
        ("HT31-1005-7", "Hát Tê, ba mươi mốt, một nghìn không trăm linh năm, bảy"),
        ("XA26-1-0", "Ích-xì A, hai mươi sáu, một, không"),
    ],
)
def test_a_serial_is_said_as_offices_say_it(serial: str, said: str) -> None:
    assert serial_aloud(serial) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (21, "hai mươi mốt"),
        (24, "hai mươi bốn"), (55, "năm mươi lăm"), (100, "một trăm"), (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"), (1000, "một nghìn"), (1200, "một nghìn hai trăm"),
        (10015, "mười nghìn không trăm mười lăm"), (2_000_021, "hai triệu không trăm hai mươi mốt"),
    ],
)  # fmt: skip
def test_numbers_are_said_in_words(value: int, said: str) -> None:
    assert number_aloud(value) == said


def test_a_group_of_the_secret_is_said_sign_by_sign() -> None:
    assert group_aloud("7K2MD") == "bảy, Ca, hai, Em-mờ, Đê"
