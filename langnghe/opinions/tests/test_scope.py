"""Who finds which opinion."""

import pytest

from langnghe.opinions import lists, reads
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast

EVERYTHING = lists.Sought()


def serials(cast: Cast, username: str, sought: lists.Sought = EVERYTHING) -> set[str]:
    return {opinion.serial for opinion in lists.listed(cast[username], sought).rows}


def test_the_duty_desk_sees_all_of_its_ward_and_nothing_of_the_neighbours(dien_hong: Cast, hac_thanh: Cast) -> None:
    ours, theirs = say(dien_hong).opinion, say(hac_thanh).opinion
    assert serials(dien_hong, "binh") == {ours.serial}
    assert reads.opinion_for(dien_hong["binh"], theirs.serial) is None


def test_a_beat_officer_sees_the_groups_of_the_post_only(dien_hong: Cast) -> None:
    mine = say(dien_hong, "Hẻm tối quá", group_id=dien_hong.groups["Tổ 3"].id).opinion
    other = say(dien_hong, "Chó thả rông", group_id=dien_hong.groups["Tổ 5"].id).opinion
    assert serials(dien_hong, "chau") == {mine.serial}
    assert reads.opinion_for(dien_hong["chau"], other.serial) is None


@pytest.mark.parametrize("username", ["hanh", "khoa", "lan"])
def test_roles_without_the_right_find_nothing(dien_hong: Cast, username: str) -> None:
    opinion = say(dien_hong).opinion
    assert serials(dien_hong, username) == set()
    assert reads.opinion_for(dien_hong[username], opinion.serial) is None


@pytest.mark.parametrize("query", ["den duong", "ĐÈN ĐƯỜNG", "đèn  hẻm", "hem 12", "tat nua thang"])
def test_words_are_found_with_and_without_accents(dien_hong: Cast, query: str) -> None:
    opinion = say(dien_hong).opinion
    say(dien_hong, "Rác chất đống cuối hẻm 77.")
    assert serials(dien_hong, "binh", lists.Sought(query=query)) == {opinion.serial}


def test_a_group_narrows_the_list(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"]
    mine = say(dien_hong, group_id=group.id).opinion
    say(dien_hong, "Ở tổ khác", group_id=dien_hong.groups["Tổ 1"].id)
    assert serials(dien_hong, "binh", lists.Sought(group_id=group.id)) == {mine.serial}
