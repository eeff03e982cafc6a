"""Envelope encryption: a ciphertext opens in its own place only."""

import os
import stat
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from langnghe.kernel.actors import Actor
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import keys, sealing
from langnghe.people.actions import seal_contact
from langnghe.people.models import ContactOpening, SealedContact, WardKey
from langnghe.testing.cast import Cast

RESIDENT = Actor("resident")


def sealed(cast: Cast, text: str = "0912345678") -> SealedContact:
    return seal_contact(cast.ward, "opinions", uuid7(), text, by=RESIDENT)


def test_what_was_sealed_opens_in_its_place(dien_hong: Cast) -> None:
    assert sealing.unseal(sealed(dien_hong, "Bà Tư, hẻm 12 – đừng gọi buổi tối"), "sealed").startswith("Bà Tư")


def test_two_seals_of_one_text_share_no_bytes_that_tell(dien_hong: Cast) -> None:
    first, second = sealed(dien_hong), sealed(dien_hong)
    assert bytes(first.sealed)[5:] != bytes(second.sealed)[5:]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sealed_outside_the_transaction_that_saves_it(dien_hong: Cast) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        keys.current(dien_hong.ward.id)


def test_sealing_a_contact_is_recorded_without_the_contact(dien_hong: Cast) -> None:
    about = uuid7()
    contact = seal_contact(dien_hong.ward, "opinions", about, "0912345678", by=RESIDENT)
    entry = Entry.objects.get(room="people", subject_id=contact.id)
    assert entry.facts == {"room": "opinions", "subject": str(about), "kind": "phone"}


def test_the_key_that_is_printed_is_the_one_in_use(dien_hong: Cast) -> None:
    contact = sealed(dien_hong)
    in_use = keys.load(dien_hong.ward.id, sealing.key_id_of(contact.sealed))
    assert keys.current_or_made(dien_hong.ward.id) == in_use


def test_keys_and_all_folders_above_them_are_closed_to_others(tmp_path: Path) -> None:
    with override_settings(KEYS=tmp_path / "a" / "b"):
        keys.store(uuid7(), bytes(32))
    made = list(tmp_path.rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}


def test_a_ciphertext_moved_to_another_row_is_refused(dien_hong: Cast) -> None:
    mine, other = sealed(dien_hong), sealed(dien_hong)
    other.sealed = mine.sealed
    with pytest.raises(Refused, match="không khớp"):
        sealing.unseal(other, "sealed")


def test_a_ciphertext_moved_to_another_column_is_refused(dien_hong: Cast) -> None:
    mine = sealed(dien_hong)
    opening = ContactOpening(pk=mine.pk, ward=dien_hong.ward, reason=mine.sealed)
    with pytest.raises(Refused, match="không khớp"):
        sealing.unseal(opening, "reason")


def test_a_ciphertext_moved_to_another_ward_is_refused(dien_hong: Cast, hac_thanh: Cast) -> None:
    mine, theirs = sealed(dien_hong), sealed(hac_thanh)
    moved = SealedContact(pk=mine.pk, ward=hac_thanh.ward, sealed=mine.sealed)
    keys.store(hac_thanh.ward.id, keys.load(dien_hong.ward.id, sealing.key_id_of(mine.sealed)))
    with pytest.raises(Refused, match="không khớp"):
        sealing.unseal(moved, "sealed")
    assert sealing.unseal(theirs, "sealed") == "0912345678"


@pytest.mark.parametrize("position", [0, 10, 40, 70, -1])
def test_a_changed_byte_is_noticed(dien_hong: Cast, position: int) -> None:
    mine = sealed(dien_hong)
    changed = bytearray(mine.sealed)
    changed[position] ^= 1
    mine.sealed = bytes(changed)
    with pytest.raises(Refused):
        sealing.unseal(mine, "sealed")


def test_each_ward_has_a_key_of_its_own_that_only_its_owner_may_read(dien_hong: Cast, hac_thanh: Cast) -> None:
    sealed(dien_hong), sealed(hac_thanh)
    rows = WardKey.objects.all()
    paths = [keys.file_of(row.ward_id, row.key_id) for row in rows]
    assert len({path.read_bytes() for path in paths}) == 2
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 and path.stat().st_size == 32 for path in paths)


def test_a_missing_key_is_never_replaced_by_a_new_one_in_silence(dien_hong: Cast) -> None:
    mine = sealed(dien_hong)
    keys.file_of(dien_hong.ward.id, sealing.key_id_of(mine.sealed)).unlink()
    with pytest.raises(Refused, match="thiếu tệp khóa"):
        sealed(dien_hong)
    assert WardKey.objects.count() == 1


def test_a_file_that_is_not_the_key_is_as_good_as_none(dien_hong: Cast) -> None:
    mine = sealed(dien_hong)
    keys.file_of(dien_hong.ward.id, sealing.key_id_of(mine.sealed)).write_bytes(os.urandom(32))
    with pytest.raises(Refused, match="thiếu tệp khóa"):
        sealing.unseal(mine, "sealed")


@pytest.mark.django_db(transaction=True)
def test_sealing_asks_for_the_transaction_that_saves_the_row(dien_hong: Cast) -> None:
    row = SealedContact(ward=dien_hong.ward)
    with pytest.raises(RuntimeError):
        sealing.seal(row, "sealed", "0912345678")
    with transaction.atomic():
        assert sealing.seal(row, "sealed", "0912345678")
