"""The day's work by mail: once a day at the hour an officer chose, counts and serials only."""

from typing import Any

import pytest
from django.urls import reverse

from langnghe.channels.email.letters import letter
from langnghe.desk.mailing import prepare_due
from langnghe.desk.tests.test_morning import LAMP, taken_up
from langnghe.kernel.actors import resident
from langnghe.notices import actions, mornings
from langnghe.notices.models import Delivery, Letterbox, MorningMail
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


@pytest.fixture(autouse=True)
def mail_is_on(settings: Any) -> None:
    """A mail server is named."""
    settings.EMAIL_HOST = "thu.vidu.vn"


def wants(cast: Cast, username: str, hour: int = 7) -> None:
    """An officer chose an hour and confirmed the address."""
    mornings.choose(cast.officer(username), hour, f"{username}@vidu.vn")
    actions.confirm(Letterbox.objects.latest("id"), by=resident(cast.ward.id).actor)
    Delivery.objects.all().update(state="dropped")


def waiting() -> list[Delivery]:
    return list(Delivery.objects.filter(code="morning").select_related("letterbox", "ward"))


def test_the_mail_comes_once_at_its_hour_with_counts_and_serials_only(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    with frozen("2026-06-30T06:59:00"):
        wants(dien_hong, "binh")
        assert prepare_due() == 0
    with frozen("2026-06-30T07:01:00"):
        assert (prepare_due(), prepare_due()) == (1, 0)
    MorningMail.objects.update(last_on=None)  # as if the note had been lost
    with frozen("2026-06-30T09:00:00"):
        prepare_due()
        assert len(waiting()) == 1
        mail = letter(waiting()[0], "binh@vidu.vn")
    assert mail.subject == "Việc hôm nay 30/06/2026"
    assert f"Quá hạn trả lời: 1 ({matter.serial})" in mail.body
    assert LAMP[:20] not in mail.body
    with frozen("2026-07-01T08:00:00"):
        assert prepare_due() == 1


def test_nothing_comes_on_a_day_off_without_work_or_unconfirmed(dien_hong: Cast) -> None:
    with frozen("2026-06-05T08:00:00"):
        wants(dien_hong, "binh")
        assert prepare_due() == 0
    taken_up(dien_hong)
    with frozen("2026-07-04T08:00:00"):  # a Saturday
        assert prepare_due() == 0
    with frozen("2026-07-06T08:00:00"):
        mornings.choose(dien_hong.officer("dung"), 7, "dung@vidu.vn")
        assert prepare_due() == 1


def test_the_heads_hear_of_what_is_late(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    with frozen("2026-06-30T08:00:00"):
        wants(dien_hong, "dung")
        prepare_due()
    assert waiting()[0].facts["lists"]["late"] == [1, matter.serial]


def test_an_officer_chooses_and_stops_on_a_page_of_their_own(dien_hong: Cast) -> None:
    client, url = client_for(dien_hong["binh"]), reverse("notices:morning")
    assert client.post(url, {"hour": "7", "address": ""}).status_code == 422
    assert "chờ xác nhận" in client.post(url, {"hour": "7", "address": "binh@vidu.vn"}, follow=True).content.decode()
    assert "Đã thôi gửi" in client.post(url, {"hour": "", "address": ""}, follow=True).content.decode()
    assert not MorningMail.objects.exists()
    assert not Letterbox.objects.filter(ended_at=None).exists()
