"""Photos that show a promise was kept: covered before anybody outside sees them, and covered again without a rest."""

from django.test import Client
from django.urls import reverse

from langnghe.commitments import actions
from langnghe.commitments.evidence import cover_photo
from langnghe.commitments.models import EvidencePhoto
from langnghe.commitments.tests.promises import Promise
from langnghe.files.actions import store_photo
from langnghe.files.rules import Box
from langnghe.files.tests.pictures import photo
from langnghe.testing.cast import Cast


def test_a_photo_covered_again_leaves_its_earlier_copy_nowhere(dien_hong: Cast, client: Client) -> None:
    promise = Promise(dien_hong).made()
    shown = store_photo(dien_hong.ward, photo(), by=dien_hong["minh"].actor)
    actions.claim(promise.fresh(), photos=[shown], by=dien_hong["minh"])
    row = cover_photo(EvidencePhoto.objects.get(), [], by=dien_hong["en"])
    assert row.covered
    first = reverse("files:serve", args=[row.covered.token])
    assert client.get(first).status_code == 200
    row = cover_photo(row, [Box(0, 0, 0.5, 1)], by=dien_hong["en"])
    assert row.covered
    assert client.get(first).status_code == 404
    assert client.get(reverse("files:serve", args=[row.covered.token])).status_code == 200
    assert client.get(reverse("files:serve", args=[shown.token])).status_code == 404
