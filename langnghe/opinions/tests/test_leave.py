"""A sender can go: withdraw, think again, and have everything erased while the receipt still answers."""

import pytest
from django.db import connection

from langnghe.kernel.actors import resident
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import lists, reads
from langnghe.opinions.additions import ask
from langnghe.opinions.leaving import ask_erasure, erase, resume, withdraw
from langnghe.opinions.models import Addition, Opinion, Question
from langnghe.opinions.tests.test_add import say_more
from langnghe.opinions.tests.test_receive import say
from langnghe.people.models import SealedContact
from langnghe.testing.cast import Cast

FENCE = "Nhà số 7 hẻm 12 xây lấn mương, bà Tám kể vậy."


def kinds(opinion: Opinion) -> list[str]:
    return list(Entry.objects.filter(subject_id=opinion.id).order_by("id").values_list("kind", flat=True))


def go(opinion: Opinion) -> Opinion:
    by = resident(opinion.ward_id)
    ask_erasure(opinion, by=by.actor)
    return erase(opinion, by=by)


def test_a_withdrawn_opinion_stays_in_the_ledger_and_leaves_the_list(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    withdraw(opinion, by=resident(opinion.ward_id).actor)
    assert kinds(opinion) == ["opinion.received", "opinion.withdrawn"]
    assert not lists.listed(dien_hong["binh"], lists.Sought()).rows
    assert reads.opinion_for(dien_hong["binh"], opinion.serial) == opinion


def test_withdrawing_can_be_taken_back(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    withdraw(opinion, by=resident(opinion.ward_id).actor)
    resume(opinion, by=resident(opinion.ward_id).actor)
    assert list(lists.listed(dien_hong["binh"], lists.Sought()).rows) == [opinion]
    assert kinds(opinion) == ["opinion.received", "opinion.withdrawn", "opinion.resumed"]


def test_pressing_twice_withdraws_once(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    for _turn in range(2):
        withdraw(opinion, by=resident(opinion.ward_id).actor)
    assert kinds(opinion).count("opinion.withdrawn") == 1


def test_resuming_what_was_not_withdrawn_and_erasing_twice_change_nothing(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    resume(opinion, by=resident(opinion.ward_id).actor)
    assert kinds(opinion) == ["opinion.received"]
    erased = go(opinion)
    assert erase(opinion, by=resident(opinion.ward_id)).erased_at == erased.erased_at
    assert kinds(opinion).count("opinion.erased") == 1
    with pytest.raises(Refused, match="đã xóa"):
        resume(opinion, by=resident(opinion.ward_id).actor)


def test_erasing_leaves_nothing_of_what_the_sender_gave(dien_hong: Cast) -> None:
    received = say(dien_hong, FENCE, place="số 7 hẻm 12", contact="0905 123 456", group_id=dien_hong.groups["Tổ 3"].id)
    opinion = received.opinion
    say_more(opinion, "Bà Tám còn kể chuyện mương tắc.")
    ask(opinion, "Bà Tám nào, nhà số 7 phải không?", by=dien_hong["binh"])
    go(opinion)
    left = everything_kept()
    for words in ("Bà Tám", "ba tam", "số 7", "hem 12", "0905 123", "mương"):
        assert words.encode() not in left
    assert not Addition.objects.exists()
    assert Question.objects.get().words == ""
    assert SealedContact.objects.get().sealed is None


def test_after_erasing_the_receipt_still_answers(dien_hong: Cast) -> None:
    received = say(dien_hong, FENCE)
    commitment = bytes(received.opinion.commitment)
    go(received.opinion)
    kept = reads.with_receipt(received.opinion.serial, received.secret)
    assert kept is not None
    assert kept.erased_at is not None
    assert (bytes(kept.commitment), bytes(kept.salt)) == (commitment, b"")
    assert kinds(kept) == ["opinion.received", "erasure.asked", "opinion.erased"]


def test_an_erased_opinion_is_found_by_no_search(dien_hong: Cast) -> None:
    go(say(dien_hong, FENCE).opinion)
    assert not lists.listed(dien_hong["binh"], lists.Sought(query="mương")).rows


def test_nobody_erases_what_the_sender_did_not_ask_to_erase(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    for by in (dien_hong["dung"], dien_hong["hanh"], resident(dien_hong.ward.id)):
        with pytest.raises(Refused):
            erase(opinion, by=by)
    assert Opinion.objects.get(id=opinion.id).erased_at is None


def test_a_crime_report_is_erased_by_the_chief_alone_once_the_sender_asks(dien_hong: Cast) -> None:
    opinion = guarded(say(dien_hong, FENCE).opinion)
    with pytest.raises(Refused, match="Trưởng Công an"):
        go(opinion)
    ask_erasure(opinion, by=resident(opinion.ward_id).actor)
    with pytest.raises(Refused):
        erase(opinion, by=dien_hong["binh"])
    assert erase(opinion, by=dien_hong["dung"]).words == ""


def test_a_secret_that_staff_saw_makes_no_complaint_about_an_officer_disappear(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Anh Lê Minh Châu đòi tiền tôi mới cho làm giấy tờ.").opinion
    Opinion.objects.filter(id=opinion.id).update(secret_seen_by_staff=True)
    withdraw(opinion, by=resident(opinion.ward_id).actor)
    assert list(lists.listed(dien_hong["giang"], lists.Sought()).rows) == [opinion]
    with pytest.raises(Refused, match="Mặt trận xem xét"):
        go(opinion)
    ask_erasure(opinion, by=resident(opinion.ward_id).actor)
    for who in ("chau", "dung"):
        with pytest.raises(Refused):
            erase(opinion, by=dien_hong[who])
    assert erase(opinion, by=dien_hong["giang"]).words == ""


def test_after_erasing_nothing_is_added_or_asked(dien_hong: Cast) -> None:
    opinion = go(say(dien_hong, FENCE).opinion)
    with pytest.raises(Refused, match="đã xóa"):
        say_more(opinion)
    with pytest.raises(Refused, match="đã xóa"):
        ask(opinion, "Ở đâu?", by=dien_hong["binh"])
    with pytest.raises(Refused, match="đã xóa"):
        resume(opinion, by=resident(opinion.ward_id).actor)


def guarded(opinion: Opinion) -> Opinion:
    Opinion.objects.filter(id=opinion.id).update(guard="crime", guard_reason="sender")
    opinion.refresh_from_db()
    return opinion


def everything_kept() -> bytes:
    """Every value of every table, as the database holds it."""
    kept = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values = (value for row in cursor.fetchall() for value in row)
            kept += b"\n".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in values)
    return kept
