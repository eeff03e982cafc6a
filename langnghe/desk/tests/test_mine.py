"""What a sender can do on the page behind the receipt."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from langnghe.answering.tests import writing
from langnghe.commitments.models import Confirmation, Contest
from langnghe.commitments.tests.promises import Promise
from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_now, local_today
from langnghe.kernel.ids import new_token
from langnghe.matters.actions import join, open_matter, part
from langnghe.matters.models import Joining
from langnghe.notices.models import Delivery
from langnghe.opinions.additions import ask
from langnghe.opinions.models import Addition, Opinion, Photo
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_leave import guarded
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.opinions.waiting import dismiss, set_aside
from langnghe.shell.parts import HARMLESS
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

MORE = "Tối qua có người té xe ở chỗ đó."


@pytest.fixture
def opinion(dien_hong: Cast, client: Client) -> Opinion:
    """An opinion whose receipt the client has just shown."""
    return shown(dien_hong, client)


def shown(cast: Cast, client: Client, words: str = LAMP, **more: object) -> Opinion:
    received = say(cast, words, **more)
    sent = {"serial": received.opinion.serial, "secret": format_secret(received.secret)}
    client.post(reverse("desk:receipt"), sent)
    return received.opinion


def go(client: Client, name: str, opinion: Opinion, *more: object, **sent: str) -> str:
    """Send a form of the page and read what comes back."""
    return client.post(reverse(f"desk:{name}", args=[opinion.serial, *more]), sent, follow=True).content.decode()


def page(client: Client, opinion: Opinion) -> str:
    return client.get(reverse("desk:mine", args=[opinion.serial])).content.decode()


def test_words_added_stand_on_the_page_and_with_the_officer(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    assert MORE in go(client, "add", opinion, words=MORE)
    binh = client_for(dien_hong["binh"])
    assert "có lời mới" in binh.get(reverse("opinions:index")).content.decode()
    assert MORE in binh.get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()


def test_once_read_the_mark_goes_and_the_sender_sees_it(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    go(client, "add", opinion, words=MORE)
    binh = client_for(dien_hong["binh"])
    binh.post(reverse("opinions:read", args=[opinion.serial]))
    assert "có lời mới" not in binh.get(reverse("opinions:index")).content.decode()
    assert "Phường đã đọc lời bà con nói thêm." in page(client, opinion)


def test_binh_asks_on_his_page_and_the_sender_answers_on_hers(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    binh = client_for(dien_hong["binh"])
    binh.post(reverse("opinions:ask", args=[opinion.serial]), {"words": "Đèn nào, trước số nhà mấy?"})
    assert "Đèn nào, trước số nhà mấy?" in page(client, opinion)
    answered = go(client, "answer", opinion, 1, **{"q1-words": "Trước số 14."})
    assert "Bà con đã trả lời câu hỏi của phường." in answered
    assert "Phường hỏi bà con" not in answered
    assert "Trước số 14." in binh.get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()


def test_a_question_that_was_never_asked_has_no_answer(client: Client, opinion: Opinion) -> None:
    assert client.post(reverse("desk:answer", args=[opinion.serial, 7]), {"q7-words": "A"}).status_code == 404


def test_an_empty_form_says_what_is_missing_and_keeps_the_page(client: Client, opinion: Opinion) -> None:
    answer = client.post(reverse("desk:add", args=[opinion.serial]), {"words": " "})
    assert answer.status_code == 422
    assert "Xin bà con viết vài chữ" in answer.content.decode()
    assert LAMP in answer.content.decode()


def test_words_sent_after_the_pass_ran_out_are_shown_to_be_copied(client: Client, opinion: Opinion) -> None:
    del client.cookies["phieu"]
    answer = client.post(reverse("desk:add", args=[opinion.serial]), {"words": MORE})
    assert answer.status_code == 422
    assert MORE in answer.content.decode()
    assert not Addition.objects.exists()


def test_who_keeps_reading_is_not_shut_out_after_half_an_hour(dien_hong: Cast, client: Client) -> None:
    with frozen("2026-11-23T08:00:00"):
        opinion = shown(dien_hong, client)
    before = client.cookies["phieu"].value
    page(client, opinion)
    assert client.cookies["phieu"]["max-age"] == 30 * 60
    assert client.cookies["phieu"].value.split(":")[0] == before.split(":")[0]


def test_withdrawn_by_one_press_and_taken_back_by_another(client: Client, opinion: Opinion) -> None:
    assert "Bà con đã rút ý kiến này" in go(client, "withdraw", opinion)
    again = go(client, "resume", opinion)
    assert "Bà con không rút nữa." in again
    assert "Bà con đã rút ý kiến này" not in again


def test_erased_at_once_when_ticked_and_the_receipt_still_answers(client: Client, opinion: Opinion) -> None:
    assert client.post(reverse("desk:erase", args=[opinion.serial])).status_code == 422
    erased = go(client, "erase", opinion, sure="on")
    assert "Đã xóa theo yêu cầu của người gửi" in erased
    assert bytes(opinion.commitment).hex(" ", 4) in erased
    assert LAMP not in erased


def test_a_crime_report_waits_for_the_chief_and_says_so(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    guarded(opinion)
    assert "Luật buộc Công an" in client.get(reverse("desk:erase", args=[opinion.serial])).content.decode()
    asked = go(client, "erase", opinion, sure="on")
    assert "Phường xem xét việc xóa" in asked
    chief = client_for(dien_hong["dung"])
    chief.post(reverse("opinions:erase", args=[opinion.serial]))
    assert "Đã xóa theo yêu cầu của người gửi" in page(client, opinion)
    assert "Không còn gì để đọc" in chief.get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()


def test_the_quick_exit_closes_the_receipt_and_leads_to_a_harmless_page(client: Client, opinion: Opinion) -> None:
    address = reverse("desk:leave", args=[opinion.serial])
    assert address in page(client, opinion)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, HARMLESS)
    assert client.get(reverse("desk:mine", args=[opinion.serial])).status_code == 302


def test_a_secret_that_an_officer_saw_is_told(client: Client, opinion: Opinion) -> None:
    Opinion.objects.filter(id=opinion.id).update(secret_seen_by_staff=True)
    assert "Cán bộ đã thấy mã bí mật" in page(client, opinion)


def test_the_clock_runs_until_an_officer_looked(dien_hong: Cast, client: Client) -> None:
    with frozen("2026-11-20T08:00:00"):
        opinion = shown(dien_hong, client)
        assert "chậm nhất ngày 30/11/2026" in page(client, opinion)
        assert "Còn 5 ngày làm việc." in page(client, opinion)
    with frozen("2026-12-07T08:00:00"):
        assert "Đã trễ 5 ngày." in page(client, opinion)
        ask(opinion, "Đèn nào?", by=dien_hong["binh"])
        assert "chậm nhất" not in page(client, opinion)


def test_another_receipt_opens_none_of_these_doors(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    other = say(dien_hong, "Chuyện của người khác").opinion
    for name in ("withdraw", "resume", "add"):
        client.post(reverse(f"desk:{name}", args=[other.serial]), {"words": MORE})
    client.post(reverse("desk:erase", args=[other.serial]), {"sure": "on"})
    other.refresh_from_db()
    assert (other.withdrawn_at, other.erasure_asked_at, other.erased_at) == (None, None, None)
    assert not Addition.objects.exists()


def test_no_page_of_the_receipt_is_kept_by_the_browser(client: Client, opinion: Opinion) -> None:
    assert client.get(reverse("desk:mine", args=[opinion.serial]))["Cache-Control"] == "no-store"


def test_photos_can_be_added_and_only_the_sender_sees_them_here(client: Client, opinion: Opinion) -> None:
    picture = SimpleUploadedFile("IMG_2041.jpg", photo(), content_type="image/jpeg")
    client.post(reverse("desk:add", args=[opinion.serial]), {"words": "", "photos": picture})
    assert Addition.objects.get().words == ""
    address = reverse("desk:photo", args=[opinion.serial, 1])
    assert address in page(client, opinion)
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert client.get(reverse("desk:small_photo", args=[opinion.serial, 1])).status_code == 200
    assert Client().get(address).status_code == 302


def test_what_is_no_photo_is_named_and_the_words_stay(client: Client, opinion: Opinion) -> None:
    picture = SimpleUploadedFile("IMG_2041.jpg", b"MZ not a photo", content_type="image/jpeg")
    answer = client.post(reverse("desk:add", args=[opinion.serial]), {"words": MORE, "photos": picture})
    assert answer.status_code == 422
    assert MORE in answer.content.decode()
    assert not Addition.objects.exists()


def test_the_same_form_with_the_same_photo_adds_once(client: Client, opinion: Opinion) -> None:
    token, content = new_token(), photo()
    for _turn in range(2):
        picture = SimpleUploadedFile("a.jpg", content, content_type="image/jpeg")
        client.post(reverse("desk:add", args=[opinion.serial]), {"words": MORE, "token": token, "photos": picture})
    assert Addition.objects.count() == Photo.objects.count() == 1


def test_photos_that_were_added_go_with_everything_else(client: Client, opinion: Opinion) -> None:
    picture = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    client.post(reverse("desk:add", args=[opinion.serial]), {"words": MORE, "photos": picture})
    assert "Đã xóa theo yêu cầu của người gửi" in go(client, "erase", opinion, sure="on")
    assert client.get(reverse("desk:photo", args=[opinion.serial, 1])).status_code == 404


def promised(cast: Cast, opinion: Opinion) -> Promise:
    """A promise about the opinion's matter, which the ward says is done."""
    matter = open_matter(cast.ward, raised_on=local_today(), by=system(cast.ward.id))
    join(matter, opinion, by=system(cast.ward.id))
    made = Promise(cast, ("matters", matter.id)).made(local_today(), at=local_now().isoformat()[:19])
    return made.claimed(at=local_now().isoformat()[:19])


def test_the_sender_says_it_is_done_indeed(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    promise = promised(dien_hong, opinion)
    assert "Đã xong thật" in page(client, opinion)
    said = go(client, "say", opinion, promise="1", claim="1", say="confirm")
    assert "Đã ghi lời xác nhận" in said
    assert Confirmation.objects.get().voice_id == opinion.id
    assert promise.fresh().state == "confirmed"


def test_the_sender_says_it_is_not_done_and_the_work_is_owed_again(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    promise = promised(dien_hong, opinion)
    said = go(client, "say", opinion, promise="1", claim="1", say="contest", words="Bóng thứ hai vẫn tắt.")
    assert "Việc được mở lại ngay" in said
    assert promise.fresh().state == "reopened"


def test_a_promise_that_is_not_there_is_said_to_be_missing(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    promised(dien_hong, opinion)
    answer = client.post(reverse("desk:say", args=[opinion.serial]), {"promise": "9", "say": "confirm"})
    assert answer.status_code == 422


def test_without_a_matter_there_is_nothing_to_say(client: Client, opinion: Opinion) -> None:
    assert client.post(reverse("desk:say", args=[opinion.serial]), {"promise": "1"}).status_code == 404


def test_a_sender_of_a_flood_is_told_that_it_waits_and_why_it_was_dismissed(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    set_aside(opinion, by=system(dien_hong.ward.id).actor)
    assert "Ý kiến đang chờ cán bộ xem riêng" in page(client, opinion)
    dismiss(opinion, "trial", by=dien_hong["binh"].actor)
    assert "Gửi thử" in page(client, opinion)


def test_steps_of_the_matter_are_steps_of_the_opinion_while_it_belongs_to_it(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    matter = open_matter(dien_hong.ward, raised_on=local_today(), by=system(dien_hong.ward.id))
    joining = join(matter, opinion, by=dien_hong["binh"])
    join(matter, say(dien_hong, "Chuyện y như vậy").opinion, by=dien_hong["binh"])
    shown_now = page(client, opinion)
    assert shown_now.count("Phường đưa ý kiến vào việc cần giải quyết.") == 1
    assert "chậm nhất" not in shown_now
    assert "Còn 15 ngày làm việc" in shown_now
    part(joining, by=dien_hong["binh"])
    assert "vì là chuyện khác" in page(client, opinion)


def test_the_answer_is_said_once_and_before_the_steps(dien_hong: Cast, client: Client, opinion: Opinion) -> None:
    writing.answered(writing.matter(dien_hong, opinion=opinion), writing.accepted(), by=dien_hong["en"])
    shown_now = page(client, opinion)
    assert shown_now.count(writing.WORDS) == 1
    assert shown_now.index(writing.WORDS) < shown_now.index("Phường tiếp thu và trả lời.")


def test_an_answer_stays_with_the_sender_who_was_parted_from_its_matter(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    writing.answered(writing.matter(dien_hong, opinion=opinion), writing.accepted(), by=dien_hong["en"])
    part(Joining.objects.get(opinion=opinion), by=dien_hong["minh"])
    assert page(client, opinion).count(writing.WORDS) == 1


def test_what_a_sender_contested_with_goes_with_everything_else(
    dien_hong: Cast, client: Client, opinion: Opinion
) -> None:
    promised(dien_hong, opinion)
    go(client, "say", opinion, promise="1", claim="1", say="contest", words="Bóng thứ hai trước nhà bà Tám vẫn tắt.")
    assert Contest.objects.get().words
    go(client, "erase", opinion, sure="on")
    said = Contest.objects.get()
    assert (said.words, bytes(said.salt)) == ("", b"")


def test_a_flood_cannot_make_the_ward_write_to_strangers(client: Client, opinion: Opinion, settings: Any) -> None:
    settings.EMAIL_HOST = "thu.vidu.vn"
    set_aside(opinion, by=resident(opinion.ward_id).actor)
    assert "còn chờ cán bộ xem" in go(client, "letterbox", opinion, address="nguoi.la@vidu.vn")
    assert not Delivery.objects.exists()
