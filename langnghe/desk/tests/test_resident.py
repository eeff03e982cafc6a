"""A resident comes back with the receipt."""

import re

from django.test import Client
from django.urls import reverse

from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.testing.cast import Cast


def open_receipt(client: Client, serial: str, secret: str):  # type: ignore[no-untyped-def]
    return client.post(reverse("desk:receipt"), {"serial": serial, "secret": secret}, follow=True)


def test_serial_and_secret_open_the_own_page(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong)
    page = open_receipt(
        client, received.opinion.serial.lower(), format_secret(received.secret).replace("-", " ").lower()
    )
    assert LAMP in page.content.decode()
    assert "Phường đã nhận ý kiến" in page.content.decode()


def test_the_secret_never_stands_in_an_address(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong)
    page = open_receipt(client, received.opinion.serial, format_secret(received.secret))
    assert [address for address, _status in page.redirect_chain] == [f"/phieu/{received.opinion.serial}/"]
    assert format_secret(received.secret) not in page.content.decode()


def test_a_wrong_group_is_named(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong)
    groups = format_secret(received.secret).split("-")
    groups[2] = groups[2][:-1] + ("0" if groups[2][-1] != "0" else "1")
    page = open_receipt(client, received.opinion.serial, "-".join(groups))
    assert page.status_code == 422
    assert "Nhóm thứ 3" in page.content.decode()


def test_without_the_pass_the_page_asks_for_the_receipt(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong)
    answer = client.get(reverse("desk:mine", args=[received.opinion.serial]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:receipt"))


def test_a_pass_for_one_receipt_opens_no_other(dien_hong: Cast, client: Client) -> None:
    mine, other = say(dien_hong), say(dien_hong, "Chuyện của người khác")
    open_receipt(client, mine.opinion.serial, format_secret(mine.secret))
    answer = client.get(reverse("desk:mine", args=[other.opinion.serial]))
    assert answer.status_code == 302


def test_a_closed_receipt_shows_the_next_person_nothing(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong)
    open_receipt(client, received.opinion.serial, format_secret(received.secret))
    client.post(reverse("desk:close", args=[received.opinion.serial]))
    assert client.get(reverse("desk:mine", args=[received.opinion.serial])).status_code == 302


def test_the_form_gives_the_receipt_in_the_same_answer(dien_hong: Cast, client: Client) -> None:
    address = reverse("opinions:send", args=[dien_hong.ward.slug])
    token = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())
    assert token
    sent = {"words": LAMP, "token": token[1], "group": str(dien_hong.groups["Tổ 3"].id)}
    first, again = client.post(address, sent), client.post(address, sent)
    assert first.status_code == again.status_code == 200
    secret = re.findall(r"<span>([0-9A-Z]{5})</span>", first.content.decode())
    assert len(secret) == 6
    assert secret == re.findall(r"<span>([0-9A-Z]{5})</span>", again.content.decode())
    assert first["Cache-Control"] == "no-store"
