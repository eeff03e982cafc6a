"""docs/reference/open-data.md: what every column of every file means, in both languages, from the code that writes."""

from collections.abc import Iterator

from langnghe.opendata.columns import VERSION, Column, Dataset
from langnghe.opendata.sets import DATASETS
from langnghe.opendata.writing import in_language

HEAD = f"""\
# Dữ liệu mở · Open data

Ở mỗi phường: `/<phường>/du-lieu-mo/` giải thích, các tệp nằm dưới `/<phường>/du-lieu-mo/v{VERSION}/`, danh mục là
`datapackage.json`. Chỉ có những gì ai cũng đọc được trên bảng và trang lời hứa ở lúc lấy. CSV: UTF-8 có dấu đầu
tệp, dấu phẩy, ngày `năm-tháng-ngày`; ô có thể thành công thức thì có `'` đứng trước. JSON: `data` rồi `count`;
thiếu `count` là tệp bị đứt. Cột chỉ thêm vào cuối; đổi nghĩa một cột thì đổi phiên bản và địa chỉ. Giấy phép: CC BY
4.0.

Every ward explains its files at `/<ward>/du-lieu-mo/`; they lie below `/<ward>/du-lieu-mo/v{VERSION}/`, listed in
`datapackage.json`. They hold what everybody may read on the board and the page of promises at that moment, and
nothing else. CSV: UTF-8 with a mark, commas, dates as year-month-day; a cell that could be a formula has `'` in
front. JSON: `data`, then `count`; without `count` the file was cut off. Files are streamed in pages read one after
the other, so a row stands as it was when it was read. `ETag` and `If-None-Match` answer 304; two files at a time go
out of one machine, others are told 503 with `Retry-After`. Licence: CC BY 4.0.

Written by `bin/langnghe reference open-data`; a test holds it to the code.
"""


def page() -> str:
    """The page in Markdown."""
    return HEAD + "".join(_dataset(one) for one in DATASETS.values())


def _dataset(one: Dataset) -> str:
    names = " · ".join(in_language(one.name, language) for language in ("vi", "en"))
    about = "\n\n".join(in_language(one.about, language) for language in ("vi", "en"))
    rows = "".join(_row(column) for column in one.columns)
    return (
        f"\n## `{one.code}`: {names}\n\n{about}\n\n| cột | kiểu | nghĩa | meaning |\n| --- | --- | --- | --- |\n{rows}"
    )


def _row(column: Column) -> str:
    told = (_told(column, language) for language in ("vi", "en"))
    return f"| `{column.name}` | {column.kind} | {' | '.join(told)} |\n"


def _told(column: Column, language: str) -> str:
    return " · ".join([in_language(column.meaning, language), *_codes(column, language)])


def _codes(column: Column, language: str) -> Iterator[str]:
    for code, meaning in column.codes.items():
        if code:
            yield f"`{code}` {in_language(meaning, language)}"
