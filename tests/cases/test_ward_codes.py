"""A ward's code begins every serial: what could not be read back later is refused on the first day."""

import pytest

from langnghe.kernel.actors import Actor
from langnghe.kernel.refused import Refused
from langnghe.opinions.receipts import format_serial, parse_serial
from langnghe.places.actions import open_ward
from langnghe.places.models import Province, Ward


def opened(code: str) -> Ward:
    province = Province.objects.get(name="Gia Lai", in_force_to=None)
    return open_ward(
        code=code, slug="thu", name="Phường Thử", province=province, commune=None,
        log_origin="langnghe.example/thu", by=Actor("system"),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "D", "Q1", "1A", "dh", "Đh", "ĐH", "D H", "D-H", "ABCDE", "DH\n", "ＤＨ", "DH "])
def test_a_code_that_would_make_unreadable_serials_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        opened(code)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["DH", "HT", "IO", "LOI", "ABCD"])
def test_every_code_that_is_taken_makes_serials_that_come_back(code: str) -> None:
    ward = opened(code)
    assert parse_serial(format_serial(ward.code, 2026, 214)) == (code, 2026, 214)
