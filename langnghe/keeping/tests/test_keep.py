"""The page of a promise: each button does its one verb, for those the table lets, and says why not to others."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse

from langnghe.commitments import voices
from langnghe.commitments.models import Commitment, EvidencePhoto
from langnghe.commitments.rules import Sender, Stranger
from langnghe.files.tests.pictures import photo
from langnghe.keeping.tests import pages
from langnghe.kernel.actors import resident
from langnghe.matters.tests.saying import TITLE
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

NEW = {"words": "Đã thay thêm bóng thứ hai, hôm nay thử lại cả hai."}


@pytest.fixture
def row(dien_hong: Cast) -> Commitment:
    """A promise about a lamp, claimed done with a photo."""
    return pages.promised(dien_hong)[1]


def contested(cast: Cast, row: Commitment, words: str = "Mới thay một bóng, bóng kia còn tắt.") -> None:
    voice = Sender("opinions", uuid4())
    voices.contest(row, voice=voice, words=words, by=resident(cast.ward.id))


def post(cast: Cast, name: str, verb: str, **data: object) -> tuple[int, str]:
    seen = {"seen": Commitment.objects.get().version}
    answer = client_for(cast[name]).post(pages.address(cast, verb), {**seen, **data}, follow=True)
    return answer.status_code, answer.text


def state() -> str:
    return Commitment.objects.get().state


def test_the_unit_reads_what_is_missing_and_claims_again_with_a_new_photo(dien_hong: Cast, row: Commitment) -> None:
    contested(dien_hong, row)
    page = client_for(dien_hong["minh"]).get(pages.promise(dien_hong)).text
    assert "Mới thay một bóng, bóng kia còn tắt." in page
    status, said = post(dien_hong, "minh", "claim", words="")
    assert (status, state()) == (422, "reopened")
    assert "Báo xong phải kèm bằng chứng" in said
    upload = BytesIO(photo(width=400, height=300))
    upload.name = "xong.jpg"
    status, _said = post(dien_hong, "minh", "claim", photos=upload, **NEW)
    assert (status, state()) == (200, "claimed")
    assert EvidencePhoto.objects.count() == 2


def test_another_unit_is_told_who_may_claim(dien_hong: Cast, row: Commitment) -> None:
    contested(dien_hong, row)
    assert "bao-xong" not in client_for(dien_hong["binh"]).get(pages.promise(dien_hong)).text
    assert post(dien_hong, "binh", "claim", **NEW)[0] == 422
    assert state() == "reopened"


def test_the_chairman_moves_the_day_and_gives_up_with_a_reason(dien_hong: Cast, row: Commitment) -> None:
    contested(dien_hong, row)
    assert post(dien_hong, "en", "move", to="2099-01-01", reason="")[0] == 422
    old = Commitment.objects.get().due_on
    status, said = post(dien_hong, "en", "move", to=str(old.replace(year=old.year + 1)), reason="Bóng chưa về kho.")
    assert status == 200
    assert "Bóng chưa về kho." in said
    assert Commitment.objects.get().moves == 1
    assert post(dien_hong, "en", "give_up", reason="Cột đèn thuộc tỉnh.")[0] == 200
    assert state() == "broken"


def test_nobody_decides_over_a_step_they_have_not_seen(dien_hong: Cast, row: Commitment) -> None:
    contested(dien_hong, row)
    status, said = post(dien_hong, "minh", "claim", **NEW | {"seen": 1})
    assert status == 422
    assert "Có người vừa cập nhật lời hứa này" in said
    assert NEW["words"] in said


def test_a_strangers_doubt_is_read_by_the_front_and_two_outsiders_reopen(dien_hong: Cast, row: Commitment) -> None:
    voice = Stranger(b"browser of Tam")
    voices.contest(row, voice=voice, words="Tối qua đèn lại tắt rồi.", by=resident(dien_hong.ward.id))
    for name in ("giang", "lan", "khoa"):
        assert "Tối qua đèn lại tắt rồi." in client_for(dien_hong[name]).get(pages.promise(dien_hong)).text, name
    assert post(dien_hong, "lan", "uphold")[0] == 200
    assert state() == "claimed"
    assert post(dien_hong, "khoa", "uphold")[0] == 200
    assert state() == "reopened"


def test_the_front_answers_a_doubt_with_a_reason(dien_hong: Cast, row: Commitment) -> None:
    voice = Stranger(b"browser of Tam")
    voices.contest(row, voice=voice, words="Tối qua đèn lại tắt rồi.", by=resident(dien_hong.ward.id))
    assert post(dien_hong, "lan", "set_aside", reason="Đã xem, đèn sáng.")[0] == 422
    status, said = post(dien_hong, "giang", "set_aside", reason="Đã xem tối nay, đèn sáng.")
    assert status == 200
    assert "Đã xem tối nay, đèn sáng." in said


def test_outsiders_wait_while_the_senders_may_still_speak(dien_hong: Cast, row: Commitment) -> None:
    status, said = post(dien_hong, "lan", "confirm", claim="1")
    assert status == 422
    assert "Người gửi còn được tự trả lời" in said


def test_evidence_is_covered_before_anybody_outside_sees_it(dien_hong: Cast, row: Commitment) -> None:
    assert client_for(dien_hong["minh"]).get(pages.cover(dien_hong)).status_code == 403
    chief = client_for(dien_hong["en"])
    assert "Chưa chọn chỗ nào để che" in chief.post(pages.cover(dien_hong), {"viec": "che"}).text
    chief.post(pages.cover(dien_hong), {"viec": "che", "o": "1-1"})
    covered = EvidencePhoto.objects.get().covered
    assert covered
    assert covered.token in chief.get(pages.promise(dien_hong)).text


def test_a_promise_of_what_is_hidden_is_no_page(dien_hong: Cast, row: Commitment) -> None:
    assert client_for(dien_hong["hanh"]).get(pages.promise(dien_hong)).status_code == 403
    matter, _row = pages.promised(dien_hong)
    say(dien_hong, TITLE)
    for wrong in (reverse("keeping:promise", args=[matter.serial, 2]), reverse("keeping:promise", args=["x", 1])):
        assert client_for(dien_hong["en"]).get(wrong).status_code == 404
