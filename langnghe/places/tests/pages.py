"""How each address of this room is opened by tests."""

from datetime import date, timedelta

from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.places import actions, days, imports
from langnghe.places.models import HouseholdImport, WardDay
from langnghe.places.tests.files import HEADER, THREE, csv_of
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def checked(cast: Cast) -> HouseholdImport:
    by = system(cast.ward.id)
    table = [*THREE, (*HEADER[:2], "", "", "bốn")]
    return imports.check(imports.receive(cast.ward, "ho.csv", [csv_of(table)], by=by), by=by)


@page("places:groups")
def groups(cast: Cast) -> str:
    return reverse("places:groups")


@page("places:add_group")
def add_group(cast: Cast) -> str:
    return reverse("places:add_group")


@page("places:duty_phone")
def duty_phone(cast: Cast) -> str:
    return reverse("places:duty_phone")


@page("places:rename_group")
def rename_group(cast: Cast) -> str:
    return reverse("places:rename_group", args=[cast.groups["Tổ 3"].id])


@page("places:close_group")
def close_group(cast: Cast) -> str:
    return reverse("places:close_group", args=[cast.groups["Tổ 3"].id])


@page("places:reopen_group")
def reopen_group(cast: Cast) -> str:
    group = actions.close_group(cast.groups["Tổ 7"], by=system(cast.ward.id))
    return reverse("places:reopen_group", args=[group.id])


@page("places:households")
def households(cast: Cast) -> str:
    batch = imports.confirm(checked(cast), by=system(cast.ward.id))
    imports.apply(batch, by=system(cast.ward.id))
    return reverse("places:households")


@page("places:households_csv")
def households_csv(cast: Cast) -> str:
    return reverse("places:households_csv")


@page("places:households_xlsx")
def households_xlsx(cast: Cast) -> str:
    return reverse("places:households_xlsx")


@page("places:imports")
def import_list(cast: Cast) -> str:
    checked(cast)
    return reverse("places:imports")


@page("places:template")
def template(cast: Cast) -> str:
    return reverse("places:template")


@page("places:import")
def report(cast: Cast) -> str:
    return reverse("places:import", args=[checked(cast).id])


@page("places:wrong_rows")
def wrong_rows(cast: Cast) -> str:
    return reverse("places:wrong_rows", args=[checked(cast).id])


@page("places:confirm_import")
def confirm_import(cast: Cast) -> str:
    return reverse("places:confirm_import", args=[checked(cast).id])


@page("places:undo_import")
def undo_import(cast: Cast) -> str:
    batch = imports.confirm(checked(cast), by=system(cast.ward.id))
    imports.apply(batch, by=system(cast.ward.id))
    return reverse("places:undo_import", args=[batch.id])


def own_day(cast: Cast) -> WardDay:
    """A day of the ward's own; a new one each time."""
    taken = WardDay.objects.filter(ward=cast.ward).count()
    day = date(2026, 3, 2) + timedelta(days=taken)
    return days.set_day(cast.ward, day, works=False, name="Lễ hội đình", source="TB 12", by=system(cast.ward.id))


@page("places:calendar")
def calendar(cast: Cast) -> str:
    own_day(cast)
    return f"{reverse('places:calendar')}?nam=2026"


@page("places:add_day")
def add_day(cast: Cast) -> str:
    return reverse("places:add_day")


@page("places:remove_day")
def remove_day(cast: Cast) -> str:
    return reverse("places:remove_day", args=[own_day(cast).id])


@page("places:restore_day")
def restore_day(cast: Cast) -> str:
    own = days.remove_day(own_day(cast), by=system(cast.ward.id))
    return reverse("places:restore_day", args=[own.id])
