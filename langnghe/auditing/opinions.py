"""Opinions, what was added to them, and their serials."""

from collections.abc import Iterator
from uuid import UUID

from langnghe.auditing.findings import Finding, missing, of_kind, same_words, unknown
from langnghe.files.models import File
from langnghe.kernel import entry as form
from langnghe.opinions.models import Addition, Opinion, Photo, SerialCounter, SerialGap

TABLE, LATER, COUNTER = "opinions_opinion", "opinions_addition", "opinions_serialcounter"
TAKEN_OUT = "earlier_import.undone"


def check(ward_id: UUID) -> Iterator[Finding]:
    """Words and commitments, rows without entry and entries without row, numbers that are missing."""
    rows = list(Opinion.objects.filter(ward_id=ward_id).select_related("ward").defer("folded").order_by("id"))
    told = {one.subject_id: bytes(one.commitment) for one in of_kind(ward_id, "opinion.received", "opinion.booked")}
    yield from _words(rows, told)
    booked = {one.subject_id for one in of_kind(ward_id, "opinion.booked")}
    undone = booked if any(of_kind(ward_id, TAKEN_OUT)) else set()
    names = {row_id: f"id {row_id}" for row_id in told if row_id not in undone}
    yield from missing(TABLE, names, {row.id for row in rows})
    yield from unknown(TABLE, {row.id: row.serial for row in rows}, set(told))
    if not undone:
        yield from _serials(ward_id, rows)
    yield from _additions(ward_id)


def _words(rows: list[Opinion], told: dict[UUID, bytes]) -> Iterator[Finding]:
    for row in rows:
        if row.id in told and told[row.id] != bytes(row.commitment):
            yield Finding(TABLE, row.serial, "cam kết của ý kiến khác với sổ")
        elif not _as_sent(row):
            yield Finding(TABLE, row.serial, "lời hoặc ảnh của ý kiến đã bị sửa")
        elif not row.salt and row.erased_at is None:
            yield Finding(TABLE, row.serial, "lời đã mất mà không có yêu cầu xóa nào")


def _as_sent(row: Opinion) -> bool:
    """The words alone, as without photos and in opinions of before, or the words with the photos they came with."""
    if same_words(row.words, bytes(row.salt), bytes(row.commitment), form.OPINION_V1):
        return True
    sent = Photo.objects.filter(ward_id=row.ward_id, opinion=row, addition=None).select_related("file")
    pictures = [bytes(photo.file.commitment) for photo in sent.order_by("place", "id")]
    content = form.words_bytes(row.words, pictures)
    return bool(row.salt) and form.commitment(form.OPINION_V1, bytes(row.salt), content) == bytes(row.commitment)


def _serials(ward_id: UUID, rows: list[Opinion]) -> Iterator[Finding]:
    """Numbers are given without gaps, but for those left out when a backup was restored."""
    for counter in SerialCounter.objects.filter(ward_id=ward_id).order_by("year"):
        given = {row.number for row in rows if row.year == counter.year}
        out = {
            number
            for gap in SerialGap.objects.filter(ward_id=ward_id, year=counter.year)
            for number in range(gap.first, gap.last + 1)
        }
        for number in sorted(set(range(1, counter.last + 1)) - given - out):
            yield Finding(
                "opinions_serialcounter", f"{counter.year}/{number}", "số này đã cấp nhưng không còn ý kiến nào"
            )
        for number in sorted(one for one in given if one > counter.last):
            yield Finding(TABLE, f"{counter.year}/{number}", "số này chưa cấp bao giờ")


def _additions(ward_id: UUID) -> Iterator[Finding]:
    rows = list(Addition.objects.filter(ward_id=ward_id).select_related("opinion__ward").order_by("id"))
    told = {UUID(str(one.facts["addition"])): one for one in of_kind(ward_id, "opinion.added")}
    erased = set(Opinion.objects.filter(ward_id=ward_id, erased_at__isnull=False).values_list("id", flat=True))
    kept = {row_id: f"id {row_id}" for row_id, one in told.items() if one.subject_id not in erased}
    yield from missing(LATER, kept, {row.id for row in rows})
    yield from unknown(LATER, {row.id: f"của {row.opinion.serial}" for row in rows}, set(told))
    for row in rows:
        if row.id in told and not _as_added(row, bytes(told[row.id].commitment)):
            yield Finding(LATER, f"của {row.opinion.serial}", "lời nói thêm đã bị sửa")


def _as_added(row: Addition, committed: bytes) -> bool:
    photos = Photo.objects.filter(addition=row).order_by("place").values_list("file_id", flat=True)
    files = File.objects.in_bulk(list(photos))
    pictures = [bytes(files[one].commitment) for one in photos]
    made = form.commitment(form.OPINION_V1, bytes(row.salt), form.words_bytes(row.words, pictures))
    return made == bytes(row.commitment) == committed
