# ruff: noqa: E501 (tables of cases read better wide)
"""The checker: every sheet row by row, what sheets say of each other, and files made to harm."""

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.people.actions import disable_officer
from langnghe.people.models import Officer
from langnghe.places.actions import close_group
from langnghe.places.models import Household, Ward
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.workbook.content import EXAMPLE, SHEETS, columns_of
from langnghe.workbook.imports import machine
from langnghe.workbook.looking import Looked, look_at
from langnghe.workbook.problems import column_title, sentence
from langnghe.workbook.tests.books import GROUPS, HOUSEHOLDS, OFFICERS, OPINIONS, PROMISES, WHOLE, Rows, book_of

Told = list[tuple[str, int, str, str, int]]


@pytest.fixture(autouse=True)
def today():  # type: ignore[no-untyped-def]
    """Some months after the opinions of earlier years."""
    with frozen("2026-11-24T08:30:00"):
        yield


@pytest.fixture
def look(tmp_path):  # type: ignore[no-untyped-def]
    """Look at a workbook; nothing is kept."""

    def looked(ward: Ward, data: bytes) -> Looked:
        path = tmp_path / "so.xlsx"
        path.write_bytes(data)
        return look_at(path, ward)

    return looked


def told(looked: Looked) -> Told:
    """What is wrong: sheet, row, column, code, other row."""
    return sorted((one.sheet, one.number, one.column, one.code, one.other) for one in looked.remarks if not one.is_note)


GOOD_OFFICER = OFFICERS[0]
CASES: list[tuple[str, Rows, Told]] = [
    ("a household of a group that is nowhere", [("Tổ 99", "X", "Lê Lai", "", "")], [("households", 2, "group", "group_nowhere", 0)]),
    ("a household twice", [HOUSEHOLDS[0], HOUSEHOLDS[0]], [("households", 3, "code", "code_twice", 0)]),
    ("a formula", [("Tổ 3", "X", "=HYPERLINK(\"http://x.example\")", "", "")], [("households", 2, "head", "formula", 0)]),
    ("a household without its group, as merged cells leave it", [("", "X", "Lê Lai", "", "")], [("households", 2, "group", "group_missing", 0)]),
    ("a row in an old font among others", [*HOUSEHOLDS, ("Tổ 3", "X", "NguyÔn V¨n Tó", "", "")], [("households", 5, "head", "old_font", 0)]),
    ("a group alone in the list of households", [("Tổ 3", "", "", "", "")], [("households", 2, "code", "code_missing", 0)]),
    ("somebody without a name", [("a.b", "", *GOOD_OFFICER[2:])], [("officers", 2, "name", "name_missing", 0)]),
    ("a sign-in name that cannot be typed", [("Châu Lê", *GOOD_OFFICER[1:])], [("officers", 2, "username", "username_bad", 0)]),
    ("a sign-in name of the neighbours", [("quy", *GOOD_OFFICER[1:])], [("officers", 2, "username", "username_elsewhere", 0)]),
    ("a closed account", [("lan", "Hoàng Ngọc Lan", *GOOD_OFFICER[2:])], [("officers", 2, "username", "account_closed", 0)]),
    ("an account of another name", [("chau", "Lê Thị Khác", *GOOD_OFFICER[2:])], [("officers", 2, "name", "name_differs", 0)]),
    ("two people with one sign-in name", [GOOD_OFFICER, ("phuc.tran", "Người Khác", "Trực ban", "Công an phường", "", "", "", "")], [("officers", 3, "username", "username_other", 0)]),
    ("a role nobody knows", [("a.b", "Lê Lai", "Vua", *GOOD_OFFICER[3:])], [("officers", 2, "role", "role_unknown", 0)]),
    ("no unit", [("a.b", "Lê Lai", "CSKV", "", *GOOD_OFFICER[4:])], [("officers", 2, "unit", "unit_missing", 0)]),
    ("a group of an officer that is nowhere", [("a.b", "Lê Lai", "CSKV", "Công an phường", "", "Tổ 3; Tổ 98", "", "")], [("officers", 2, "groups", "groups_unknown", 0)]),
    ("a closed group of an officer", [("a.b", "Lê Lai", "CSKV", "Công an phường", "", "Tổ 7", "", "")], [("officers", 2, "groups", "groups_closed", 0)]),
    ("a head of no group", [("a.b", "Lê Lai", "Tổ trưởng", "Ban cán sự", "", "", "", "")], [("officers", 2, "groups", "groups_missing", 0)]),
    ("a post that has another role", [("a.b", "Lê Lai", "CSKV", "Công an phường", "Trực ban", "", "", "")], [("officers", 2, "role", "post_other_role", 0)]),
    ("a post of other groups", [("a.b", "Lê Lai", "CSKV", "Công an phường", "CSKV Tổ 3", "Tổ 1", "", "")], [("officers", 2, "groups", "post_other_groups", 0)]),
    ("a day that is none", [("a.b", "Lê Lai", "CSKV", "Công an phường", "", "", "31/2/2026", "")], [("officers", 2, "starts_on", "starts_on_bad", 0)]),
    ("an end before the beginning", [("a.b", "Lê Lai", "CSKV", "Công an phường", "", "", "1/1/2028", "1/1/2027")], [("officers", 2, "ends_on", "ends_before", 0)]),
    ("an end that has passed", [("a.b", "Lê Lai", "CSKV", "Công an phường", "", "", "1/1/2026", "ngày 1 tháng 2 năm 2026")], [("officers", 2, "ends_on", "ends_past", 0)]),
    ("the same mandate twice", [GOOD_OFFICER, GOOD_OFFICER], [("officers", 3, "post", "twice", 0)]),
    ("a key twice", [OPINIONS[0], ("y-1", *OPINIONS[2][1:])], [("opinions", 3, "key", "key_twice", 2)]),
    ("an opinion twice", [OPINIONS[2], OPINIONS[2]], [("opinions", 3, "words", "opinion_twice", 2)]),
    ("a telephone number on its way to the board", [("", "2024", "", "Gọi bà Tư 0905 123 456", "", "", "")], [("opinions", 2, "words", "personal", 0)]),
    ("a group of an opinion that is nowhere", [("", "2024", "", "Đèn tắt", "", "Tổ 97", "")], [("opinions", 2, "group", "group_unknown", 0)]),
    ("a promise for nothing", [("", "Thay bóng", "", "1/9/2024", "", "")], [("promises", 2, "key", "key_missing", 0)]),
    ("a promise for an opinion that is nowhere", [("Y-9", "Thay bóng", "", "1/9/2024", "", "")], [("promises", 2, "key", "key_unknown", 0)]),
    ("two promises for one opinion", [PROMISES[0], PROMISES[0]], [("promises", 3, "key", "promise_twice", 2)]),
    ("a promise without words", [("Y-1", "", "", "1/9/2024", "", "")], [("promises", 2, "promise", "promise_missing", 0)]),
    ("a promise without a day, whose opinion waits for it", [("Y-1", "Thay bóng", "", "", "", "")], [("opinions", 2, "key", "promise_wrong", 2), ("promises", 2, "due", "due_missing", 0)]),
]  # fmt: skip


@pytest.mark.once
def test_each_fault_is_said_of_its_sheet_row_and_column(
    dien_hong: Cast, hac_thanh: Cast, look: Callable[[Ward, bytes], Looked]
) -> None:
    disable_officer(dien_hong.officer("lan"), cover=dien_hong.officer("giang"), by=dien_hong["hanh"])
    close_group(dien_hong.groups["Tổ 7"], by=system(dien_hong.ward.id))
    wrong = []
    for name, rows, expected in CASES:
        sheet = expected[-1][0]
        # Sheets that others name are there; the rest only costs time.
        looked = look(dien_hong.ward, book_of({"groups": GROUPS, "opinions": OPINIONS} | {sheet: rows}))
        if told(looked) != expected:
            wrong.append(f"{name}: {told(looked)} instead of {expected}")
        for one in looked.remarks:
            assert sentence(one.sheet, one.code, one.other).strip()[-1] in ".!?5e", one.code
            assert column_title(one.sheet, one.column) != one.column
    assert not wrong, "\n".join(wrong)


@pytest.mark.once
def test_a_promise_waits_for_its_opinion(dien_hong: Cast, look: Callable[[Ward, bytes], Looked]) -> None:
    bad = [("Y-1", "1999", "", *OPINIONS[0][3:])]
    looked = look(dien_hong.ward, book_of({"groups": GROUPS, "opinions": bad, "promises": PROMISES[:1]}))
    assert told(looked) == [("opinions", 2, "year", "year_bad", 0), ("promises", 2, "key", "opinion_wrong", 2)]


@pytest.mark.once
def test_examples_are_never_imported_and_a_row_that_only_kept_the_mark_is_pointed_out(
    dien_hong: Cast, look: Callable[[Ward, bytes], Looked]
) -> None:
    data = book_of({}, more={"Hộ": [
        [column.title for column in columns_of("households")],
        (EXAMPLE, "Tổ Ví Dụ", "DH-0001", "Nguyễn Thị Ví Dụ", "12 Lê Lợi", "4"),
        ("", "Tổ Ví Dụ", "DH-0001", "Nguyễn Thị Ví Dụ", "12 Lê Lợi", "4"),
        ("vi du", "Tổ 3", "DH-7", "Lê Lai", "", ""),
    ]})  # fmt: skip
    looked = look(dien_hong.ward, data)
    assert told(looked) == [("households", 4, "mark", "example_changed", 0)]
    assert looked.sheets == {}


@pytest.mark.once
def test_a_sheet_all_in_an_old_font_is_read(dien_hong: Cast, look: Callable[[Ward, bytes], Looked]) -> None:
    rows = [("Tæ 3", "X-1", "NguyÔn V¨n Tó", "12 Lª Lîi", 4), ("Tæ 3", "X-2", "TrÇn ThÞ Hång", "9 §inh Tiªn Hoµng", 2)]
    looked = look(dien_hong.ward, book_of({"households": rows}))
    assert (told(looked), looked.sheets["households"]["added"]) == ([], 2)


@pytest.mark.once
def test_what_is_not_of_the_template_is_named(dien_hong: Cast, look: Callable[[Ward, bytes], Looked]) -> None:
    looked = look(dien_hong.ward, book_of({"groups": GROUPS}, more={"Ghi chép": HOUSEHOLDS, "Trống": [("",)]}))
    assert looked.strangers == ["Ghi chép"]


def _with(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _inside(sheet: int, what: bytes) -> Callable[[str, bytes], bytes]:
    name = f"xl/worksheets/sheet{sheet}.xml"
    return lambda part, xml: xml.replace(b"</sheetData>", what + b"</sheetData>") if part == name else xml


def _laughs(part: str, xml: bytes) -> bytes:
    if not part.endswith("sheet1.xml"):
        return xml
    lines = b"".join(
        b'<!ENTITY %c "%s">' % (new, b"&%c;" % old * 10) for old, new in zip(b"abcdefgh", b"bcdefghx", strict=True)
    )
    cell = b'<row r="9"><c r="B9" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData>'
    declared = b'<!DOCTYPE worksheet [<!ENTITY a "ha">' + lines + b"]>"
    return re.sub(rb"(<\?xml[^>]*>)?", lambda found: found[0] + declared, xml, count=1).replace(b"</sheetData>", cell)


@pytest.mark.once
def test_files_made_to_harm_are_refused_by_a_sentence_at_once(dien_hong: Cast) -> None:
    whole = book_of(WHOLE)
    hostile: dict[str, bytes] = {
        "a bomb of spaces": _with(whole, _inside(2, b" " * 250_000_000)),
        "a billion laughs": _with(whole, _laughs),
        "half a workbook": whole[: len(whole) // 2],
        "a hidden sheet": book_of(WHOLE, hidden="households"),
        "two sheets of one name": book_of(WHOLE, more={"Hộ (2)": HOUSEHOLDS}),
        "no sheet of ours": book_of({}, more={"Sheet1": HOUSEHOLDS}),
        "a sheet without its header": book_of({"groups": GROUPS}, more={"Hộ": HOUSEHOLDS}),
        "forty sheets": book_of({"groups": GROUPS}, more={f"Tờ {n}": [("a",)] for n in range(40)}),
        "a list as CSV": b"To,Ma ho\n",
        "an old .xls": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
        "nothing": b"",
    }
    for name, data in hostile.items():
        began = time.process_time()
        with pytest.raises(Refused):
            machine.receive(dien_hong.ward, name, [data], by=dien_hong["hanh"])
        assert time.process_time() - began < 5, name
    assert not Household.objects.exists()


@pytest.mark.once
def test_links_outside_are_not_followed_and_strange_parts_not_read(
    dien_hong: Cast, look: Callable[[Ward, bytes], Looked]
) -> None:
    more = {"xl__externalLinks__externalLink1.xml": b"<externalLink/>", "..__..__etc__x": b"root"}
    assert told(look(dien_hong.ward, _with(book_of(WHOLE), lambda _name, part: part, **more))) == []


@pytest.mark.once
@pytest.mark.slow
def test_a_hundred_thousand_rows_are_refused_by_a_sentence(dien_hong: Cast) -> None:
    row = b'<row><c t="inlineStr"><is><t></t></is></c><c t="inlineStr"><is><t>To 3</t></is></c></row>'
    data = _with(book_of({"groups": GROUPS}), _inside(1, row * 100_000))
    by = dien_hong["hanh"]
    try:
        batch = machine.check(machine.receive(dien_hong.ward, "so.xlsx", [data], by=by), by=by)
        assert "60.000 dòng" in batch.refusal
    except Refused as refused:
        assert "bung ra quá lớn" in str(refused)  # noqa: PT017


CELLS = st.one_of(
    st.sampled_from(["Tổ 1", "Tổ 3", "3", "Y-1", "chau", "CSKV", "Công an phường", "9/8/2024", "=1+1", "VÍ DỤ", "xong", ""]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-5, 3000), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
)  # fmt: skip
SHEET = st.lists(st.lists(CELLS, max_size=9), max_size=4)


@pytest.mark.once
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets=st.dictionaries(st.sampled_from(list(SHEETS)), SHEET, min_size=1))
def test_whatever_stands_in_the_cells_gets_a_verdict_and_changes_nothing(
    dien_hong: Cast, look: Callable[[Ward, bytes], Looked], sheets: dict[str, Rows]
) -> None:
    officers = Officer.objects.count()
    looked = look(dien_hong.ward, book_of(sheets))
    assert all(sentence(one.sheet, one.code, one.other) for one in looked.remarks)
    assert looked.remarked().startswith(b"PK")
    assert Officer.objects.count() == officers
