"""Two residents say the same, the ward joins them, and one of them leaves: on two phones, by forms alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from langnghe.answering.tests.writing import PROMISE, accepted, answered, promised
from langnghe.auditing import checking
from langnghe.desk.tests.test_mine_walk import open_mine
from langnghe.house.work import drain
from langnghe.ledger.models import Entry
from langnghe.matters import actions, working
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import draft
from langnghe.matters.tests.working import fresh
from langnghe.opinions import tokens
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

LAMP = "Đèn đường đầu hẻm 12 tắt nửa tháng nay, tối bọn trẻ đi học về phải soi điện thoại."
STAYS, LEAVES = LAMP, "Hẻm 12 tối om, mẹ tôi té gãy tay tuần trước, xin đừng nói tên tôi."

Look = Callable[[Page, str], Path]


@pytest.mark.slow
@pytest.mark.once
def test_one_of_two_joined_opinions_is_erased_and_the_other_sender_notices_only_the_trace(
    chromium: Browser, served: Served, phone: Page, dien_hong: Cast, look: Look
) -> None:
    stays, leaves, matter = _joined(dien_hong)
    open_mine(phone, stays)
    before = _everything(phone, stays, matter)
    assert all(page.startswith("200 ") for page in before)
    assert PROMISE in before[0]
    with browsers.page(chromium, served.private, java_script_enabled=False, **browsers.PHONE) as other:
        open_mine(other, leaves)
        other.get_by_role("link", name="Xem xóa những gì, còn lại những gì").click()
        other.get_by_text("Tôi hiểu: xóa rồi không lấy lại được").click()
        other.get_by_role("button", name="Xóa ý kiến").click()
        expect(other.locator("main")).to_contain_text("Đã xóa theo yêu cầu của người gửi")
        expect(other.locator("body")).not_to_contain_text("té gãy tay")
    drain()
    assert _everything(phone, stays, matter) == before
    look(phone, "joined other erased")
    _demand_the_trace(dien_hong, leaves, matter)
    assert not list(checking.check(dien_hong.ward.id))


def _joined(cast: Cast) -> tuple[Received, Received, Matter]:
    """Both opinions in one matter, on the board in the words of the first, answered with a promise."""
    group = cast.groups["Tổ 3"].id
    first, second = (
        say(cast, words, group_id=group, may_publish_words=True, token=tokens.issue()) for words in (STAYS, LEAVES)
    )
    matter = working.take_up(first.opinion, topic="traffic.signs_lights", by=cast["dung"])
    actions.join(fresh(matter), _again(second), by=cast["dung"])
    actions.release_opinion(_again(first), draft("Đèn hẻm 12 không sáng", STAYS), by=cast["dung"])
    answered(fresh(matter), accepted(promises=(promised(cast),)), by=cast["en"])
    drain()
    at_the_next_mark(sealed(cast))
    return first, second, fresh(matter)


def _again(received: Received) -> Opinion:
    return Opinion.objects.select_related("ward").get(id=received.opinion.id)


def _everything(page: Page, received: Received, matter: Matter) -> list[str]:
    """All that the page behind the receipt, the proof, the matter, the board and the promises say."""
    slug, serial = matter.ward.slug, received.opinion.serial
    paths = [
        reverse("desk:mine", args=[serial]), reverse("desk:proof", args=[serial]), reverse("desk:words", args=[serial]),
        reverse("matters:matter", args=[slug, matter.serial]), reverse("matters:board", args=[slug]),
        reverse("promises:index", args=[slug]),
    ]  # fmt: skip
    return [_read(page, path) for path in paths]


def _read(page: Page, path: str) -> str:
    answer = page.request.get(path)
    if "text/html" not in answer.headers["content-type"]:
        return f"{answer.status} {answer.body()!r}"
    page.goto(path)
    return f"{answer.status} {page.inner_text('main')}"


def _demand_the_trace(cast: Cast, left: Received, matter: Matter) -> None:
    """The officers see that something was erased, the ledger says it, and nobody reads the words."""
    page = client_for(cast["dung"]).get(reverse("workspace:matter", args=[matter.serial])).content.decode()
    assert "Lời đã xóa theo yêu cầu của người gửi." in page
    assert STAYS in page
    assert "té gãy tay" not in page
    assert Entry.objects.filter(kind="opinion.erased", subject_id=left.opinion.id).count() == 1
