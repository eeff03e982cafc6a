"""A ward's book of earlier years comes in: checked row by row, on the board by the ward's word, undone whole."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from langnghe.commitments.models import Commitment
from langnghe.earlier.imports import machine
from langnghe.earlier.models import EarlierImport, EarlierProblem
from langnghe.earlier.tables import template_file
from langnghe.house.work import drain
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.supporting import support
from langnghe.opinions import lists
from langnghe.opinions.models import Opinion
from langnghe.places.models import Ward
from langnghe.places.tests.files import csv_of, xlsx_of
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

HEADER = ("Năm", "Ngày", "Ý KIẾN (tóm tắt)", "Lĩnh vực", "Tổ", "Trả lời", "Lời hứa", "Hạn", "Kết quả", "Ngày xong")
LAMP = ("2024", "9/8/2024", "Đèn hẻm 12 tắt lâu ngày", "den duong", "3", "Đã báo điện lực", "Thay bóng đèn",
        "30/9/2024", "xong", "25/9/2024")  # fmt: skip
DRAIN = ("2024", "", "Cống trước chợ nghẹt", "", "", "", "Nạo vét cống", "01/12/2024", "trễ", "")
NOISE = ("", "10.08.2025", "Quán nhậu ồn tới khuya", "karaoke", "Tổ 5", "Đã nhắc nhở", "", "", "", "")
THREE = (HEADER, LAMP, DRAIN, NOISE)


@pytest.fixture(autouse=True)
def today():  # type: ignore[no-untyped-def]
    """The book is of earlier years."""
    with frozen("2026-11-24T08:30:00"):
        yield


def checked(ward: Ward, data: bytes, name: str = "so.csv") -> EarlierImport:
    return machine.check(machine.receive(ward, name, [data], by=system(ward.id)), by=system(ward.id))


def applied(ward: Ward, data: bytes) -> EarlierImport:
    batch = machine.confirm(checked(ward, data), by=system(ward.id))
    assert machine.apply(batch, by=system(ward.id)) is False
    batch.refresh_from_db()
    return batch


def counts(ward: Ward) -> list[int]:
    tables: list[type[Model]] = [Opinion, Matter, Joining, Answer, Commitment]
    return [table._default_manager.filter(ward=ward).count() for table in tables]


def problems(batch: EarlierImport) -> list[tuple[int, str, str]]:
    found = EarlierProblem.objects.filter(batch=batch).order_by("number", "column")
    return list(found.values_list("number", "column", "code"))


def test_a_book_comes_in_with_answers_and_promises(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    assert (batch.state, batch.added, batch.wrong) == ("applied", 3, 0)
    assert counts(dien_hong.ward) == [3, 3, 3, 2, 2]
    opinion = Opinion.objects.get(words__startswith="Đèn")
    assert (opinion.channel, opinion.serial[:4], str(opinion.group)) == ("earlier", "DH24", "Tổ 3")
    kept, late = Commitment.objects.order_by("due_on")
    assert (kept.origin, kept.state, str(kept.ended_on)) == ("book", "booked", "2024-09-25")
    assert (late.state, late.ended_on, str(late.promised_on)) == ("open", None, "2024-01-01")
    assert Matter.objects.get(id=late.subject_id).next_due == late.due_on


def test_the_board_says_whose_word_it_is(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    client = client_for(dien_hong["binh"])
    board = client.get(reverse("matters:board", args=[dien_hong.ward.slug])).text
    assert board.count("chưa được người dân xác nhận") == 3
    matter = Matter.objects.get(title__startswith="Đèn")
    page = client.get(reverse("matters:matter", args=[dien_hong.ward.slug, matter.serial])).text
    assert "Theo sổ của phường năm 2024, chưa được người dân xác nhận." in page
    found = client.get(reverse("matters:board", args=[dien_hong.ward.slug]), {"tim": "cong truoc cho"}).text
    assert "<mark>Cống</mark> <mark>trước</mark> <mark>chợ</mark> nghẹt" in found


def test_taking_a_book_back_leaves_nothing_of_it(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    machine.ask_undo(batch, by=dien_hong["dung"])
    assert machine.undo(batch, by=system(dien_hong.ward.id)) is False
    assert counts(dien_hong.ward) == [0, 0, 0, 0, 0]
    board = client_for(dien_hong["binh"]).get(reverse("matters:board", args=[dien_hong.ward.slug])).text
    assert "Đèn hẻm 12" not in board
    assert applied(dien_hong.ward, csv_of(THREE)).added == 3


def test_the_same_row_again_stays_one(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    again = applied(dien_hong.ward, csv_of((*THREE, NOISE, ("2023", "", "Chó thả rông", *[""] * 7))))
    assert (again.added, again.same) == (1, 4)
    assert Opinion.objects.count() == 4


def test_guarded_rows_stay_off_the_board(dien_hong: Cast) -> None:
    rows = (HEADER, ("2024", "", "Nhà số 7 bán ma túy cho học sinh", *[""] * 7),
            ("2024", "", "Anh công an Lê Minh Châu đòi tiền", *[""] * 7))  # fmt: skip
    batch = applied(dien_hong.ward, csv_of(rows))
    assert (batch.added, batch.guarded) == (2, 2)
    assert set(Opinion.objects.values_list("guard", flat=True)) == {"crime", "conduct"}
    assert not Matter.objects.exists()


def test_earlier_years_do_not_flood_the_list_of_today(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    binh = dien_hong["binh"]
    assert not lists.listed(binh, lists.Sought()).rows
    assert len(lists.listed(binh, lists.Sought(query="den hem")).rows) == 1


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (("", "", "Đèn tắt", *[""] * 7), ("day", "day_missing")),
        (("2024", "31/2/2024", "Đèn tắt", *[""] * 7), ("day", "day_bad")),
        (("", "1/1/2030", "Đèn tắt", *[""] * 7), ("day", "day_range")),
        (("2019", "", "Đèn tắt", *[""] * 7), ("year", "year_bad")),
        (("2023", "9/8/2024", "Đèn tắt", *[""] * 7), ("year", "year_differs")),
        (("2024", "", "…", *[""] * 7), ("words", "words_missing")),
        (("2024", "", "Gọi bà Tư 0905 123 456", *[""] * 7), ("words", "personal")),
        (("2024", "", "Đèn tắt", "zzz", *[""] * 6), ("topic", "topic_unknown")),
        (("2024", "", "Đèn tắt", "", "99", *[""] * 5), ("group", "group_unknown")),
        (("2024", "", "Đèn tắt", "", "", "", "Thay bóng", "", "", ""), ("due", "due_missing")),
        (("2024", "9/8/2024", "Đèn tắt", "", "", "", "Thay bóng", "1/8/2024", "", ""), ("due", "due_bad")),
        (("2024", "", "Đèn tắt", "", "", "", "", "1/8/2024", "", ""), ("promise", "promise_missing")),
        (("2024", "", "Đèn tắt", "", "", "", "", "", "hên xui", ""), ("state", "state_unknown")),
        (("2024", "", "=HYPERLINK(1)", *[""] * 7), ("words", "formula")),
        (("2024", "", "a" * 1001, *[""] * 7), ("words", "words_long")),
    ],
)
def test_a_wrong_row_is_named_and_the_others_go_in(
    dien_hong: Cast, row: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    batch = checked(dien_hong.ward, csv_of((HEADER, row, LAMP)))
    assert problems(batch) == [(2, *wrong)]
    assert (batch.total, batch.wrong, batch.added) == (2, 1, 1)
    assert not Opinion.objects.exists()


def test_a_book_without_our_columns_is_refused_at_once(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="Không thấy dòng tiêu đề"):
        checked(dien_hong.ward, csv_of((("STT", "Họ tên"), ("1", "Tư"))))


def test_another_encoding_and_dates_of_excel_are_read(dien_hong: Cast) -> None:
    assert applied(dien_hong.ward, csv_of((HEADER, DRAIN), "utf-16")).added == 1
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ("Ngày", "Ý kiến"))
    sheet.write_datetime(1, 0, date(2024, 8, 9), day)
    sheet.write(1, 1, "Đèn hẻm 12 tắt")
    book.close()
    applied(dien_hong.ward, out.getvalue())
    assert str(Opinion.objects.get(words__startswith="Đèn").received_at.date()) == "2024-08-09"


def test_the_template_can_be_filled_in_and_imported(dien_hong: Cast) -> None:
    assert applied(dien_hong.ward, template_file()).wrong == 0
    assert applied(dien_hong.ward, xlsx_of((HEADER, DRAIN))).added == 1


def test_a_book_with_voices_is_not_taken_back(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    matter = Matter.objects.get(title__startswith="Đèn")
    support(matter, "browser", b"somebody")
    with pytest.raises(Refused, match="không hoàn tác được"):
        machine.ask_undo(batch, by=dien_hong["dung"])


def test_the_chief_imports_by_upload_report_and_confirmation(dien_hong: Cast) -> None:
    dung = client_for(dien_hong["dung"])
    rows = (*THREE, ("2024", "", "Gọi 0905 123 456", *[""] * 7))
    page = dung.post(reverse("earlier:imports"), {"tep": SimpleUploadedFile("so.csv", csv_of(rows))}, follow=True)
    drain()
    batch = EarlierImport.objects.get()
    page = dung.get(reverse("earlier:import", args=[batch.id]))
    assert "dòng 5" in page.text
    dung.post(reverse("earlier:confirm_import", args=[batch.id]))
    drain()
    assert Matter.objects.count() == 3
    answer = dung.get(reverse("earlier:wrong_rows", args=[batch.id]))
    assert "0905 123 456" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    dung.post(reverse("earlier:undo_import", args=[batch.id]))
    drain()
    assert not Matter.objects.exists()
    assert client_for(dien_hong["binh"]).get(reverse("earlier:imports")).status_code == 403
