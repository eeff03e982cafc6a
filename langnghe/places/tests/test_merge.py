"""Lam Sơn goes into Hạc Thành: nothing is lost, nothing is mixed up."""

import pytest

from langnghe.house.work import drain
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.places import mergers
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Address, Commune, Household, ResidentialGroup, Ward
from langnghe.places.reads import in_order, reach
from langnghe.places.tests.files import HEADER, THREE, csv_of, households
from langnghe.places.tests.test_import import applied, state_of
from langnghe.testing.cast import Cast


def opened(code: str, name: str) -> Ward:
    commune = Commune.objects.select_related("province").get(name="Hạc Thành", in_force_to=None)
    return open_ward(
        code=code, slug=code.lower(), name=name, province=commune.province, commune=commune,
        log_origin=f"langnghe.example/{code}", by=Actor("system"),
    )  # fmt: skip


@pytest.fixture
def lam_son(db: None) -> Ward:
    ward = opened("LS", "Phường Lam Sơn")
    applied(ward, csv_of(THREE))
    return ward


def merged(old: Ward, new: Ward) -> None:
    mergers.merge_ward(old, into=new, by=system(old.id))
    drain()


def test_groups_and_households_go_on_as_new_rows(lam_son: Ward, hac_thanh: Cast) -> None:
    before = state_of(lam_son)
    merged(lam_son, hac_thanh.ward)
    names = [str(group) for group in in_order(ResidentialGroup.objects.filter(ward=hac_thanh.ward))]
    assert names[2:4] == ["Tổ 3", "Tổ 3 (phường Lam Sơn cũ)"]
    tu = Household.objects.select_related("group", "address").get(ward=hac_thanh.ward, head_name="Nguyễn Thị Tư")
    assert (str(tu.group), str(tu.address)) == ("Tổ 3 (phường Lam Sơn cũ)", "12 Lê Lợi")
    assert Household.objects.filter(ward=lam_son, id__in=[tu.former_id]).exists()
    assert state_of(lam_son) == before


def test_the_old_ward_takes_no_new_work(lam_son: Ward, hac_thanh: Cast) -> None:
    merged(lam_son, hac_thanh.ward)
    with pytest.raises(Refused, match="Phường Hạc Thành"):
        add_group(Ward.objects.get(id=lam_son.id), "Tổ 99", by=system(lam_son.id))
    with pytest.raises(Refused):
        mergers.merge_ward(Ward.objects.get(id=lam_son.id), into=hac_thanh.ward, by=system(lam_son.id))
    with pytest.raises(Refused, match="chính nó"):
        mergers.merge_ward(hac_thanh.ward, into=hac_thanh.ward, by=system(hac_thanh.ward.id))


def test_the_successor_reaches_all_it_took_over(lam_son: Ward, hac_thanh: Cast) -> None:
    merged(lam_son, hac_thanh.ward)
    greater = opened("GR", "Phường Mới")
    merged(Ward.objects.get(id=hac_thanh.ward.id), greater)
    assert set(reach(greater)) == {greater.id, hac_thanh.ward.id, lam_son.id}
    assert reach(lam_son) == [lam_son.id]
    twice = ResidentialGroup.objects.get(ward=greater, name="Tổ 3", came_from__contains="Lam Sơn")
    assert twice.came_from == "phường Lam Sơn cũ, phường Hạc Thành cũ"


def test_carrying_over_goes_on_after_a_kill_and_never_twice(hac_thanh: Cast) -> None:
    old = opened("LD", "Phường Lam Sơn")
    count = 3 * mergers.SLICE + 5
    applied(old, csv_of(households(count)))
    by = system(old.id)
    mergers.merge_ward(old, into=hac_thanh.ward, by=by)
    turns = 0
    while mergers.carry_over(old, by=by, seconds=0):
        turns += 1
    assert turns >= 3
    assert mergers.carry_over(old, by=by) is False
    drain()
    assert Household.objects.filter(ward=hac_thanh.ward).count() == count
    assert Address.objects.filter(ward=hac_thanh.ward).count() == count
    carried = Entry.objects.get(kind="ward.carried")
    assert carried.facts == {"groups": 7, "households": count}


def test_an_import_names_a_former_group_exactly(lam_son: Ward, hac_thanh: Cast) -> None:
    merged(lam_son, hac_thanh.ward)
    table = [
        HEADER,
        ("Tổ 3 (phường Lam Sơn cũ)", "DH-001", "Nguyễn Thị Tư", "", 9),
        ("Tổ 3", "DH-001", "Người Khác", "", 1),
    ]
    batch = applied(hac_thanh.ward, csv_of(table))
    assert (batch.added, batch.changed) == (1, 1)
    former = Household.objects.get(ward=hac_thanh.ward, head_name="Nguyễn Thị Tư")
    assert (former.members, former.came_from) == (9, "phường Lam Sơn cũ")
