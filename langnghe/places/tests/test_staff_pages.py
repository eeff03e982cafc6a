"""Staff pages of groups, households, imports and days, as officers use them."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from langnghe.house.work import drain
from langnghe.kernel.actors import system
from langnghe.ledger.models import Job
from langnghe.places import actions
from langnghe.places.models import Household, HouseholdImport, ResidentialGroup, WardDay
from langnghe.places.tests.files import HEADER, THREE, csv_of
from langnghe.places.tests.test_import import applied, state_of
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def upload(table: object = THREE, name: str = "ho.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv_of(table), "text/csv")  # type: ignore[arg-type]


def test_hanh_adds_renames_closes_and_reopens_a_group(dien_hong: Cast) -> None:
    hanh = client_for(dien_hong["hanh"])
    hanh.post(reverse("places:add_group"), {"name": "kp 12"})
    group = ResidentialGroup.objects.get(ward=dien_hong.ward, name="Khu phố 12")
    assert group.kind_label == "khu phố"
    hanh.post(reverse("places:rename_group", args=[group.id]), {"name": "Thôn Đông"})
    hanh.post(reverse("places:close_group", args=[group.id]))
    group.refresh_from_db()
    assert (str(group), group.closed_at is None) == ("Thôn Đông", False)
    hanh.post(reverse("places:reopen_group", args=[group.id]))
    group.refresh_from_db()
    assert group.closed_at is None


def test_a_group_with_households_is_not_closed(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    page = client_for(dien_hong["hanh"]).post(reverse("places:close_group", args=[dien_hong.groups["Tổ 3"].id]))
    assert page.status_code == 400
    assert "còn 2 hộ" in page.text


def test_the_same_name_is_refused_on_the_form(dien_hong: Cast) -> None:
    page = client_for(dien_hong["hanh"]).post(reverse("places:add_group"), {"name": "TDP 03"})
    assert page.status_code == 400
    assert "Phường đã có «Tổ 3»" in page.text


def test_households_are_found_without_accents(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    page = client_for(dien_hong["binh"]).get(reverse("places:households"), {"tim": "phuc hung vuong"})
    assert "Trần Văn Phúc" in page.text
    assert "Nguyễn Thị Tư" not in page.text


@pytest.mark.parametrize("first", "=+-@")
def test_no_exported_cell_begins_like_a_formula(dien_hong: Cast, first: str) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    Household.objects.filter(ward=dien_hong.ward, code="DH-001").update(head_name=f"{first}cmd|' /C calc'!A0")
    binh = client_for(dien_hong["binh"])
    text = b"".join(binh.get(reverse("places:households_csv")).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == list(HEADER)
    data = b"".join(binh.get(reverse("places:households_xlsx")).streaming_content)  # type: ignore[attr-defined]
    cells = [[str(cell.value or "") for cell in row] for row in load_workbook(io.BytesIO(data)).active.rows]
    assert len(rows) == len(cells) == 4
    assert [cell for row in rows + cells for cell in row if cell.startswith(tuple("=+-@"))] == []


def test_a_list_goes_in_by_upload_report_and_confirmation(dien_hong: Cast) -> None:
    hanh = client_for(dien_hong["hanh"])
    table = [*THREE, ("Tổ 3", "", "Lê Văn Không Mã", "", "")]
    report = hanh.post(reverse("places:imports"), {"tep": upload(table)}, follow=True)
    assert "Đang kiểm tra" in report.text
    drain()
    batch = HouseholdImport.objects.get(ward=dien_hong.ward)
    report = hanh.get(reverse("places:import", args=[batch.id]))
    assert "Thiếu mã hộ" in report.text
    assert "Nhập 3 dòng đúng" in report.text
    assert "Thiếu mã hộ" in b"".join(hanh.get(reverse("places:wrong_rows", args=[batch.id])).streaming_content).decode()  # type: ignore[attr-defined]
    hanh.post(reverse("places:confirm_import", args=[batch.id]))
    drain()
    assert Household.objects.filter(ward=dien_hong.ward).count() == 3
    assert "Hoàn tác cả lần nhập" in hanh.get(reverse("places:import", args=[batch.id])).text
    assert not Job.objects.filter(dead_at__isnull=False).exists()


def test_an_import_is_undone_from_its_page(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = applied(dien_hong.ward, csv_of(THREE))
    hanh = client_for(dien_hong["hanh"])
    assert "Hoàn tác" in hanh.get(reverse("places:undo_import", args=[batch.id])).text
    hanh.post(reverse("places:undo_import", args=[batch.id]))
    assert "Đang hoàn tác" in hanh.get(reverse("places:import", args=[batch.id])).text
    drain()
    assert state_of(dien_hong.ward) == before


def test_a_file_that_is_no_list_is_refused_on_the_form(dien_hong: Cast) -> None:
    file = SimpleUploadedFile("anh.csv", b"\x89PNG\r\n", "text/csv")
    page = client_for(dien_hong["hanh"]).post(reverse("places:imports"), {"tep": file})
    assert page.status_code == 400
    assert "không phải bảng" in page.text
    assert not HouseholdImport.objects.exists()


def test_progress_is_a_fragment_for_htmx_and_a_page_for_others(dien_hong: Cast) -> None:
    hanh = client_for(dien_hong["hanh"])
    hanh.post(reverse("places:imports"), {"tep": upload()})
    address = reverse("places:import", args=[HouseholdImport.objects.get().id])
    assert "<html" in hanh.get(address).text
    assert "<html" not in hanh.get(address, headers={"HX-Request": "true"}).text


def test_the_template_file_can_be_filled_in_and_imported(dien_hong: Cast) -> None:
    data = client_for(dien_hong["hanh"]).get(reverse("places:template")).content
    assert applied(dien_hong.ward, data, "mau.xlsx").added == 2


def test_a_day_of_the_ward_is_set_removed_and_restored(dien_hong: Cast) -> None:
    en = client_for(dien_hong["en"])
    day = {"day": "2026-03-03", "works": "off", "name": "Lễ hội đình", "source": "TB 12/TB-UBND"}
    page = en.post(reverse("places:add_day"), day, follow=True)
    assert "Lễ hội đình" in page.text
    own = WardDay.objects.get(ward=dien_hong.ward)
    en.post(reverse("places:remove_day", args=[own.id]))
    own.refresh_from_db()
    assert own.removed_at
    en.post(reverse("places:restore_day", args=[own.id]))
    own.refresh_from_db()
    assert own.removed_at is None
    assert "10/01/2026" in en.get(reverse("places:calendar"), {"nam": "2026"}).text


def test_a_beat_officer_sees_the_households_of_the_own_groups_only(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    chau = client_for(dien_hong["chau"])
    within = dien_hong.groups["Tổ 3"].id
    other = Household.objects.exclude(group=within).get(ward=dien_hong.ward)
    page = chau.get(reverse("places:households"))
    listed = b"".join(chau.get(reverse("places:households_csv")).streaming_content).decode()  # type: ignore[attr-defined]
    asked = chau.get(reverse("places:households"), {"to": str(other.group_id)})
    assert "Tổ 3" in page.text
    assert all(other.code not in text for text in (page.text, listed, asked.text))


def test_lan_sees_groups_but_no_households(dien_hong: Cast) -> None:
    lan = client_for(dien_hong["lan"])
    assert lan.get(reverse("places:groups")).status_code == 200
    assert lan.get(reverse("places:households")).status_code == 403
    assert lan.get(reverse("places:imports")).status_code == 403


def test_quy_finds_nothing_of_the_neighbour(dien_hong: Cast, hac_thanh: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    son = client_for(hac_thanh["son"])
    assert son.get(reverse("places:import", args=[batch.id])).status_code == 404
    assert son.get(reverse("places:rename_group", args=[dien_hong.groups["Tổ 3"].id])).status_code == 404
    assert "Nguyễn Thị Tư" not in son.get(reverse("places:households"), {"to": str(dien_hong.groups["Tổ 3"].id)}).text


def test_the_duty_desks_phone_stands_beside_113_on_residents_pages(dien_hong: Cast) -> None:
    staff = client_for(dien_hong["hanh"])
    assert staff.post("/can-bo/noi-o/truc-ban/", {"phone": " 0269  382 4113 "}).status_code == 302
    for page in ("/dien-hong/", "/dien-hong/gui-y-kien/"):
        assert 'href="tel:02693824113"' in Client().get(page).content.decode()


@pytest.mark.parametrize("phone", ["hỏi tổ trưởng", "12", "0" * 18, "0905;113", "+"])
def test_a_number_nobody_can_dial_is_refused(dien_hong: Cast, phone: str) -> None:
    answer = client_for(dien_hong["hanh"]).post("/can-bo/noi-o/truc-ban/", {"phone": phone})
    assert answer.status_code == 400
    assert "chỉ gồm chữ số" in answer.content.decode()


def test_the_number_can_be_taken_away(dien_hong: Cast) -> None:
    actions.set_duty_phone(dien_hong.ward, "0269 382 4113", by=system(dien_hong.ward.id))
    client_for(dien_hong["hanh"]).post("/can-bo/noi-o/truc-ban/", {"phone": ""})
    dien_hong.ward.refresh_from_db()
    assert dien_hong.ward.duty_phone == ""
