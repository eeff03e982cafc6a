"""Guarded opinions: who sees them, what officers may change about that, and what later words change."""

from datetime import date, timedelta

import pytest

from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import additions, guarding, lists, reads
from langnghe.opinions.additions import Extra
from langnghe.opinions.models import GuardStep, Opinion
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.people.actions import give_mandate, hand_over
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

DRUGS = "Nhà cuối hẻm 12 bán ma túy, đêm nào cũng có người tới lấy."
RUDE = "Anh Châu công an khu vực nạt nộ má tôi lúc làm giấy tạm trú."


def readers(cast: Cast, opinion: Opinion) -> set[str]:
    return {name for name, mandate in cast.mandates.items() if reads.opinion_for(mandate, opinion.serial)}


def fresh(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("ward").get(id=opinion.id)


def named(cast: Cast, *usernames: str) -> str:
    """A complaint in which these officers stand by their full names."""
    return " và ".join(cast.officer(name).name for name in usernames) + " chia nhau tiền quỹ của tổ."


def test_a_crime_report_is_for_police_chief_and_duty_desk(dien_hong: Cast) -> None:
    assert readers(dien_hong, say(dien_hong, DRUGS).opinion) == {"binh", "dung"}
    assert readers(dien_hong, say(dien_hong, LAMP, crime=True).opinion) == {"binh", "dung"}
    assert readers(dien_hong, say(dien_hong, LAMP, topic="drugs_vices.drugs").opinion) == {"binh", "dung"}
    assert readers(dien_hong, say(dien_hong, LAMP, place="trước nhà bán ma túy").opinion) == {"binh", "dung"}


def test_a_complaint_is_for_front_and_chairman_until_the_front_opens_it(dien_hong: Cast) -> None:
    opinion = say(dien_hong, RUDE, group_id=dien_hong.groups["Tổ 3"].id).opinion
    assert readers(dien_hong, opinion) == {"giang", "en"}
    with pytest.raises(Refused, match="Mặt trận"):
        guarding.release(opinion, by=dien_hong["en"])
    guarding.release(opinion, by=dien_hong["giang"])
    assert {"dung", "binh"} <= readers(dien_hong, opinion)
    assert "chau" not in readers(dien_hong, opinion)


def test_a_complaint_that_reports_a_crime_of_the_police_does_not_reach_the_police(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Anh Châu công an khu vực bảo kê sòng bạc đầu hẻm.").opinion
    assert readers(dien_hong, opinion) == {"giang", "en"}
    assert opinion.also_crime
    page = client_for(dien_hong["giang"]).get(f"/can-bo/y-kien/{opinion.serial}/").content.decode()
    assert "còn có tin báo về tội phạm" in page


@pytest.mark.parametrize(
    ("about", "left"),
    [
        (("giang",), {"en"}),
        (("en",), {"giang"}),
        (("giang", "en"), {"nga"}),
    ],
)
def test_somebody_else_reads_what_speaks_about_the_readers(
    dien_hong: Cast, about: tuple[str, ...], left: set[str]
) -> None:
    assert readers(dien_hong, say(dien_hong, named(dien_hong, *about), about_officer=True).opinion) == left


def test_who_reads_in_the_fronts_place_opens_it_to_the_unit_too(dien_hong: Cast) -> None:
    both = say(dien_hong, named(dien_hong, "giang", "en"), about_officer=True).opinion
    guarding.release(both, by=dien_hong["nga"])
    assert {"giang", "en"}.isdisjoint(readers(dien_hong, both))


def test_a_role_is_somebody_even_without_a_name(dien_hong: Cast) -> None:
    chief = say(dien_hong, "Trưởng công an phường bao che cho quán nhậu của em vợ.").opinion
    chairman = say(dien_hong, "Chủ tịch phường hách dịch, dân tới không thèm tiếp.").opinion
    guarding.release(chief, by=dien_hong["giang"])
    assert "dung" not in readers(dien_hong, chief)
    assert readers(dien_hong, chairman) == {"giang"}


def test_who_is_asked_for_help_is_not_spoken_about(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Kính gửi chủ tịch phường: anh Châu công an khu vực hay nạt nộ bà con.").opinion
    assert readers(dien_hong, opinion) == {"giang", "en"}


@pytest.mark.parametrize(
    "words",
    [
        "Đồng chí Châu vòi tiền.",
        "dong chi chau voi tien",
        "Lê Minh Châu không ghi đơn của tôi.",
        "Châu cảnh sát khu vực nhậu say rồi chửi.",
        "Hôm qua đ/c Châu quát tôi trước mặt con.",
        "Anh công an tên Châu lấy điện thoại của tôi không trả.",
    ],
)
def test_a_name_is_heard_however_it_is_said(dien_hong: Cast, words: str) -> None:
    opinion = say(dien_hong, words).opinion
    assert readers(dien_hong, opinion) == {"giang", "en"}
    guarding.release(opinion, by=dien_hong["giang"])
    assert "chau" not in readers(dien_hong, opinion)


@pytest.mark.parametrize(
    "words",
    [
        "Nhà anh Bình hàng xóm hát karaoke tới khuya.",
        "Ổ gà trên đường Minh Châu sâu quá.",
        "Chị Lan bán bún để xe lấn hết vỉa hè.",
        "Đề nghị công an phường Tân Bình đi tuần buổi tối.",
        "Cho hỏi công an phường làm căn cước mấy giờ?",
    ],
)
def test_a_neighbour_of_the_same_name_is_a_neighbour(dien_hong: Cast, words: str) -> None:
    assert say(dien_hong, words).opinion.guard == ""


def test_the_officer_counts_not_the_post(dien_hong: Cast) -> None:
    opinion = say(dien_hong, named(dien_hong, "chau"), about_officer=True).opinion
    by = system(dien_hong.ward.id)
    second = give_mandate(dien_hong["giang"].post, dien_hong.officer("chau"), starts_on=date(2020, 1, 1), by=by)
    assert reads.opinion_for(second, opinion.serial) is None
    assert not lists.listed(second, lists.Sought()).rows


def test_a_deputy_of_the_front_reads_what_the_front_reads(dien_hong: Cast) -> None:
    opinion = say(dien_hong, RUDE).opinion
    other = dien_hong.join("phuc", "Hồ Thiên Phúc", "front", "Mặt trận Tổ quốc phường", "front_officer", "Phó ban", ())
    assert reads.opinion_for(other, opinion.serial)
    step = hand_over(
        dien_hong["giang"],
        to=other.officer,
        kind="leave",
        to_day=local_today() + timedelta(days=3),
        by=dien_hong["hanh"],
    )
    assert reads.opinion_for(Mandate.objects.get(id=step.to_mandate_id), opinion.serial)


def test_an_officer_who_joins_later_is_known_at_once(dien_hong: Cast) -> None:
    say(dien_hong)
    dien_hong.join("phuc", "Hồ Thiên Phúc", "police", "Công an phường", "beat_officer", "CSKV Tổ 5", ("Tổ 5",))
    assert say(dien_hong, "Hồ Thiên Phúc chưa trả lại giấy tờ cho tôi.").opinion.guard == "conduct"


def test_anybody_who_reads_may_close_and_only_its_readers_may_open(dien_hong: Cast) -> None:
    opinion = say(dien_hong, LAMP).opinion
    guarding.mark(opinion, "crime", by=dien_hong["minh"])
    assert readers(dien_hong, opinion) == {"binh", "dung"}
    with pytest.raises(Refused):
        guarding.mark(opinion, "none", by=dien_hong["minh"])
    guarding.mark(opinion, "none", by=dien_hong["binh"])
    assert "minh" in readers(dien_hong, opinion)


def test_taking_one_guard_away_leaves_the_other(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Anh Châu công an khu vực bảo kê sòng bạc đầu hẻm.").opinion
    guarding.mark(opinion, "none", by=dien_hong["giang"])
    assert readers(dien_hong, opinion) == {"binh", "dung"}
    guarding.mark(opinion, "conduct", by=dien_hong["dung"])
    for kind in ("crime", "none"):
        with pytest.raises(Refused, match="Mặt trận"):
            guarding.mark(opinion, kind, by=dien_hong["en"])
    guarding.mark(opinion, "crime", by=dien_hong["giang"])
    assert fresh(opinion).guard == "crime"


def test_a_report_is_not_handed_to_a_police_that_is_all_named(dien_hong: Cast) -> None:
    opinion = say(dien_hong, named(dien_hong, "binh", "dung"), about_officer=True).opinion
    with pytest.raises(Refused, match="chuyển thẳng"):
        guarding.mark(opinion, "crime", by=dien_hong["giang"])


def test_front_and_chairman_say_whom_it_is_about(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Cán bộ làm giấy cau có, đuổi tôi về.").opinion
    guarding.name_officer(opinion, dien_hong.officer("minh"), by=dien_hong["en"])
    guarding.release(opinion, by=dien_hong["giang"])
    assert "minh" not in readers(dien_hong, opinion)
    guarding.unname_officer(opinion, dien_hong.officer("minh"), by=dien_hong["giang"])
    assert "minh" in readers(dien_hong, opinion)
    with pytest.raises(Refused):
        guarding.name_officer(opinion, dien_hong.officer("chau"), by=dien_hong["dung"])


def add(cast: Cast, opinion: Opinion, words: str) -> None:
    additions.add(fresh(opinion), Extra(words), by=resident(cast.ward.id).actor)


def test_later_words_close_an_open_opinion_and_never_open_one(dien_hong: Cast) -> None:
    opinion = say(dien_hong, LAMP).opinion
    add(dien_hong, opinion, DRUGS)
    assert readers(dien_hong, opinion) == {"binh", "dung"}
    add(dien_hong, opinion, "Cảm ơn phường, đèn đã sáng.")
    assert readers(dien_hong, opinion) == {"binh", "dung"}
    add(dien_hong, opinion, RUDE)
    assert readers(dien_hong, opinion) == {"giang", "en"}


def test_a_released_complaint_closes_again_when_another_officer_is_named(dien_hong: Cast) -> None:
    opinion = say(dien_hong, RUDE).opinion
    guarding.release(opinion, by=dien_hong["giang"])
    add(dien_hong, opinion, "Anh Châu vẫn chưa xin lỗi.")
    assert "dung" in readers(dien_hong, opinion)
    add(dien_hong, opinion, "Cả ông Phạm Tiến Dũng cũng nói tôi kiếm chuyện.")
    assert readers(dien_hong, opinion) == {"giang", "en"}


def test_a_crime_report_is_passed_on_with_one_click_and_printed(dien_hong: Cast) -> None:
    opinion = say(dien_hong, DRUGS).opinion
    client = client_for(dien_hong["binh"])
    page = client.post(f"/can-bo/y-kien/{opinion.serial}/chuyen/", {"to": "investigation"}, follow=True)
    assert "Phiếu chuyển tin báo về tội phạm" in page.content.decode()
    assert DRUGS in page.content.decode()
    step = GuardStep.objects.get(opinion=opinion)
    assert (step.what, step.to, step.mandate_id) == ("passed_on", "investigation", dien_hong["binh"].id)
    with pytest.raises(Refused):
        guarding.pass_on(opinion, "investigation", by=dien_hong["giang"])


def test_the_ledger_tells_no_sorting_from_another(dien_hong: Cast) -> None:
    first, second = say(dien_hong, LAMP).opinion, say(dien_hong, RUDE).opinion
    guarding.mark(first, "crime", by=dien_hong["binh"])
    guarding.pass_on(first, "procuracy", by=dien_hong["binh"])
    guarding.release(second, by=dien_hong["giang"])
    steps = Entry.objects.filter(subject_id__in=[first.id, second.id]).exclude(kind="opinion.received")
    assert {(entry.kind, tuple(entry.facts), entry.about) for entry in steps} == {("opinion.sorted", ("step",), None)}


def test_an_officer_without_the_right_gets_a_plain_not_found(dien_hong: Cast) -> None:
    opinion = say(dien_hong, DRUGS).opinion
    for path in ("", "giu-kin/", "mo-cho-don-vi/", "noi-ve/", "noi-ve/bo/", "chuyen/"):
        assert client_for(dien_hong["giang"]).post(f"/can-bo/y-kien/{opinion.serial}/{path}").status_code == 404


def test_pages_of_the_guard_say_what_happened(dien_hong: Cast) -> None:
    opinion = say(dien_hong, RUDE).opinion
    client, base = client_for(dien_hong["giang"]), f"/can-bo/y-kien/{opinion.serial}/"
    said = client.post(f"{base}noi-ve/", {"officer": ""}, follow=True).content.decode()
    assert "chọn một cán bộ" in said
    minh = dien_hong.officer("minh").id
    assert (
        "Đặng Quang Minh không mở được"
        in client.post(f"{base}noi-ve/", {"officer": minh}, follow=True).content.decode()
    )
    assert "Đã bỏ Đặng Quang Minh" in client.post(f"{base}noi-ve/bo/", {"can-bo": minh}, follow=True).content.decode()
    assert "Đã mở cho đơn vị" in client.post(f"{base}mo-cho-don-vi/", follow=True).content.decode()
    moved = client.post(f"{base}giu-kin/", {"loai": "crime"}, follow=True)
    assert moved.redirect_chain[-1][0] == "/can-bo/y-kien/"
    assert "chỉ trưởng Công an và trực ban" in moved.content.decode()
