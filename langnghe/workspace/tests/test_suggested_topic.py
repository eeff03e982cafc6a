"""A topic that the words suggest is one click away wherever an officer sorts, and never taken by itself."""

import html

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from langnghe.matters.reads import matter_of
from langnghe.matters.tests.working import fresh, said, taken_up
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

LAMPS, SIGNS = "beyond_police.infrastructure", "traffic.signs_lights"
TOLD = "Máy gợi ý «Việc của cơ quan khác: Đường hỏng, đèn đường, thoát nước», vì trong lời có: "
RUDE = "Một cửa mà hách dịch, quát."


def opened(cast: Cast, address: str, name: str = "binh") -> str:
    answer = client_for(cast[name]).get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def of_opinion(serial: str) -> str:
    return reverse("opinions:opinion", args=[serial])


def of_matter(serial: str) -> str:
    return reverse("workspace:matter", args=[serial])


def test_an_opinion_without_topic_is_taken_up_under_the_suggested_one(dien_hong: Cast, sorts: None) -> None:
    page = opened(dien_hong, of_opinion(said(dien_hong).serial))
    assert TOLD in page
    assert f'value="{LAMPS}" selected' in page


def test_the_suggested_topic_also_suggests_whose_work_it_is(dien_hong: Cast, sorts: None) -> None:
    nowhere = said(dien_hong, group_id=None)
    page = opened(dien_hong, of_opinion(nowhere.serial))
    assert page.count(" selected") == 2


def test_what_the_sender_chose_stands(dien_hong: Cast, sorts: None) -> None:
    page = opened(dien_hong, of_opinion(said(dien_hong, topic=SIGNS).serial))
    assert "Máy gợi ý" not in page
    assert f'value="{SIGNS}" selected' in page


def test_a_matter_without_topic_gets_it_with_one_click(dien_hong: Cast, sorts: None) -> None:
    matter, binh = taken_up(dien_hong, topic=""), client_for(dien_hong["binh"])
    page = opened(dien_hong, of_matter(matter.serial))
    assert TOLD in page
    assert "Nhận lĩnh vực này" in page
    binh.post(reverse("workspace:retopic", args=[matter.serial]), {"topic": LAMPS})
    assert fresh(matter).topic == LAMPS
    assert "Máy gợi ý" not in opened(dien_hong, of_matter(matter.serial))


def test_a_complaint_that_nobody_marked_is_no_suggestion(dien_hong: Cast, sorts: None) -> None:
    matter = taken_up(dien_hong, "Quát.", topic="")
    assert "Máy gợi ý" not in opened(dien_hong, of_matter(matter.serial))


def test_what_goes_on_the_board_begins_with_the_suggested_topic(dien_hong: Cast, sorts: None) -> None:
    opinion = said(dien_hong)
    page = opened(dien_hong, reverse("matters:release", args=[opinion.serial]), "dung")
    assert TOLD in page
    assert f'value="{LAMPS}" selected' in page


@pytest.mark.parametrize("learnt", [True, False])
def test_without_a_sorter_officers_sort_as_before(
    dien_hong: Cast, request: pytest.FixtureRequest, learnt: bool
) -> None:
    if learnt:
        request.getfixturevalue("sorts")
    opinion = said(dien_hong, "Ở đây buồn lắm.")
    assert "Máy gợi ý" not in opened(dien_hong, of_opinion(opinion.serial))
    assert "Máy gợi ý" not in opened(dien_hong, of_matter(taken_up(dien_hong, "Buồn.", topic="").serial))
    assert matter_of(opinion) is None


@pytest.mark.slow
def test_binh_accepts_by_one_click(dien_hong: Cast, sorts: None, desktop: Page, served: Served) -> None:
    cookies = client_for(dien_hong["binh"]).cookies.items()
    desktop.context.add_cookies([{"name": name, "value": one.value, "url": served.local} for name, one in cookies])
    opinion, matter = said(dien_hong), taken_up(dien_hong, "Rác bốc mùi cả hẻm.", topic="")
    desktop.goto(f"{reverse('inbox:index')}?the=moi-den")
    look(desktop, "suggested inbox")
    desktop.goto(of_opinion(opinion.serial))
    look(desktop, "suggested opinion")
    desktop.goto(of_matter(matter.serial))
    look(desktop, "suggested matter")
    desktop.set_viewport_size({"width": 390, "height": 844})
    look(desktop, "suggested matter")
    desktop.get_by_role("button", name="Nhận lĩnh vực này").click()
    expect(desktop.get_by_text("Đã đổi lĩnh vực.")).to_be_visible()
    assert fresh(matter).topic == "urban_env.waste_pollution"
