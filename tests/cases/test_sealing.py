"""Sealed columns attacked from the database side; keys lost, turned, killed half-way and restored from paper."""

import itertools
import os
import random
import secrets
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, transaction

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.people import keys, recovery, rotation, sealing
from langnghe.people.actions import open_contact, seal_contact
from langnghe.people.models import ContactOpening, SealedContact, WardKey
from langnghe.people.restoring import restore
from langnghe.testing.cast import Cast

PHONE = "0905 123 456 – gọi sau 18 giờ, hỏi bà Tư"


def contact_of(cast: Cast, text: str = PHONE) -> SealedContact:
    return seal_contact(cast.ward, "opinions", uuid7(), text, by=Actor("resident"))


def as_stored(contact: SealedContact) -> bytes:
    return bytes(SealedContact.objects.values_list("sealed", flat=True).get(pk=contact.pk))


def read(contact: SealedContact) -> str:
    """What a fresh look at the database gives."""
    return sealing.unseal(SealedContact.objects.get(pk=contact.pk), "sealed")


def write(contact: SealedContact, blob: bytes) -> None:
    """The hand of someone with access to the database."""
    SealedContact.objects.filter(pk=contact.pk).update(sealed=blob)


def refuses(contact: SealedContact) -> str:
    with pytest.raises(Refused) as raised:
        read(contact)
    said = str(raised.value)
    assert said.strip()[-1] in ".!?"
    assert "0905" not in said
    return said


@pytest.mark.parametrize("text", ["", "a", PHONE, "\x00", "🙂" * 500, "Đ" * 20_000, " \n", "e\u0301"])
def test_what_was_sealed_can_be_read_at_its_place(dien_hong: Cast, text: str) -> None:
    row = SealedContact(ward=dien_hong.ward, subject_room="opinions", subject_id=uuid7(), kind="other")
    row.sealed = sealing.seal(row, "sealed", text)
    row.save()
    assert read(row) == text


def test_nothing_of_the_text_can_be_seen(dien_hong: Cast) -> None:
    blob = as_stored(contact_of(dien_hong))
    for piece in ("0905", "123", "bà Tư", "gọi"):
        assert piece.encode() not in blob


def test_the_same_text_is_never_sealed_alike(dien_hong: Cast) -> None:
    row = contact_of(dien_hong)
    blobs = [sealing.seal(row, "sealed", PHONE) for _ in range(400)]
    assert len(set(blobs)) == 400
    for start in (5, 17, 65, 77):  # nonce, wrapped key, nonce, text
        assert len({blob[start : start + 12] for blob in blobs}) == 400


def test_ciphertexts_moved_between_any_two_rows_are_refused(dien_hong: Cast) -> None:
    contacts = [contact_of(dien_hong, f"0905 000 {number:03d}") for number in range(20)]
    blobs = [as_stored(contact) for contact in contacts]
    for one, other in itertools.permutations(range(len(contacts)), 2):
        write(contacts[one], blobs[other])
        refuses(contacts[one])
    for contact, blob in zip(contacts, blobs, strict=True):
        write(contact, blob)
        assert read(contact).startswith("0905")


def test_a_ciphertext_moved_to_another_ward_is_refused(dien_hong: Cast, hac_thanh: Cast) -> None:
    ours, theirs = contact_of(dien_hong), contact_of(hac_thanh)
    mine, yours = as_stored(ours), as_stored(theirs)
    write(ours, yours)
    write(theirs, mine)
    refuses(ours)
    refuses(theirs)
    write(ours, mine)
    SealedContact.objects.filter(pk=ours.pk).update(ward=hac_thanh.ward)
    refuses(ours)


def test_the_neighbours_key_copied_over_opens_nothing(dien_hong: Cast, hac_thanh: Cast) -> None:
    ours, theirs = contact_of(dien_hong), contact_of(hac_thanh)
    key_id = sealing.key_id_of(as_stored(theirs))
    keys.store(dien_hong.ward.id, keys.load(hac_thanh.ward.id, key_id))
    write(ours, as_stored(theirs))
    refuses(ours)


def test_a_ciphertext_moved_to_another_table_or_column_is_refused(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    open_contact(contact, "Hỏi rõ số nhà", by=dien_hong["binh"])
    opening = ContactOpening.objects.get(contact=contact)
    ContactOpening.objects.filter(pk=opening.pk).update(reason=as_stored(contact))
    with pytest.raises(Refused):
        sealing.unseal(ContactOpening.objects.get(pk=opening.pk), "reason")
    same_id = SealedContact(id=contact.id, ward=dien_hong.ward)
    same_id.seale = sealing.seal(contact, "sealed", PHONE)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        sealing.unseal(same_id, "seale")


def test_names_of_table_and_column_cannot_be_shifted_into_each_other(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    contact.d = sealing.seal(contact, "seale", PHONE)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        sealing.unseal(contact, "d")


def test_every_flipped_bit_is_refused(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong, "0905 123")
    blob = as_stored(contact)
    for bit in range(len(blob) * 8):
        spoiled = bytearray(blob)
        spoiled[bit // 8] ^= 1 << bit % 8
        write(contact, bytes(spoiled))
        refuses(contact)


def test_every_cut_and_every_addition_is_refused(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong, "0905 123")
    blob = as_stored(contact)
    for spoiled in [*(blob[:length] for length in range(len(blob))), blob + b"\x00", b"\x00" + blob, blob * 2]:
        write(contact, spoiled)
        refuses(contact)


def test_rubbish_is_refused_and_never_an_error(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    head = as_stored(contact)[:5]
    lots = random.Random(4)
    for length in range(200):
        for start in (b"", head):
            write(contact, start + lots.randbytes(length))
            refuses(contact)


def test_parts_of_two_ciphertexts_do_not_make_a_third(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    one, other = (sealing.seal(contact, "sealed", text) for text in ("0905 111", "0905 222"))
    for cut in range(1, len(one)):
        mixed = one[:cut] + other[cut:]
        if mixed not in (one, other):
            write(contact, mixed)
            refuses(contact)


# ── Keys as files ──────────────────────────────────────────────────────────────────────────────────────────────


def key_files(cast: Cast) -> list[Path]:
    return sorted((Path(settings.KEYS) / "wards" / str(cast.ward.id)).glob("*"))


def lose_keys(cast: Cast) -> None:
    for path in key_files(cast):
        path.unlink()


def test_a_key_can_be_read_by_its_owner_only_and_lies_outside_the_data(dien_hong: Cast) -> None:
    contact_of(dien_hong)
    (path,) = key_files(dien_hong)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folder = path.parent
    while folder != Path(settings.KEYS).parent:
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0, folder
        folder = folder.parent
    assert Path(settings.DATA) not in path.parents
    assert path.stat().st_size == 32


def test_a_key_stays_closed_to_others_under_a_careless_umask(dien_hong: Cast) -> None:
    old = os.umask(0)
    try:
        contact_of(dien_hong)
    finally:
        os.umask(old)
    (path,) = key_files(dien_hong)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0


def test_no_key_is_in_the_database(dien_hong: Cast) -> None:
    contact_of(dien_hong)
    key = key_files(dien_hong)[0].read_bytes()
    for model in (WardKey, SealedContact):
        for row in model.objects.values_list():
            for value in row:
                content = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                assert key not in content
                assert key.hex().encode() not in content


def test_each_ward_has_a_key_of_its_own(dien_hong: Cast, hac_thanh: Cast) -> None:
    contact_of(dien_hong)
    contact_of(hac_thanh)
    assert key_files(dien_hong)[0].read_bytes() != key_files(hac_thanh)[0].read_bytes()


@pytest.mark.parametrize("spoil", ["gone", "empty", "short", "other"])
def test_without_its_key_a_ward_gets_a_sentence_and_no_new_key_behind_its_back(dien_hong: Cast, spoil: str) -> None:
    contact = contact_of(dien_hong)
    (path,) = key_files(dien_hong)
    key = path.read_bytes()
    if spoil == "gone":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "short": key[:31], "other": secrets.token_bytes(32)}[spoil])
    assert "khóa" in refuses(contact) or "khoá" in refuses(contact)
    with pytest.raises(Refused), transaction.atomic():
        contact_of(dien_hong)
    with pytest.raises(Refused), transaction.atomic():
        rotation.rotate(dien_hong.ward, by=system(dien_hong.ward.id))
    assert WardKey.objects.filter(ward=dien_hong.ward).count() == 1
    path.write_bytes(key)
    assert read(contact) == PHONE


# ── Two halves on paper ────────────────────────────────────────────────────────────────────────────────────────


def test_two_halves_bring_everything_back(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    first, second = (str(half) for half in recovery.split(key_files(dien_hong)[0].read_bytes()))
    for one, two in ((first, second), (second, first)):
        lose_keys(dien_hong)
        refuses(contact)
        restore(dien_hong.ward, recovery.read(one), recovery.read(two), by=system(dien_hong.ward.id))
        assert read(contact) == PHONE
        assert stat.S_IMODE(key_files(dien_hong)[0].stat().st_mode) == 0o600


def test_halves_can_be_typed_carelessly(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    first, second = (str(half) for half in recovery.split(key_files(dien_hong)[0].read_bytes()))
    lose_keys(dien_hong)
    one = recovery.read(first.lower().replace(" ", "-").replace("0", "o"))
    two = recovery.read("\r\n".join(second.replace("1", "l").split()) + " ")
    restore(dien_hong.ward, one, two, by=system(dien_hong.ward.id))
    assert read(contact) == PHONE


def test_papers_that_do_not_belong_together_are_refused(dien_hong: Cast, hac_thanh: Cast) -> None:
    contact_of(dien_hong)
    contact_of(hac_thanh)
    key, foreign = (key_files(cast)[0].read_bytes() for cast in (dien_hong, hac_thanh))
    first, second = recovery.split(key)
    again_first, again_second = recovery.split(key)
    their_first, their_second = recovery.split(foreign)
    lose_keys(dien_hong)
    pairs = [(first, first), (second, second), (first, again_second), (again_first, second), (first, their_second),
             (their_first, their_second)]  # fmt: skip
    for one, two in pairs:
        with pytest.raises(Refused), transaction.atomic():
            restore(dien_hong.ward, one, two, by=system(dien_hong.ward.id))
    assert key_files(dien_hong) == []


def test_every_wrong_sign_and_every_swap_on_paper_is_seen() -> None:
    half = recovery.split(bytes(range(32)))[0]
    groups = str(half).split()
    for place, group in enumerate(groups):
        spoiled = [
            group[:at] + sign + group[at + 1 :]
            for at in range(len(group))
            for sign in recovery.SIGNS
            if sign != group[at]
        ]
        spoiled += [
            group[:at] + group[at + 1] + group[at] + group[at + 2 :]
            for at in range(len(group) - 1)
            if group[at] != group[at + 1]
        ]
        for wrong in spoiled:
            with pytest.raises(Refused) as raised:
                recovery.read(" ".join([*groups[:place], wrong, *groups[place + 1 :]]))
            assert str(place + 1) in str(raised.value)
    for one, other in itertools.combinations(range(len(groups)), 2):
        typed = groups.copy()
        typed[one], typed[other] = typed[other], typed[one]
        if typed != groups:
            with pytest.raises(Refused):
                recovery.read(" ".join(typed))


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "Đ" * 75, "0" * 75, "0" * 74, "0" * 76, "🙂", "a" * 1_000_000]
)
def test_what_is_no_half_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as raised:
        recovery.read(text)
    assert len(str(raised.value)) < 300


def test_one_half_says_nothing_about_the_key() -> None:
    """Over many print-outs of one key each bit of either half is a fair coin, whatever the key's bit."""
    key, turns = b"\x00" * 16 + b"\xff" * 16, 3_000
    ones = [[0] * 256, [0] * 256]
    for _ in range(turns):
        for place, half in enumerate(recovery.split(key)):
            share = int.from_bytes(half.share)
            for bit in range(256):
                ones[place][bit] += share >> bit & 1
    limit = 6 * (turns * 0.25) ** 0.5  # six standard deviations: once in a million runs
    assert all(abs(count - turns / 2) < limit for half in ones for count in half)


# ── Rotation ───────────────────────────────────────────────────────────────────────────────────────────────────


def rotated(cast: Cast) -> None:
    rotation.rotate(cast.ward, by=system(cast.ward.id))


def test_after_three_rotations_everything_is_readable_and_only_one_key_is_left(dien_hong: Cast) -> None:
    contacts = [contact_of(dien_hong, f"0905 {number}") for number in range(25)]
    open_contact(contacts[0], "Hỏi rõ số nhà", by=dien_hong["binh"])
    seen = {key_files(dien_hong)[0].read_bytes()}
    for _ in range(3):
        before = [as_stored(contact) for contact in contacts]
        rotated(dien_hong)
        assert [read(contact) for contact in contacts] == [f"0905 {number}" for number in range(25)]
        assert all(as_stored(contact)[1:65] != old[1:65] for contact, old in zip(contacts, before, strict=True))
        (path,) = key_files(dien_hong)
        seen.add(path.read_bytes())
    assert len(seen) == 4
    assert sealing.unseal(ContactOpening.objects.get(), "reason") == "Hỏi rõ số nhà"


def test_papers_of_the_old_key_are_worth_nothing_after_a_rotation(dien_hong: Cast) -> None:
    contact = contact_of(dien_hong)
    old = recovery.split(key_files(dien_hong)[0].read_bytes())
    rotated(dien_hong)
    with pytest.raises(Refused), transaction.atomic():
        restore(dien_hong.ward, *old, by=system(dien_hong.ward.id))
    assert read(contact) == PHONE


def test_a_row_spoiled_before_a_rotation_harms_no_other_row(dien_hong: Cast) -> None:
    contacts = [contact_of(dien_hong, f"0905 {number}") for number in range(5)]
    write(contacts[2], as_stored(contacts[2])[:-1] + b"\x00")  # its text is spoiled, its envelope is not
    rotated(dien_hong)
    refuses(contacts[2])
    assert [read(contacts[number]) for number in (0, 1, 3, 4)] == ["0905 0", "0905 1", "0905 3", "0905 4"]


def test_an_erased_contact_does_not_stop_a_rotation(dien_hong: Cast) -> None:
    contact, erased = contact_of(dien_hong), contact_of(dien_hong)
    SealedContact.objects.filter(pk=erased.pk).update(sealed=None)
    rotated(dien_hong)
    assert read(contact) == PHONE


def address() -> str:
    """The test database, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite://{name}"
    return urlunsplit(urlsplit(os.environ["LANGNGHE_DATABASE"])._replace(path=f"/{name}"))


KILLED = """
import os, signal, django
django.setup()
from langnghe.kernel.actors import system
from langnghe.people import keys, rotation
from langnghe.places.models import Ward
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
rotation.SLICE = 3
ward = Ward.objects.get(code="DH")
AT
rotation.rotate(ward, by=system(ward.id), progress=progress)
"""
POINTS = {
    "after the first slice": "progress = lambda done: die() if done else None",
    "in the middle": "progress = lambda done: die() if done >= 6 else None",
    "before the key is known": "progress = print\nkeys.make = die",
    "while the key is written": "progress = print\nos.fsync = die",
    "before the old key is removed": "progress = print\nrotation._finish = die",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_a_rotation_killed_anywhere_keeps_everything_readable_and_is_resumed(dien_hong: Cast, point: str) -> None:
    contacts = [contact_of(dien_hong, f"0905 {number}") for number in range(10)]
    environment = os.environ | {"LANGNGHE_DATABASE": address(), "DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.replace("AT", POINTS[point])], env=environment, check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert [read(contact) for contact in contacts] == [f"0905 {number}" for number in range(10)]
    between = contact_of(dien_hong, "0905 giữa chừng")
    rotated(dien_hong)
    assert read(between) == "0905 giữa chừng"
    assert [read(contact) for contact in contacts] == [f"0905 {number}" for number in range(10)]
    current = WardKey.objects.get(ward=dien_hong.ward, replaced_at__isnull=True)
    assert {sealing.key_id_of(as_stored(contact)) for contact in [*contacts, between]} == {current.key_id}
    assert WardKey.objects.filter(ward=dien_hong.ward, removed_at__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_contacts_sealed_while_a_rotation_runs_stay_readable(dien_hong: Cast) -> None:
    for number in range(30):
        contact_of(dien_hong, f"0905 {number}")
    done, sent, failed = threading.Event(), [], []

    def people() -> None:
        try:
            while not done.is_set():
                sent.append(contact_of(dien_hong, "0905 lúc thay khóa"))
                read(sent[-1])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=people)
    thread.start()
    try:
        for _ in range(3):
            rotated(dien_hong)
    finally:
        done.set()
        thread.join(30)
    assert failed == []
    assert sent
    assert all(read(contact).startswith("0905") for contact in SealedContact.objects.all())
    assert len(key_files(dien_hong)) == 1
