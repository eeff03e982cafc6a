"""The administrator's pages of the workbook: from the empty file to the undo, with the worker's jobs between."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from langnghe.house.work import drain
from langnghe.people.models import Officer
from langnghe.places.models import Household, HouseholdImport
from langnghe.sheets import uploads
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for
from langnghe.workbook.imports import machine, remarked_path
from langnghe.workbook.models import WorkbookImport
from langnghe.workbook.tests.books import HOUSEHOLDS, with_rows

BOOK = with_rows(households=[*HOUSEHOLDS, ("Tổ 77", "DH-004", "Lê Lai", "", "")])


def test_the_administrator_fills_in_sends_reads_imports_and_takes_back(dien_hong: Cast) -> None:
    with frozen("2026-11-24T08:30:00"):
        hanh = client_for(dien_hong["hanh"])
        template = hanh.get(reverse("workbook:template"))
        assert openpyxl.load_workbook(io.BytesIO(template.content))["Danh mục"]["E3"].value == "Tổ 2"
        sent = {"tep": SimpleUploadedFile("so.xlsx", BOOK)}
        hanh.post(reverse("workbook:imports"), sent)
        drain()
        batch = WorkbookImport.objects.get()
        page = hanh.get(reverse("workbook:import", args=[batch.id]))
        assert "Tổ này không có ở tờ «Tổ» và phường cũng chưa có." in page.text
        assert "Cần biết" in page.text
        copy = b"".join(hanh.get(reverse("workbook:remarked", args=[batch.id])).streaming_content)  # type: ignore[attr-defined]
        assert "Máy nhắn" in [cell.value for cell in openpyxl.load_workbook(io.BytesIO(copy))["Hộ"][1]]
        hanh.post(reverse("workbook:confirm_import", args=[batch.id]))
        drain()
        assert Household.objects.count() == 3
        assert "In phiếu nhận việc" in hanh.get(reverse("workbook:import", args=[batch.id])).text
        hanh.post(reverse("workbook:undo_import", args=[batch.id]))
        drain()
        assert not Household.objects.exists()
        assert not Officer.objects.filter(username="phuc.tran").exists()
        assert set(HouseholdImport.objects.values_list("state", flat=True)) == {"undone"}
        path = uploads.file_at(remarked_path(batch))
        assert path.exists()
    with frozen("2026-12-30T08:30:00"):
        assert machine.remove_old_files(by=dien_hong["hanh"]) == 1
        assert not path.exists()
    assert client_for(dien_hong["dung"]).get(reverse("workbook:imports")).status_code == 403
