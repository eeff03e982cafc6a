"""An officer's own filters: kept, renamed, moved, opened first, dropped; nobody else's business."""

import pytest
from django.urls import reverse

from langnghe.inbox import keeping
from langnghe.inbox.asking import Sought
from langnghe.inbox.keeping import kept
from langnghe.kernel.refused import Refused
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

LATE = Sought(tab="tre-han", photo=True)


def names(cast: Cast, name: str = "binh") -> list[str]:
    return [one.name for one in kept(cast[name])]


def test_a_filter_is_kept_with_its_address_and_only_for_its_officer(dien_hong: Cast) -> None:
    assert keeping.keep(LATE, "  Trễ mà   có ảnh ", by=dien_hong["binh"]).query == LATE.query
    assert names(dien_hong) == ["Trễ mà có ảnh"]
    assert names(dien_hong, "dung") == []


def test_a_name_is_needed_and_is_given_once(dien_hong: Cast) -> None:
    keeping.keep(LATE, "Trễ", by=dien_hong["binh"])
    for name in ("", " ", "x" * 61, "Trễ"):
        with pytest.raises(Refused):
            keeping.keep(LATE, name, by=dien_hong["binh"])
    keeping.keep(LATE, "Trễ", by=dien_hong["dung"])


def test_filters_are_moved_renamed_and_dropped(dien_hong: Cast) -> None:
    binh = dien_hong["binh"]
    first, second, third = (keeping.keep(LATE, name, by=binh) for name in ("Một", "Hai", "Ba"))
    keeping.move_up(third.id, by=binh)
    keeping.rename(second.id, "Nhì", by=binh)
    keeping.drop(first.id, by=binh)
    assert names(dien_hong) == ["Ba", "Nhì"]
    for deed in (keeping.drop, keeping.move_up):
        with pytest.raises(Refused) if deed is keeping.drop else _nothing():
            deed(third.id, by=dien_hong["dung"])
    assert names(dien_hong) == ["Ba", "Nhì"]


class _nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def test_the_inbox_opens_with_the_first_filter_and_with_one_only(dien_hong: Cast) -> None:
    binh, client = dien_hong["binh"], client_for(dien_hong["binh"])
    one, other = keeping.keep(LATE, "Một", by=binh), keeping.keep(Sought(tab="cua-toi"), "Hai", by=binh)
    keeping.open_first(one.id, by=binh)
    keeping.open_first(other.id, by=binh)
    assert client.get(reverse("inbox:index")).headers["Location"].endswith("?the=cua-toi")
    assert client.get(f"{reverse('inbox:index')}?the=moi-den").status_code == 200
    keeping.open_first(other.id, by=binh, on=False)
    assert client.get(reverse("inbox:index")).status_code == 200


def test_the_pages_keep_and_change_filters(dien_hong: Cast) -> None:
    client = client_for(dien_hong["binh"])
    answer = client.post(reverse("inbox:keep"), {"bo-loc": LATE.query, "ten": "Trễ", "mo-dau": "1"}, follow=True)
    assert "Đã giữ bộ lọc «Trễ»." in answer.content.decode()
    assert client.post(reverse("inbox:keep"), {"bo-loc": LATE.query, "ten": "Trễ"}).status_code == 422
    own = kept(dien_hong["binh"]).get()
    assert own.first
    for form, status in (({"lam": "doi-ten", "ten": "Muộn"}, 302), ({"lam": "len"}, 302), ({"lam": "thoi-mo-dau"}, 302),
                         ({"lam": "?"}, 422), ({"lam": "doi-ten", "ten": ""}, 422), ({"lam": "bo"}, 302)):  # fmt: skip
        assert client.post(reverse("inbox:change_filter", args=[own.id]), form).status_code == status, form
    assert names(dien_hong) == []
    assert client.post(reverse("inbox:change_filter", args=[own.id]), {"lam": "bo"}).status_code == 404
