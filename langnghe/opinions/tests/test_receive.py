"""What a resident can rely on when an opinion is sent."""

import hashlib
from uuid import UUID

import pytest

from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor, resident
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import reads
from langnghe.opinions.actions import receive
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.rules import Submission, Taken
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

LAMP = "Đèn đường đầu hẻm 12 tắt nửa tháng nay."


def say(cast: Cast, words: str = LAMP, **more: object) -> Received:
    by: Actor = resident(cast.ward.id).actor
    return receive(cast.ward, Submission(words=words, **more), channel="web", by=by)  # type: ignore[arg-type]


def test_words_are_kept_exactly_as_sent(dien_hong: Cast) -> None:
    words = "Dạ, nhà tui ở sát quán karaoke… ồn quá!\n\nXin phường coi giúp."
    assert Opinion.objects.get(id=say(dien_hong, words).opinion.id).words == words


def test_serials_count_per_ward_and_year_without_gaps(dien_hong: Cast, hac_thanh: Cast) -> None:
    with frozen("2026-12-31T23:50:00"):
        numbers = [say(dien_hong, f"{LAMP} {turn}").opinion.number for turn in range(3)]
        neighbour = say(hac_thanh).opinion
    with frozen("2027-01-01T00:10:00"):
        new_year = say(dien_hong).opinion
    assert (numbers, neighbour.number, neighbour.year) == ([1, 2, 3], 1, 2026)
    assert (new_year.number, new_year.year) == (1, 2027)


def test_the_receipt_opens_the_opinion_and_a_wrong_secret_does_not(dien_hong: Cast) -> None:
    received = say(dien_hong)
    serial = received.opinion.serial
    assert reads.with_receipt(serial, received.secret) == received.opinion
    assert reads.with_receipt(serial, bytes(15)) is None


def test_the_secret_is_kept_nowhere(dien_hong: Cast) -> None:
    received = say(dien_hong)
    row = Opinion.objects.filter(id=received.opinion.id).values().get()
    kept = [bytes(value) for value in row.values() if isinstance(value, bytes | memoryview)]
    assert received.secret not in kept
    assert hashlib.sha256(received.secret).digest() in kept


def test_the_same_form_sent_twice_is_one_opinion_with_one_receipt(dien_hong: Cast) -> None:
    token = new_token()
    first, second = say(dien_hong, token=token), say(dien_hong, token=token)
    assert first == second
    assert Opinion.objects.count() == 1
    assert Entry.objects.filter(kind="opinion.received").count() == 1


def test_on_a_shared_phone_the_next_person_gets_a_receipt_of_their_own(dien_hong: Cast) -> None:
    token = new_token()
    first, second = say(dien_hong, token=token), say(dien_hong, "Rác chất đống cuối hẻm 77.", token=token)
    assert first.opinion != second.opinion
    assert first.secret != second.secret


@pytest.mark.parametrize("token", ["", "x", "short-and-guessable"])
def test_a_token_that_is_not_ours_never_leads_to_a_shared_receipt(dien_hong: Cast, token: str) -> None:
    first, second = say(dien_hong, token=token), say(dien_hong, token=token)
    assert first.secret != second.secret


def test_the_entry_commits_to_the_words_with_the_salt_beside_them(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    entry = Entry.objects.get(kind="opinion.received", subject_id=opinion.id)
    assert bytes(entry.commitment) == form.commitment(form.OPINION_V1, bytes(opinion.salt), form.words_bytes(LAMP))
    assert len(bytes(entry.salt or b"")) == form.SALT_BYTES
    assert entry.salt != opinion.salt
    assert entry.facts == {}


def test_a_contact_is_sealed_and_not_readable_in_the_row(dien_hong: Cast) -> None:
    opinion = say(dien_hong, contact="0905 123 456").opinion
    assert opinion.contact is not None
    assert b"0905" not in bytes(opinion.contact.sealed)


def test_a_group_and_a_place_stay_with_the_words(dien_hong: Cast) -> None:
    group_id: UUID = dien_hong.groups["Tổ 3"].id
    opinion = say(dien_hong, group_id=group_id, place="  hẻm 12 ").opinion
    assert (opinion.group_id, opinion.place) == (group_id, "hẻm 12")


@pytest.mark.parametrize("words", ["", "   ", "\x00\x01", "…!!!", "\u202e\u200b"])
def test_nothing_to_read_is_refused_with_what_to_do(dien_hong: Cast, words: str) -> None:
    with pytest.raises(Refused, match="viết vài chữ"):
        say(dien_hong, words)
    assert not Opinion.objects.exists()


def test_too_long_is_refused_with_what_to_do(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match=r"20\.000"):
        say(dien_hong, "a" * 20_001)


def test_a_full_disk_refuses_before_anything_is_written(dien_hong: Cast, settings: object) -> None:
    settings.DISK_STOP_MB = 10**12  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="hết chỗ"):
        say(dien_hong)
    assert not Opinion.objects.exists()


def test_who_wrote_an_opinion_down_stays_with_it(dien_hong: Cast) -> None:
    taken = Taken(dien_hong["binh"].id, call_back=True, secret_shown=True)
    opinion = Opinion.objects.get(id=say(dien_hong, taken=taken).opinion.id)
    assert (opinion.taken_by, opinion.call_back, opinion.secret_seen_by_staff) == (dien_hong["binh"], True, True)


def test_a_form_sent_without_and_then_with_the_secret_shown_never_shows_the_secret_of_the_first(
    dien_hong: Cast,
) -> None:
    token, by = new_token(), dien_hong["binh"].id
    first, second = (say(dien_hong, token=token, taken=Taken(by, secret_shown=shown)) for shown in (False, True))
    assert first.secret != second.secret
    assert [first.opinion.secret_seen_by_staff, second.opinion.secret_seen_by_staff] == [False, True]
