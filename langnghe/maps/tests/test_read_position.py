"""Coordinates as people type or paste them, and what is said when they cannot be read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel.refused import Refused
from langnghe.maps.earth import Position, position_of, read_position

pytestmark = pytest.mark.once
PLEIKU = Position(13.9785, 108.0051)


@pytest.mark.parametrize(
    "text",
    [
        "13.9785, 108.0051",
        "13.9785,108.0051",
        "(13.9785, 108.0051)",
        " 13.9785 108.0051 ",
        "13,9785; 108,0051",
        "13,9785 108,0051",
        "13,9785, 108,0051",
        "13.9785°, 108.0051°",
        "108.0051, 13.9785",
        "13°58'42.6\"N 108°00'18.4\"E",
        "13° 58′ 42,6″ B, 108° 0′ 18,4″ Đ",
        "13°58.71'N, 108°0.306'E",
        "https://www.google.com/maps/@13.9785,108.0051,17z",
        "https://www.google.com/maps/place/Ph%C6%B0%E1%BB%9Dng/@13.1,108.9,15z/data=!3m1!4b1!4m6!3m5!8m2!3d13.9785!4d108.0051!16s",
        "https://maps.google.com/?q=13.9785,108.0051",
        "https://www.google.com/maps/search/?api=1&query=13.9785%2C108.0051",
        "https://www.google.com/maps/search/13.9785,+108.0051?entry=tts",
        "https://www.google.com/maps?ll=13.9785,108.0051&z=15",
    ],
)
def test_what_people_paste_is_read(text: str) -> None:
    place = read_position(text)
    assert abs(place.latitude - PLEIKU.latitude) < 0.0001
    assert abs(place.longitude - PLEIKU.longitude) < 0.0001


@pytest.mark.parametrize("text", ["", "Chợ Pleiku", "13.9785", "1,2,3,4", "13 13 13", "°°", "1e9, 108", "NaN, 108"])
def test_what_is_no_coordinate_gets_an_example(text: str) -> None:
    with pytest.raises(Refused, match=r"13\.9785, 108\.0051"):
        read_position(text)


@pytest.mark.parametrize("text", ["48.8566, 2.3522", "0, 0", "-13.9785, 108.0051", "13°58'42\"S 108°00'18\"E"])
def test_a_place_abroad_is_refused_with_the_limits(text: str) -> None:
    with pytest.raises(Refused, match="ngoài Việt Nam"):
        read_position(text)


def test_the_islands_are_vietnam() -> None:
    assert read_position("8.6445, 111.9200").longitude == 111.92
    assert read_position("16.5350, 111.6080").latitude == 16.535


def test_a_short_link_says_how_to_get_the_numbers() -> None:
    with pytest.raises(Refused, match="rút gọn"):
        read_position("https://maps.app.goo.gl/AbCdEf123")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(Refused):
        read_position(text)


@pytest.mark.parametrize(
    "pair",
    [
        ("", ""),
        (None, None),
        ("13.9", ""),
        ("nan", "108"),
        ("1e400", "108"),
        ("13.9", "2.35"),
        ("x", "y"),
        ("inf", "1"),
    ],
)
def test_a_broken_pair_of_a_form_is_no_place(pair: tuple[str | None, str | None]) -> None:
    assert position_of(*pair) is None


def test_a_good_pair_is_kept_to_ten_centimetres() -> None:
    assert position_of("13.97851234567", 108.0051) == (13.978512, 108.0051)
