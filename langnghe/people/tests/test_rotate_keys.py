"""Replacing a ward's key, interrupted or not."""

import pytest

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import keys, reads, rotation, sealing
from langnghe.people.actions import open_contact, seal_contact
from langnghe.people.models import ContactOpening, SealedContact, WardKey
from langnghe.testing.cast import Cast

RESIDENT = Actor("resident")


def seal_some(cast: Cast, count: int) -> list[SealedContact]:
    return [seal_contact(cast.ward, "opinions", uuid7(), f"09000000{n:02}", by=RESIDENT) for n in range(count)]


def current(cast: Cast) -> WardKey:
    return WardKey.objects.get(ward=cast.ward, replaced_at__isnull=True)


def test_after_a_rotation_everything_opens_with_the_new_key_and_the_old_file_is_gone(dien_hong: Cast) -> None:
    contacts = seal_some(dien_hong, 7)
    open_contact(contacts[0], "Hỏi rõ số nhà", by=dien_hong["binh"])
    old = current(dien_hong)
    rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    new = current(dien_hong)
    assert not keys.file_of(dien_hong.ward.id, old.key_id).exists()
    for number, contact in enumerate(contacts):
        contact.refresh_from_db()
        assert sealing.key_id_of(contact.sealed) == new.key_id
        assert sealing.unseal(contact, "sealed") == f"09000000{number:02}"
    assert reads.openings(contacts[0])[0].reason == "Hỏi rõ số nhà"


def test_rotation_leaves_the_neighbour_alone(dien_hong: Cast, hac_thanh: Cast) -> None:
    (theirs,) = seal_some(hac_thanh, 1)
    before = bytes(theirs.sealed)
    seal_some(dien_hong, 1)
    rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    theirs.refresh_from_db()
    assert bytes(theirs.sealed) == before


def test_an_interrupted_rotation_is_continued(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "SLICE", 2)
    contacts = seal_some(dien_hong, 5)

    def stop(done: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id), progress=stop)
    generations = WardKey.objects.filter(ward=dien_hong.ward).count()
    later = seal_some(dien_hong, 1)
    assert len({sealing.key_id_of(row.sealed) for row in SealedContact.objects.all()}) == 2
    for contact in [*contacts, *later]:
        contact.refresh_from_db()
        assert sealing.unseal(contact, "sealed")
    rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    assert WardKey.objects.filter(ward=dien_hong.ward).count() == generations == 2
    assert {sealing.key_id_of(row.sealed) for row in SealedContact.objects.all()} == {current(dien_hong).key_id}
    assert Entry.objects.filter(kind="key.removed").count() == 1


def test_a_row_read_before_the_rotation_still_opens_after_it(dien_hong: Cast) -> None:
    (contact,) = seal_some(dien_hong, 1)
    rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    assert sealing.unseal(contact, "sealed") == "0900000000"


def test_rotation_waits_for_a_missing_key_to_be_restored(dien_hong: Cast) -> None:
    seal_some(dien_hong, 1)
    keys.file_of(dien_hong.ward.id, current(dien_hong).key_id).unlink()
    with pytest.raises(Refused, match="thiếu tệp khóa"):
        rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    assert WardKey.objects.filter(ward=dien_hong.ward).count() == 1


def test_a_ward_without_a_key_gets_its_first_one(hac_thanh: Cast) -> None:
    WardKey.objects.filter(ward=hac_thanh.ward).delete()
    made = rotation.rotate(hac_thanh.ward, by=system(hac_thanh.ward.id))
    assert WardKey.objects.get(ward=hac_thanh.ward) == made
    assert keys.load(hac_thanh.ward.id, made.key_id)


def test_every_sealed_column_of_every_room_is_found() -> None:
    found = set(rotation.sealed_columns())
    assert {(SealedContact, "sealed"), (ContactOpening, "reason")} <= found
