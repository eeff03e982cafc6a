"""The units in force since 1 July 2025, and those the two source wards came from."""

import re
from collections import Counter

import pytest

from langnghe.places.models import Commune, Lineage, Province

pytestmark = pytest.mark.django_db


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert Province.objects.filter(in_force_to=None).count() == 34
    kinds = Counter(Commune.objects.filter(in_force_to=None).values_list("kind", flat=True))
    assert kinds == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_codes_have_the_official_shape_and_are_unique() -> None:
    provinces = list(Province.objects.filter(in_force_to=None).values_list("code", flat=True))
    communes = list(Commune.objects.filter(in_force_to=None).values_list("code", flat=True))
    assert all(re.fullmatch(r"\d{2}", code) for code in provinces)
    assert all(re.fullmatch(r"\d{5}", code) for code in communes)
    assert len(set(provinces)) == 34
    assert len(set(communes)) == 3321


@pytest.mark.parametrize(
    ("code", "kind", "name", "province"),
    [
        ("23563", "phường", "Diên Hồng", "Gia Lai"),
        ("14797", "phường", "Hạc Thành", "Thanh Hóa"),
        ("27169", "phường", "Diên Hồng", "Hồ Chí Minh"),
        ("00082", "phường", "Cửa Nam", "Hà Nội"),
        ("00226", "phường", "Văn Miếu - Quốc Tử Giám", "Hà Nội"),
        ("16213", "xã", "Thanh Phong", "Thanh Hóa"),
        ("24163", "phường", "Tân An", "Đắk Lắk"),
    ],
)
def test_spot_names_stand_under_their_code(code: str, kind: str, name: str, province: str) -> None:
    commune = Commune.objects.select_related("province").get(code=code, in_force_to=None)
    assert (commune.kind, commune.name, commune.province.name) == (kind, name, province)


def test_names_are_written_cleanly() -> None:
    names = Commune.objects.values_list("name", flat=True)
    assert [name for name in names if name != " ".join(name.split()) or name[0].islower()] == []


def test_dien_hong_came_from_four_communes_of_pleiku() -> None:
    lines = Lineage.objects.filter(new__code="23563").select_related("old__province")
    assert {str(line.old) for line in lines} == {"phường Yên Đỗ", "phường Diên Hồng", "phường Ia Kring", "xã Diên Phú"}
    assert all(line.whole and line.old.district == "TP. Pleiku" and line.old.in_force_to for line in lines)


def test_lam_son_went_whole_into_hac_thanh() -> None:
    line = Lineage.objects.select_related("old", "new").get(old__name="Lam Sơn", old__in_force_to__isnull=False)
    assert (line.old.district, line.new.name, line.whole) == ("TP. Thanh Hóa", "Hạc Thành", True)
    assert Lineage.objects.filter(new=line.new, whole=False).count() == 2
