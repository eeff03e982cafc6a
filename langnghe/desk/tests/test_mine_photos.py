"""Photos from the page behind the receipt: with an answer, with "done indeed", with "not done"."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from langnghe.commitments.evidence import cover_photo
from langnghe.commitments.models import EvidencePhoto
from langnghe.desk.tests.test_mine import go, page, promised, shown
from langnghe.files.models import File
from langnghe.files.tests.pictures import photo, with_position
from langnghe.opinions.additions import ask
from langnghe.opinions.models import Addition, Opinion, Photo
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


@pytest.fixture
def opinion(dien_hong: Cast, client: Client) -> Opinion:
    """An opinion whose receipt the client has just shown."""
    return shown(dien_hong, client)


def picture(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.jpg", content or photo(), content_type="image/jpeg")


def send(client: Client, name: str, opinion: Opinion, *more: object, **sent: object) -> tuple[int, str]:
    answer = client.post(reverse(f"desk:{name}", args=[opinion.serial, *more]), sent, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_question_is_answered_by_a_photo_alone_and_the_officer_sees_it(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    ask(opinion, "Đèn nào? Có ảnh thì gửi.", by=dien_hong["binh"])
    _status, said = send(client, "answer", opinion, 1, photos=picture(with_position()))
    assert "Cảm ơn bà con" in said
    answered = Addition.objects.get()
    assert (answered.words, answered.question is not None) == ("", True)
    assert Photo.objects.get().addition == answered
    assert reverse("desk:photo", args=[opinion.serial, 1]) in page(client, opinion)
    seen = client_for(dien_hong["binh"]).get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()
    assert str(Photo.objects.get().id) in seen


def test_a_photo_that_is_none_leaves_the_answer_and_the_good_photos_on_the_page(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    sent = {"q1-words": "Trước số 14.", "photos": [picture(), picture(b"MZ not a photo")]}
    status, said = send(client, "answer", opinion, 1, **sent)
    assert (status, Addition.objects.count()) == (422, 0)
    assert "Ảnh thứ 2" in said
    assert "Trước số 14." in said
    kept = File.objects.get().token
    assert said.count(f'name="photo" value="{kept}"') == 1
    send(client, "answer", opinion, 1, **{"q1-words": "Trước số 14.", "photo": kept})
    assert Photo.objects.get().file.token == kept


def test_done_indeed_takes_a_photo_that_everybody_sees_once_it_is_covered(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    promised(dien_hong, opinion)
    _status, said = send(client, "say", opinion, promise="1", claim="1", say="confirm", photos=picture())
    assert "Đã ghi lời xác nhận" in said
    kept = EvidencePhoto.objects.get()
    assert (kept.confirmation is not None, kept.file.waits_since) == (True, None)
    assert "Ảnh bằng chứng" not in page(client, opinion)
    cover_photo(kept, [], by=dien_hong["en"])
    assert "Ảnh bằng chứng" in page(client, opinion)


def test_not_done_is_shown_by_a_photo_without_a_word(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    promise = promised(dien_hong, opinion)
    _status, said = send(client, "say", opinion, promise="1", claim="1", say="contest", photos=picture())
    assert "Việc được mở lại ngay" in said
    assert EvidencePhoto.objects.get().contest is not None
    assert promise.fresh().state == "reopened"


def test_what_cannot_be_heard_keeps_words_and_photos_and_says_why_on_top(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    promised(dien_hong, opinion)
    sent = {"promise": "1", "claim": "7", "words": "Vẫn tắt."}
    status, said = send(client, "say", opinion, say="contest", photos=picture(), **sent)
    assert (status, EvidencePhoto.objects.count()) == (422, 0)
    assert "vừa báo xong lại với bằng chứng mới" in said.partition("<h2")[0]
    assert "Vẫn tắt." in said
    assert said.count(f'name="photo" value="{File.objects.get().token}"') == 1
    status, said = send(client, "say", opinion, promise="9", say="confirm")
    assert "Không tìm thấy lời hứa này" in said


def test_photos_of_what_was_said_go_with_everything_else(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    promised(dien_hong, opinion)
    send(client, "say", opinion, promise="1", claim="1", say="confirm", photos=picture())
    send(client, "say", opinion, promise="1", claim="1", say="contest", photos=picture(photo(320, 200)))
    go(client, "erase", opinion, sure="on")
    assert all(kept.file.erased_at for kept in EvidencePhoto.objects.select_related("file"))
    assert EvidencePhoto.objects.count() == 2
