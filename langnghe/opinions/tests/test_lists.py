"""What words find in an officer's list, however much of it there is."""

import pytest

from langnghe.kernel.actors import resident
from langnghe.opinions import lists
from langnghe.opinions.leaving import withdraw
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

DEN = lists.Sought(query="đèn")


def found(cast: Cast, username: str) -> list[Opinion]:
    return list(lists.listed(cast[username], DEN).rows)


def test_who_may_see_few_of_the_newest_finds_what_is_further_back(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "STEPS", (2, 100))
    mine = say(dien_hong, "Đèn trước nhà tắt", group_id=dien_hong.groups["Tổ 3"].id).opinion
    for _ in range(4):
        say(dien_hong, "Đèn cuối hẻm tắt", group_id=dien_hong.groups["Tổ 5"].id)
    assert found(dien_hong, "chau") == [mine]


def test_the_same_words_find_what_came_in_since_and_not_what_was_taken_back(dien_hong: Cast) -> None:
    first = say(dien_hong, "Đèn trước nhà tắt").opinion
    assert found(dien_hong, "binh") == [first]
    second = say(dien_hong, "Đèn cuối hẻm tắt").opinion
    assert found(dien_hong, "binh") == [second, first]
    withdraw(first, by=resident(first.ward_id).actor)
    assert found(dien_hong, "binh") == [second]


def test_a_list_that_stops_says_so(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 2)
    for _ in range(3):
        say(dien_hong, "Đèn cuối hẻm tắt")
    assert len(found(dien_hong, "binh")) == 2
    page = client_for(dien_hong["binh"]).get("/can-bo/y-kien/", {"tim": "đèn"}).content.decode()
    assert "Danh sách dừng ở 1.000 ý kiến" in page
