"""From the inbox to an opinion or a matter, and back to the same filter, page and row."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.matters.tests.working import DOGS, said, taken_up
from langnghe.shell.way_back import COOKIE
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

OURS = "http://testserver"


def way_back(client: Client, url: str, **headers: str) -> str:
    """Where the first link of a page leads that says back."""
    page = client.get(url, headers=headers).text
    return page.partition('class="back" href="')[2].partition('"')[0].replace("&amp;", "&")


@pytest.fixture
def binh(dien_hong: Cast) -> Client:
    return client_for(dien_hong["binh"])


def test_an_opinion_opened_from_the_inbox_leads_back_to_filter_page_and_row(dien_hong: Cast, binh: Client) -> None:
    opinion = said(dien_hong)
    inbox = f"{reverse('inbox:index')}?the=moi-den&tim=h%E1%BA%BBm&trang=1"
    shown = binh.get(inbox).text
    address = reverse("opinions:opinion", args=[opinion.serial])
    key = f"y{opinion.id.hex}"
    assert f'id="{key}"' in shown
    assert way_back(binh, address) == f"{inbox}#{key}"
    assert ">Hộp việc</span>" in binh.get(address).text


def test_a_matter_leads_back_there_also_after_a_step_and_by_way_of_its_opinion(dien_hong: Cast, binh: Client) -> None:
    matter = taken_up(dien_hong)
    inbox = f"{reverse('inbox:index')}?the=dang-lam"
    binh.get(inbox)
    address = reverse("workspace:matter", args=[matter.serial])
    binh.post(reverse("workspace:note", args=[matter.serial]), {"words": "Mai tôi qua xem."})
    assert way_back(binh, address, referer=OURS + address) == f"{inbox}#v{matter.id.hex}"


def test_of_two_lists_in_two_tabs_each_page_leads_back_to_its_own(dien_hong: Cast, binh: Client) -> None:
    opinion = said(dien_hong, DOGS)
    inbox, mine = f"{reverse('inbox:index')}?the=moi-den", reverse("opinions:index") + "?tim=ch%C3%B3"
    binh.get(inbox)
    binh.get(mine)
    address = reverse("opinions:opinion", args=[opinion.serial])
    assert way_back(binh, address, referer=OURS + inbox) == f"{inbox}#y{opinion.id.hex}"
    assert way_back(binh, address, referer=OURS + mine) == mine


@pytest.mark.parametrize(
    "referer",
    [
        "https://xau.example/can-bo/hop-thu/", "javascript:alert(1)", "http://testserver//xau.example/can-bo/hop-thu/",
        "http://testserver/dien-hong/viec/", "http://testserver/can-bo/khong-co/", "http://[", "http://testserver@x/",
        "http://testserver/can-bo/hop-thu/?tim=" + "a" * 3000,
    ],
)  # fmt: skip
def test_nothing_else_is_ever_a_way_back(dien_hong: Cast, binh: Client, referer: str) -> None:
    address = reverse("opinions:opinion", args=[said(dien_hong).serial])
    assert way_back(binh, address, referer=referer) == reverse("opinions:index")


def test_the_next_officer_at_the_same_browser_does_not_get_the_words_somebody_looked_for(
    dien_hong: Cast, binh: Client
) -> None:
    opinion = said(dien_hong)
    binh.get(f"{reverse('inbox:index')}?the=moi-den&tim=Sau")
    dung = client_for(dien_hong["dung"])
    dung.cookies[COOKIE] = binh.cookies[COOKIE].value
    address = reverse("opinions:opinion", args=[opinion.serial])
    assert way_back(dung, address) == reverse("opinions:index")
    dung.cookies[COOKIE] = "x:y:z"
    assert way_back(dung, address) == reverse("opinions:index")
