"""The pages, as officers use them without JavaScript."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.answering.models import Approver, Draft, ReadyAnswer
from langnghe.answering.tests import pages, writing
from langnghe.answering.tests.test_answer import fresh
from langnghe.answering.tests.writing import PROMISE, WORDS, accepted
from langnghe.commitments.models import Commitment
from langnghe.kernel.clock import local_today
from langnghe.matters.models import Answer, Matter
from langnghe.matters.tests.saying import released
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def form_of(cast: Cast, matter: Matter, **more: str) -> dict[str, str]:
    """What a browser sends: an answer with one promise of Minh's post."""
    seen = fresh(matter).version
    due = (local_today() + timedelta(days=10)).isoformat()
    promise = {"promise_1_words": PROMISE, "promise_1_post": str(cast["minh"].post_id), "promise_1_due": due}
    return {"kind": "accepted", "words": WORDS, "matter_seen": str(seen), "draft_seen": "", **promise, **more}


def url_of(matter: Matter) -> str:
    return reverse("answering:draft", args=[matter.serial])


def sent(client: Client, matter: Matter, data: dict[str, str], deed: str) -> tuple[int, str]:
    answer = client.post(url_of(matter), data | {"lam": deed})
    return answer.status_code, answer.content.decode()


def test_nothing_is_said_before_it_was_looked_at(dien_hong: Cast) -> None:
    matter, chairman = writing.matter(dien_hong), client_for(dien_hong["en"])
    data = form_of(dien_hong, matter)
    status, page = sent(chairman, matter, data, "xem")
    assert (status, "Người gửi sẽ đọc thế này" in page, "Trả lời ngay" in page) == (200, True, True)
    assert PROMISE in page
    assert not Answer.objects.exists()
    assert sent(chairman, matter, data, "tra-loi")[0] == 302
    assert (fresh(matter).state, Commitment.objects.get().words) == ("promised", PROMISE)


def test_minh_is_offered_to_submit_and_not_to_release(dien_hong: Cast) -> None:
    matter, minh = writing.matter(dien_hong), client_for(dien_hong["minh"])
    _status, page = sent(minh, matter, form_of(dien_hong, matter), "xem")
    assert "Trả lời ngay" not in page
    assert "Người duyệt: Chủ tịch." in page
    assert sent(minh, matter, form_of(dien_hong, matter), "trinh")[0] == 302
    assert "Đang chờ duyệt" in minh.get(url_of(matter)).content.decode()
    assert matter.serial in client_for(dien_hong["en"]).get(reverse("answering:waiting")).content.decode()
    assert 'name="words"' not in minh.get(url_of(matter)).content.decode()


def test_the_chairman_returns_it_with_words_and_minh_takes_it_up_again(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    draft = writing.submitted(dien_hong, matter)
    chairman, minh = client_for(dien_hong["en"]), client_for(dien_hong["minh"])
    back = reverse("answering:send_back", args=[matter.serial])
    assert "Xin ghi cần sửa chỗ nào" in chairman.post(back, {"seen": draft.version}, follow=True).content.decode()
    chairman.post(back, {"words": "Ghi rõ ai thay bóng.", "seen": str(draft.version)})
    page = minh.get(url_of(matter)).content.decode()
    assert "Ghi rõ ai thay bóng." in page
    assert f">\n{WORDS}</textarea>" in page


def test_the_second_officers_words_come_back_beside_the_firsts(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    writing.drafted(dien_hong, matter, accepted(words="Lời của Minh về bóng đèn."))
    chairman = client_for(dien_hong["en"])
    data = form_of(dien_hong, matter, words="Lời của Én về bóng đèn.")
    status, page = sent(chairman, matter, data, "luu")
    assert status == 422
    assert "Đặng Quang Minh vừa sửa bản soạn này" in page
    assert "Lời của Minh về bóng đèn." in page
    assert ">\nLời của Én về bóng đèn.</textarea>" in page
    assert 'name="draft_seen" value="1"' in page
    assert sent(chairman, matter, data | {"draft_seen": "1"}, "luu")[0] == 302
    assert Draft.objects.get().words == "Lời của Én về bóng đèn."


def test_a_ready_answer_is_filled_in_without_losing_what_was_typed(dien_hong: Cast) -> None:
    matter, ready = writing.matter(dien_hong), pages.ready_answer(dien_hong)
    data = form_of(dien_hong, matter, words="Chào bác Sáu.", ready=str(ready.id))
    status, page = sent(client_for(dien_hong["minh"]), matter, data, "mau")
    assert status == 200
    assert f">\nChào bác Sáu.\n\n{WORDS}</textarea>" in page
    assert PROMISE in page
    assert not Draft.objects.exists()


def test_half_a_promise_says_what_is_missing(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    data = form_of(dien_hong, matter, promise_1_due="")
    status, page = sent(client_for(dien_hong["en"]), matter, data, "tra-loi")
    assert (status, "Lời hứa cần đủ ba điều" in page, PROMISE in page) == (422, True, True)


def test_a_number_is_marked_and_asked_about(dien_hong: Cast) -> None:
    matter, chairman = writing.matter(dien_hong), client_for(dien_hong["en"])
    data = form_of(dien_hong, matter, words="Trực ban 0269 382 4113 nghe ngày đêm.")
    status, page = sent(chairman, matter, data, "tra-loi")
    assert status == 422
    assert '<mark title="số điện thoại">0269 382 4113</mark>' in page
    assert sent(chairman, matter, data | {"checked": "on"}, "tra-loi")[0] == 302


def test_a_matter_of_another_ward_or_hidden_is_not_there(dien_hong: Cast, hac_thanh: Cast) -> None:
    matter = writing.matter(hac_thanh)
    assert client_for(dien_hong["en"]).get(url_of(matter)).status_code == 404
    assert client_for(dien_hong["en"]).get("/can-bo/viec/khong-co/tra-loi/").status_code == 404


def test_approvers_and_ready_answers_are_the_wards_to_set(dien_hong: Cast) -> None:
    chairman = client_for(dien_hong["en"])
    url = reverse("answering:approver", args=["public_order"])
    chairman.post(url, {"posts": [str(dien_hong["en"].post_id)]})
    assert Approver.objects.get(removed_at=None).post == dien_hong["en"].post
    assert "phường đặt" in chairman.get(reverse("answering:approvers")).content.decode()
    chairman.post(url, {})
    assert not Approver.objects.filter(removed_at=None).exists()
    new = {"topic": "public_order.noise", "name": "Karaoke: đã nhắc", "kind": "accepted", "words": "Công an đã nhắc."}
    chairman.post(reverse("answering:add_ready"), new)
    twice = chairman.post(reverse("answering:add_ready"), new)
    assert (twice.status_code, "đã có câu mẫu tên" in twice.content.decode()) == (422, True)
    ready = ReadyAnswer.objects.get()
    change = reverse("answering:ready", args=[ready.id])
    chairman.post(change, new | {"words": "Công an đã nhắc, đã lập biên bản.", "seen": "1"})
    late = chairman.post(change, new | {"words": "Đến sau.", "seen": "1"})
    assert (late.status_code, "Có người vừa sửa câu mẫu này" in late.content.decode()) == (422, True)
    chairman.post(reverse("answering:retire_ready", args=[ready.id]))
    assert ReadyAnswer.objects.get().retired_at


def test_releasing_a_draft_that_somebody_saved_takes_few_statements_too(dien_hong: Cast) -> None:
    matter, chairman = released(dien_hong), client_for(dien_hong["en"])
    draft = writing.submitted(dien_hong, matter, accepted(promises=(writing.promised(dien_hong),)))
    chairman.get(url_of(matter))
    data = form_of(dien_hong, matter, draft_seen=str(draft.version), lam="tra-loi")
    with CaptureQueriesContext(connection) as asked:
        answer = chairman.post(url_of(matter), data)
    assert answer.status_code == 302
    assert (Draft.objects.get().state, Commitment.objects.count()) == ("released", 1)
    statements = [sql[:150] for query in asked.captured_queries if "SAVEPOINT" not in (sql := str(query["sql"]))]
    assert len(statements) <= 20, "\n".join(statements)


def test_an_answer_with_a_promise_takes_few_statements(dien_hong: Cast) -> None:
    matter, chairman = released(dien_hong), client_for(dien_hong["en"])
    chairman.get(url_of(matter))
    data = form_of(dien_hong, matter) | {"lam": "tra-loi"}
    with CaptureQueriesContext(connection) as asked:
        answer = chairman.post(url_of(matter), data)
    assert answer.status_code == 302
    # The savepoint stands for the transaction that the test itself holds open.
    statements = [sql[:150] for query in asked.captured_queries if "SAVEPOINT" not in (sql := str(query["sql"]))]
    assert len(statements) <= 20, "\n".join(statements)
