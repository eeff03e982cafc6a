"""What residents gave goes by itself once the ward keeps it no longer; nothing goes before, or while it is needed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.answering.tests.writing import accepted, answered, matter, promised
from langnghe.cli.main import main
from langnghe.deadlines.actions import set_deadline
from langnghe.deadlines.rules import Draft
from langnghe.intake.actions import call_back_done
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_today
from langnghe.ledger.models import Entry
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import released
from langnghe.opinions import leaving, reads, waiting
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.taking import agree_call_back
from langnghe.opinions.tests.test_add import say_more
from langnghe.opinions.tests.test_leave import everything_kept
from langnghe.opinions.tests.test_receive import say
from langnghe.people.models import SealedContact
from langnghe.retention import actions
from langnghe.retention import reads as retention
from langnghe.retention.models import RetentionRun
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

PHONE = "0905 123 456"
LAMP = "Đèn đầu hẻm 12 tắt, bà Tám té hai lần rồi."
CONTACT_DAYS, WORDS_DAYS, ASIDE_DAYS = 180, 1_825, 90


def done(cast: Cast, words: str = LAMP, contact: str = PHONE) -> Opinion:
    """Bà Tám's opinion, answered today by chairman Én."""
    opinion = say(cast, words, contact=contact).opinion
    answered(matter(cast, opinion=opinion), accepted(), by=cast["en"])
    return opinion


def night(cast: Cast, days: int, hour: int = 2) -> int:
    """What goes in the night so many days from now."""
    with frozen(f"{local_today() + timedelta(days=days)}T{hour:02}:00:00"):
        return actions.run_if_night(by=system(cast.ward.id))


def kept(opinion: Opinion) -> Opinion:
    return Opinion.objects.get(id=opinion.id)


def own_page(received: Received) -> str:
    client = Client()
    sent = {"serial": received.opinion.serial, "secret": format_secret(received.secret)}
    return client.post(reverse("desk:receipt"), sent, follow=True).content.decode()


def test_the_contact_goes_half_a_year_after_the_answer_and_the_words_stay(dien_hong: Cast) -> None:
    opinion = done(dien_hong)
    assert night(dien_hong, CONTACT_DAYS) == 0
    assert SealedContact.objects.get().sealed is not None
    assert night(dien_hong, CONTACT_DAYS + 1) == 1
    assert SealedContact.objects.get().sealed is None
    assert kept(opinion).words == LAMP


def test_after_five_years_nothing_of_it_is_left_but_the_receipt_still_answers(dien_hong: Cast) -> None:
    received = say(dien_hong, LAMP, contact=PHONE, place="số 7 hẻm 12")
    answered(matter(dien_hong, opinion=received.opinion), accepted(), by=dien_hong["en"])
    night(dien_hong, WORDS_DAYS + 1)
    left = everything_kept()
    for words in ("bà Tám", "ba tam", "số 7", "0905 123"):
        assert words.encode() not in left
    found = reads.with_receipt(received.opinion.serial, received.secret)
    assert found is not None
    assert found.erased_at is not None
    assert not found.erased_on_request
    entry = Entry.objects.get(kind="opinion.erased")
    assert (entry.facts, entry.actor_kind) == ({"reason": "retention"}, "system")


def test_nothing_goes_by_day(dien_hong: Cast) -> None:
    done(dien_hong)
    assert night(dien_hong, WORDS_DAYS + 1, hour=14) == 0


def test_what_somebody_still_works_on_is_kept_however_old(dien_hong: Cast) -> None:
    open_one = say(dien_hong, LAMP, contact=PHONE).opinion
    matter(dien_hong, opinion=open_one)
    nobody_took_up = say(dien_hong, "Chợ cóc lấn đường, đi không được.", contact=PHONE).opinion
    owed = say(dien_hong, "Cống trước nhà tôi hôi quá.", contact=PHONE).opinion
    about = matter(dien_hong, opinion=owed)
    answered(about, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    assert night(dien_hong, WORDS_DAYS + 400) == 0
    assert all(kept(opinion).words for opinion in (open_one, nobody_took_up, owed))


def test_when_the_sender_speaks_again_the_time_begins_anew(dien_hong: Cast) -> None:
    opinion = done(dien_hong)
    with frozen(f"{local_today() + timedelta(days=100)}T09:00:00"):
        say_more(opinion, "Đèn lại tắt rồi phường ơi.")
    assert night(dien_hong, CONTACT_DAYS + 1) == 0
    assert night(dien_hong, CONTACT_DAYS + 101) == 1


def test_a_promised_call_keeps_the_number_until_it_was_made(dien_hong: Cast) -> None:
    opinion = say(dien_hong, LAMP, contact=PHONE).opinion
    agree_call_back(opinion, by=dien_hong["binh"])
    answered(matter(dien_hong, opinion=opinion), accepted(), by=dien_hong["en"])
    assert night(dien_hong, CONTACT_DAYS + 1) == 0
    call_back_done(kept(opinion), by=dien_hong["binh"])
    assert night(dien_hong, CONTACT_DAYS + 1) == 1
    assert not kept(opinion).call_back


def test_what_is_guarded_or_waits_for_an_officer_is_left_to_people(dien_hong: Cast) -> None:
    report = say(dien_hong, "Nhà số 9 bán ma túy đêm nào cũng có người tới lấy hàng.", contact=PHONE).opinion
    leaving.withdraw(report, by=resident(dien_hong.ward.id).actor)
    asked = done(dien_hong)
    leaving.ask_erasure(asked, by=resident(dien_hong.ward.id).actor)
    assert kept(report).guard == "crime"
    assert night(dien_hong, WORDS_DAYS + 1) == 0
    with frozen(f"{local_today() + timedelta(days=WORDS_DAYS + 1)}T02:00:00"):
        assert retention.held(dien_hong.ward) == 1


def test_a_withdrawn_opinion_is_kept_from_the_day_it_was_withdrawn(dien_hong: Cast) -> None:
    opinion = say(dien_hong, LAMP).opinion
    leaving.withdraw(opinion, by=resident(dien_hong.ward.id).actor)
    assert night(dien_hong, WORDS_DAYS) == 0
    assert night(dien_hong, WORDS_DAYS + 1) == 1
    assert kept(opinion).erased_at is not None


def test_what_stands_on_the_board_stays_there(dien_hong: Cast) -> None:
    about = released(dien_hong)
    answered(about, accepted(), by=dien_hong["en"])
    assert night(dien_hong, WORDS_DAYS + 1) == 0
    assert Matter.objects.get(id=about.id).is_public


def test_what_was_dismissed_in_a_flood_goes_after_ninety_days(dien_hong: Cast) -> None:
    advert = say(dien_hong, "Mua tôn lợp nhà giá rẻ, giao tận nơi.").opinion
    waiting.set_aside(advert, by=dien_hong["binh"].actor)
    waiting.dismiss(advert, "advert", by=dien_hong["binh"].actor)
    assert night(dien_hong, ASIDE_DAYS) == 0
    assert night(dien_hong, ASIDE_DAYS + 1) == 1
    assert kept(advert).words == ""


def test_a_wards_own_value_counts_for_what_is_done_since_its_day(dien_hong: Cast) -> None:
    before = done(dien_hong)
    with frozen(f"{local_today() + timedelta(days=10)}T09:00:00"):
        own = Draft("keep_contact", "", local_today(), 30, True, "QĐ 9 của chủ tịch")
        assert set_deadline(dien_hong.ward, own, by=dien_hong["en"]).working is False
        since = done(dien_hong, "Rác chất ở đầu chợ ba hôm nay.")
    assert night(dien_hong, 41) == 1
    assert kept(since).contact.sealed is None  # type: ignore[union-attr]
    assert kept(before).contact.sealed is not None  # type: ignore[union-attr]


def test_a_night_cut_short_goes_on_and_is_reported_once(dien_hong: Cast) -> None:
    for turn in range(3):
        done(dien_hong, f"Đèn số {turn} tắt, tối quá, đi không thấy đường.")
    with frozen(f"{local_today() + timedelta(days=CONTACT_DAYS + 1)}T02:00:00"):
        assert actions.run(by=system(dien_hong.ward.id), seconds=0) == 0
        assert actions.run(by=system(dien_hong.ward.id)) == 3
        assert actions.run(by=system(dien_hong.ward.id)) == 0
    run = RetentionRun.objects.get()
    assert (run.contacts, run.opinions, run.asides) == (3, 0, 0)
    report = Entry.objects.get(kind="retention.ran")
    assert report.facts == {"on": run.on.isoformat(), "contacts": 3, "opinions": 0, "asides": 0}


def test_the_neighbours_things_are_not_touched(dien_hong: Cast, hac_thanh: Cast) -> None:
    done(dien_hong)
    assert night(hac_thanh, WORDS_DAYS + 1) == 0


def test_the_sender_reads_how_long_things_are_kept_and_that_the_contact_went(dien_hong: Cast) -> None:
    received = say(dien_hong, LAMP, contact=PHONE)
    answered(matter(dien_hong, opinion=received.opinion), accepted(), by=dien_hong["en"])
    page = own_page(received)
    assert "liên hệ 180 ngày, lời và ảnh 5 năm kể từ khi xong việc" in page
    night(dien_hong, CONTACT_DAYS + 1)
    assert "Máy đã xóa liên hệ niêm phong của bà con, vì đã hết thời hạn giữ." in own_page(received)
    night(dien_hong, WORDS_DAYS + 1)
    gone = own_page(received)
    assert "Máy tự xóa, vì đã hết thời hạn mà phường công bố" in gone
    assert "theo yêu cầu của người gửi" not in gone


def test_the_head_of_the_ward_sees_thirty_days_ahead_and_nothing_goes_by_looking(dien_hong: Cast) -> None:
    opinion = done(dien_hong)
    with frozen(f"{local_today() + timedelta(days=CONTACT_DAYS - 20)}T09:00:00"):
        page = client_for(dien_hong["en"]).get(reverse("retention:index")).content.decode()
        assert "1 ý kiến sẽ tới lượt" in page
        assert opinion.serial in page
        assert "Chưa có đêm nào phải xóa gì." in page
    night(dien_hong, CONTACT_DAYS + 1)
    after = client_for(dien_hong["en"]).get(reverse("retention:index")).content.decode()
    assert "Chưa có đêm nào phải xóa gì." not in after


def test_setting_a_shorter_time_says_first_how_many_go_this_night(dien_hong: Cast) -> None:
    done(dien_hong)
    first = local_today()
    with frozen(f"{first + timedelta(days=60)}T09:00:00"):
        client = client_for(dien_hong["en"])
        asked = {"step": "keep_contact", "topic": "", "days": "30", "working": "all", "valid_from": first.isoformat(),
                 "source": "QĐ 9 của chủ tịch"}  # fmt: skip
        seen = client.post(reverse("desk:set_deadline"), asked).content.decode()
        assert "1 ý kiến tới lượt xóa ngay đêm nay, không lấy lại được." in seen
        saved = client.post(reverse("desk:set_deadline"), asked | {"sure": "1"}, follow=True).content.decode()
        assert "xem ở trang «Lưu giữ»" in saved


@pytest.mark.parametrize("wrong", [{"days": "7"}, {"days": "4000"}, {"topic": "security"}])
def test_a_time_that_no_ward_may_set_is_refused_with_a_sentence(dien_hong: Cast, wrong: dict[str, str]) -> None:
    asked = {"step": "keep_contact", "topic": "", "days": "60", "working": "all",
             "valid_from": date(2026, 6, 1).isoformat(), "source": "QĐ 9", "sure": "1"}  # fmt: skip
    assert client_for(dien_hong["en"]).post(reverse("desk:set_deadline"), asked | wrong).status_code == 422


def test_the_command_shows_first_and_erases_only_when_told(
    dien_hong: Cast, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    opinion = done(dien_hong)
    with frozen(f"{local_today() + timedelta(days=CONTACT_DAYS + 1)}T14:00:00"):
        assert main(["retention", "foresee", "--ward", dien_hong.ward.code]) == 0
        assert opinion.serial in capsys.readouterr().out
        assert SealedContact.objects.get().sealed is not None
        assert main(["retention", "run"]) == 0
    assert "đã xóa 1 mục" in capsys.readouterr().out
    assert SealedContact.objects.get().sealed is None
