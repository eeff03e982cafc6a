"""How tests open the pages of the ward's workbook."""

from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page
from langnghe.workbook.imports import machine
from langnghe.workbook.models import WorkbookImport
from langnghe.workbook.tests.books import Rows, book_of

SOME: dict[str, Rows] = {
    "groups": [("Tổ 8",)],
    "households": [("Tổ 8", "X-001", "Nguyễn Thị Tư", "", ""), ("Tổ 99", "X-002", "Lê Lai", "", "")],
}


def batch(cast: Cast) -> WorkbookImport:
    """A workbook that was checked."""
    by = system(cast.ward.id)
    return machine.check(machine.receive(cast.ward, "so.xlsx", [book_of(SOME)], by=by), by=by)


@page("workbook:imports")
def imports(cast: Cast) -> str:
    return reverse("workbook:imports")


@page("workbook:template")
def template(cast: Cast) -> str:
    return reverse("workbook:template")


@page("workbook:import")
def report(cast: Cast) -> str:
    return reverse("workbook:import", args=[batch(cast).id])


@page("workbook:remarked")
def remarked(cast: Cast) -> str:
    return reverse("workbook:remarked", args=[batch(cast).id])


@page("workbook:wrong_rows")
def wrong_rows(cast: Cast) -> str:
    return reverse("workbook:wrong_rows", args=[batch(cast).id])


@page("workbook:confirm_import")
def confirm(cast: Cast) -> str:
    return reverse("workbook:confirm_import", args=[batch(cast).id])


@page("workbook:undo_import")
def undo(cast: Cast) -> str:
    return reverse("workbook:undo_import", args=[batch(cast).id])
