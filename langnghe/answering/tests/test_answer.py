"""An officer drafts, a chief releases; nothing is overwritten, nothing edited, everybody concerned reads it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from langnghe.answering import approval, drafting, reads, releasing, setting
from langnghe.answering.holding import written_of
from langnghe.answering.models import Draft, DraftPromise
from langnghe.answering.tests import writing
from langnghe.answering.tests.writing import PROMISE, WORDS, accepted, answered, declined, on_leave, promised
from langnghe.commitments.models import Commitment
from langnghe.desk.steps import resident_steps
from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters.board import Found, Sought
from langnghe.matters.gathering import merge
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.reads import answers_of
from langnghe.matters.tests.saying import allowed, released
from langnghe.opinions.models import Opinion
from langnghe.people.actions import close_post
from langnghe.testing.cast import Cast


def fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related("ward").get(id=matter.id)


def steps_of(matter: Matter) -> str:
    opinion = Opinion.objects.get(id=Joining.objects.get(matter=matter).opinion_id)
    return " ".join(f"{step.text} {step.detail}" for step in resident_steps(opinion))


@pytest.mark.parametrize(
    "words", ["Phường đã nhắc ngày …. Còn ồn xin gọi.", "… đã dọn xong hôm qua.", "Hẹn ngày ... sẽ xong."]
)
def test_a_blank_of_a_ready_answer_is_never_sent(dien_hong: Cast, words: str) -> None:
    with pytest.raises(Refused, match="Còn chỗ để trống"):
        answered(writing.matter(dien_hong), accepted(words=words), by=dien_hong["en"])
    answered(
        writing.matter(dien_hong), accepted(words="Phường đã dọn, kẻ vạch, cắm biển… rồi xem lại."), by=dien_hong["en"]
    )


def test_the_chairman_answers_with_a_promise_in_one_step(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    now = fresh(matter)
    assert (now.state, now.answered_on, now.version) == ("promised", local_today(), matter.version + 1)
    commitment = Commitment.objects.get(subject_room="matters", subject_id=matter.id)
    assert (commitment.words, commitment.responsible) == (PROMISE, dien_hong["minh"])
    assert commitment.made_by == dien_hong["en"]
    assert Entry.objects.filter(kind="answer.released", subject_id=matter.id).count() == 1
    assert not Draft.objects.exists()


def test_its_sender_reads_the_answer_though_nothing_is_on_the_board(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    answered(matter, declined(), by=dien_hong["en"])
    assert not fresh(matter).is_public
    assert "Phường trả lời: chưa làm được." in steps_of(matter)
    assert [answer.words for answer in answers_of(fresh(matter))] == [declined().words]


def test_an_answer_on_the_board_is_found_there_by_its_words(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    answered(matter, accepted(words="Phường thay bộ chấn lưu ở cột số bảy."), by=dien_hong["en"])
    assert list(Found(matter.ward, Sought(words="chấn lưu", state="answered"))[:9]) == [matter]
    assert not len(Found(matter.ward, Sought(words="chấn lưu", state="open")))


def test_a_second_answer_never_edits_the_first(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    answered(matter, accepted(), by=dien_hong["en"])
    answered(matter, accepted(words="Nói thêm: thợ đến sáng thứ năm."), by=dien_hong["en"])
    assert [answer.words for answer in Answer.objects.order_by("id")] == [WORDS, "Nói thêm: thợ đến sáng thứ năm."]
    assert steps_of(matter).count("Phường tiếp thu và trả lời.") == 2


def test_minh_drafts_the_chairman_returns_it_minh_mends_it_the_chairman_releases(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    draft = writing.returned(dien_hong, matter, accepted(promises=(promised(dien_hong),)))
    assert reads.panel(matter, dien_hong["minh"]).returns[0].words == "Xin ghi rõ hẻm nào, ai làm."
    assert not Answer.objects.exists()
    better = accepted(words=WORDS + " Hẻm 12.", promises=(promised(dien_hong),), draft_seen=str(draft.version))
    draft = drafting.submit(matter, better, by=dien_hong["minh"])
    assert [waiting.id for waiting in reads.waiting(dien_hong["en"])] == [draft.id]
    assert not reads.waiting(dien_hong["dung"]).exists()
    releasing.release(matter, replace(better, draft_seen=str(draft.version)), by=dien_hong["en"])
    assert Answer.objects.get().words.endswith("Hẻm 12.")
    assert Commitment.objects.count() == 1
    assert (Draft.objects.get().state, Draft.objects.get().answer) == ("released", Answer.objects.get())


def test_who_may_not_release_hears_who_does(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    with pytest.raises(Refused, match="Người duyệt: Chủ tịch"):
        answered(matter, accepted(), by=dien_hong["dung"])
    with pytest.raises(Refused, match="do người khác duyệt"):
        answered(matter, accepted(), by=dien_hong["minh"])
    assert not Answer.objects.exists()


def test_two_officers_never_overwrite_each_other(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    draft = writing.drafted(dien_hong, matter)
    drafting.write(matter, accepted(words="Của Minh.", draft_seen=str(draft.version)), by=dien_hong["minh"])
    for seen in (str(draft.version), ""):
        with pytest.raises(Refused, match="Đặng Quang Minh vừa sửa"):
            drafting.write(matter, accepted(words="Của Én.", draft_seen=seen), by=dien_hong["en"])
    assert Draft.objects.get().words == "Của Minh."
    drafting.drop(matter, seen="2", by=dien_hong["minh"])
    with pytest.raises(Refused, match="vừa được duyệt hoặc bỏ"):
        drafting.write(matter, accepted(draft_seen="2"), by=dien_hong["en"])


def test_the_same_answer_sent_twice_is_one_answer(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    written = accepted(matter_seen=str(fresh(matter).version))
    releasing.release(matter, written, by=dien_hong["en"])
    with pytest.raises(Refused, match="vừa sửa việc này"):
        releasing.release(matter, written, by=dien_hong["en"])
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (accepted(words="   "), "Xin viết lời trả lời"),
        (declined(reason=""), "Xin chọn vì sao chưa làm được"),
        (declined(body=""), "nơi chịu trách nhiệm"),
        (writing.handed(body=""), "tên nơi nhận"),
        (accepted(words="Xin gọi anh Tư 0905 123 456 để hẹn."), "giống tên người, số nhà, số điện thoại"),
        (accepted(kind="khác"), "Xin chọn: tiếp thu"),
        (accepted(words="x" * 5_001), "quá dài"),
    ],
)
def test_what_a_resident_could_not_understand_is_refused(dien_hong: Cast, written: object, sentence: str) -> None:
    matter = writing.matter(dien_hong)
    with pytest.raises(Refused, match=sentence):
        answered(matter, written, by=dien_hong["en"])  # type: ignore[arg-type]
    assert not Answer.objects.exists()
    assert fresh(matter).state == "open"


def test_a_number_that_is_nobodys_may_stand_once_looked_at(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    answered(matter, accepted(words="Trực ban 0269 382 4113 nghe ngày đêm.", checked=True), by=dien_hong["en"])
    assert Answer.objects.count() == 1


def test_a_promise_is_not_taken_back_by_an_answer(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    with pytest.raises(Refused, match="báo không thực hiện lời hứa trước"):
        answered(matter, declined(), by=dien_hong["en"])
    answered(matter, accepted(words="Thợ đã nhận vật tư."), by=dien_hong["en"])
    assert fresh(matter).state == "promised"


def test_three_promises_are_the_most(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    four = tuple(promised(dien_hong, words=f"Thay bóng đèn số {turn} của hẻm 12.") for turn in range(4))
    with pytest.raises(Refused, match="tối đa 3 lời hứa"):
        answered(matter, accepted(promises=four), by=dien_hong["en"])
    answered(matter, accepted(promises=four[:3]), by=dien_hong["en"])
    assert [row.number for row in Commitment.objects.order_by("number")] == [1, 2, 3]


def test_the_front_answers_a_complaint_and_promises_nothing(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong, topic="police_force.conduct")
    with pytest.raises(Refused, match="Lời hứa do trưởng Công an hoặc chủ tịch duyệt"):
        answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["giang"])
    answered(matter, accepted(), by=dien_hong["giang"])
    assert Answer.objects.get().released_by == dien_hong["giang"]


def test_a_promise_whose_maker_left_is_the_posts(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    draft = writing.submitted(dien_hong, matter, accepted(promises=(promised(dien_hong),)))
    stand_in = on_leave(dien_hong, "minh")
    releasing.release(matter, written_of(draft), by=dien_hong["en"])
    assert Commitment.objects.get().responsible == stand_in
    assert DraftPromise.objects.get().post == dien_hong["minh"].post


def test_a_deputy_of_the_releasing_post_releases(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    deputy = on_leave(dien_hong, "en")
    answered(matter, accepted(), by=deputy)
    assert Answer.objects.get().released_by == deputy


def test_a_ward_says_who_releases_and_a_closed_post_gives_it_back(dien_hong: Cast) -> None:
    matter, ward = writing.matter(dien_hong), dien_hong.ward
    draft = writing.submitted(dien_hong, matter)
    setting.set_approvers(ward, "beyond_police", [dien_hong["dung"].post], by=dien_hong["en"])
    assert [row.id for row in reads.waiting(dien_hong["dung"])] == [draft.id]
    assert not reads.waiting(dien_hong["en"]).exists()
    with pytest.raises(Refused, match="Trưởng Công an phường"):
        answered(matter, accepted(draft_seen=str(draft.version)), by=dien_hong["en"])
    vice = dien_hong.join("phuc", "Mai Hữu Phúc", "police", "Công an phường", "police_chief", "Phó trưởng Công an", ())
    setting.set_approvers(ward, "beyond_police", [vice.post], by=dien_hong["en"])
    close_post(vice.post, by=system(ward.id))
    assert [row.id for row in reads.waiting(dien_hong["en"])] == [draft.id]
    answered(matter, accepted(draft_seen=str(draft.version)), by=dien_hong["en"])
    assert fresh(matter).state == "answered"


def test_no_draft_waits_for_an_empty_chair(dien_hong: Cast, hac_thanh: Cast) -> None:
    # Hạc Thành has a police chief and no chairman: lamps are the chief's there.
    matter = writing.matter(hac_thanh)
    assert approval.may_release(hac_thanh["quy"], matter.topic)
    assert not approval.may_release(dien_hong["dung"], matter.topic)


def test_a_topic_that_was_withdrawn_is_released_by_the_head_of_what_was_above_it(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong, topic="beyond_police.phone_boxes")
    draft = writing.submitted(dien_hong, matter)
    assert [row.id for row in reads.waiting(dien_hong["en"])] == [draft.id]
    assert not approval.may_release(dien_hong["dung"], matter.topic)
    assert approval.may_release(dien_hong["dung"], "gone.altogether")
    answered(matter, accepted(draft_seen=str(draft.version)), by=dien_hong["en"])


def test_a_promised_day_in_the_past_is_refused_also_when_the_draft_waited_too_long(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    late = promised(dien_hong, due_on=local_today() - timedelta(days=1))
    with pytest.raises(Refused, match="Ngày hẹn đã qua"):
        answered(matter, accepted(promises=(late,)), by=dien_hong["en"])


def test_a_complaint_is_answered_by_nobody_whom_it_is_hidden_from(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, "Anh Châu quát bà con ở bàn tiếp dân, xin xem lại thái độ.", about_officer=True)
    matter = writing.matter(dien_hong, topic="police_force.conduct", opinion=opinion)
    assert reads.matter_for(dien_hong["giang"], matter.serial) is not None
    for username in ("dung", "chau", "minh", "binh"):
        assert reads.matter_for(dien_hong[username], matter.serial) is None
    drafting.submit(matter, accepted(), by=dien_hong["giang"])
    assert not reads.waiting(dien_hong["dung"]).exists()
    assert reads.waiting(dien_hong["en"]).count() == 1


def test_a_draft_of_a_matter_that_was_joined_into_another_is_never_sent(dien_hong: Cast) -> None:
    matter = writing.matter(dien_hong)
    other = writing.matter(dien_hong, "Cột đèn hẻm 12 hỏng, mấy hôm nay tối quá.")
    draft = writing.submitted(dien_hong, matter)
    merge(matter, other, by=dien_hong["minh"])
    with pytest.raises(Refused, match="đã nhập vào việc khác"):
        answered(matter, accepted(draft_seen=str(draft.version)), by=dien_hong["en"])
    drafting.drop(matter, seen=str(draft.version), by=dien_hong["en"])
    assert not Answer.objects.exists()
