"""Which column of a ward's book holds what: known by its Vietnamese header, with or without accents."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.sheets.columns import Layout, bare, first_known, ignored, places_of
from langnghe.sheets.reading import Row, Sheet

TITLES = {
    "year": gettext_lazy("Năm"),
    "day": gettext_lazy("Ngày"),
    "words": gettext_lazy("Ý kiến"),
    "topic": gettext_lazy("Lĩnh vực"),
    "group": gettext_lazy("Tổ dân phố"),
    "answer": gettext_lazy("Trả lời"),
    "promise": gettext_lazy("Lời hứa"),
    "responsible": gettext_lazy("Ai chịu trách nhiệm"),
    "due": gettext_lazy("Hẹn xong ngày"),
    "state": gettext_lazy("Kết quả"),
    "done": gettext_lazy("Xong ngày"),
}
DATES = ("day", "due", "done")
_NAMES = {
    "year": {"nam", "nam dien ra", "nam dien dan", "nam tiep nhan"},
    "day": {"ngay", "ngay thang", "ngay nhan", "ngay tiep nhan", "ngay dien dan", "thoi gian", "ngay thang nam"},
    "words": {
        "y kien", "noi dung", "noi dung y kien", "y kien cua nhan dan", "y kien nhan dan", "noi dung phan anh",
        "phan anh", "kien nghi", "noi dung kien nghi", "y kien phan anh", "tom tat", "noi dung tom tat", "gop y",
    },
    "topic": {"linh vuc", "chu de", "nhom van de", "loai y kien", "phan loai"},
    "group": {
        "to", "tdp", "kp", "to dan pho", "khu pho", "khu", "thon", "ap", "ban", "buon", "lang", "xom", "khoi",
        "dia ban",
    },
    "answer": {"tra loi", "noi dung tra loi", "y kien tra loi", "giai trinh", "ket qua tra loi", "phuong tra loi"},
    "promise": {
        "loi hua", "cam ket", "noi dung cam ket", "bien phap", "bien phap khac phuc", "huong giai quyet", "hua",
        "cam ket khac phuc",
    },
    "responsible": {
        "ai chiu trach nhiem", "nguoi chiu trach nhiem", "chiu trach nhiem", "don vi thuc hien", "don vi chu tri",
        "phu trach", "nguoi phu trach", "don vi", "chu tri",
    },
    "due": {"hen xong ngay", "han", "thoi han", "han xong", "han hoan thanh", "ngay hen", "thoi han hoan thanh"},
    "state": {"ket qua", "tinh trang", "trang thai", "tien do", "ket qua thuc hien", "ket qua giai quyet"},
    "done": {"xong ngay", "ngay xong", "ngay hoan thanh", "hoan thanh ngay"},
}  # fmt: skip
_WANTED = {name: column for column, names in _NAMES.items() for name in names}


def choose(sheets: Iterable[Sheet]) -> tuple[Sheet, Layout]:
    """The first table with a header we know. Refused when there is none, or when two columns claim the same thing."""
    nothing = _("Không thấy dòng tiêu đề. Bảng cần cột «Ý kiến» và cột «Ngày» hoặc «Năm». Xem tệp mẫu.")
    return first_known(sheets, layout_of, nothing)


def column_of(header: str) -> str:
    """The field a header names: `Ý KIẾN (tóm tắt)` is `words`; empty when it is not ours."""
    return _WANTED.get(bare(header), "")


def layout_of(row: Row) -> Layout | None:
    """The layout a header gives; None when the row is no header of ours."""
    found = set(map(column_of, row.cells))
    if "words" not in found or not found & {"day", "year"}:
        return None
    return Layout(places_of(row, column_of, TITLES), row.number, ignored(row, column_of))
