"""Hạc Thành goes into Diên Hồng: what it left is answered, promised, released and kept by the officers who go on."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.answering import drafting
from langnghe.answering.models import HandOver
from langnghe.answering.tests.writing import accepted, answered, handed, promised
from langnghe.commitments import actions as promising
from langnghe.commitments import voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Sender
from langnghe.deadlines.actions import set_deadline
from langnghe.deadlines.rules import Draft
from langnghe.desk.morning.lists import late
from langnghe.desk.steps import resident_steps
from langnghe.house.work import drain
from langnghe.inbox import actions as bulk
from langnghe.inbox.actions import Wish
from langnghe.inbox.asking import Sought
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import actions, clocks, working
from langnghe.matters.escalating import escalate_due
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.reads import due_day
from langnghe.matters.tests.saying import LAMP, TEXT, TITLE, allowed, draft
from langnghe.opinions.models import Opinion
from langnghe.people import contacts, keys
from langnghe.people.actions import add_post, give_mandate
from langnghe.places import mergers
from langnghe.places.days import set_day
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

WATER = "Cống trước trường Hạc Thành nghẹt, mưa là nước vào lớp học."


def left(old: Cast) -> Matter:
    """A matter of the old ward, taken up by its chief before the merger."""
    said = allowed(old, LAMP, group_id=old.groups["Tổ 3"].id)
    return working.take_up(said, topic="beyond_police.infrastructure", by=old["quy"])


def merge(old: Cast, new: Cast) -> None:
    mergers.merge_ward(old.ward, into=new.ward, by=system(old.ward.id))
    drain()
    old.ward.refresh_from_db()
    for cast in (old, new):
        for mandate in cast.mandates.values():
            vars(mandate).pop("_ward_ids", None)
            mandate.ward.refresh_from_db()


def fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related("ward", "group").get(id=matter.id)


def opinion_of(matter: Matter) -> Opinion:
    return Joining.objects.select_related("opinion__ward").get(matter=matter).opinion


@pytest.fixture
def matter(dien_hong: Cast, hac_thanh: Cast) -> Matter:
    """An open matter that Hạc Thành left."""
    found = left(hac_thanh)
    merge(hac_thanh, dien_hong)
    return fresh(found)


def test_the_heirs_officers_answer_and_promise_and_the_sender_reads_it_behind_the_old_receipt(
    dien_hong: Cast, hac_thanh: Cast, matter: Matter
) -> None:
    answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    assert (fresh(matter).state, fresh(matter).ward) == ("promised", hac_thanh.ward)
    promise = Commitment.objects.select_related("ward").get(subject_id=matter.id)
    assert (promise.ward, promise.responsible) == (hac_thanh.ward, dien_hong["minh"])
    entry = Entry.objects.get(kind="answer.released")
    assert (entry.ward_id, entry.actor_id) == (hac_thanh.ward.id, dien_hong["en"].id)
    assert "Phường tiếp thu và trả lời." in [step.text for step in resident_steps(opinion_of(matter))]


def test_they_keep_the_promise_and_the_old_wards_sender_says_so(
    dien_hong: Cast, hac_thanh: Cast, matter: Matter
) -> None:
    answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    promising.claim(Commitment.objects.get(), words="Đã thay bóng, biên bản số 14.", by=dien_hong["minh"])
    sender = Sender("opinions", opinion_of(matter).id)
    voices.confirm(Commitment.objects.get(), voice=sender, by=resident(hac_thanh.ward.id))
    assert Commitment.objects.get().state == "confirmed"


def test_a_promise_the_old_ward_made_is_kept_by_the_heirs_unit_of_the_same_kind_and_doubted_by_the_others(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    old = left(hac_thanh)
    about = ("matters", old.id)
    promising.make(
        hac_thanh.ward, about, words="Nhắc chủ quán tắt loa.", responsible=hac_thanh["quy"], due_on=local_today(),
        by=hac_thanh["quy"],
    )  # fmt: skip
    merge(hac_thanh, dien_hong)
    for stranger in ("minh", "giang"):
        with pytest.raises(Refused):
            promising.claim(Commitment.objects.get(), words="Đã nhắc chủ quán hôm nay.", by=dien_hong[stranger])
    with pytest.raises(Refused, match="Xin làm việc này ở Phường Diên Hồng"):
        promising.claim(Commitment.objects.get(), words="Đã nhắc chủ quán hôm nay.", by=hac_thanh["quy"])
    promising.claim(Commitment.objects.get(), words="Đã nhắc chủ quán hôm nay.", by=dien_hong["dung"])
    assert Commitment.objects.get().state == "claimed"


def test_the_old_wards_accounts_answer_no_more_and_are_told_who_does(hac_thanh: Cast, matter: Matter) -> None:
    with pytest.raises(Refused, match="Xin làm việc này ở Phường Diên Hồng"):
        answered(matter, accepted(), by=hac_thanh["quy"])
    with pytest.raises(Refused, match="Xin làm việc này ở Phường Diên Hồng"):
        drafting.write(matter, accepted(), by=hac_thanh["quy"])
    with pytest.raises(Refused, match="Xin làm việc này ở Phường Diên Hồng"):
        actions.release_opinion(opinion_of(matter), draft(), by=hac_thanh["quy"])
    with pytest.raises(Refused, match="Xin làm việc này ở Phường Diên Hồng"):
        working.note(matter, "Mai tôi qua xem.", by=hac_thanh["quy"])
    assert not Answer.objects.exists()


def test_an_opinion_nobody_had_taken_up_becomes_a_matter_in_the_old_book_with_a_post_of_the_heir(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    first, waiting = left(hac_thanh), allowed(hac_thanh, WATER)
    merge(hac_thanh, dien_hong)
    waiting = Opinion.objects.select_related("ward").get(id=waiting.id)
    with pytest.raises(Refused):
        working.take_up(waiting, post=hac_thanh["quy"].post, by=dien_hong["binh"])
    opened = working.take_up(waiting, post=dien_hong["minh"].post, by=dien_hong["binh"])
    assert (opened.ward, opened.number, opened.post) == (hac_thanh.ward, first.number + 1, dien_hong["minh"].post)


def test_it_is_handed_over_to_a_body_with_the_old_books_next_slip_and_never_to_the_heir_itself(
    dien_hong: Cast, hac_thanh: Cast, matter: Matter
) -> None:
    with pytest.raises(Refused, match="Phường nhận không còn"):
        answered(matter, handed(to_ward=dien_hong.ward.id), by=dien_hong["en"])
    answered(matter, handed(), by=dien_hong["en"])
    assert HandOver.objects.get().ward == hac_thanh.ward


def test_a_deed_over_many_rows_leaves_the_old_book_alone_and_says_so(dien_hong: Cast, matter: Matter) -> None:
    wish = Wish("retopic", Sought(tab="tat-ca"), ((matter.id, str(matter.version)),), topic="traffic.signs_lights")
    with pytest.raises(Refused, match="Có 1 dòng thuộc sổ của phường cũ"):
        bulk.ask(wish, by=dien_hong["binh"])


def test_the_pages_of_the_heirs_officers_lead_through_it(dien_hong: Cast, matter: Matter) -> None:
    binh, en = client_for(dien_hong["binh"]), client_for(dien_hong["en"])
    assert matter.serial in binh.get(f"{reverse('inbox:index')}?the=tat-ca").text
    shown = binh.get(reverse("workspace:matter", args=[matter.serial])).text
    assert "Phường Hạc Thành" in shown
    assert "Soạn trả lời" in shown
    written = en.get(reverse("answering:draft", args=[matter.serial])).text
    assert "Cán bộ đô thị" in written
    opinion = opinion_of(matter)
    assert "Đăng lên bảng" in en.get(reverse("matters:release", args=[opinion.serial])).text


def test_everybody_reads_the_old_wards_matters_where_they_were_and_who_goes_on(
    dien_hong: Cast, hac_thanh: Cast, matter: Matter, client: Client
) -> None:
    actions.release_opinion(opinion_of(matter), draft(TITLE, TEXT), by=dien_hong["en"])
    answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    slug = hac_thanh.ward.slug
    for name, args in (("matters:matter", [matter.serial]), ("matters:board", []), ("promises:index", [])):
        page = client.get(reverse(name, args=[slug, *args])).text
        assert TITLE in page, name
        assert "Phường Hạc Thành nay thuộc Phường Diên Hồng" in page, name
    for name, args in (("matters:feed", []), ("promises:feed", []), ("casefiles:covered", [matter.serial])):
        assert client.get(reverse(name, args=[slug, *args])).status_code == 200, name
    home = client.get(reverse("desk:ward", args=[dien_hong.ward.slug])).text
    assert reverse("matters:board", args=[slug]) in home
    sent = client.get(reverse("opinions:send", args=[slug]))
    assert sent["Location"] == reverse("opinions:send", args=[dien_hong.ward.slug])


def test_the_beat_officer_of_a_group_that_was_carried_over_finds_what_was_said_in_the_old_one(
    dien_hong: Cast, hac_thanh: Cast, matter: Matter
) -> None:
    chau = client_for(dien_hong["chau"])
    address = reverse("workspace:matter", args=[matter.serial])
    assert chau.get(address).status_code == 404
    carried = ResidentialGroup.objects.get(ward=dien_hong.ward, former_id=hac_thanh.groups["Tổ 3"].id)
    by = system(dien_hong.ward.id)
    ward = Ward.objects.get(id=dien_hong.ward.id)
    seat = add_post(ward, unit_kind="police", unit_name="Công an phường", role="beat_officer",
                    name="CSKV Hạc Thành cũ", groups=[carried], by=by)  # fmt: skip
    held = give_mandate(seat, dien_hong.officer("lan"), starts_on=date(2020, 1, 1), by=by)
    assert hac_thanh.groups["Tổ 3"].id in (held.group_ids() or [])


def test_the_heirs_officers_open_sealed_contacts_and_the_sender_reads_who_and_why(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    said = allowed(hac_thanh, WATER, contact="0912 345 678")
    quy = client_for(hac_thanh["quy"])
    with pytest.raises(Refused, match="không được mở liên hệ"):
        contacts.open_contact(said.contact, "Hỏi rõ cổng nào", by=dien_hong["binh"])  # type: ignore[arg-type]
    merge(hac_thanh, dien_hong)
    address = reverse("opinions:contact", args=[said.serial])
    opened = client_for(dien_hong["binh"]).post(address, {"reason": "Hỏi rõ cổng trường nào"}).text
    assert "0912 345 678" in opened
    said = Opinion.objects.select_related("ward", "contact").get(id=said.id)
    step = resident_steps(said)[-1]
    assert (step.text, step.detail) == ("Trực ban đã mở liên hệ niêm phong.", "Hỏi rõ cổng trường nào")
    entry = Entry.objects.get(kind="contact.opened")
    assert (entry.ward_id, entry.actor_id) == (hac_thanh.ward.id, dien_hong["binh"].id)
    assert "Xin làm việc này ở Phường Diên Hồng" in quy.post(address, {"reason": "Hỏi rõ cổng trường nào"}).text
    assert client_for(dien_hong["giang"]).post(address, {"reason": "Hỏi rõ cổng trường nào"}).status_code == 403
    for key in (keys.file_of(hac_thanh.ward.id, "x").parent).iterdir():
        key.unlink()
    shut = client_for(dien_hong["binh"]).post(address, {"reason": "Gọi lại cho bà con"}).text
    assert "thiếu tệp khóa của Phường Hạc Thành" in shut


def test_clocks_go_on_by_the_heirs_calendar_and_say_so(dien_hong: Cast, hac_thanh: Cast) -> None:
    with frozen("2026-06-08T09:00:00"):  # a Monday
        old = working.take_up(allowed(hac_thanh, WATER), by=hac_thanh["quy"])
        set_day(hac_thanh.ward, date(2026, 6, 9), works=False, name="Hội làng", source="TB 1", by=hac_thanh["son"])
        set_day(hac_thanh.ward, date(2026, 6, 26), works=False, name="Giỗ tổ", source="TB 2", by=hac_thanh["son"])
        set_day(dien_hong.ward, date(2026, 6, 10), works=False, name="Hội chợ", source="TB 3", by=dien_hong["hanh"])
        drain()
    assert fresh(old).due_on == date(2026, 7, 1)
    with frozen("2026-06-15T09:00:00"):
        merge(hac_thanh, dien_hong)
    assert fresh(old).due_on == date(2026, 6, 30)  # its own day off before the merger stays, the one after it is gone
    moved = Entry.objects.filter(kind="matter.due_moved", subject_id=old.id).latest("id")
    assert "tính theo lịch của phường mới sau sáp nhập" in clocks.sentence(moved)
    with frozen("2026-06-16T09:00:00"):
        set_day(dien_hong.ward, date(2026, 6, 24), works=False, name="Bão", source="CĐ 4", by=dien_hong["hanh"])
        drain()
        assert "đổi ngày hẹn trả lời" in client_for(dien_hong["binh"]).get(reverse("desk:home")).text
    assert fresh(old).due_on == date(2026, 7, 1)
    with frozen("2026-07-02T09:00:00"):
        escalate_due(by=system(hac_thanh.ward.id))
        assert [one.serial for one in late(dien_hong["en"])] == [old.serial]


def test_what_began_before_the_merger_keeps_its_days_what_begins_after_has_the_heirs(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    for cast, by, days in ((hac_thanh, "quy", 10), (dien_hong, "dung", 20)):
        set_deadline(cast.ward, Draft("answer", "", date(2020, 1, 1), days, True, "QĐ 7"), by=cast[by])
    with frozen("2026-06-08T09:00:00"):
        old = working.take_up(allowed(hac_thanh, WATER), by=hac_thanh["quy"])
        assert old.due_on == date(2026, 6, 22)
    with frozen("2026-06-15T09:00:00"):
        merge(hac_thanh, dien_hong)
        assert fresh(old).due_on == date(2026, 6, 22)
    with frozen("2026-06-16T09:00:00"):
        assert due_day(fresh(old).ward, date(2026, 6, 16)) == date(2026, 7, 14)


def test_a_neighbour_that_was_not_merged_stays_outside(dien_hong: Cast, hac_thanh: Cast) -> None:
    matter = left(hac_thanh)
    with pytest.raises(Refused):
        answered(matter, accepted(), by=dien_hong["en"])
    assert client_for(dien_hong["en"]).get(reverse("workspace:matter", args=[matter.serial])).status_code == 404
