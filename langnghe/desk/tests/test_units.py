"""Most of the country lives in a xã: pages call their unit what it is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.kernel.actors import Actor, system
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import say
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Commune
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def cast_of(kind: str, code: str) -> Cast:
    """The first commune of a kind as a ward, with a chief."""
    commune = Commune.objects.select_related("province").filter(kind=kind, in_force_to=None).order_by("code")[0]
    ward = open_ward(
        code=code, slug=code.lower(), name=f"{kind.capitalize()} {commune.name}", province=commune.province,
        commune=commune, log_origin=f"langnghe.example/{code.lower()}", by=Actor("system"),
    )  # fmt: skip
    cast = Cast(ward)
    cast.groups["Thôn 1"] = add_group(ward, "Thôn 1", kind_label="thôn", by=system(ward.id))
    cast.join("thao", "Lý Thu Thảo", "police", "Công an", "police_chief", "Trưởng Công an", ())
    return cast


def words(html: bytes) -> str:
    return re.sub(r"<[^>]+>", " ", html.decode()).lower()


@pytest.mark.parametrize(("kind", "code"), [("xã", "XA"), ("đặc khu", "DK")])
@pytest.mark.django_db
def test_no_page_of_a_commune_calls_it_a_ward(client: Client, kind: str, code: str) -> None:
    cast = cast_of(kind, code)
    received = say(cast)
    sent = client.post(reverse("opinions:send", args=[cast.ward.slug]), {"words": "Đường thôn lầy lội", "token": "x"})
    opened = client.post(
        reverse("desk:receipt"),
        {"serial": received.opinion.serial, "secret": format_secret(received.secret)},
        follow=True,
    )
    chief = client_for(cast["thao"])
    pages = [
        client.get(reverse("desk:ward", args=[cast.ward.slug])),
        client.get(reverse("opinions:send", args=[cast.ward.slug])),
        sent,
        opened,
        chief.get(reverse("desk:home")),
        chief.get(reverse("people:access")),
        chief.get(reverse("places:groups")),
    ]
    for page in pages:
        assert page.status_code == 200
        assert kind in words(page.content)
        assert "phường" not in words(page.content), page.request["PATH_INFO"]
        assert '<html lang="vi"' in page.content.decode()


def test_a_ward_stays_a_ward_after_a_commune_was_served(dien_hong: Cast, client: Client) -> None:
    commune = cast_of("xã", "XA")
    client.get(reverse("opinions:send", args=[commune.ward.slug]))
    assert "gửi ý kiến cho phường" in words(client.get(reverse("opinions:send", args=[dien_hong.ward.slug])).content)


@pytest.mark.django_db
def test_in_english_a_commune_is_what_the_english_says(client: Client) -> None:
    commune = cast_of("xã", "XA")
    client.cookies["ngon-ngu"] = "en"
    page = client.get(reverse("opinions:send", args=[commune.ward.slug])).content.decode()
    assert "Send the ward an opinion" in page
