"""What is typed into a search box is read as people mean it."""

import pytest

from langnghe.searching.abbreviations import Known, Pair, built_in, known_everywhere
from langnghe.searching.asking import Query, read
from langnghe.searching.expressions import fts5, tsquery
from langnghe.searching.syllables import beginning_with

pytestmark = pytest.mark.once


def asked(typed: str) -> Query:
    return read(typed, known_everywhere())


def means(typed: str) -> list[set[str]]:
    """For each thing looked for: everything that would do."""
    return [{" ".join(one) for one in (term.typed, *term.others)} for term in asked(typed).wanted]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CA", "công an"), ("CSKV", "cảnh sát khu vực"), ("CCCD", "căn cước công dân"), ("ANTT", "an ninh trật tự"),
        ("PCCC", "phòng cháy chữa cháy"), ("TDP", "tổ dân phố"), ("UBND", "ủy ban nhân dân"),
        ("UBND", "uỷ ban nhân dân"),
        ("ko", "không"), ("k", "không"), ("đc", "được"), ("dc", "được"), ("ntn", "như thế nào"), ("hs", "học sinh"),
        ("hs", "hồ sơ"), ("tr", "trời"),
    ],
)  # fmt: skip
def test_abbreviations_are_found_both_ways(short: str, long: str) -> None:
    (of_short,), (of_long,) = means(short), means(long)
    assert " ".join(asked(f'"{long}"').wanted[0].typed) in of_short
    assert asked(f'"{short}"').wanted[0].typed[0] in of_long
    (unaccented,) = means(" ".join(asked(f'"{long}"').wanted[0].typed))
    assert unaccented == of_long


def test_another_word_with_other_accents_is_no_abbreviation() -> None:
    assert means("cá") == [{"ca"}]
    assert means('"CA"') == [{"ca"}]


def test_a_part_of_a_longer_name_may_be_short() -> None:
    assert {"cong an phuong", "cap", "ca phuong"} <= means("công an phường")[0]


def test_quotes_keep_words_together_and_minus_keeps_them_out() -> None:
    query = asked('“tổ dân phố” đèn -"chợ đêm" -rác')
    assert [term.typed for term in query.wanted] == [("to", "dan", "pho"), ("den",)]
    assert [term.typed for term in query.unwanted] == [("cho", "dem"), ("rac",)]


def test_what_is_written_without_spaces_belongs_together() -> None:
    assert [term.typed for term in asked("hẻm 12/5 covid-19").wanted] == [("hem",), ("12", "5"), ("covid", "19")]


@pytest.mark.parametrize("typed", ["", "  ", "!!!", '""', "-", "-đèn", '-"', "中文", "\u0301\u0301", "“", "'; DROP"])
def test_nonsense_asks_nothing_or_only_words(typed: str) -> None:
    query = asked(typed)
    assert bool(query) == (typed == "'; DROP")


def test_no_sign_of_a_query_language_gets_through() -> None:
    query = asked("""a"b* 'c':* & | ! <-> NEAR( AND _w1 {x} ^y NOT""")
    for written in (fts5(query.node()), tsquery(query.node())):
        plain = (
            written.replace(" AND ", "").replace(" OR ", "").replace(" <-> ", "").replace(" & ", "").replace(" | ", "")
        )
        assert set(plain) <= set("\"'() abcdefghijklmnopqrstuvwxyz0123456789")


def test_at_most_a_dozen_things_are_looked_for() -> None:
    assert len(asked(" ".join(f"x{number}" for number in range(40))).wanted) == 12


def test_half_a_word_may_become_what_begins_so() -> None:
    assert {"duong", "duoc"} <= set(beginning_with("duo"))
    assert beginning_with("d") == []
    begun = asked("đèn đườ").begun()
    assert begun is not None
    assert ("duong",) in begun.wanted[-1].others
    assert asked('"đèn đườ"').begun() is None


def test_the_list_holds_no_pair_twice_and_nothing_empty() -> None:
    keys = [pair.key for group in built_in() for pair in group.pairs]
    assert len(keys) == len(set(keys))
    assert len(built_in()) == 4
    assert all(0 < key.find("=") < len(key) - 1 for key in keys)


def test_a_wards_own_pair_counts_like_any_other() -> None:
    known = Known([Pair("NVH2", "nhà văn hoá tổ hai")])
    (term,) = read("nhà văn hóa tổ hai", known).wanted
    assert term.others == (("nvh2",),)
