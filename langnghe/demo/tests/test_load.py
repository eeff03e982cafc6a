"""The demo ward is a ward like any other."""

import pytest

from langnghe.demo.actions import load
from langnghe.demo.words import SAID
from langnghe.kernel.actors import Actor
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate


@pytest.mark.django_db
def test_the_demo_ward_has_people_words_and_a_ledger() -> None:
    ward = load(by=Actor("system"))
    assert Opinion.objects.filter(ward=ward).count() == len(SAID)
    assert Entry.objects.filter(ward_id=ward.id, kind="opinion.received").count() == len(SAID)
    assert Mandate.objects.filter(ward=ward).count() >= 8


@pytest.mark.django_db
def test_the_demo_is_fresh_whenever_it_is_loaded() -> None:
    load(by=Actor("system"))
    moments = list(Opinion.objects.order_by("id").values_list("received_at", flat=True))
    assert (moments[-1] - moments[0]).days >= 20


@pytest.mark.django_db
def test_the_demo_is_never_loaded_beside_a_real_ward() -> None:
    load(by=Actor("system"))
    with pytest.raises(Refused):
        load(by=Actor("system"))


def test_no_two_residents_share_eight_words_in_a_row() -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, said in enumerate(SAID):
        words = said.words.lower().split()
        for start in range(len(words) - 7):
            assert seen.setdefault(tuple(words[start : start + 8]), number) == number
