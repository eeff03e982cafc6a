"""The sealed box: every paper that was counted becomes an opinion or has a reason why not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from langnghe.intake import actions, reads
from langnghe.intake.models import BoxForm, PaperRun
from langnghe.intake.papers import format_number
from langnghe.intake.tests.helping import LAMP, box, last, paper, secrets_on
from langnghe.kernel.clock import local_today
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import parse_secret
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def test_a_box_is_entered_paper_by_paper_and_resumed_by_another(dien_hong: Cast) -> None:
    opening = box(dien_hong)
    binh, giang = client_for(dien_hong["binh"]), client_for(dien_hong["giang"])
    url = reverse("intake:box", args=[opening.id])
    binh.post(url, {"words": LAMP, "token": new_token(), "group": "3", "may_publish_words": "on"})
    assert "Đã ghi 1/3 tờ" in giang.get(url).text
    giang.post(reverse("intake:void", args=[opening.id]), {"void": "blank"})
    giang.post(url, {"words": "Rác chất đống cuối hẻm 77.", "token": new_token()})
    assert "Đã ghi đủ" in giang.get(url).text
    assert [(form.place, form.void) for form in reads.papers_of(opening)] == [(3, ""), (2, "blank"), (1, "")]
    assert set(Opinion.objects.values_list("channel", flat=True)) == {"paper"}
    assert Opinion.objects.order_by("id")[0].may_publish_words


def test_no_more_papers_than_were_counted(dien_hong: Cast) -> None:
    opening = box(dien_hong, forms=1)
    actions.enter_form(opening, paper(dien_hong), by=dien_hong["binh"])
    with pytest.raises(Refused, match="đã ghi đủ 1 tờ"):
        actions.enter_form(opening, paper(dien_hong, "Một tờ nữa"), by=dien_hong["binh"])
    assert Opinion.objects.count() == 1


def test_the_same_paper_is_not_entered_twice(dien_hong: Cast) -> None:
    opening, sent = box(dien_hong), paper(dien_hong)
    first, _one = actions.enter_form(opening, sent, 7, by=dien_hong["binh"])
    again, _two = actions.enter_form(opening, sent, 7, by=dien_hong["binh"])
    assert first == again
    with pytest.raises(Refused, match=f"đã ghi rồi: {last().serial}"):
        actions.enter_form(opening, paper(dien_hong, "Chép nhầm tờ cũ"), 7, by=dien_hong["binh"])
    assert (BoxForm.objects.count(), Opinion.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"witnesses": ("NVA", "nva ")}, "hai người chứng kiến"),
        ({"witnesses": ("NVA", "")}, "hai người chứng kiến"),
        ({"forms": 0}, "Số tờ trong hộp"),
        ({"place": "  "}, "hộp thư đặt ở đâu"),
        ({"opened_on": local_today() + timedelta(days=1)}, "Ngày mở hộp"),
    ],
)
def test_a_box_is_opened_properly_or_not_at_all(dien_hong: Cast, change: dict[str, object], said: str) -> None:
    proper = {"opened_on": local_today(), "place": "Nhà văn hóa", "witnesses": ("NVA", "TTB"), "forms": 3}
    with pytest.raises(Refused, match=said):
        actions.open_box(dien_hong.ward, **proper | change, by=dien_hong["binh"])  # type: ignore[arg-type]


def test_who_does_not_answer_for_the_box_opens_none(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="không được làm việc này"):
        box(dien_hong, who="chau")


def test_the_strip_leads_to_the_serial_and_to_one_sealed_slip(dien_hong: Cast) -> None:
    run = actions.print_run(dien_hong.ward, 2, by=dien_hong["binh"])
    number, other = (format_number(dien_hong.ward, run.first + step) for step in (0, 1))
    actions.enter_form(box(dien_hong), paper(dien_hong), run.first, by=dien_hong["binh"])
    binh, public = client_for(dien_hong["binh"]), reverse("intake:paper", args=[dien_hong.ward.slug])
    assert last().serial in binh.post(public, {"number": number.lower()}).text
    assert "chưa được ghi" in binh.post(public, {"number": other}).text
    page = binh.post(reverse("intake:strip"), {"number": number, "token": new_token()})
    secret = parse_secret("-".join(secrets_on(page.text)))
    assert opinions.with_receipt(last().serial, secret) == last()
    assert last().secret_seen_by_staff
    second = binh.post(reverse("intake:strip"), {"number": number, "token": new_token()})
    assert "không cấp lần thứ hai" in second.text


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("chau", "Anh Lê Minh Châu ở Công an phường đòi tiền tôi mới cho làm giấy tờ."),
        ("minh", "Có người bán ma túy ở hẻm 3."),
        ("lan", "Đèn đường hẻm 3 hỏng."),
    ],
)
def test_nobody_gets_the_secret_of_what_they_may_not_read_by_trying_the_numbers_of_strips(
    dien_hong: Cast, who: str, words: str
) -> None:
    run = actions.print_run(dien_hong.ward, 2, by=dien_hong["giang"])
    number, in_the_box = (format_number(dien_hong.ward, run.first + step) for step in (0, 1))
    actions.enter_form(box(dien_hong, who="giang"), paper(dien_hong, words), run.first, by=dien_hong["giang"])
    desk, token = client_for(dien_hong[who]), new_token()
    for tried in (number, in_the_box):
        page = desk.post(reverse("intake:strip"), {"number": tried, "token": token})
        assert page.status_code == 422
        assert "còn trong hộp thư, hoặc do người khác phụ trách" in page.text
    assert not last().secret_seen_by_staff


def test_printed_numbers_are_never_given_again(dien_hong: Cast, hac_thanh: Cast) -> None:
    for count in (3, 2):
        actions.print_run(dien_hong.ward, count, by=dien_hong["binh"])
    assert [(run.first, run.last) for run in PaperRun.objects.order_by("id")] == [(1, 3), (4, 5)]
    page = client_for(dien_hong["binh"]).get(reverse("intake:forms", args=[PaperRun.objects.latest("id").id])).text
    assert page.count(f">{format_number(dien_hong.ward, 4)}<") == 2
    with pytest.raises(Refused, match="1 đến 400"):
        actions.print_run(dien_hong.ward, 401, by=dien_hong["binh"])


def test_a_neighbour_finds_no_box_of_ours(dien_hong: Cast, hac_thanh: Cast) -> None:
    quy = client_for(hac_thanh["quy"])
    assert quy.get(reverse("intake:box", args=[box(dien_hong).id])).status_code == 404
