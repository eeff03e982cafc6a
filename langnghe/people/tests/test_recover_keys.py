"""A ward key on paper: two halves, typed by people."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.people import keys, recovery, sealing
from langnghe.people.actions import seal_contact
from langnghe.people.models import SealedContact
from langnghe.people.restoring import restore
from langnghe.testing.cast import Cast


@pytest.fixture
def contact(dien_hong: Cast) -> SealedContact:
    return seal_contact(dien_hong.ward, "opinions", uuid7(), "0912345678", by=Actor("resident"))


def test_two_halves_bring_the_key_back(dien_hong: Cast, contact: SealedContact) -> None:
    key_id = sealing.key_id_of(contact.sealed)
    papers = [str(half) for half in recovery.split(keys.load(dien_hong.ward.id, key_id))]
    keys.file_of(dien_hong.ward.id, key_id).unlink()
    first, second = (recovery.read(paper.lower().replace(" ", "-")) for paper in papers)
    restore(dien_hong.ward, second, first, by=system(dien_hong.ward.id))
    assert sealing.unseal(contact, "sealed") == "0912345678"


@given(st.binary(min_size=32, max_size=32))
def test_any_key_survives_the_paper(key: bytes) -> None:
    first, second = recovery.split(key)
    assert recovery.join(recovery.read(str(first)), recovery.read(str(second))) == key


def test_a_paper_shows_its_fifteen_groups_in_three_lines() -> None:
    half = recovery.split(bytes(range(32)))[1]
    assert [len(line.split()) for line in half.lines()] == [5, 5, 5]
    assert recovery.read("\n".join(half.lines())) == half


def test_one_half_says_nothing_about_the_key() -> None:
    key = secrets.token_bytes(32)
    halves = [recovery.split(key) for _ in range(50)]
    assert len({first.share for first, _second in halves}) == 50
    assert len({second.share for _first, second in halves}) == 50


@given(st.integers(0, 74), st.sampled_from(recovery.SIGNS))
def test_a_wrong_sign_is_found_in_its_group(position: int, sign: str) -> None:
    signs = "".join(recovery.split(bytes(range(32)))[0].groups())
    typed = signs[:position] + sign + signs[position + 1 :]
    if typed != signs:
        with pytest.raises(Refused, match=f"Nhóm thứ {position // 5 + 1} "):
            recovery.read(typed)


def test_two_swapped_groups_are_found() -> None:
    groups = recovery.split(bytes(range(32)))[0].groups()
    groups[3], groups[4] = groups[4], groups[3]
    with pytest.raises(Refused, match="Nhóm thứ 4"):
        recovery.read(" ".join(groups))


def test_a_half_too_short_says_how_many_signs_were_read() -> None:
    with pytest.raises(Refused, match="hiện đọc được 7 ký tự"):
        recovery.read("ABC 1234")


def test_halves_that_do_not_belong_together_are_refused() -> None:
    key = secrets.token_bytes(32)
    first, second = recovery.split(key)
    with pytest.raises(Refused, match="cùng một nửa"):
        recovery.join(first, first)
    with pytest.raises(Refused, match="hai khóa khác nhau"):
        recovery.join(first, recovery.split(secrets.token_bytes(32))[1])
    with pytest.raises(Refused, match="cùng một lần in"):
        recovery.join(first, recovery.split(key)[1])
    assert recovery.join(second, first) == key


def test_the_neighbours_papers_do_not_fit(dien_hong: Cast, hac_thanh: Cast, contact: SealedContact) -> None:
    halves = recovery.split(keys.load(dien_hong.ward.id, sealing.key_id_of(contact.sealed)))
    with pytest.raises(Refused, match="không phải khóa đang dùng"):
        restore(hac_thanh.ward, *halves, by=system(hac_thanh.ward.id))
