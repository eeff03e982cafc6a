"""Whoever has the database's password may change a row; the check names which."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from langnghe.answering.tests.writing import accepted, answered, matter, promised
from langnghe.auditing.checking import check
from langnghe.auditing.findings import Finding
from langnghe.cli.main import main
from langnghe.commitments import actions as promises
from langnghe.commitments import voices
from langnghe.commitments.models import Claim, Commitment, Contest
from langnghe.commitments.rules import Stranger
from langnghe.files.models import File
from langnghe.files.reads import location
from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import local_today
from langnghe.ledger.models import Entry, Job
from langnghe.matters.models import Answer
from langnghe.opinions import photos
from langnghe.opinions.models import Addition, Opinion, SerialCounter
from langnghe.opinions.tests.test_add import say_more
from langnghe.opinions.tests.test_leave import go
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.database import behind_our_back

pytestmark = pytest.mark.django_db


def _lived_in(cast: Cast) -> None:
    """Words, photos, more words, an erasure, an answer with a promise that was moved, claimed and contested."""
    say_more(with_photos(cast, 1), "Tối qua lại tắt thêm một bóng nữa.")
    go(say(cast, "Xin xóa giúp, tôi gửi nhầm phường.").opinion)
    about = matter(cast)
    answered(about, accepted(promises=(promised(cast),)), by=cast["en"])
    row = Commitment.objects.get(subject_id=about.id)
    promises.move(row, to=row.due_on + timedelta(days=3), reason="Chờ vật tư về kho thành phố.", by=cast["en"])
    promises.claim(Commitment.objects.get(id=row.id), words="Đã thay hai bóng, biên bản số 14.", by=cast["minh"])
    said = Stranger(b"browser of Tam")
    voices.contest(
        Commitment.objects.get(id=row.id), voice=said, words="Vẫn tối om, tôi vừa đi qua.", by=resident(cast.ward.id)
    )


def _found(cast: Cast) -> list[Finding]:
    return list(check(cast.ward.id))


def test_a_ward_where_nobody_cheated_fits_its_ledger(dien_hong: Cast) -> None:
    _lived_in(dien_hong)
    assert _found(dien_hong) == []


def _swap_photo() -> None:
    location(File.objects.filter(erased_at=None).earliest("id")).write_bytes(b"another picture")


def _drop_with_its_entries() -> None:
    opinion = Opinion.objects.get(number=2)
    Job.objects.filter(entry__subject_id=opinion.id).delete()
    Entry.objects.filter(subject_id=opinion.id).delete()
    opinion.delete()


def _edit_facts() -> None:
    entry = Entry.objects.filter(kind="commitment.moved").get()
    Entry.objects.filter(id=entry.id).update(facts=entry.facts | {"late": 0, "to": str(local_today())})


# Each way: what somebody does behind our back, and the table and word by which the check names it.
WAYS: dict[str, tuple[Callable[[], object], str, str]] = {
    "words edited": (
        lambda: Opinion.objects.filter(number=1).update(words="Đèn sáng rồi, cảm ơn phường."),
        "opinions_opinion", "lời hoặc ảnh của ý kiến đã bị sửa",
    ),
    "an opinion dropped": (
        lambda: Opinion.objects.filter(number=2).delete(), "opinions_opinion", "không còn",
    ),
    "an opinion dropped with its entries": (
        _drop_with_its_entries,
        "opinions_serialcounter", "đã cấp nhưng không còn",
    ),
    "a serial changed": (
        lambda: Opinion.objects.filter(number=2).update(number=700), "opinions_opinion", "chưa cấp bao giờ",
    ),
    "an opinion slipped in": (
        lambda: Entry.objects.filter(kind="opinion.received").earliest("id").delete(),
        "opinions_opinion", "sổ không ghi",
    ),
    "later words hidden": (lambda: Addition.objects.all().delete(), "opinions_addition", "không còn"),
    "a photo swapped": (_swap_photo, "files_file", "đã bị thay"),
    "an answer edited": (
        lambda: Answer.objects.update(words="Phường không hứa gì cả."), "matters_answer", "đã bị sửa",
    ),
    "a promised day changed": (
        lambda: Commitment.objects.update(due_on=F("due_on") + timedelta(days=90)),
        "commitments_commitment", "ngày hẹn đã bị sửa",
    ),
    "a promise reworded": (
        lambda: Commitment.objects.update(words="Sẽ xem xét."), "commitments_commitment", "lời hứa đã bị sửa",
    ),
    "a contest hidden": (lambda: Contest.objects.all().delete(), "commitments_contest", "không còn"),
    "a claim reworded": (lambda: Claim.objects.update(words="Xong cả phường."), "commitments_claim", "đã bị sửa"),
    "an entry edited": (_edit_facts, "ledger_entry", "nội dung của bước «commitment.moved» đã bị sửa"),
    "words gone without an erasure": (
        lambda: Opinion.objects.filter(number=1).update(words="", salt=b""), "opinions_opinion", "không có yêu cầu xóa",
    ),
    "the counter set back": (
        lambda: SerialCounter.objects.update(last=1), "opinions_opinion", "chưa cấp bao giờ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_tampering_is_named(dien_hong: Cast, way: str) -> None:
    _lived_in(dien_hong)
    cheat, table, said = WAYS[way]
    with behind_our_back():
        cheat()
    found = _found(dien_hong)
    assert any(one.table == table and said in one.said for one in found), found


def test_one_ward_is_checked_apart_from_another_and_the_command_says_so(
    dien_hong: Cast, hac_thanh: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    say(dien_hong)
    say(hac_thanh)
    with behind_our_back():
        Opinion.objects.filter(ward=hac_thanh.ward).update(words="Phường làm tốt lắm.")
    assert _found(dien_hong) == []
    assert main(["ledger", "check", "--ward", "DH"]) == 0
    assert main(["ledger", "check"]) == 1
    assert "HT: opinions_opinion" in capsys.readouterr().out


def test_a_photo_swapped_with_its_row_is_found_by_the_words_it_was_sent_with(dien_hong: Cast) -> None:
    by = resident(dien_hong.ward.id).actor
    files = photos.keep(dien_hong.ward, [photo(320, 240), photo(321, 240)], by=by).files
    opinion = say(dien_hong, photos=tuple(file.id for file in files)).opinion
    assert not list(check(dien_hong.ward.id))
    File.objects.filter(id=files[0].id).update(commitment=bytes(32))
    assert f"opinions_opinion {opinion.serial}: lời hoặc ảnh của ý kiến đã bị sửa" in map(str, check(dien_hong.ward.id))
