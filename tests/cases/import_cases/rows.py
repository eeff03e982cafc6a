# ruff: noqa: E501 (tables of cases read better wide)
"""Rows and headers: missing, doubled, wrong, differently written."""

import unicodedata

from tests.cases.import_cases.case import GOOD, HEADER, Case, Household, book, csv_bytes, from_two

WRONG: list[tuple[str, tuple[object, ...]]] = [
    ("group", ("", "W-01", "Lê Văn An", "1 Lê Lợi", 2)),
    ("code", ("Tổ 1", "", "Lê Văn Ba", "2 Lê Lợi", 2)),
    ("head", ("Tổ 1", "W-03", "", "3 Lê Lợi", 2)),
    ("members", ("Tổ 1", "W-04", "Lê Văn Cư", "4 Lê Lợi", "bốn")),
    ("members", ("Tổ 1", "W-05", "Lê Văn Dần", "5 Lê Lợi", "-3")),
    ("members", ("Tổ 1", "W-06", "Lê Văn Em", "6 Lê Lợi", "3,5")),
    ("members", ("Tổ 1", "W-07", "Lê Văn Gấm", "7 Lê Lợi", "1000000000")),
    ("group", ("   ", "W-08", "Lê Văn Hai", "8 Lê Lợi", 2)),
    ("code", ("Tổ 1", " \t ", "Lê Văn Ích", "9 Lê Lợi", 2)),
    ("head", ("Tổ 1", "W-10", " \u00a0 ", "10 Lê Lợi", 2)),
    ("code", ("Tổ 1", "W" * 200, "Lê Văn Khôi", "11 Lê Lợi", 2)),
    ("head", ("Tổ 1", "W-12", "Lê " * 200, "12 Lê Lợi", 2)),
    ("address", ("Tổ 1", "W-13", "Lê Văn Lộc", "hẻm " * 300, 2)),
    ("group", ("Tổ " * 100, "W-14", "Lê Văn Minh", "14 Lê Lợi", 2)),
    ("members", ("Tổ 1", "W-15", "Lê Văn Năm", "15 Lê Lợi", "2e3")),
]
FINE: list[Household] = [
    (f"Tổ {n % 7 + 1}", f"F-{n:03d}", f"Phạm Thị {n}", f"{n} Hùng Vương", n % 9 + 1) for n in range(15)
]
HALF = [row for wrong, fine in zip((row for _, row in WRONG), FINE, strict=True) for row in (wrong, fine)]
HALF_GOOD = {3 + 2 * place: household for place, household in enumerate(FINE)}
HALF_BAD = {2 + 2 * place: column for place, (column, _) in enumerate(WRONG)}

SAME_HEADERS = [
    ("no accents", ("To dan pho", "Ma ho", "Chu ho", "Dia chi", "So nhan khau")),
    ("capitals", ("TỔ DÂN PHỐ", "MÃ HỘ", "CHỦ HỘ", "ĐỊA CHỈ", "SỐ NHÂN KHẨU")),
    ("capitals without accents", ("TO DAN PHO", "MA HO", "CHU HO", "DIA CHI", "SO NHAN KHAU")),
    ("spaces", ("  Tổ  dân phố ", " Mã\u00a0hộ", "Chủ hộ  ", "\tĐịa chỉ", "Số  nhân   khẩu ")),
    ("line breaks", ("Tổ dân\nphố", "Mã\nhộ", "Chủ\nhộ", "Địa\nchỉ", "Số nhân\nkhẩu")),
    ("decomposed", tuple(unicodedata.normalize("NFD", title) for title in HEADER)),
    ("punctuation", ("Tổ dân phố:", "Mã hộ (*)", "Chủ hộ*", "Địa chỉ.", "Số nhân khẩu")),
]
NUMBERED = [(number, *household) for number, household in enumerate(GOOD, start=1)]


MANY = 6_000
"""A share: bench `import` takes in 30,000."""


def _many() -> list[Household]:
    return [(f"Tổ {n % 40 + 1}", f"K{n:06d}", f"Nguyễn Văn {n}", f"{n} Quang Trung", n % 6 + 1) for n in range(MANY)]


ROWS = [
    Case("three good rows", "ho.csv", lambda: csv_bytes(GOOD), from_two(GOOD)),
    Case("three good rows in a workbook", "ho.xlsx", lambda: book(GOOD), from_two(GOOD)),
    Case("half the rows wrong", "nua.csv", lambda: csv_bytes(HALF), HALF_GOOD, HALF_BAD),
    Case("half the rows wrong in a workbook", "nua.xlsx", lambda: book(HALF), HALF_GOOD, HALF_BAD),
    Case("every row wrong", "sai.csv", lambda: csv_bytes([row for _, row in WRONG]),
         bad={2 + place: column for place, (column, _) in enumerate(WRONG)}),
    Case("one code for two households", "trung.csv",
         lambda: csv_bytes([*GOOD, ("Tổ 4", "DH-0001", "Người Khác", "9 Trần Phú", 1)]), from_two(GOOD), {5: "code"}),
    Case("one code in small letters and with spaces", "trung.csv",
         lambda: csv_bytes([*GOOD, ("Tổ 4", " dh-0001 ", "Người Khác", "9 Trần Phú", 1)]),
         from_two(GOOD), free={5: ("code", ("Tổ 4", "dh-0001", "Người Khác", "9 Trần Phú", 1))}),
    Case("the same household twice", "hai-lan.csv", lambda: csv_bytes([*GOOD, GOOD[0]]), from_two(GOOD),
         free={5: ("code", GOOD[0])}),
    Case("a code three times", "ba-lan.csv", lambda: csv_bytes([GOOD[0], *([(*GOOD[1][:1], GOOD[0][1], *GOOD[1][2:])] * 2)]),
         {2: GOOD[0]}, {3: "code", 4: "code"}),
    Case("a new group is made", "to-moi.csv", lambda: csv_bytes([("Thôn Đoàn Kết", "M-1", "Rơ Châm Hyin", "", None)]),
         {2: ("Thôn Đoàn Kết", "M-1", "Rơ Châm Hyin", "", None)}),
    Case("a group in other spelling is the same group", "chinh-ta.csv",
         lambda: csv_bytes([(" tổ  3 ", "M-2", "Ksor H'Lan", "1 Lê Lợi", 2), ("TỔ 3", "M-3", "Ksor Thu", "1 Lê Lợi", 2)]),
         {2: ("Tổ 3", "M-2", "Ksor H'Lan", "1 Lê Lợi", 2), 3: ("Tổ 3", "M-3", "Ksor Thu", "1 Lê Lợi", 2)}),
    Case("address and members may be empty", "thieu.csv",
         lambda: csv_bytes([("Tổ 1", "T-1", "Bà Tư", "", ""), ("Tổ 1", "T-2", "Anh Phúc", None, None)]),
         {2: ("Tổ 1", "T-1", "Bà Tư", "", None), 3: ("Tổ 1", "T-2", "Anh Phúc", "", None)}),
    Case("leading zeros stay", "so-khong.csv", lambda: csv_bytes([("Tổ 1", "000123", "Bà Tư", "01 Lê Lợi", "04")]),
         {2: ("Tổ 1", "000123", "Bà Tư", "01 Lê Lợi", 4)}),
    *[Case(f"header: {name}", "tieu-de.csv", lambda header=header: csv_bytes(GOOD, header=header), from_two(GOOD))
      for name, header in SAME_HEADERS],
    *[Case(f"workbook header: {name}", "tieu-de.xlsx", lambda header=header: book(GOOD, header=header), from_two(GOOD))
      for name, header in SAME_HEADERS],
    Case("columns in another order with strangers between", "cot-la.csv",
         lambda: csv_bytes([(n, row[2], "x", row[1], row[0], "", row[4], row[3]) for n, row in enumerate(GOOD)],
                           header=("STT", "Chủ hộ", "Ghi chú", "Mã hộ", "Tổ dân phố", "", "Số nhân khẩu", "Địa chỉ")),
         from_two(GOOD)),
    Case("only the columns that matter", "it-cot.csv", lambda: csv_bytes([row[:3] for row in GOOD], header=HEADER[:3]),
         from_two([(*row[:3], "", None) for row in GOOD])),
    Case("no column of codes", "thieu-cot.csv", lambda: csv_bytes([(row[0], row[2]) for row in GOOD], header=("Tổ dân phố", "Chủ hộ")),
         whole=True),
    Case("no header at all", "khong-tieu-de.csv", lambda: csv_bytes(GOOD[1:], header=[str(cell) for cell in GOOD[0]]), whole=True),
    Case("a column twice", "hai-cot.csv",
         lambda: csv_bytes([(*row, "Người Khác") for row in GOOD], header=(*HEADER, "Chủ hộ")), whole=True),
    Case("an empty file", "rong.csv", bytes, whole=True),
    Case("an empty workbook", "rong.xlsx", lambda: book([], header=()), whole=True),
    Case("only spaces and line ends", "trang.csv", lambda: b" \r\n\r\n \t\r\n", whole=True),
    Case("a header only", "tieu-de.csv", lambda: csv_bytes([]), whole=True),
    Case("a header only in a workbook", "tieu-de.xlsx", lambda: book([]), whole=True),
    Case("one column", "mot-cot.csv", lambda: "Chủ hộ\r\nTrần Thanh Bình\r\n".encode(), whole=True),
    Case("too few cells in a row", "ngan.csv", lambda: csv_bytes([*GOOD, ("Tổ 1", "N-1")]), from_two(GOOD), {5: "head"}),
    Case("too many cells in a row", "dai.csv", lambda: csv_bytes([(*GOOD[0], "thừa", "thừa"), *GOOD[1:]]),
         {3: GOOD[1], 4: GOOD[2]}, free={2: ("row", GOOD[0])}),
    Case("6,000 rows", "lon.csv", lambda: csv_bytes(_many()), from_two(_many())),
]  # fmt: skip
