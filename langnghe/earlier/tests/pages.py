"""How tests open the pages of earlier years."""

from django.urls import reverse

from langnghe.earlier.imports import machine
from langnghe.earlier.models import EarlierImport
from langnghe.kernel.actors import system
from langnghe.places.tests.files import csv_of
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page

ROWS = (("Năm", "Ý kiến"), ("2024", "Đèn hẻm 12 tắt lâu ngày"), ("", "Thiếu năm"))


def batch(cast: Cast) -> EarlierImport:
    """A book that was checked."""
    by = system(cast.ward.id)
    return machine.check(machine.receive(cast.ward, "so.csv", [csv_of(ROWS)], by=by), by=by)


@page("earlier:imports")
def imports(cast: Cast) -> str:
    return reverse("earlier:imports")


@page("earlier:template")
def template(cast: Cast) -> str:
    return reverse("earlier:template")


@page("earlier:import")
def report(cast: Cast) -> str:
    return reverse("earlier:import", args=[batch(cast).id])


@page("earlier:wrong_rows")
def wrong_rows(cast: Cast) -> str:
    return reverse("earlier:wrong_rows", args=[batch(cast).id])


@page("earlier:confirm_import")
def confirm(cast: Cast) -> str:
    return reverse("earlier:confirm_import", args=[batch(cast).id])


@page("earlier:undo_import")
def undo(cast: Cast) -> str:
    return reverse("earlier:undo_import", args=[batch(cast).id])
