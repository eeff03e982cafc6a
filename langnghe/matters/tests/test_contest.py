"""Somebody without a receipt says on the matter's page that a promise is not done."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from langnghe.commitments import reads as promises
from langnghe.commitments.models import Contest, EvidencePhoto
from langnghe.commitments.tests.promises import Promise
from langnghe.files.models import File
from langnghe.kernel.clock import local_now, local_today
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import released
from langnghe.testing.cast import Cast
from tests.cases.hostile_uploads import FALSE_NAMES, TELLING

SEEN = "Tối qua đi ngang vẫn tối om."


def claimed(cast: Cast) -> tuple[Matter, Promise]:
    matter, at = released(cast), local_now().isoformat()[:19]
    return matter, Promise(cast, ("matters", matter.id)).made(local_today(), at=at).claimed(at=at)


def address(matter: Matter, number: int = 1) -> str:
    return reverse("matters:contest", args=[matter.ward.slug, matter.serial, number])


def test_a_neighbour_says_it_is_not_done_and_the_front_hears(dien_hong: Cast, client: Client) -> None:
    matter, promise = claimed(dien_hong)
    assert address(matter) in client.get(reverse("matters:matter", args=["dien-hong", matter.serial])).content.decode()
    sent = {"promise": "1", "claim": "1", "words": SEEN}
    answer = client.post(address(matter), sent, follow=True)
    assert "Mặt trận sẽ xem" in answer.content.decode()
    assert [said.words for said in promises.waiting_contests(dien_hong["giang"])] == [SEEN]
    assert promise.fresh().state == "claimed"
    again = client.post(address(matter), sent | {"words": "Vẫn tối om om mà."})
    assert (again.status_code, Contest.objects.count()) == (422, 1)
    assert "Lời phản đối trước đã được ghi" in again.content.decode()


def test_who_said_so_already_is_told_at_once_and_the_tenth_time_changes_nothing(
    dien_hong: Cast, client: Client
) -> None:
    matter, _promise = claimed(dien_hong)
    sent = {"promise": "1", "claim": "1", "words": SEEN}
    for _turn in range(10):
        client.post(address(matter), sent)
    assert Contest.objects.count() == 1
    shown = client.get(address(matter)).content.decode()
    assert "Mỗi người báo một lần" in shown
    assert "<textarea" not in shown
    assert "<textarea" in Client().get(address(matter)).content.decode()


def test_nothing_said_is_refused_with_a_sentence_and_the_words_stay(dien_hong: Cast, client: Client) -> None:
    matter, _promise = claimed(dien_hong)
    answer = client.post(address(matter), {"promise": "1", "claim": "1", "words": "tối"})
    assert answer.status_code == 422
    assert "viết vài lời" in answer.content.decode()
    assert ">\ntối</textarea>" in answer.content.decode()


def test_a_photo_alone_is_enough_and_is_cleaned(dien_hong: Cast, client: Client) -> None:
    matter, _promise = claimed(dien_hong)
    photo = SimpleUploadedFile("anh.jpg", TELLING[0].make(), content_type="image/jpeg")
    client.post(address(matter), {"promise": "1", "claim": "1", "photos": photo})
    kept = EvidencePhoto.objects.select_related("file").get().file
    assert (kept.media_type, kept.waits_since, kept.public_since) == ("image/jpeg", None, None)


def test_a_file_that_is_no_photo_is_named(dien_hong: Cast, client: Client) -> None:
    matter, _promise = claimed(dien_hong)
    script = SimpleUploadedFile("anh.jpg", FALSE_NAMES[0].make(), content_type="image/jpeg")
    answer = client.post(address(matter), {"promise": "1", "claim": "1", "words": SEEN, "photos": script})
    assert answer.status_code == 422
    assert "Ảnh thứ 1" in answer.content.decode()
    assert SEEN in answer.content.decode()
    assert not File.objects.exists()


def test_good_photos_stay_with_a_form_that_is_shown_again(dien_hong: Cast, client: Client) -> None:
    matter, promise = claimed(dien_hong)
    photo = SimpleUploadedFile("anh.jpg", TELLING[0].make(), content_type="image/jpeg")
    answer = client.post(address(matter), {"promise": "1", "claim": "7", "photos": photo})
    kept = File.objects.get().token
    assert (answer.status_code, f'name="photo" value="{kept}"' in answer.content.decode()) == (422, True)
    client.post(address(matter), {"promise": "1", "claim": "1", "photo": kept})
    assert EvidencePhoto.objects.get().file.token == kept
    assert promise.fresh().state == "claimed"


def test_what_is_not_claimed_or_not_there_cannot_be_contested(dien_hong: Cast, client: Client) -> None:
    matter = released(dien_hong)
    Promise(dien_hong, ("matters", matter.id)).made(local_today(), at=local_now().isoformat()[:19])
    assert "Lúc này không báo được" in client.get(address(matter)).content.decode()
    answer = client.post(address(matter), {"promise": "1", "words": SEEN})
    assert answer.status_code == 422
    assert "Phường chưa báo xong" in answer.content.decode()
    assert client.get(address(matter, 2)).status_code == 404
