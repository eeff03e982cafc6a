"""An empty installation becomes a ward."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.kernel import setup_code
from langnghe.people.models import Mandate, WardKey
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast

WARD = {
    "commune": "",
    "code": "dh",
    "slug": "",
    "log_origin": "dienhong.gialai.gov.vn/so",
}
PERSON = {"name": "Đỗ Mỹ Hạnh", "username": "Hanh.Do", "password": "tre xanh đầu làng 9"}


def commune_code(page: str) -> str:
    line = next(line for line in page.splitlines() if "phường Diên Hồng" in line)
    return line.split('value="')[1].split('"')[0]


def through_the_code(client: Client) -> None:
    answer = client.post(reverse("house:setup"), {"code": setup_code.issue().lower()})
    assert answer.status_code == 302


def through_the_ward(client: Client, **changed: str) -> Client:
    through_the_code(client)
    address = reverse("house:setup_ward") + "?province=52"
    page = client.get(address).content.decode()
    answer = client.post(address, WARD | {"commune": commune_code(page)} | changed)
    assert answer.status_code == 302, answer.content.decode()
    return client


@pytest.mark.django_db
def test_every_first_page_leads_to_the_wizard(client: Client) -> None:
    assert client.get("/")["Location"] == reverse("house:setup")


@pytest.mark.django_db
def test_who_does_not_see_the_console_cannot_begin(client: Client) -> None:
    answer = client.post(reverse("house:setup"), {"code": "AAAA-BBBB-CCCC"})
    assert answer.status_code == 422
    assert "Mã chưa đúng" in answer.content.decode()
    assert client.get(reverse("house:setup_ward"))["Location"] == reverse("house:setup")
    assert client.get(reverse("house:setup_administrator"))["Location"] == reverse("house:setup")


@pytest.mark.django_db
def test_three_steps_make_a_ward_its_key_and_its_first_officer(client: Client) -> None:
    through_the_ward(client)
    answer = client.post(reverse("house:setup_administrator"), PERSON)
    ward = Ward.objects.get()
    assert (ward.code, ward.slug, ward.name) == ("DH", "dien-hong", "Phường Diên Hồng")
    assert ward.log_origin == "dienhong.gialai.gov.vn/so"
    assert Mandate.objects.get().role == "administrator"
    assert Mandate.objects.get().officer.username == "hanh.do"
    assert WardKey.objects.filter(ward=ward).exists()
    assert answer["Location"] == reverse("people:second_step")


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_nothing_is_written(client: Client) -> None:
    through_the_ward(client)
    answer = client.post(reverse("house:setup_administrator"), PERSON | {"password": "1234567890"})
    assert answer.status_code == 422
    assert not Ward.objects.exists()


@pytest.mark.parametrize("origin", ["", "https://x.vn/so", "không dấu/so", "a b/c", "x"])
@pytest.mark.django_db
def test_an_origin_that_is_none_is_refused(client: Client, origin: str) -> None:
    through_the_code(client)
    address = reverse("house:setup_ward") + "?province=52"
    code = commune_code(client.get(address).content.decode())
    assert client.post(address, WARD | {"commune": code, "log_origin": origin}).status_code == 422


@pytest.mark.parametrize("province", ["99", "%00", "x' OR 1=1", "%F0%9F%92%A5", " 52"])
@pytest.mark.django_db
def test_an_unknown_province_is_asked_again(client: Client, province: str) -> None:
    through_the_code(client)
    page = client.get(reverse("house:setup_ward") + f"?province={province}")
    assert page.status_code == 200
    assert "log_origin" not in page.content.decode()


def test_once_there_is_a_ward_the_wizard_is_gone(dien_hong: Cast, client: Client) -> None:
    for name in ("house:setup", "house:setup_ward", "house:setup_administrator"):
        assert client.get(reverse(name)).status_code == 404
