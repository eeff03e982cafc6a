"""Files: what lies on the disk against what was committed to when it was stored."""

from collections.abc import Iterator
from uuid import UUID

from langnghe.auditing.findings import Finding, missing, of_kind, unknown
from langnghe.files.actions import FILE_V1
from langnghe.files.models import File
from langnghe.files.reads import location
from langnghe.kernel import entry as form

TABLE = "files_file"


def check(ward_id: UUID) -> Iterator[Finding]:
    """Bytes that were swapped or are gone, rows without entry and entries without row."""
    rows = list(File.objects.filter(ward_id=ward_id).order_by("id"))
    told = {one.subject_id: bytes(one.commitment) for one in of_kind(ward_id, "file.stored")}
    yield from missing(TABLE, {row_id: f"id {row_id}" for row_id in told}, {row.id for row in rows})
    yield from unknown(TABLE, {row.id: f"id {row.id}" for row in rows}, set(told))
    for row in rows:
        if row.id in told and told[row.id] != bytes(row.commitment):
            yield Finding(TABLE, f"id {row.id}", "cam kết của tệp khác với sổ")
        elif row.erased_at is None and (wrong := _bytes(row)):
            yield Finding(TABLE, f"id {row.id}", wrong)


def _bytes(row: File) -> str:
    try:
        content = location(row).read_bytes()
    except FileNotFoundError:
        return "tệp không còn trên ổ đĩa"
    made = form.commitment(FILE_V1, bytes(row.salt), content)
    return "" if made == bytes(row.commitment) else "nội dung tệp đã bị thay"
