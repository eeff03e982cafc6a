"""Provinces, communes, lineage and national days out of the data files beside this room (read here, never through live models)."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
LINEAGE_SOURCE = "Bảng chuyển đổi đơn vị hành chính mới – cũ, 01/7/2025"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def days(row):
    return {"in_force_from": row["in_force_from"] or None, "in_force_to": row["in_force_to"] or None}


def load(apps, schema_editor):
    Province, Commune, Lineage = (apps.get_model("places", name) for name in ("Province", "Commune", "Lineage"))
    Province.objects.bulk_create(
        Province(code=row["code"], kind=row["kind"], name=row["name"], **days(row)) for row in rows("provinces.csv")
    )
    provinces = {(province.code, province.in_force_to is None): province for province in Province.objects.all()}
    Commune.objects.bulk_create(
        (
            Commune(
                code=row["code"], kind=row["kind"], name=row["name"], district=row["district"],
                province=provinces[row["province"], not row["in_force_to"]], **days(row),
            )
            for row in rows("communes.csv")
        ),
        batch_size=500,
    )
    communes = {(commune.code, commune.in_force_to is None): commune for commune in Commune.objects.all()}
    Lineage.objects.bulk_create(
        Lineage(
            old=communes[row["old"], False], new=communes[row["new"], True],
            whole=row["whole"] == "1", source=LINEAGE_SOURCE,
        )
        for row in rows("lineage.csv")
    )
    NationalDay = apps.get_model("places", "NationalDay")
    NationalDay.objects.bulk_create(
        NationalDay(day=row["day"], works=row["works"] == "1", name=row["name"], source=row["source"])
        for row in rows("national_days.csv")
    )


def unload(apps, schema_editor):
    for name in ("NationalDay", "Lineage", "Commune", "Province"):
        apps.get_model("places", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
