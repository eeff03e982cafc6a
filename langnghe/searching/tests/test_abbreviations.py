"""A ward teaches its search words of its own, and is asked about nobody else's."""

import pytest
from django.urls import reverse

from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.searching import actions, reads
from langnghe.searching.abbreviations import Pair
from langnghe.searching.models import Abbreviation
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

CA = Pair("CA", "công an").key


def names(cast: Cast, typed: str) -> set[str]:
    return {" ".join(one) for term in reads.asked(typed, cast.ward).wanted for one in (term.typed, *term.others)}


def test_a_word_the_ward_adds_is_found_both_ways_at_once_and_only_there(dien_hong: Cast, hac_thanh: Cast) -> None:
    assert names(dien_hong, "NVHT3") == {"nvht3"}
    actions.add(dien_hong.ward, " NVHT3 ", "Nhà văn hoá  tổ ba", by=dien_hong["dung"])
    assert (
        names(dien_hong, "NVHT3")
        == names(dien_hong, "nha van hoa to ba")
        == {"nvht3", "nha van hoa to ba"} | {"nvh to ba"} & names(dien_hong, "nha van hoa to ba")
    )
    assert names(hac_thanh, "NVHT3") == {"nvht3"}


def test_a_built_in_one_is_dropped_and_comes_back(dien_hong: Cast) -> None:
    dropped = actions.drop(dien_hong.ward, CA, by=dien_hong["binh"])
    assert actions.drop(dien_hong.ward, CA, by=dien_hong["binh"]) == dropped
    assert "cong an" not in names(dien_hong, "ca")
    assert actions.add(dien_hong.ward, "ca", "công an", by=dien_hong["binh"]).key == CA
    assert "cong an" in names(dien_hong, "ca")
    kinds = list(Entry.objects.filter(room="searching").order_by("id").values_list("kind", flat=True))
    assert kinds == ["abbreviation.dropped", "abbreviation.taken_back"]


@pytest.mark.parametrize(
    ("short", "long", "sentence"),
    [
        ("", "nhà văn hóa", "Xin ghi"), ("NVH", " ", "Xin ghi"), ("N V H", "nhà văn hóa", "viết liền"),
        ("N.V.H", "nhà văn hóa", "viết liền"), ("nvh", "NVH", "giống nhau"), ("CA", "Công An", "đã có sẵn"),
        ("X" * 21, "nhà văn hóa", "quá 20"), ("X", "a " * 9, "quá 20"), ("中", "chợ", "Xin ghi"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_what_to_do(dien_hong: Cast, short: str, long: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.add(dien_hong.ward, short, long, by=dien_hong["dung"])
    assert not Abbreviation.objects.exists()


def test_the_same_twice_and_a_beat_officers_wish_are_refused(dien_hong: Cast) -> None:
    actions.add(dien_hong.ward, "NVHT3", "nhà văn hóa tổ ba", by=dien_hong["dung"])
    with pytest.raises(Refused, match="đã có trong danh sách"):
        actions.add(dien_hong.ward, "nvht3", "nhà văn hoá tổ ba", by=dien_hong["en"])
    with pytest.raises(Refused):
        actions.add(dien_hong.ward, "CKC", "chợ Kim Cương", by=dien_hong["chau"])


def test_the_page_teaches_drops_and_takes_back(dien_hong: Cast) -> None:
    client, url = client_for(dien_hong["dung"]), reverse("searching:abbreviations")
    assert (
        "«NVHT3» nay thấy"
        in client.post(url, {"short": "NVHT3", "long": "nhà văn hóa tổ ba"}, follow=True).content.decode()
    )
    wrong = client.post(url, {"short": "N V", "long": "nhà văn"})
    assert (wrong.status_code, "phải viết liền" in wrong.content.decode()) == (422, True)
    client.post(reverse("searching:drop"), {"chu": CA})
    page = client.get(url).content.decode()
    assert "Phường thôi dùng" in page
    for row in Abbreviation.objects.all():
        client.post(reverse("searching:take_back", args=[row.id]))
    assert not Abbreviation.objects.exists()
    assert (
        "Không có chữ viết tắt này"
        in client.post(reverse("searching:drop"), {"chu": "x"}, follow=True).content.decode()
    )
