"""What residents and officers can rely on when the ward has given its word."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from langnghe.commitments import actions, hearing, reads, settling, voices
from langnghe.commitments.models import Claim, Commitment, Contest, Miss
from langnghe.commitments.rules import Sender, Stranger
from langnghe.commitments.tests.promises import (
    CLAIMED,
    DONE,
    DUE,
    LATE,
    MADE,
    OVER,
    SILENT,
    WORDS,
    Promise,
    sender,
    stranger,
)
from langnghe.kernel.actors import resident, system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people.actions import give_mandate
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


def card(promise: Promise, at: str) -> reads.Card:
    with frozen(at):
        return reads.tell(reads.of(*promise.subject))[0]


def kinds(promise: Promise) -> list[str]:
    return list(Entry.objects.filter(subject_id=promise.row.id).order_by("id").values_list("kind", flat=True))


def test_the_exact_words_the_date_and_who_answers_are_kept(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    row = promise.fresh()
    assert (row.words, row.due_on, row.responsible, row.number) == (WORDS, DUE, dien_hong["minh"], 1)
    assert row.responsible_unit == "Ủy ban nhân dân phường"
    assert kinds(promise) == ["commitment.made"]


@pytest.mark.parametrize(
    ("words", "due_on", "says"),
    [
        ("", DUE, "Xin ghi đúng điều phường hứa"),
        ("…!?", DUE, "Xin ghi đúng điều phường hứa"),
        ("a" * 2_001, DUE, "Lời quá dài"),
        (WORDS, date(2026, 10, 31), "Ngày hẹn đã qua"),
        (WORDS, date(2031, 1, 1), "xa quá ba năm"),
    ],
)
def test_a_promise_of_nothing_is_refused(dien_hong: Cast, words: str, due_on: date, says: str) -> None:
    with frozen(MADE), pytest.raises(Refused, match=says):
        actions.make(
            dien_hong.ward, ("matters", dien_hong.ward.id), words=words, responsible=dien_hong["minh"],
            due_on=due_on, by=dien_hong["en"],
        )  # fmt: skip
    assert not Commitment.objects.exists()


def test_who_may_not_promise_does_not(dien_hong: Cast, hac_thanh: Cast) -> None:
    for by, says in [("minh", "không được làm"), ("dung", "Lời hứa của đơn vị khác"), ("giang", "không được làm")]:
        with frozen(MADE), pytest.raises(Refused, match=says):
            actions.make(
                dien_hong.ward, ("matters", dien_hong.ward.id), words=WORDS, responsible=dien_hong["minh"],
                due_on=DUE, by=dien_hong[by],
            )  # fmt: skip
    with frozen(MADE), pytest.raises(Refused):
        actions.make(
            dien_hong.ward, ("matters", dien_hong.ward.id), words=WORDS, responsible=dien_hong["minh"], due_on=DUE,
            by=hac_thanh["quy"],
        )  # fmt: skip


def test_the_same_promise_pressed_twice_stands_once_and_others_are_counted_on(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    with pytest.raises(Refused, match="đã được ghi"):
        Promise(dien_hong, promise.subject).made()
    assert Promise(dien_hong, promise.subject).made(date(2026, 11, 20)).fresh().number == 2


def test_late_is_computed_from_the_days(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    assert (card(promise, "2026-11-10T23:59").late_days, card(promise, "2026-11-11T00:01").late_days) == (0, 1)
    assert card(promise, LATE).state_name == "Trễ hạn 5 ngày"
    promise.claimed(at=LATE)
    assert card(promise, OVER).late_days == 5


def test_a_moved_date_stays_visible_with_reason_approver_and_how_late_it_was(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    with frozen(LATE):
        actions.move(promise.fresh(), to=date(2026, 12, 1), reason="Kho tỉnh hết bóng.", by=dien_hong["en"])
    shown = card(promise, "2026-11-20T08:00")
    assert (shown.late_days, shown.was_late, shown.commitment.moves) == (0, True, 1)
    moved = shown.moments[1]
    assert moved.quote == "Kho tỉnh hết bóng."
    assert moved.text == "Dời ngày hẹn từ 10/11/2026 sang 01/12/2026. Người duyệt: Chủ tịch. Lúc dời đã trễ 5 ngày."
    promise.claimed(at="2026-11-25T08:00").confirmed(at="2026-11-26T08:00")
    assert card(promise, "2026-12-30T08:00").state_name == "Giữ lời muộn"


def test_moving_needs_a_reason_and_a_day_that_is_new_and_to_come(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    for to, reason, says in [
        (date(2026, 12, 1), " ", "Xin ghi lý do"),
        (DUE, "Chờ vật tư.", "trùng ngày"),
        (date(2026, 11, 1), "Chờ vật tư.", "đã qua"),
    ]:
        with frozen(CLAIMED), pytest.raises(Refused, match=says):
            actions.move(promise.fresh(), to=to, reason=reason, by=dien_hong["en"])


def test_two_officers_at_once_never_overwrite_each_other(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    with frozen(CLAIMED):
        seen_by_en, seen_by_minh = promise.fresh(), promise.fresh()
        actions.move(seen_by_en, to=date(2026, 12, 1), reason="Chờ vật tư.", by=dien_hong["en"])
        with pytest.raises(Refused, match="vừa cập nhật"):
            actions.claim(seen_by_minh, words=DONE, by=dien_hong["minh"])
    assert promise.fresh().state == "open"


def test_done_needs_evidence(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    with pytest.raises(Refused, match="bằng chứng"):
        promise.claimed("xong")


def test_after_a_contest_the_same_evidence_does_not_count_again(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().contested()
    for again in (DONE, DONE.upper() + "!", "  " + DONE):
        with pytest.raises(Refused, match="bằng chứng mới"):
            promise.claimed(again, at=LATE)
    assert promise.claimed("Đã thay cả hộp điện, biên bản số 15.", at=LATE).fresh().state == "claimed"


def test_kept_is_one_sender_and_thirty_days_without_a_contest(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().confirmed()
    assert card(promise, "2026-12-09T23:00").state == "confirmed"
    assert card(promise, "2026-12-10T00:30").state == "kept"
    promise.settled()
    row = promise.fresh()
    assert (row.state, row.kept_by) == ("kept", "sender")
    assert kinds(promise)[-1] == "commitment.settled"


def test_silence_alone_closes_as_not_confirmed_by_the_people(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().settled()
    assert promise.fresh().state == "unconfirmed"
    assert card(promise, OVER).state_name == "Đã báo xong, người dân chưa xác nhận"


def test_a_senders_contest_reopens_at_once_and_only_once_a_claim(dien_hong: Cast) -> None:
    sau, ba = sender(), sender()
    promise = Promise(dien_hong).made().claimed().confirmed(ba).contested(sau, "Tối qua vẫn tắt.")
    row = promise.fresh()
    assert (row.state, row.ended_on) == ("reopened", None)
    assert card(promise, LATE).state_name == "Trễ hạn 5 ngày"
    with pytest.raises(Refused, match="mở lại rồi"):
        promise.contested(sau)
    promise.claimed("Đã thay dây từ tủ điện, biên bản 16.", at=LATE).contested(sau, at=LATE)
    assert promise.fresh().state == "reopened"


def test_one_sender_confirms_once(dien_hong: Cast) -> None:
    sau = sender()
    promise = Promise(dien_hong).made().claimed().confirmed(sau)
    with pytest.raises(Refused, match="đã được ghi"):
        promise.confirmed(sau)


def test_a_secret_that_staff_saw_needs_one_outsider_and_counts_apart(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().confirmed(sender(seen=True))
    assert promise.fresh().state == "claimed"
    with frozen(CLAIMED):
        voices.confirm(promise.fresh(), by=dien_hong["lan"])
    promise.settled()
    assert (promise.fresh().state, promise.fresh().kept_by) == ("kept", "shown")


def test_outsiders_wait_fourteen_days_for_the_senders(dien_hong: Cast) -> None:
    lan, giang = Promise(dien_hong).outsiders()
    promise = Promise(dien_hong).made().claimed()
    with frozen("2026-11-23T23:00"), pytest.raises(Refused, match="hết ngày 23/11/2026"):
        voices.confirm(promise.fresh(), by=lan)
    with frozen(SILENT):
        voices.confirm(promise.fresh(), by=lan)
        assert promise.fresh().state == "claimed"
        with pytest.raises(Refused, match="đã được ghi"):
            voices.confirm(promise.fresh(), by=lan)
        voices.confirm(promise.fresh(), by=giang)
    promise.settled()
    assert (promise.fresh().state, promise.fresh().kept_by) == ("kept", "others")


def test_who_also_holds_a_post_in_the_unit_is_not_outside(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed()
    by = system(dien_hong.ward.id)
    give_mandate(dien_hong["minh"].post, dien_hong.officer("lan"), starts_on=date(2026, 1, 1), by=by)
    with frozen(SILENT), pytest.raises(Refused, match="ngoài đơn vị"):
        voices.confirm(promise.fresh(), by=dien_hong["lan"])


def test_a_stranger_needs_words_and_goes_to_the_front(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed()
    with pytest.raises(Refused, match="viết vài lời"):
        promise.contested(stranger(), "chưa")
    promise.contested(stranger(), "Đèn thứ hai vẫn tắt.")
    assert promise.fresh().state == "claimed"
    assert [said.words for said in reads.waiting_contests(dien_hong["giang"])] == ["Đèn thứ hai vẫn tắt."]
    assert not reads.waiting_contests(dien_hong["minh"])
    with frozen(CLAIMED):
        voices.uphold(promise.fresh(), by=dien_hong["lan"])
        with pytest.raises(Refused, match="đã đồng ý rồi"):
            voices.uphold(promise.fresh(), by=dien_hong["lan"])
        voices.uphold(promise.fresh(), by=dien_hong["khoa"])
    assert promise.fresh().state == "reopened"
    assert not reads.waiting_contests(dien_hong["giang"])


def test_a_stranger_for_the_tenth_time(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().contested(stranger(), "Đèn thứ hai vẫn tắt.")
    for _turn in range(9):
        with pytest.raises(Refused, match="Lời phản đối trước đã được ghi"):
            promise.contested(stranger(), "Đèn thứ hai vẫn tắt!")
    promise.contested(stranger("another browser"), "Tôi cũng thấy đèn tắt.")
    with frozen(CLAIMED):
        voices.set_aside(promise.fresh(), reason="Mặt trận đến xem tối 9/11, cả hai đèn sáng.", by=dien_hong["giang"])
        with pytest.raises(Refused, match="kèm ảnh"):
            promise.contested(stranger("a third browser"), "Vẫn tắt mà, tin tôi đi.")
    assert Contest.objects.filter(outcome="set_aside").count() == 2
    assert "Mặt trận đến xem" in " ".join(moment.quote for moment in card(promise, LATE).moments)


def test_a_strangers_contest_holds_the_closing_back_but_not_for_ever(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().confirmed()
    promise.contested(stranger(), "Đèn thứ hai vẫn tắt.", at="2026-12-05T08:00")
    assert card(promise, OVER).state == "confirmed"
    assert card(promise, "2026-12-20T08:00").state == "kept"
    promise.settled("2026-12-20T08:00")
    with frozen("2026-12-21T08:00"):
        voices.uphold(promise.fresh(), by=dien_hong["lan"])
        voices.uphold(promise.fresh(), by=dien_hong["giang"])
    row = promise.fresh()
    assert (row.state, row.kept_by) == ("reopened", "")


def test_words_of_residents_are_in_no_entry_and_on_no_public_card(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().contested(stranger(), "Nhà bà Sáu vẫn tối om.")
    told = " ".join(f"{moment.text} {moment.quote}" for moment in card(promise, CLAIMED).moments)
    assert "bà Sáu" not in told
    assert "bà Sáu" not in repr(list(Entry.objects.values_list("facts", flat=True)))


def test_whoever_answers_an_old_page_is_asked_to_look_again(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().contested()
    promise.claimed("Đã thay cả hộp điện, biên bản số 15.", at=LATE)
    with frozen(LATE), pytest.raises(Refused, match="vừa báo xong lại"):
        voices.confirm(promise.fresh(), voice=sender(), claim=1, by=resident(dien_hong.ward.id))


def test_a_passed_day_is_noted_once_for_each_day_promised(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made()
    with frozen("2026-11-10T20:00"):
        assert settling.settle_due(by=system(dien_hong.ward.id)) == 0
    for _turn in range(2):
        promise.settled("2026-11-11T01:00")
    assert kinds(promise).count("commitment.missed") == Miss.objects.count() == 1
    with frozen(LATE):
        actions.move(promise.fresh(), to=date(2026, 11, 20), reason="Chờ vật tư.", by=dien_hong["en"])
    promise.settled("2026-11-21T01:00")
    assert Miss.objects.count() == 2


def test_a_promise_of_the_book_says_so_until_somebody_confirms_it(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).entered(done_on=date(2025, 9, 30))
    shown = card(promise, OVER)
    assert shown.state_name == "Xong theo sổ của phường, chưa được người dân xác nhận"
    assert shown.commitment.responsible_unit == "Tổ quản lý đô thị"
    promise.settled("2027-12-01T08:00")
    assert promise.fresh().state == "booked"
    promise.contested(at=OVER)
    assert (promise.fresh().state, card(promise, OVER).late_days) == ("reopened", 435)


def test_an_open_promise_of_the_book_is_late_from_its_own_day(dien_hong: Cast) -> None:
    assert card(Promise(dien_hong).entered(), MADE).late_days == 396


def test_dates_of_the_book_that_contradict_each_other_are_refused(dien_hong: Cast) -> None:
    for earlier, says in [
        (actions.Earlier(WORDS, "UBND", date(2025, 8, 19), date(2025, 8, 1)), "không thể trước"),
        (actions.Earlier(WORDS, "UBND", date(2025, 8, 19), date(2025, 9, 1), date(2025, 8, 1)), "không thể trước"),
        (actions.Earlier(WORDS, "UBND", date(2027, 8, 19), date(2027, 9, 1)), "tương lai"),
        (actions.Earlier("", "UBND", date(2025, 8, 19), date(2025, 9, 1)), "đã hứa"),
    ]:
        with frozen(MADE), pytest.raises(Refused, match=says):
            actions.enter(dien_hong.ward, ("matters", dien_hong.ward.id), earlier, by=dien_hong["nga"])


def test_giving_up_is_public_and_stays_late(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().given_up(at=LATE)
    shown = card(promise, OVER)
    assert (shown.state, shown.late_days, shown.look) == ("broken", 5, "bad")
    assert "khởi công năm sau" in shown.moments[-1].quote


def test_a_neighbouring_ward_reaches_nothing(dien_hong: Cast, hac_thanh: Cast) -> None:
    promise = Promise(dien_hong).made().claimed()
    with frozen(CLAIMED):
        for step in (
            lambda: actions.move(promise.fresh(), to=date(2026, 12, 1), reason="Chờ.", by=hac_thanh["quy"]),
            lambda: actions.claim(promise.fresh(), words=DONE, by=hac_thanh["quy"]),
            lambda: voices.confirm(promise.fresh(), voice=sender(), by=resident(hac_thanh.ward.id)),
            lambda: voices.contest(promise.fresh(), voice=sender(), by=resident(hac_thanh.ward.id)),
        ):
            with pytest.raises(Refused):
                step()


def test_a_matters_promises_take_few_statements(dien_hong: Cast) -> None:
    promise = Promise(dien_hong).made().claimed().contested().claimed("Đã thay hộp điện, biên bản 15.", at=LATE)
    for day in range(11, 20):
        Promise(dien_hong, promise.subject).made(date(2026, 11, day)).claimed()
    with CaptureQueriesContext(connection) as asked:
        shown = reads.tell(reads.of(*promise.subject))
    assert (len(shown), len(asked)) == (10, 4)


def test_what_a_page_posts_becomes_one_step(dien_hong: Cast) -> None:
    promise, by = Promise(dien_hong).made().claimed(), resident(dien_hong.ward.id)
    sau: Sender = sender()
    with frozen(CLAIMED):
        told = hearing.hear(promise.subject, {"say": "confirm", "promise": "1", "claim": "1"}, sau, by=by)
        assert told.startswith("Đã ghi lời xác nhận")
        may = reads.say(reads.of(*promise.subject)[0], sau)
        assert (may.may_confirm, may.may_contest, may.has_confirmed) == (False, True, True)
        told = hearing.hear(promise.subject, {"say": "contest", "promise": "1", "claim": "1", "words": ""}, sau, by=by)
        assert told.startswith("Đã ghi là chưa xong")
    assert Claim.objects.get().voided_at is not None


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Không tìm thấy"),
        ({"promise": "9", "say": "confirm"}, "Không tìm thấy"),
        ({"promise": "٣", "say": "confirm"}, "Không tìm thấy"),
        ({"promise": "1" * 400, "say": "confirm"}, "Không tìm thấy"),
        ({"promise": "1", "say": "kept"}, "Xin chọn"),
        ({"promise": "1", "say": "confirm", "claim": "-1"}, "do người gửi xác nhận"),
    ],
)
def test_what_no_page_posts_gets_a_sentence(dien_hong: Cast, sent: dict[str, str], says: str) -> None:
    promise = Promise(dien_hong).made().claimed()
    voice: Sender | Stranger = stranger()
    with frozen(CLAIMED), pytest.raises(Refused, match=says):
        hearing.hear(promise.subject, sent, voice, by=resident(dien_hong.ward.id))
