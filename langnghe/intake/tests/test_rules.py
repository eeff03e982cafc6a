"""What an officer types in short is understood, or refused with what it could mean."""

import pytest

from langnghe.intake.papers import format_number, parse_number
from langnghe.intake.rules import find_group, find_topic, topic_label, topic_numbers
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.places.models import Ward

GROUPS = {1: "Tổ 1", 2: "Tổ 2", 12: "Tổ 12", 7: "Khu phố Hòa Bình", 9: "Thôn 9"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ""),
        ("1", "traffic"),
        ("1.2", "traffic.speeding_racing"),
        ("1.2 Phóng nhanh, đua xe", "traffic.speeding_racing"),
        ("karaoke", "public_order.noise"),
        ("tieng on", "public_order.noise"),
        ("Tín dụng", "crime.black_credit"),
        ("den duong", "beyond_police.infrastructure"),
        ("giao thong", "traffic"),
    ],
)
def test_a_topic_by_number_or_by_words(typed: str, code: str) -> None:
    assert find_topic(typed) == code


@pytest.mark.parametrize("typed", ["99", "1.99", "xyz", "!!!"])
def test_no_such_topic_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Không có lĩnh vực"):
        find_topic(typed)


def test_several_topics_are_named() -> None:
    with pytest.raises(Refused, match="Có nhiều lĩnh vực giống «chay»"):
        find_topic("chay")


def test_every_topic_has_a_number_and_is_found_by_what_the_list_offers() -> None:
    assert set(topic_numbers().values()) == set(TOPICS)
    assert all(find_topic(topic_label(code)) == code for code in TOPICS)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("", None), ("2", 2), ("to 2", 2), ("Tổ 12", 12), ("tdp 1", 1), ("hoa binh", 7), ("kp hoa binh", 7), ("9", 9)],
)
def test_a_group_by_number_or_by_name(typed: str, key: int | None) -> None:
    assert find_group(typed, GROUPS) == key


def test_no_such_group_is_refused() -> None:
    with pytest.raises(Refused, match="Không có tổ «99»"):
        find_group("99", GROUPS)


def test_a_wrong_or_foreign_paper_number_is_noticed() -> None:
    here, there = Ward(code="DH"), Ward(code="HT")
    printed = format_number(here, 1047)
    assert parse_number(here, printed.replace("-", " ").lower().replace("1", "l")) == 1047
    for wrong in (printed.replace("1047", "1074"), "1047", "", "abc", format_number(there, 1047)):
        with pytest.raises(Refused, match="1047-X"):
            parse_number(here, wrong)
