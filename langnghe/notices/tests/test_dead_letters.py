"""A mail that could not be sent waits for a person, who learns neither to whom nor about what."""

from django.urls import reverse

from langnghe.ledger.models import Entry
from langnghe.notices.tests.pages import dead_letter
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def test_the_administrator_sees_it_and_lets_it_try_again(dien_hong: Cast) -> None:
    delivery = dead_letter(dien_hong)
    client = client_for(dien_hong["hanh"])
    shown = client.get(reverse("notices:index")).content.decode()
    assert "SMTPDataError 554" in shown
    assert "vidu.vn" not in shown
    client.post(reverse("notices:revive", args=[delivery.id]))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    assert Entry.objects.filter(kind="delivery.revived", subject_id=delivery.id).exists()


def test_an_auditor_sees_it_and_cannot_touch_it(dien_hong: Cast) -> None:
    delivery = dead_letter(dien_hong)
    client = client_for(dien_hong["khoa"])
    assert "SMTPDataError 554" in client.get(reverse("notices:index")).content.decode()
    assert client.post(reverse("notices:revive", args=[delivery.id])).status_code == 403


def test_a_neighbour_finds_nothing(dien_hong: Cast, hac_thanh: Cast) -> None:
    delivery = dead_letter(dien_hong)
    client = client_for(hac_thanh["son"])
    assert "SMTPDataError" not in client.get(reverse("notices:index")).content.decode()
    assert client.post(reverse("notices:revive", args=[delivery.id])).status_code == 404
