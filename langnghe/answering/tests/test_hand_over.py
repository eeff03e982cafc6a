"""Handed over to a named body: open until that body says so, late when it says nothing, never lost on the way."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from langnghe.answering import carrying, handing, reads
from langnghe.answering.models import Arrival, HandOver
from langnghe.answering.pages.handing import office
from langnghe.answering.tests import writing
from langnghe.answering.tests.test_answer import fresh, steps_of
from langnghe.answering.tests.writing import answered, handed, handed_over, work
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters.models import Matter, Note
from langnghe.matters.tests.saying import LAMP, allowed
from langnghe.places.days import set_day
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


def carried(cast: Cast, neighbour: Cast, about: Matter | None = None, **more: object) -> HandOver:
    """The lamp stands in the neighbour ward; the worker took it there."""
    row = handed_over(cast, about, "", to_ward=neighbour.ward.id, **more)
    work()
    return row


def test_it_stays_open_until_the_body_accepts(dien_hong: Cast) -> None:
    row = handed_over(dien_hong)
    assert (row.label, row.state, fresh(row.matter).state) == ("01/2026/PC", "waiting", "handed_over")
    assert fresh(row.matter).answered_on is None
    writing.taken_in(dien_hong, row)
    now = fresh(row.matter)
    assert (now.state, now.answered_on) == ("answered", local_today())
    assert "Nơi được chuyển đã nhận việc này. Điện lực Pleiku" in steps_of(row.matter)


def test_sent_back_the_ward_owes_the_answer_again_under_the_same_clock(dien_hong: Cast) -> None:
    row = handed_over(dien_hong)
    due = fresh(row.matter).due_on
    handing.send_back(row, note="Cột này của Sở Xây dựng.", by=dien_hong["minh"])
    now = fresh(row.matter)
    assert (now.state, now.due_on, now.answered_on) == ("open", due, None)
    assert "Phường còn phải trả lời bà con. Điện lực Pleiku · Cột này của Sở Xây dựng." in steps_of(row.matter)
    answered(row.matter, handed("Sở Xây dựng"), by=dien_hong["en"])
    assert [found.number for found in HandOver.objects.order_by("number")] == [1, 2]


def test_silence_grows_late_for_everybody_to_see(dien_hong: Cast) -> None:
    with frozen("2026-11-02T08:00"):
        row = handed_over(dien_hong)
    assert row.due_on.isoformat() == "2026-11-09"
    with frozen("2026-11-12T08:00"):
        assert row.late_days() == 3
        assert list(reads.late_hand_overs(dien_hong["en"], local_today())) == [row]
        page = client_for(dien_hong["minh"]).get(reverse("answering:hand_overs")).content.decode()
        assert "trễ 3 ngày" in page


def test_its_day_follows_the_calendar_as_long_as_it_is_in_time(dien_hong: Cast) -> None:
    with frozen("2026-11-02T08:00"):
        row = handed_over(dien_hong)
        day = date(2026, 11, 5)
        set_day(dien_hong.ward, day, works=False, name="Hội làng", source="TB 12", by=dien_hong["hanh"])
        work()
        assert (fresh_row(row).due_on, row.due_on) == (date(2026, 11, 10), date(2026, 11, 9))
        moved = Entry.objects.get(kind="hand_over.due_moved")
        assert (moved.facts["from"], moved.facts["to"]) == ("2026-11-09", "2026-11-10")
        page = client_for(dien_hong["minh"]).get(reverse("workspace:matter", args=[row.matter.serial])).text
        assert "phải trả lời đổi từ 09/11/2026 thành 10/11/2026" in page
        assert "Ngày hẹn trả lời đổi từ" in page
    with frozen("2026-11-12T08:00"):
        later = date(2026, 11, 6)
        set_day(dien_hong.ward, later, works=False, name="Bão số 13", source="CĐ 4", by=dien_hong["hanh"])
        work()
        assert (fresh_row(row).due_on, fresh_row(row).late_days()) == (date(2026, 11, 10), 2)


def test_a_body_that_answered_keeps_its_day_whatever_the_calendar_says_later(dien_hong: Cast) -> None:
    with frozen("2026-11-02T08:00"):
        row = writing.taken_in(dien_hong, handed_over(dien_hong))
        day = date(2026, 11, 5)
        set_day(dien_hong.ward, day, works=False, name="Hội làng", source="TB 12", by=dien_hong["hanh"])
        work()
    assert fresh_row(row).due_on == date(2026, 11, 9)


def test_the_day_of_an_arrival_follows_the_receiving_wards_calendar(dien_hong: Cast, hac_thanh: Cast) -> None:
    with frozen("2026-11-02T08:00"):
        row = carried(dien_hong, hac_thanh)
        day = date(2026, 11, 5)
        set_day(hac_thanh.ward, day, works=False, name="Hội làng", source="TB 12", by=hac_thanh["son"])
        work()
        assert (Arrival.objects.get().due_on, fresh_row(row).due_on) == (date(2026, 11, 10), date(2026, 11, 9))


def test_an_accepted_hand_over_is_the_answer_whichever_way_the_acceptance_came(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    with frozen("2026-11-02T08:00"):
        by_machine = carried(dien_hong, hac_thanh)
        by_paper = handed_over(dien_hong, writing.matter(dien_hong, "Cổng chợ đọng nước, sáng nào cũng lội."))
    with frozen("2026-11-04T08:00"):
        carrying.accept(Arrival.objects.get(), by=hac_thanh["quy"])
        work()
        handing.accept(by_paper, on=date(2026, 11, 3), receiver="ông Hòa", by=dien_hong["minh"])
    assert fresh(by_machine.matter).answered_on == date(2026, 11, 4)
    assert fresh(by_paper.matter).answered_on == date(2026, 11, 3)


def fresh_row(row: HandOver) -> HandOver:
    """The hand-over as the database has it now."""
    return HandOver.objects.get(id=row.id)


def test_what_a_body_says_needs_who_and_a_day_that_can_be(dien_hong: Cast) -> None:
    row = handed_over(dien_hong)
    with pytest.raises(Refused, match="Ngày nhận phải"):
        handing.accept(row, on=local_today() + timedelta(days=1), receiver="ông Hòa", by=dien_hong["minh"])
    with pytest.raises(Refused, match="ai bên kia"):
        handing.accept(row, on=local_today(), receiver=" ", by=dien_hong["minh"])
    with pytest.raises(Refused, match="nơi chịu trách nhiệm"):
        handing.send_back(row, note="…", by=dien_hong["minh"])
    writing.taken_in(dien_hong, row)
    with pytest.raises(Refused, match="đã trả lời về phiếu chuyển này"):
        writing.taken_in(dien_hong, row)


def test_one_matter_waits_for_one_body_at_a_time(dien_hong: Cast) -> None:
    row = handed_over(dien_hong)
    with pytest.raises(Refused, match="đang chờ nơi khác nhận"):
        answered(row.matter, handed("Sở Xây dựng"), by=dien_hong["en"])


@pytest.mark.parametrize(
    ("unit", "ward", "named"),
    [
        ("Ủy ban nhân dân phường", "Phường Diên Hồng", "Ủy ban nhân dân phường Diên Hồng"),
        ("Công an xã", "Xã Ia Pa", "Công an xã Ia Pa"),
        ("Ban Chỉ đạo", "Phường Diên Hồng", "Ban Chỉ đạo Phường Diên Hồng"),
        ("Công an phường Diên Hồng", "Phường Diên Hồng", "Công an phường Diên Hồng"),
    ],
)
def test_the_slip_says_of_which_ward_an_office_is(unit: str, ward: str, named: str) -> None:
    assert office(unit, ward) == named


def test_the_slip_names_the_body_and_no_sender(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, LAMP, contact="0905 123 456")
    row = handed_over(dien_hong, writing.matter(dien_hong, opinion=opinion), brief="Đèn đầu hẻm 12 tắt nửa tháng.")
    page = client_for(dien_hong["minh"]).get(reverse("answering:slip", args=[row.id])).content.decode()
    assert "Kính gửi: <strong>Điện lực Pleiku" in page
    assert "Số: 01/2026/PC" in page
    assert "Đèn đầu hẻm 12 tắt nửa tháng." in page
    assert "0905" not in page
    assert "ông Sáu" not in page


def test_the_slip_is_vietnamese_whatever_its_officer_reads_the_pages_in(dien_hong: Cast) -> None:
    row = handed_over(dien_hong, writing.matter(dien_hong))
    client = client_for(dien_hong["minh"], language="en")
    page = client.get(reverse("answering:slip", args=[row.id])).content.decode()
    paper = page.partition("<article")[2].partition("</article>")[0]
    assert "Print the slip" in page
    assert " · Đường hỏng, đèn đường, thoát nước" in paper
    assert "Broken roads" not in paper


def test_the_neighbour_takes_it_in_without_retyping(dien_hong: Cast, hac_thanh: Cast) -> None:
    row = carried(dien_hong, hac_thanh, brief="Đèn đầu hẻm 12, phía bên phường bạn.")
    arrival = reads.arrivals(hac_thanh["quy"], is_open=True).get()
    assert (arrival.from_name, arrival.slip, arrival.residents_words) == ("Phường Diên Hồng", row.label, "")
    opened = carrying.accept(arrival, by=hac_thanh["quy"])
    work()
    assert (opened.ward, opened.topic, opened.text) == (hac_thanh.ward, writing.LAMP_TOPIC, arrival.words)
    assert not opened.is_public
    row.refresh_from_db()
    assert (row.state, row.reference, row.receiver) == ("accepted", opened.serial, "Phường Hạc Thành")
    assert fresh(row.matter).state == "answered"
    assert f"Phường Hạc Thành · {opened.serial}" in steps_of(row.matter)


def test_the_neighbour_sends_it_back_with_words(dien_hong: Cast, hac_thanh: Cast) -> None:
    row = carried(dien_hong, hac_thanh)
    arrival = Arrival.objects.get(ward=hac_thanh.ward)
    carrying.refuse(arrival, words="Hẻm 12 vẫn thuộc Diên Hồng.", by=hac_thanh["quy"])
    with pytest.raises(Refused, match="đã có người nhận hoặc trả lại"):
        carrying.accept(arrival, by=hac_thanh["quy"])
    work()
    assert (fresh(row.matter).state, HandOver.objects.get().note) == ("open", "Hẻm 12 vẫn thuộc Diên Hồng.")
    assert "Hẻm 12 vẫn thuộc Diên Hồng." in steps_of(row.matter)
    assert not Matter.objects.filter(ward=hac_thanh.ward).exists()


def test_residents_words_go_along_only_when_ticked_and_a_contact_never(dien_hong: Cast, hac_thanh: Cast) -> None:
    opinion = allowed(dien_hong, LAMP, contact="0905 123 456")
    carried(dien_hong, hac_thanh, about=writing.matter(dien_hong, opinion=opinion), share_words=True)
    arrival = Arrival.objects.get()
    assert arrival.residents_words == LAMP
    opened = carrying.accept(arrival, by=hac_thanh["quy"])
    assert LAMP in Note.objects.get(matter=opened).words
    assert LAMP not in opened.text
    assert "0905" not in f"{arrival.words} {arrival.residents_words}"


def test_a_matter_with_a_guarded_opinion_goes_by_no_machine(dien_hong: Cast, hac_thanh: Cast) -> None:
    opinion = allowed(dien_hong, "Anh Châu quát bà con ở bàn tiếp dân, xin xem lại thái độ.", about_officer=True)
    matter = writing.matter(dien_hong, topic="police_force.conduct", opinion=opinion)
    with pytest.raises(Refused, match="ý kiến giữ kín"):
        answered(matter, handed("", to_ward=hac_thanh.ward.id), by=dien_hong["giang"])
    assert not HandOver.objects.exists()


def test_the_worker_may_die_and_come_back(dien_hong: Cast, hac_thanh: Cast) -> None:
    row = carried(dien_hong, hac_thanh)
    assert carrying.arrive(row) == Arrival.objects.get()
    arrival = Arrival.objects.get()
    carrying.refuse(arrival, words="Hẻm 12 vẫn thuộc Diên Hồng.", by=hac_thanh["quy"])
    work()
    arrival.refresh_from_db()
    assert not carrying.report_back(arrival)
    assert Arrival.objects.count() == 1


def test_the_beat_officer_of_a_group_takes_nothing_in_for_the_ward(dien_hong: Cast, hac_thanh: Cast) -> None:
    carried(dien_hong, hac_thanh)
    phu = hac_thanh.join("phu", "Lê Văn Phú", "police", "Công an phường", "beat_officer", "CSKV Tổ 1", ("Tổ 1",))
    assert not reads.arrivals(phu, is_open=True).exists()
    with pytest.raises(Refused, match="Xin báo trực ban"):
        carrying.accept(Arrival.objects.get(), by=phu)
    with pytest.raises(Refused, match="Xin báo trực ban"):
        carrying.accept(Arrival.objects.get(), by=dien_hong["dung"])
