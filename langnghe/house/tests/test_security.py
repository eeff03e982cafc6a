"""Who finds a hole learns from the installation itself whom to tell (RFC 9116)."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from langnghe.house import environment
from langnghe.kernel.clock import now
from langnghe.testing.clock import frozen

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHERE = "/.well-known/security.txt"


def lines(client: Client) -> list[tuple[str, str]]:
    answer = client.get(WHERE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    parts = [line.partition(": ") for line in answer.content.decode().splitlines()]
    return [(name, value) for name, _colon, value in parts]


def test_it_names_the_contacts_of_the_settings_in_their_order(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SECURITY_CONTACT = ["mailto:an-toan@phuong.vidu.vn", "tel:+84905123456"]
    settings.PUBLIC_ADDRESS = "https://langnghe.phuong.vidu.vn"
    said = lines(client)
    assert [value for name, value in said if name == "Contact"] == settings.SECURITY_CONTACT
    assert ("Canonical", f"https://langnghe.phuong.vidu.vn{WHERE}") in said
    assert ("Preferred-Languages", "vi, en") in said


@pytest.mark.parametrize("moment", ["2026-11-22T23:30:00", "2028-02-29T00:10:00"])
def test_it_is_good_for_half_a_year_and_never_for_a_whole_one(client: Client, moment: str) -> None:
    with frozen(moment):
        until = [datetime.fromisoformat(value) for name, value in lines(client) if name == "Expires"]
        assert len(until) == 1
        assert timedelta(days=170) < until[0] - now() < timedelta(days=365)


def test_without_a_setting_the_front_page_is_the_contact(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    assert [value for name, value in lines(client) if name == "Contact"] == [f"{settings.PUBLIC_ADDRESS}/"]


def test_a_bare_mail_address_is_understood_and_anything_odd_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGNGHE_X", "an@vidu.vn https://vidu.vn/bao tel:+84905123456")
    assert environment.contacts("X") == ["mailto:an@vidu.vn", "https://vidu.vn/bao", "tel:+84905123456"]
    for wrong in ("javascript:alert(1)", "http://vidu.vn", "an"):
        monkeypatch.setenv("LANGNGHE_X", wrong)
        with pytest.raises(ValueError, match="LANGNGHE_X"):
            environment.contacts("X")
