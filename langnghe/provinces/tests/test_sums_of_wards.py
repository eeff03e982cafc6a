"""What a province and the country see: sums that add up, no person, no word, nothing of anybody else's wards."""

import csv
import io
import re
from datetime import date
from random import Random
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from langnghe.answering.tests import writing
from langnghe.cli.main import main
from langnghe.figures import summing
from langnghe.figures.asking import Period
from langnghe.figures.counting import FIGURES
from langnghe.figures.tests.test_figures import came
from langnghe.figures.tests.walking import Walk
from langnghe.house.work import drain
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import LAMP
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate, Officer
from langnghe.places import mergers
from langnghe.places.actions import open_ward
from langnghe.places.models import Commune, Ward
from langnghe.provinces import reads
from langnghe.provinces.actions import Office, open_office
from langnghe.provinces.territory import territory_of
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

TODAY = "2026-12-02T09:00"
YEAR = Period("nam", date(2026, 1, 1), date(2026, 12, 31))


def office(province: str = "", code: str = "VN", username: str = "oanh") -> Mandate:
    """The first viewer of an office."""
    asked = Office(province, code, username, "Lý Kim Oanh", "langnghe.example")
    return open_office(asked, by=Actor("system"))


def quiet_ward(near: Cast, code: str = "PK", slug: str = "pleiku") -> Ward:
    """A ward of the same province to which nobody ever spoke."""
    commune = Commune.objects.get(name="Pleiku", province=near.ward.province, in_force_to=None)
    return open_ward(code=code, slug=slug, name="Phường Pleiku", province=near.ward.province, commune=commune,
                     log_origin=f"langnghe.example/{slug}", by=Actor("system"))  # fmt: skip


def counted() -> None:
    """The worker has caught up."""
    drain()
    assert not summing.work_off()


def shown(mandate: Mandate, name: str = "index", query: str = "", **named: str) -> str:
    with frozen(TODAY):
        return client_for(mandate).get(reverse(f"provinces:{name}", kwargs=named) + query).content.decode()


def top(page: str) -> dict[str, int]:
    found = re.findall(r'<div class="number-([\w-]+)">.*?<strong>([\d.]+)', page, re.DOTALL)
    return {code: int(number.replace(".", "")) for code, number in found}


def lines(page: str) -> list[str]:
    """Names in the order of the first table."""
    table = page.split('<table class="table sums sorted">')[1].split("</table>")[0]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table)


def file_of(mandate: Mandate, query: str = "") -> list[dict[str, str]]:
    with frozen(TODAY):
        answer = client_for(mandate).get(reverse("provinces:csv") + query)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("seed", [11, 47])
def test_country_is_provinces_is_wards_is_topics_is_months(dien_hong: Cast, hac_thanh: Cast, seed: int) -> None:
    Walk([dien_hong, hac_thanh], Random(seed)).days(["2026-10", "2026-11"], 24)
    viewers = {"": office(), "Gia Lai": office("Gia Lai", "GL", "phi"), "Thanh Hóa": office("Thanh Hóa", "TH", "xuan")}
    with frozen(TODAY):
        counted()
        by_province = {name: reads.counts(territory_of(one), YEAR) for name, one in viewers.items()}
        country = by_province.pop("")
        assert reads.together(one.total for one in by_province.values()) == country.total
        for found in (country, *by_province.values()):
            assert reads.together(found.places.values()) == found.total
            assert reads.together(found.months.values()) == found.total
            assert sum(found.total.parts.values()) == found.total.figures["vao"]
        whole = territory_of(viewers[""])
        for by in ("topic", "group", "channel"):
            assert reads.together(reads.by_key(whole, YEAR, by).values()) == country.total
    page, rows = shown(viewers[""]), file_of(viewers[""])
    for code, count in top(page).items():
        if code in FIGURES:
            assert sum(int(row[str(FIGURES[code].name)]) for row in rows) == count
    assert country.total.figures["vao"] > 15


def test_what_is_late_comes_first_and_every_column_can(dien_hong: Cast, hac_thanh: Cast) -> None:
    viewer = office("Gia Lai", "GL")
    quiet_ward(dien_hong)
    came(dien_hong)
    with frozen(TODAY):
        counted()
    page = shown(viewer)
    assert lines(page) == ["Phường Diên Hồng", "Phường Pleiku"]
    assert lines(shown(viewer, query="?xep=ten&chieu=")) == ["Phường Diên Hồng", "Phường Pleiku"]
    assert 'aria-sort="descending"' in page
    orders = re.findall(r'<option value="([\w-]+)"', page.split('id="xep"')[1].split("</select>")[0])
    assert len(orders) == 13
    for order in orders:
        assert lines(shown(viewer, query=f"?xep={order}&chieu=len"))[-1] == "Phường Pleiku"
    both = office(username="phi")
    came(hac_thanh)
    came(hac_thanh)
    with frozen(TODAY):
        counted()
    assert lines(shown(both)) == ["Thanh Hóa", "Gia Lai"]
    assert lines(shown(both, query="?xep=vao&chieu=len")) == ["Gia Lai", "Thanh Hóa"]


def test_no_data_is_another_thing_than_zero(dien_hong: Cast) -> None:
    viewer = office("Gia Lai", "GL")
    quiet_ward(dien_hong)
    came(dien_hong, "2026-10-05T08:00")
    with frozen(TODAY):
        counted()
    assert shown(viewer, query="?ky=thang").count("không có dữ liệu</td>") == 1
    assert shown(viewer, query="?ky=nam-truoc").count("không có dữ liệu</td>") == 2
    assert top(shown(viewer, "place", "?ky=thang", code="DH"))["vao"] == 0
    assert "Không có dữ liệu" in shown(viewer, "place", code="PK")


def test_a_merged_wards_past_is_counted_once_at_its_successor(dien_hong: Cast, hac_thanh: Cast) -> None:
    for cast in (dien_hong, dien_hong, hac_thanh):
        came(cast)
    country, former = office(), office("Gia Lai", "GL", "phi")
    with frozen("2026-11-20T08:00"):
        mergers.merge_ward(dien_hong.ward, into=hac_thanh.ward, by=system(dien_hong.ward.id))
    with frozen(TODAY):
        counted()
    page = shown(country, "province", code="38")
    assert lines(page) == ["Phường Hạc Thành"]
    assert top(page)["vao"] == top(shown(country))["vao"] == 3
    assert "gồm cả Phường Diên Hồng, nhập ngày 20/11/2026" in page
    assert lines(shown(country)) == ["Thanh Hóa"]
    assert "Chưa có phường, xã nào" in shown(former)
    ward = shown(country, "place", code="HT")
    assert "Tổ 3 (phường Diên Hồng cũ)" in ward
    assert {row["Số của phường cũ"] for row in file_of(country)} == {"", "Phường Diên Hồng"}


def test_a_viewer_lands_on_the_province_and_sees_no_other(dien_hong: Cast, hac_thanh: Cast) -> None:
    viewer = office("Gia Lai", "GL")
    client = client_for(viewer)
    assert client.get(reverse("desk:home")).headers["Location"] == reverse("provinces:index")
    assert client.get(reverse("provinces:place", args=["DH"])).status_code == 200
    for name, code in (("place", "HT"), ("province", "38"), ("place", "KHÔNG"), ("province", "../..")):
        assert client.get(f"/can-bo/cac-phuong/{'phuong' if name == 'place' else 'tinh'}/{code}/").status_code == 404
    for narrowed in ("?tinh=38", "?phuong=HT"):
        assert client.get(reverse("provinces:csv") + narrowed).status_code == 404
    assert "Hạc Thành" not in shown(viewer)
    others = ("figures:index", "opinions:index", "inbox:index", "people:index", "casefiles:index", "places:groups")
    assert {client.get(reverse(name)).status_code for name in others} == {403}


def test_nobody_of_a_ward_looks_over_wards(dien_hong: Cast) -> None:
    doors = {name for name, one in dien_hong.mandates.items() if one.may("provinces.read")}
    assert doors == {"khoa"}
    answer = client_for(dien_hong["khoa"]).get(reverse("provinces:index"))
    assert answer.headers["Location"] == reverse("provinces:place", args=["DH"])


def test_no_page_and_no_file_holds_a_person_a_word_or_a_serial(dien_hong: Cast, hac_thanh: Cast) -> None:
    Walk([dien_hong, hac_thanh], Random(8)).days(["2026-11"], 27)
    viewer = office()
    with frozen(TODAY):
        counted()
        client = client_for(viewer)
        named = [("index", {}), ("province", {"code": "38"}), ("topics", {}), ("place", {"code": "DH"}),
                 ("place", {"code": "HT"}), ("csv", {})]  # fmt: skip
        answers = [client.get(reverse(f"provinces:{name}", kwargs=more)) for name, more in named]
        book = b"".join(client.get(reverse("provinces:xlsx")).streaming_content)  # type: ignore[attr-defined]
    text = "".join(_text(answer) for answer in answers) + _words_of(book)
    secrets = [matter.serial for matter in Matter.objects.select_related("ward")]
    secrets += [word for opinion in Opinion.objects.all() for word in (str(opinion.id), opinion.serial, opinion.words)]
    secrets += [officer.name for officer in Officer.objects.exclude(id=viewer.officer_id)]
    secrets += [str(matter.id) for matter in Matter.objects.all()]
    secrets += [LAMP, "Đèn đường đầu hẻm", "ông Sáu", writing.WORDS[:30], writing.PROMISE[:30], "biên bản số 14"]
    assert [word for word in secrets if word and word in text] == []
    assert len(secrets) > 60


def test_the_workbook_says_what_the_page_says(dien_hong: Cast, hac_thanh: Cast) -> None:
    for cast in (dien_hong, hac_thanh, hac_thanh):
        came(cast)
    with frozen(TODAY):
        counted()
        viewer = office()
        Ward.objects.filter(code="HT").update(name="=cmd()")
        book = b"".join(client_for(viewer).get(reverse("provinces:xlsx")).streaming_content)  # type: ignore[attr-defined]
    sheets = openpyxl.load_workbook(io.BytesIO(book), read_only=True)
    rows = list(sheets["Phường, xã"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:2] == ("Phường, xã", "Việc đã vào")
    assert {row[0]: row[1] for row in rows[1:]} == {"Tất cả": 3, "'=cmd()": 2, "Phường Diên Hồng": 1}
    assert sheets.sheetnames == ["Phường, xã", "Tỉnh, thành phố", "Theo tháng", "Theo lĩnh vực"]
    assert any(row["Phường, xã"] == "'=cmd()" for row in file_of(viewer))


@pytest.mark.parametrize(("query", "said"), [
    ("?ky=tu-chon&tu=2026-13&den=2026-11", "Xin chọn đủ tháng"), ("?ky=tu-chon", "Xin chọn đủ tháng"),
    ("?ky=tu-chon&tu=2026-11&den=2026-02", "Tháng đầu phải trước tháng cuối"),
    ("?ky=tu-chon&tu=1950-01&den=2026-02", "nhiều nhất 60 tháng"),
])  # fmt: skip
@pytest.mark.once
def test_months_that_make_no_sense_are_told(dien_hong: Cast, query: str, said: str) -> None:
    assert said in shown(office(), query=query)
    assert said not in shown(Mandate.objects.get(officer__username="oanh"), query="?ky=tu-chon&tu=2026-02&den=2026-11")


def test_a_page_says_that_wards_are_still_being_counted(dien_hong: Cast) -> None:
    viewer = office()
    assert "Chưa đếm lần nào" in shown(viewer)
    came(dien_hong)
    summing.ask(dien_hong.ward.id)
    assert "đang được đếm lại" in shown(viewer)
    with frozen(TODAY):
        counted()
    assert "đang được đếm lại" not in shown(viewer)
    assert "Đếm lần cuối lúc 09:00, 02/12/2026" in shown(viewer)


def test_pages_ask_little_however_many_wards(
    dien_hong: Cast, hac_thanh: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    came(dien_hong)
    came(hac_thanh)
    viewer = office()
    with frozen(TODAY):
        counted()
        client = client_for(viewer)
        named: list[tuple[str, dict[str, Any]]] = [
            ("index", {}), ("province", {"code": "38"}), ("topics", {}), ("place", {"code": "DH"})
        ]  # fmt: skip
        for name, more in named:
            with django_assert_max_num_queries(12):
                assert client.get(reverse(f"provinces:{name}", kwargs=more)).status_code == 200


@pytest.mark.once
def test_an_office_is_of_a_province_in_force(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="Không có tỉnh"):
        office("Bình Định")
    assert office("gia lai", "GL").ward.name == "Tỉnh Gia Lai"


@pytest.mark.once
def test_whoever_keeps_the_machine_opens_an_office_and_counts_anew(
    dien_hong: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["places", "office", "--country", "--code", "VN", "--username", "oanh", "--name", "Lý Kim Oanh"]
    assert main(words) == 0
    assert "Tên đăng nhập: oanh" in capsys.readouterr().out
    assert main(words) == 1
    came(dien_hong)
    assert main(["figures", "rebuild"]) == 0
    assert "1 phường, xã" in capsys.readouterr().out
    with frozen(TODAY):
        assert reads.counts(territory_of(Mandate.objects.get(officer__username="oanh")), YEAR).total.figures["vao"] == 1


def _text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def _words_of(book: bytes) -> str:
    found = openpyxl.load_workbook(io.BytesIO(book), read_only=True)
    return " ".join(str(cell) for sheet in found for row in sheet.iter_rows(values_only=True) for cell in row if cell)
