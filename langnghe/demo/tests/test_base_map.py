"""The demo ward has a map of its own, drawn by us; each trouble on it lies in the group its sender names."""

import pytest

from langnghe.demo import base_map
from langnghe.demo.actions import load
from langnghe.demo.words import SAID
from langnghe.kernel.actors import Actor
from langnghe.maps import reads
from langnghe.opinions.models import Opinion


@pytest.mark.django_db
def test_the_demo_map_is_in_use_and_says_that_it_is_no_real_map() -> None:
    used = reads.in_use(load(by=Actor("system")))
    assert used
    assert "không phải bản đồ thật" in used.note


@pytest.mark.django_db
def test_every_demo_point_lies_in_the_group_that_its_sender_names() -> None:
    ward = load(by=Actor("system"))
    for said in SAID:
        if said.spot:
            group = reads.group_at(ward, base_map.trouble(said.spot))
            assert group, said.spot
            assert group.name == said.group, said.spot
    assert Opinion.objects.exclude(latitude=None).count() == sum(bool(said.spot) for said in SAID)


def test_the_demo_map_is_small() -> None:
    assert len(base_map.drawing()) < 120_000
