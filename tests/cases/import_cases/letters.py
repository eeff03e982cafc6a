# ruff: noqa: E501 (tables of cases read better wide)
"""Letters and separators: every encoding a Vietnamese office has used since 1990. Read rightly or refused, never garbled."""

import unicodedata
from collections.abc import Callable

from tests.cases.import_cases.case import GOOD, Case, Household, csv_bytes, from_two, table

# TCVN 5712:1993 (TCVN3, "ABC") and VNI-Windows, from the published tables; only letters the cases need in capitals.
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae"
            "b5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6"
            "d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4"
            "f5f6f7f8f9fafbfcfdfe"
        ),
        strict=True,
    )
)
_VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
_VNI_HATS = dict(zip("\u0300\u0301\u0309\u0303\u0323", "àáåãä", strict=True))
_VNI_BREVES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "èéúüë", strict=True))
_VNI_WHOLE = dict(zip("ìíỉĩịỵđĐ", "ìíæóòîñÑ", strict=True))
_TONES = set(_VNI_TONES)


def tcvn3(text: str) -> bytes:
    """`text` for the fonts .VnTime and .VnArial."""
    return b"".join(bytes([_TCVN3[sign]]) if sign in _TCVN3 else sign.encode("ascii") for sign in text)


def vni(text: str) -> bytes:
    """`text` for the fonts VNI-Times and VNI-Helve."""
    return "".join(_vni(sign) for sign in text).encode("cp1252")


def _vni(sign: str) -> str:
    if sign in _VNI_WHOLE:
        return _VNI_WHOLE[sign]
    base, *marks = unicodedata.normalize("NFD", sign)
    tone = next((mark for mark in marks if mark in _TONES), "")
    if "\u0302" in marks:
        return base + (_VNI_HATS[tone] if tone else "â")
    if "\u0306" in marks:
        return base + (_VNI_BREVES[tone] if tone else "ê")
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    return base + (_VNI_TONES[tone] if tone else "")


def cp1258(text: str) -> bytes:
    """`text` for Windows 98 in Vietnamese: letters with hats whole, tones behind them."""
    return "".join(_tone_apart(sign) for sign in text).encode("cp1258")


def _tone_apart(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign)
    tone = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tone


TEXT = table(GOOD)
READABLE: list[tuple[str, Callable[[], bytes]]] = [
    ("utf-8 with BOM", lambda: TEXT.encode("utf-8-sig")),
    ("utf-16 little endian with BOM", lambda: b"\xff\xfe" + TEXT.encode("utf-16-le")),
    ("utf-16 big endian with BOM", lambda: b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ("semicolons", lambda: csv_bytes(GOOD, mark=";")),
    ("tabs", lambda: csv_bytes(GOOD, mark="\t")),
    ("utf-16 with tabs, Excel's Unicode text", lambda: b"\xff\xfe" + table(GOOD, mark="\t").encode("utf-16-le")),
    ("sep= line of Excel", lambda: b"\xef\xbb\xbfsep=;\r\n" + csv_bytes(GOOD, mark=";")),
    ("Unix line ends", lambda: TEXT.replace("\r\n", "\n").encode()),
    ("old Mac line ends", lambda: TEXT.replace("\r\n", "\r").encode()),
    ("no line end at the end", lambda: TEXT.rstrip().encode()),
    ("blank lines at the end", lambda: TEXT.encode() + b"\r\n\r\n,,,,\r\n , , , , \r\n"),
    ("everything quoted", lambda: "".join(",".join(f'"{cell}"' for cell in row.split(",")) + "\r\n" for row in TEXT.splitlines()).encode()),
    ("decomposed letters", lambda: unicodedata.normalize("NFD", TEXT).encode()),
    ("zero-width signs", lambda: TEXT.replace("Trần", "Trần\u200b").replace("Tổ 2", "\ufeffTổ 2").encode()),
    ("right-to-left marks", lambda: TEXT.replace("Nguyễn", "\u202eNguyễn\u202c").replace("DH-0003", "DH-0003\u200f").encode()),
    ("no-break spaces", lambda: TEXT.replace("Trần Thanh", "Trần\u00a0Thanh").replace("Tổ 2", "Tổ\u00a02").encode()),
]  # fmt: skip
LEGACY: list[tuple[str, Callable[[], bytes]]] = [
    ("windows-1258", lambda: cp1258(TEXT)),
    ("TCVN3", lambda: tcvn3(TEXT)),
    ("VNI", lambda: vni(TEXT)),
    ("utf-16 little endian without BOM", lambda: TEXT.encode("utf-16-le")),
    ("utf-16 big endian without BOM", lambda: TEXT.encode("utf-16-be")),
    ("utf-32", lambda: TEXT.encode("utf-32")),
    ("two encodings in one file", lambda: TEXT.encode() + tcvn3("Tổ 4,DH-0004,Lê Minh Châu,3 Lê Lợi,2\r\n")),
    ("TCVN3 rows under a UTF-8 header", lambda: TEXT.split("\r\n")[0].encode() + b"\r\n" + tcvn3(TEXT.split("\r\n", 1)[1])),
    ("a NUL in a cell", lambda: TEXT.replace("Trần", "Tr\x00ần").encode()),
    ("UTF-8 read as Latin and saved again", lambda: TEXT.encode().decode("latin-1").encode()),
]  # fmt: skip
TRICKY: list[Household] = [
    ("Tổ 1", "Q-1", 'Lê Thị "Tư"', "12 Lê Lợi, cạnh chợ", 2),
    ("Tổ 1", "Q-2", "Ksor H'Lan", "12 Lê Lợi; hẻm 3", 2),
    ("Tổ 1", "Q-3", "Bà Năm", "nhà cuối\nhẻm 7", 1),
]

ENCODINGS = [
    *[Case(name, "chu.csv", build, from_two(GOOD)) for name, build in READABLE],
    *[
        Case(f"{name}: rightly or not at all", "chu-cu.csv", build, whole=None,
             free={row: ("head", household) for row, household in from_two(GOOD).items()})
        for name, build in LEGACY
    ],
    Case("quotes, commas and line breaks in cells", "dau.csv", lambda: csv_bytes(TRICKY),
         {2: TRICKY[0], 3: TRICKY[1]}, free={4: ("address", ("Tổ 1", "Q-3", "Bà Năm", "nhà cuối hẻm 7", 1))}),
    Case("a quote that is never closed", "ngoac.csv", lambda: TEXT.replace("Trần", '"Trần').encode(), whole=None,
         free={2: ("head", ("Tổ 1", "DH-0001", '"Trần Thanh Bình', "12 Lê Lợi", 4)), 3: ("head", GOOD[1]), 4: ("head", GOOD[2])}),
]  # fmt: skip
