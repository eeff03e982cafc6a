# ruff: noqa: E501 (tables of cases read better wide)
"""Files made to harm: formulas, bombs, foreign formats under a false name. None may cost the server more than a moment."""

import io
import zipfile
from collections.abc import Callable

from tests.cases.import_cases.case import GOOD, HEADER, Case, book, csv_bytes, from_two

FORMULAS = ["=HYPERLINK(\"http://x.example\",\"Bà Tư\")", "=cmd|' /C calc'!A0", "+84905000000", "-2+3", "@SUM(1+1)",
            "\t=1+1", "\r=1+1", "＝1+1"]  # fmt: skip
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _with(path: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(GOOD))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == path else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _bomb() -> bytes:
    """One sheet of 400 MB unpacked, under 1 MB packed."""
    return _with(SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * 400_000_000 + b"</sheetData>"))


def _bomb_of_rows() -> bytes:
    row = b'<row r="9"><c r="A9" t="inlineStr"><is><t>a</t></is></c></row>'
    return _with(SHEET, lambda xml: xml.replace(b"</sheetData>", row * 3_000_000 + b"</sheetData>"))


def _entity(declaration: bytes) -> bytes:
    text = b"<t>&x;</t>"
    cell = b'<row r="5"><c r="A5" t="inlineStr"><is>' + text + b"</is></c></row></sheetData>"
    return _with(SHEET, lambda xml: b"<!DOCTYPE worksheet [" + declaration + b"]>" + xml.replace(b"</sheetData>", cell))


def _laughs() -> bytes:
    lines = [b'<!ENTITY a "ha">'] + [
        b'<!ENTITY %c "%s">' % (new, b"&%c;" % old * 10) for old, new in zip(b"abcdefghi", b"bcdefghix", strict=True)
    ]
    return _entity(b"".join(lines))


def _encrypted() -> bytes:
    """What Excel saves with a password: an OLE file that names its encrypted package."""
    name = "EncryptedPackage".encode("utf-16-le")
    return OLE + bytes(504) + name + bytes(1536 - len(name))


def _links_outside() -> bytes:
    extra = io.BytesIO(book(GOOD))
    with zipfile.ZipFile(extra, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        archive.writestr("../../etc/cron.d/x", "* * * * * root true")
    return extra.getvalue()


def _formula_rows() -> list[tuple[object, ...]]:
    return [("Tổ 1", f"X-{number}", text, "1 Lê Lợi", 1) for number, text in enumerate(FORMULAS)]


WIDE = [*HEADER, *[f"Cột {number}" for number in range(60_000)]]
REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("a bomb of spaces", "bom.xlsx", _bomb),
    ("a bomb of rows", "bom.xlsx", _bomb_of_rows),
    ("an entity that names a file", "xxe.xlsx", lambda: _entity(b'<!ENTITY x SYSTEM "file:///etc/passwd">')),
    ("an entity that names an address", "xxe.xlsx", lambda: _entity(b'<!ENTITY x SYSTEM "http://127.0.0.1:9/x">')),
    ("a billion laughs", "cuoi.xlsx", _laughs),
    ("an old .xls under a new name", "cu.xlsx", lambda: OLE + bytes(4_096)),
    ("an old .xls under its own name", "cu.xls", lambda: OLE + bytes(4_096)),
    ("an old .xls called .csv", "cu.csv", lambda: OLE + bytes(4_096)),
    ("a PDF called .xlsx", "van-ban.xlsx", lambda: PDF),
    ("a PDF called .csv", "van-ban.csv", lambda: PDF),
    ("a workbook with a password", "mat-khau.xlsx", _encrypted),
    ("a zip that is no workbook", "nen.xlsx", lambda: _zip({"ho.csv": csv_bytes(GOOD)})),
    ("half a workbook", "nua-tep.xlsx", lambda: book(GOOD)[:-400]),
    ("a workbook with a broken sheet", "hong.xlsx", lambda: _with(SHEET, lambda xml: xml[: len(xml) // 2])),
    ("a picture called .csv", "anh.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    ("a page called .xlsx", "trang.xlsx", lambda: b"<html><table><tr><td>a</td></tr></table></html>"),
    ("a .doc", "danh-sach.doc", lambda: b"{\\rtf1 Danh s\\'e1ch}"),
]  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


HOSTILE = [
    *[Case(name, file_name, build, whole=True) for name, file_name, build in REFUSED],
    Case("formulas instead of names", "cong-thuc.csv", lambda: csv_bytes(_formula_rows()), bad={2: "head", 3: "head"},
         free={row + 2: ("head", ("Tổ 1", f"X-{row}", text.strip(), "1 Lê Lợi", 1)) for row, text in enumerate(FORMULAS) if row > 1}),
    Case("a formula in a workbook", "cong-thuc.xlsx", lambda: book([*GOOD, ("Tổ 1", "X-1", "=1+1", "", 1)]), from_two(GOOD), {5: "head"}),
    Case("a formula for a code", "cong-thuc.xlsx", lambda: book([*GOOD, ("Tổ 1", '="X"&1', "Bà Tư", "", 1)]), from_two(GOOD), {5: "code"}),
    Case("a page's script for a name", "script.csv", lambda: csv_bytes([("Tổ 1", "S-1", "<script>alert(1)</script>", "{{ 7*7 }}", 1)]),
         free={2: ("head", ("Tổ 1", "S-1", "<script>alert(1)</script>", "{{ 7*7 }}", 1))}),
    Case("a cell of 2 MB", "to.csv", lambda: csv_bytes([*GOOD, ("Tổ 1", "L-1", "A" * 2_000_000, "", 1)]), whole=None,
         free={row: ("head", household) for row, household in from_two(GOOD).items()}, bad={5: "head"}),
    Case("60,005 columns", "rong.csv", lambda: csv_bytes([(*row, *[""] * 60_000) for row in GOOD], header=WIDE), whole=None,
         free={row: ("row", household) for row, household in from_two(GOOD).items()}),
    Case("16,384 columns in a workbook", "rong.xlsx", lambda: book([(*row, *["x"] * 16_379) for row in GOOD], header=WIDE[:16_384]), whole=None,
         free={row: ("row", household) for row, household in from_two(GOOD).items()}),
    Case("a workbook with foreign parts", "ngoai.xlsx", _links_outside, whole=None,
         free={row: ("row", household) for row, household in from_two(GOOD).items()}),
]  # fmt: skip
