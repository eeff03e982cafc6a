"""Files from data sets, a page of rows at a time: CSV for tables, JSON for programs, and what describes both."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from django.utils.translation import override

from langnghe.opendata.columns import VERSION, Column, Dataset
from langnghe.places.models import Ward
from langnghe.sheets.tables import csv_pages

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"date": ("string", "date"), "uri": ("string", "uri")}
# Types of the fields of a Data Package's table.
_FIELDS = {"date": "date", "uri": "string"}


def as_csv(dataset: Dataset, ward: Ward) -> Iterator[bytes]:
    """Header and rows; UTF-8 with the mark Excel needs, no cell can be read as a formula."""
    return csv_pages(chain([[tuple(dataset.names)]], dataset.pages(ward)))


def as_json(dataset: Dataset, ward: Ward, head: Mapping[str, object]) -> Iterator[bytes]:
    """One object: `head`, then `data` with an object a row, then `count`, known only when all were written."""
    yield (_json(head)[:-1] + ',"data":[').encode()
    count, names = 0, dataset.names
    for rows in dataset.pages(ward):
        lines = ",\n".join(_json(dict(zip(names, row, strict=True))) for row in rows)
        yield f"{',' if count and rows else ''}\n{lines}".encode()
        count += len(rows)
    yield f'\n],"count":{count}}}\n'.encode()


def schema(dataset: Dataset, address: str) -> dict[str, object]:
    """The JSON Schema of a JSON file; every meaning in Vietnamese and in English."""
    row = {
        "type": "object", "required": dataset.names, "additionalProperties": True,
        "properties": {column.name: _property(column) for column in dataset.columns},
    }  # fmt: skip
    properties: dict[str, object] = {
        "schema": {"type": "string", "format": "uri"}, "version": {"const": VERSION}, "ward": {"type": "object"},
        "date": {"type": "string", "format": "date"}, "license": {"type": "string"},
        "data": {"type": "array", "items": row}, "count": {"type": "integer", "minimum": 0},
    }  # fmt: skip
    return {
        "$schema": JSON_SCHEMA, "$id": address, "title": in_language(dataset.name, "vi"), "type": "object",
        "required": list(properties), "properties": properties,
    }  # fmt: skip


def fields(dataset: Dataset) -> list[dict[str, object]]:
    """The columns of a CSV file as a Data Package names them."""
    return [
        {"name": column.name, "type": _FIELDS.get(column.kind, column.kind),
         "description": in_language(column.meaning, "vi")} for column in dataset.columns
    ]  # fmt: skip


def in_language(text: object, language: str) -> str:
    """A text of ours in one of its languages."""
    with override(language):
        return str(text)


def _property(column: Column) -> dict[str, object]:
    kind, shape = _TYPES.get(column.kind, (column.kind, ""))
    nullable = column.empty and column.kind != "string"
    found: dict[str, object] = {
        "type": [kind, "null"] if nullable else kind, "description": in_language(column.meaning, "vi"),
        "x-description-en": in_language(column.meaning, "en"),
    }  # fmt: skip
    if shape:
        found["format"] = shape
    if column.codes:
        found["enum"] = [*column.codes, *([""] if column.empty and "" not in column.codes else [])]
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
