"""Sealed contacts: opened by need, remembered, erased for good."""

import pytest

from langnghe.kernel.actors import Actor
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import keys, reads
from langnghe.people.actions import erase_contacts, open_contact, seal_contact
from langnghe.people.models import SealedContact
from langnghe.testing.cast import Cast

PHONE = "0912 345 678"
RESIDENT_ACTOR = Actor("resident")


@pytest.fixture
def contact(dien_hong: Cast) -> SealedContact:
    return seal_contact(dien_hong.ward, "opinions", uuid7(), PHONE, by=RESIDENT_ACTOR)


def test_a_sealed_contact_is_nowhere_in_clear(contact: SealedContact) -> None:
    contact.refresh_from_db()
    assert PHONE.encode() not in bytes(contact.sealed)
    assert PHONE not in str(Entry.objects.values_list("facts", flat=True))


def test_the_duty_desk_opens_a_contact_with_a_reason(dien_hong: Cast, contact: SealedContact) -> None:
    assert open_contact(contact, "Hỏi rõ số nhà bị ngập", by=dien_hong["binh"]) == PHONE


def test_an_opening_is_shown_to_the_person_concerned(dien_hong: Cast, contact: SealedContact) -> None:
    open_contact(contact, "Hỏi rõ số nhà bị ngập", by=dien_hong["binh"], code="ask")
    (opening,) = reads.openings(contact)
    assert (opening.role, opening.reason) == ("Trực ban", "Hỏi rõ số nhà bị ngập")


def test_the_ledger_knows_a_code_of_the_reason_and_no_words(dien_hong: Cast, contact: SealedContact) -> None:
    open_contact(contact, "Hỏi rõ số nhà bị ngập", by=dien_hong["binh"], code="ask")
    entry = Entry.objects.get(kind="contact.opened")
    assert (entry.actor_id, entry.facts["reason"]) == (dien_hong["binh"].id, "ask")
    assert "ngập" not in str(entry.facts)


@pytest.mark.parametrize("reason", ["", "   ", "abc", "12345678", "\u200b\u200b\u200b\u200b\u200b"])
def test_no_contact_is_opened_without_a_reason(dien_hong: Cast, contact: SealedContact, reason: str) -> None:
    with pytest.raises(Refused, match="lý do"):
        open_contact(contact, reason, by=dien_hong["binh"])
    assert not reads.openings(contact)


@pytest.mark.parametrize("who", ["lan", "khoa", "hanh", "en"])
def test_whoever_has_no_need_cannot_open_a_contact(dien_hong: Cast, contact: SealedContact, who: str) -> None:
    with pytest.raises(Refused, match="không được mở"):
        open_contact(contact, "Muốn biết là ai", by=dien_hong[who])


def test_the_neighbour_ward_cannot_open_a_contact(hac_thanh: Cast, contact: SealedContact) -> None:
    with pytest.raises(Refused, match="không được mở"):
        open_contact(contact, "Muốn biết là ai", by=hac_thanh["quy"])


def test_an_erased_contact_is_gone_and_its_openings_are_still_known(dien_hong: Cast, contact: SealedContact) -> None:
    open_contact(contact, "Hỏi rõ số nhà", by=dien_hong["binh"])
    assert erase_contacts(contact.ward_id, "opinions", contact.subject_id, by=RESIDENT_ACTOR) == 1
    contact.refresh_from_db()
    assert contact.sealed is None
    with pytest.raises(Refused, match="đã được xóa"):
        open_contact(contact, "Hỏi lại lần nữa", by=dien_hong["binh"])
    assert len(reads.openings(contact)) == 1
    assert reads.contacts_of(contact.ward_id, "opinions", contact.subject_id) == []


def test_with_the_key_missing_a_sentence_says_so_and_openings_are_still_listed(
    dien_hong: Cast, contact: SealedContact
) -> None:
    open_contact(contact, "Hỏi rõ số nhà", by=dien_hong["binh"])
    (key,) = reads.keys_of(dien_hong.ward)
    keys.file_of(dien_hong.ward.id, key.key_id).unlink()
    with pytest.raises(Refused, match="hai tờ khóa dự phòng"):
        open_contact(contact, "Hỏi lại lần nữa", by=dien_hong["binh"])
    with pytest.raises(Refused, match="hai tờ khóa dự phòng"):
        seal_contact(dien_hong.ward, "opinions", uuid7(), PHONE, by=RESIDENT_ACTOR)
    (opening,) = reads.openings(contact)
    assert opening.reason is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("0912345678", "phone"), ("+84 912 345 678", "phone"), ("tu@example.vn", "email"), ("nhà bà Tư, Tổ 3", "other")],
)
def test_the_kind_of_a_contact_is_seen_by_its_looks(dien_hong: Cast, text: str, kind: str) -> None:
    assert seal_contact(dien_hong.ward, "opinions", uuid7(), text, by=RESIDENT_ACTOR).kind == kind


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 301])
def test_an_empty_or_enormous_contact_is_refused(dien_hong: Cast, text: str) -> None:
    with pytest.raises(Refused):
        seal_contact(dien_hong.ward, "opinions", uuid7(), text, by=RESIDENT_ACTOR)
