"""Open data: everything anybody can read, nothing else; told apart from a cut-off file, safe in a spreadsheet."""

import csv
import io
import json
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from langnghe.answering.tests import writing
from langnghe.commitments.tests.promises import LATE
from langnghe.files.slots import taken
from langnghe.house.work import drain
from langnghe.kernel.actors import resident
from langnghe.maps.grid import snap
from langnghe.matters.actions import take_back
from langnghe.matters.models import Matter
from langnghe.matters.reads import on_board
from langnghe.opendata import of_figures, of_matters, of_promises
from langnghe.opendata.pages import public
from langnghe.opendata.sets import DATASETS
from langnghe.opinions import guarding
from langnghe.opinions.leaving import withdraw
from langnghe.promises import reads, sheets
from langnghe.promises.tests.test_promises import life, promise
from langnghe.promises.tests.test_promises import on_board as one_on_board
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    caches["default"].clear()


def url(cast: Cast, name: str, *more: str) -> str:
    return reverse(f"opendata:{name}", args=[cast.ward.slug, *more])


def taken_away(cast: Cast, code: str, form: str = "csv", at: str = LATE) -> bytes:
    with frozen(at):
        return b"".join(Client().get(url(cast, form, code)).streaming_content)  # type: ignore[attr-defined]


def rows(cast: Cast, code: str, at: str = LATE) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken_away(cast, code, at=at).decode("utf-8-sig"))))


def as_json(cast: Cast, code: str, at: str = LATE) -> Any:
    return json.loads(taken_away(cast, code, "json", at=at))


def test_the_board_lies_in_the_file_with_the_wards_latest_answer(dien_hong: Cast) -> None:
    lamp, kerb = one_on_board(dien_hong), one_on_board(dien_hong, "Vỉa hè")
    with frozen(LATE):
        writing.answered(kerb, writing.declined(), by=dien_hong["en"])
    first, second = rows(dien_hong, "viec")
    assert (first["viec"], first["tieu_de"], first["noi_dung"]) == (lamp.serial, lamp.title, lamp.text)
    assert first["ten_tinh_trang"] == "Đang xử lý"
    assert first["so_lan_tra_loi"] == "0"
    assert (second["tinh_trang"], second["cach_tra_loi"], second["ly_do"]) == ("declined", "declined", "authority")
    assert second["noi_chiu_trach_nhiem"] == "Ban quản lý dự án tỉnh"
    assert second["ngay_tra_loi"] == LATE[:10]
    assert Client().get(second["dia_chi"].partition("8000")[2]).status_code == 200


def test_json_says_the_same_and_ends_with_how_many_there_are(dien_hong: Cast) -> None:
    life(dien_hong)
    for code, dataset in DATASETS.items():
        told, table = as_json(dien_hong, code), rows(dien_hong, code)
        assert told["count"] == len(told["data"]) == len(table)
        assert [_flat(row) for row in told["data"]] == table
        assert list(told)[-1] == "count"
        described = Client().get(told["schema"].partition("8000")[2]).json()
        row = described["properties"]["data"]["items"]
        assert list(row["properties"]) == list(table[0]) == dataset.names
        assert all(_fits(one[name], rule) for one in told["data"] for name, rule in row["properties"].items())


def _flat(row: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items()}


def _fits(value: Any, rule: dict[str, Any]) -> bool:
    """Whether a value is what the schema says, as far as our schemas say anything."""
    kinds = {"string": str, "integer": int, "number": float, "null": type(None)}
    allowed = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if rule.get("format") == "date" and value is not None:
        date.fromisoformat(value)
    return isinstance(value, tuple(kinds[kind] for kind in allowed)) and value in rule.get("enum", [value])


def test_what_may_not_be_read_is_in_no_file_and_no_figure(dien_hong: Cast) -> None:
    gone = [one_on_board(dien_hong, title) for title in ("Rút khỏi bảng", "Tin báo", "Về cán bộ", "Người gửi rút")]
    for matter in gone:
        promise(dien_hong, matter=matter)
    unreleased = writing.matter(dien_hong, "Chưa đăng: rác đổ đầy góc chợ, ruồi bay vào tận hàng cơm.")
    take_back(gone[0], reason="personal", note="", by=dien_hong["dung"])
    for matter, kind in zip(gone[1:3], ("crime", "conduct"), strict=True):
        assert matter.source
        guarding.mark(matter.source, kind, by=dien_hong["binh"])
    assert gone[3].source
    withdraw(gone[3].source, by=resident(dien_hong.ward.id).actor)
    seen = one_on_board(dien_hong, "Còn đây")
    everything = "".join(taken_away(dien_hong, code, form).decode() for code in DATASETS for form in ("csv", "json"))
    assert seen.serial in everything
    for matter in (*gone, unreleased):
        assert matter.serial not in everything
        assert matter.title == "" or matter.title not in everything
    assert {row["so"] for row in rows(dien_hong, "so-lieu") if row["chi_so"] == "viec"} == {"1"}
    assert {row["so"] for row in rows(dien_hong, "so-lieu") if row["chi_so"] == "loi_hua"} == {"0"}


def test_nobody_could_tell_the_sender_from_what_is_written(dien_hong: Cast) -> None:
    one_on_board(dien_hong)
    row = as_json(dien_hong, "viec")["data"][0]
    assert not {"channel", "source", "received_at", "post", "id"} & set(row)
    assert not [value for value in row.values() if isinstance(value, str) and "T" in value and value[:2] == "20"]


def test_places_are_no_finer_than_the_map_and_private_ones_are_not_there(dien_hong: Cast) -> None:
    lamp, noise = one_on_board(dien_hong), one_on_board(dien_hong, "Loa kẹo kéo")
    precise = {"latitude": 13.9812345, "longitude": 108.0012345, "place": "nhà số 9"}
    Matter.objects.filter(id__in=[lamp.id, noise.id]).update(**precise)
    Matter.objects.filter(id=noise.id).update(topic="public_order.noise")
    shown, hidden = as_json(dien_hong, "viec")["data"]
    assert (shown["vi_do"], shown["kinh_do"]) == tuple(snap(13.9812345, 108.0012345))
    assert (hidden["noi"], hidden["vi_do"], hidden["kinh_do"]) == ("", None, None)


def test_no_cell_is_a_formula_and_json_keeps_the_words(dien_hong: Cast) -> None:
    matter = one_on_board(dien_hong, "=HYPERLINK(1)")
    promise(dien_hong, matter=matter)
    for code in DATASETS:
        assert all(cell[:1] not in tuple("=+-@\t") for row in rows(dien_hong, code) for cell in row.values())
    assert rows(dien_hong, "viec")[0]["tieu_de"] == f"'{matter.title}"
    assert as_json(dien_hong, "viec")["data"][0]["tieu_de"] == matter.title


def test_every_figure_can_be_counted_again_from_the_other_files(dien_hong: Cast) -> None:
    life(dien_hong)
    with frozen(LATE):
        writing.answered(one_on_board(dien_hong, "Vỉa hè"), writing.declined(), by=dien_hong["en"])
    at = "2027-01-20T08:00"
    told = {(row["nam"], row["linh_vuc"], row["chi_so"]): row for row in rows(dien_hong, "so-lieu", at=at)}
    for year in ("", "2026"):
        again = _again(rows(dien_hong, "viec", at=at), rows(dien_hong, "loi-hua", at=at), year)
        assert {code: int(told[year, "", code]["so"]) for code in of_figures.FIGURES} == again
    for (year, topic, _code), row in told.items():
        if row["trong"]:
            assert row["mau_so"] == told[year, topic, row["trong"]]["so"]
            assert int(row["so"]) <= int(row["mau_so"])
    assert told["", "beyond_police", "viec"]["ten_linh_vuc"] == "Việc của cơ quan khác"


def _again(matters: list[dict[str, str]], promised: list[dict[str, str]], year: str) -> dict[str, int]:
    some = [row for row in matters if row["ngay_neu"].startswith(year)]
    due = [row for row in some if row["han_tra_loi"] and (row["ngay_tra_loi"] or row["qua_han"] == "1")]
    owed = [row for row in some if row["tinh_trang"] in ("open", "asked", "handed_over")]
    hers = [row for row in promised if row["ngay_hua"].startswith(year)]
    kept = [row for row in hers if row["tinh_trang"] == "kept"]
    open_ = [row for row in hers if row["tinh_trang"] in ("open", "reopened")]
    on_day = [row for row in kept if row["tre_khi_doi"] == "0" and row["ngay_xong"] <= row["ngay_hen_dau"]
              and row["ngay_xong"] <= row["ngay_hen"]]  # fmt: skip
    return {
        "viec": len(some), "tra_loi": sum(bool(row["ngay_tra_loi"]) for row in some), "den_han": len(due),
        "dung_han": sum(bool(row["ngay_tra_loi"]) and row["ngay_tra_loi"] <= row["han_tra_loi"] for row in due),
        "con_no": len(owed), "qua_han": sum(row["qua_han"] == "1" for row in some),
        "chua_lam_duoc": sum(row["tinh_trang"] == "declined" for row in some), "loi_hua": len(hers),
        "hua_den_han": sum(row not in open_ or row["ngay_hen_dau"] < row["ngay_tinh"] for row in hers),
        "giu_loi": len(kept), "giu_dung_ngay": len(on_day),
        "dan_xac_nhan": sum(row["ai_xac_nhan"] == "sender" for row in kept),
        "tre_hen": sum(row["ngay_hen"] < row["ngay_tinh"] for row in open_),
        "da_doi_ngay": sum(row["so_lan_doi"] != "0" for row in hers),
    }  # fmt: skip


def test_the_rows_come_in_pages_that_cost_the_same_wherever_they_are(dien_hong: Cast) -> None:
    life(dien_hong)
    with frozen(LATE):
        whole = [row for page in of_matters.pages(dien_hong.ward) for row in page]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            parts = [row for page in of_matters.pages(dien_hong.ward, size=2) for row in page]
        assert parts == whole
        assert len(whole) == on_board(dien_hong.ward).count() == 9
        assert len(asked) == 5 * 3 + 1
        assert not [query["sql"] for query in asked if "OFFSET" in query["sql"]]
        each = [row for page in of_promises.pages(dien_hong.ward, size=2) for row in page]
        book = {promise.id: promise for promise in reads.book(dien_hong.ward).promises}
        beside = sheets.rows(dien_hong.ward, list(book.values()), date(2026, 11, 15))
    assert sorted(map(str, each)) == sorted(map(str, beside))


def test_columns_of_promises_are_those_of_the_file_beside_the_page() -> None:
    assert tuple(DATASETS["loi-hua"].names) == sheets.COLUMNS


def test_who_has_the_file_as_it_is_gets_304_until_something_happened(dien_hong: Cast) -> None:
    one_on_board(dien_hong)
    client, where = Client(), url(dien_hong, "csv", "viec")
    with frozen("2026-11-15T09:00:00"):
        waiting = client.get(where)
        assert ("ETag" in waiting, waiting["Cache-Control"]) == (False, "no-cache")
        b"".join(waiting.streaming_content)  # type: ignore[attr-defined]
        drain()
        first = client.get(where)
        b"".join(first.streaming_content)  # type: ignore[attr-defined]
    with frozen("2026-11-15T09:20:00"):
        known = client.get(where, headers={"If-None-Match": first["ETag"]})
        assert (known.status_code, known["Last-Modified"]) == (304, first["Last-Modified"])
        assert client.get(where, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        head = client.head(where)
        assert (head["ETag"], head.get("Content-Length")) == (first["ETag"], None)
    with frozen("2026-11-16T09:00:00"):
        next_day = client.get(where, headers={"If-None-Match": first["ETag"]})
        assert (next_day.status_code, bool(b"".join(next_day.streaming_content))) == (200, True)  # type: ignore[attr-defined]


@pytest.mark.once
def test_a_third_one_at_the_same_time_is_told_to_come_again_and_places_come_back(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "PATIENCE_SECONDS", 0.0)
    one_on_board(dien_hong)
    where = url(dien_hong, "csv", "viec")
    with ExitStack() as others:
        for _other in range(public.AT_A_TIME):
            others.enter_context(taken("opendata", count=public.AT_A_TIME, patience=0))
        busy = Client().get(where)
        assert (busy.status_code, busy["Retry-After"]) == (503, "60")
        assert Client().head(where).status_code == 200
    for _again in range(public.AT_A_TIME + 1):
        assert rows(dien_hong, "viec")


@pytest.mark.once
@override_settings(PUBLIC_ADDRESS="https://lang-nghe.example")
def test_the_package_names_every_file_and_the_page_explains_every_column(dien_hong: Cast) -> None:
    package = Client().get(url(dien_hong, "package")).json()
    assert [one["name"] for one in package["resources"]] == list(DATASETS)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for one in package["resources"]:
        answer = Client().get(one["path"].removeprefix("https://lang-nghe.example"))
        assert (answer.status_code, bool(b"".join(answer.streaming_content))) == (200, True)  # type: ignore[attr-defined]
    for language, said in (("vi", "số của việc trên bảng"), ("en", "number of the matter on the board")):
        page = (
            Client()
            .get(url(dien_hong, "index"), headers={"Accept-Language": language})
            .content.decode()
            .replace("<wbr>", "")
        )
        assert said in page
        assert all(f">{name}</code>" in page for dataset in DATASETS.values() for name in dataset.names)


@pytest.mark.once
def test_what_there_is_not_is_not_found(dien_hong: Cast) -> None:
    for path in ("v1/khac.csv", "v1/khac.json", "v1/khac.schema.json", "v2/viec.csv"):
        assert Client().get(f"{url(dien_hong, 'index')}{path}").status_code == 404
    assert Client().get("/khong-co/du-lieu-mo/").status_code == 404
    assert Client().post(url(dien_hong, "csv", "viec")).status_code == 405
