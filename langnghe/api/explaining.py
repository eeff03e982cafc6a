"""What the page of the API and docs/reference/api.md say of each operation, from the types that are served."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import msgspec
from django.utils.translation import gettext_lazy as _

from langnghe.api import openapi
from langnghe.api.catalogue import OPERATIONS
from langnghe.api.operations import ROOT, Operation
from langnghe.api.words import BY_WIRE, FIELDS, Meaning
from langnghe.opendata.sets import DATASETS
from langnghe.opendata.writing import in_language
from langnghe.people.access import CAPABILITIES

HEAD = """\
# Cho phần mềm của tỉnh và tổng đài · HTTP API

Mã phần mềm làm ở trang `/can-bo/ma-phan-mem/`, gửi ở đầu `Authorization: Bearer langnghe_…`; ai cầm mã thì đọc và làm
được như nhiệm vụ của mã, trừ tin báo tội phạm và chuyện nói về cán bộ không bao giờ đi qua đây. Bản mô tả OpenAPI 3.1:
`/api/v1/openapi.json`; trang đọc được: `/api/v1/`. Danh sách trả `tiep`, hỏi tiếp bằng `?sau=`; đọc lại bằng
`If-None-Match`. Ghi thì gửi JSON với `Idempotency-Key` (nhớ 7 ngày): 201 là vừa làm, 200 là đã làm từ lần trước.

A token acts as the mandate that made it, never more: rows of another ward are 404 like rows that never were. Lists give
`tiep`, the cursor for `?sau=`; it stays good at the end of a list, for what comes later. Writes carry an
`Idempotency-Key`; sent again they are the same write. Fields are only added within a version: ignore unknown ones.
Errors are `application/problem+json` with a code that never changes and a sentence. Times are RFC 3339, days ISO 8601.

Written by `bin/langnghe reference api`; a test holds it to the code.
"""

ANY = _("mã nào cũng hỏi được")


@dataclass(frozen=True)
class Field:
    """A field: its name on the wire, what it means, whether it must be sent."""

    name: str
    meaning: Meaning
    needed: bool = False


@dataclass(frozen=True)
class Explained:
    """An operation as people read it."""

    operation: Operation
    address: str
    capability: Meaning
    asks: list[Field]
    says: list[Field]
    problems: list[int]

    @property
    def method(self) -> str:
        return self.operation.methods[0]


def explained() -> list[Explained]:
    """Every operation."""
    return [
        Explained(one, f"/{ROOT.rstrip('/')}{openapi.address(one)}", _right(one.capability),
                  list(_fields(one.asks)), list(_fields(_row(one.says))), openapi.problems_of(one))
        for one in OPERATIONS
    ]  # fmt: skip


def _right(capability: str) -> Meaning:
    """What a mandate must be allowed; every mandate may look after itself."""
    return ANY if capability == "account.own" else CAPABILITIES[capability]


def page() -> str:
    """The page in Markdown."""
    return HEAD + "".join(_operation(one) for one in explained()) + _problems()


def _row(kind: Any) -> Any:
    """What a row of a list is, or the answer itself."""
    inside = get_args(kind)
    return inside[0] if inside else kind


def _fields(kind: Any) -> Iterator[Field]:
    columns = {column.name: column.meaning for dataset in DATASETS.values() for column in dataset.columns}
    for field in msgspec.structs.fields(kind):
        own = FIELDS[field.name][1] if field.name in FIELDS else columns.get(field.name)
        yield Field(field.encode_name, own or BY_WIRE[field.encode_name], field.required)


def _operation(one: Explained) -> str:
    about = " · ".join(in_language(one.operation.about, language) for language in ("vi", "en"))
    told = f"\n## `{one.method} {one.address}`\n\n{about} (`{one.operation.capability}`)\n"
    if one.asks:
        told += "\n" + _table("gửi", one.asks, needed=one.operation.writes)
    return told + "\n" + _table("nhận", one.says)


def _table(head: str, fields: list[Field], *, needed: bool = False) -> str:
    rows = "".join(
        f"| `{field.name}`{' (phải có)' if needed and field.needed else ''} | {in_language(field.meaning, 'vi')} "
        f"| {in_language(field.meaning, 'en')} |\n"
        for field in fields
    )
    return f"| {head} | nghĩa | meaning |\n| --- | --- | --- |\n{rows}"


def _problems() -> str:
    rows = "".join(
        f"| {status} | `{code}` | {in_language(meaning, 'vi')} | {in_language(meaning, 'en')} |\n"
        for status, codes in openapi.PROBLEMS.items()
        for code, meaning in codes.items()
    )
    return f"\n## Lỗi · problems\n\n| số | mã | nghĩa | meaning |\n| --- | --- | --- | --- |\n{rows}"
