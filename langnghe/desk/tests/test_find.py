"""Everybody finds in all wards of a province what stands on their boards."""

from django.test import Client

from langnghe.matters.actions import take_back
from langnghe.matters.tests.saying import released
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast


def found(query: str) -> str:
    return Client().get(f"/tim/?{query}").content.decode()


def test_what_stands_on_any_board_is_found_with_its_ward_and_nothing_else(dien_hong: Cast, hac_thanh: Cast) -> None:
    here, there = released(dien_hong), released(hac_thanh)
    say(dien_hong, "Đèn đường ở hẻm Tre Xanh hỏng.")
    page = found("tim=đèn+đường")
    assert page.index(there.serial) < page.index(here.serial)
    assert dien_hong.ward.name in page
    assert "Tre Xanh" not in page
    assert "Không có việc nào như vậy" in found("tim=tre+xanh")
    take_back(here, reason="wrong", by=dien_hong["dung"])
    assert here.serial not in found("tim=đèn+đường&xep=sat-nhat")


def test_one_province_alone_and_nonsense(dien_hong: Cast, hac_thanh: Cast) -> None:
    here, there = released(dien_hong), released(hac_thanh)
    code = dien_hong.ward.province.code
    assert here.serial in found(f"tim=den&tinh={code}")
    assert (there.serial in found(f"tim=den&tinh={code}")) == (hac_thanh.ward.province_id == dien_hong.ward.province_id)
    for query in ("", "tim=%00", "tim=!!!&trang=9", "tim=den&trang=9", "tinh=99&tim=-den"):
        assert "</html>" in found(query)
