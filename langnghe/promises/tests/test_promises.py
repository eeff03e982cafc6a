"""The ward's promises as everybody reads them: what is late stays late, every figure can be redone from the file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from datetime import date
from itertools import count
from statistics import median_low
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as xml

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from langnghe.answering.tests import writing
from langnghe.commitments import actions as committing
from langnghe.commitments import voices
from langnghe.commitments.tests.promises import LATE, MADE, OVER, Promise
from langnghe.house import work
from langnghe.kernel.actors import resident
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters.actions import take_back
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import LAMP, released
from langnghe.opinions import guarding
from langnghe.opinions.leaving import withdraw
from langnghe.places.models import Ward
from langnghe.promises import actions, counted, kept, reads, sheets
from langnghe.promises.asking import Sought
from langnghe.promises.counting import tally
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.plans import plans_of
from langnghe.testing.signed_in import client_for
from tests.house.source import ROOT

END = "2027-01-20T08:00"
WHOLE = ("matters_matter", "commitments_commitment", "opinions_opinion")
# From 2001 on: "nhà số 113" would be a call for help.
SAID = count(2001)


def on_board(cast: Cast, title: str = "Đèn hẻm", at: str = MADE, **more: Any) -> Matter:
    """Another matter of the board."""
    turn = next(SAID)
    # Each a second later: the order of the board is that of time.
    with frozen(f"{at}:{turn % 60:02d}"):
        return released(cast, f"{LAMP} Nhà số {turn} cũng vậy.", f"{title} {turn}", **more)


def promise(cast: Cast, title: str = "Đèn hẻm", matter: Matter | None = None, **more: Any) -> Promise:
    """A promise about a matter of the board, made on 1 November for the 10th."""
    return Promise(cast, ("matters", (matter or on_board(cast, title, **more)).id)).made()


def url(cast: Cast, name: str = "index", query: str = "") -> str:
    return reverse(f"promises:{name}", args=[cast.ward.slug]) + query


def page(cast: Cast, query: str = "", name: str = "index", at: str = LATE) -> str:
    with frozen(at):
        return Client().get(url(cast, name, query)).content.decode()


def titles(cast: Cast, query: str = "", at: str = LATE) -> list[str]:
    return re.findall(r'<h3 class="row-title"><a [^>]*>([^<]+)<', page(cast, query, at=at))


def rows(cast: Cast, query: str = "", name: str = "csv", at: str = LATE) -> list[dict[str, str]]:
    with frozen(at):
        answer = Client().get(url(cast, name, query))
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def results(cast: Cast, at: str = LATE) -> list[str]:
    with frozen(at):
        return [found.standing.result for found in reads.book(cast.ward).promises]


def life(cast: Cast) -> dict[str, Promise]:
    """One promise for each way a promise can go."""
    on_time, late = "2026-11-09T10:00", "2026-11-13T10:00"
    found = {
        "late": promise(cast, "Trễ"),
        "doing": Promise(cast, ("matters", on_board(cast, "Đang làm").id)).made(date(2026, 12, 1)),
        "waiting": promise(cast, "Chờ dân").claimed(at=on_time),
        "kept": promise(cast, "Giữ lời").claimed(at=on_time).confirmed(at=on_time),
        "kept late": promise(cast, "Giữ muộn").claimed(at=late).confirmed(at=late),
        "kept moved": promise(cast, "Giữ sau dời"),
        "again": promise(cast, "Mở lại").claimed(at=on_time).contested(at=on_time),
        "given up": promise(cast, "Thôi").given_up(at=on_time),
        "book": Promise(cast, ("matters", on_board(cast, "Theo sổ").id)).entered(date(2025, 9, 30)),
    }
    moved(found["kept moved"], "2026-11-05T08:00").claimed(at=late).confirmed(at=late)
    return found


def moved(one: Promise, at: str, to: date = date(2026, 11, 20)) -> Promise:
    with frozen(at):
        committing.move(one.fresh(), to=to, reason="Chờ bóng đèn từ tỉnh về.", by=one.cast["en"])
    return one


def test_the_most_overdue_stands_first(dien_hong: Cast) -> None:
    promise(dien_hong, "Ba")
    Promise(dien_hong, ("matters", on_board(dien_hong, "Nhất").id)).made(date(2026, 11, 3))
    Promise(dien_hong, ("matters", on_board(dien_hong, "Xa").id)).made(date(2026, 12, 3))
    promise(dien_hong, "Xong").claimed()
    assert [title.split()[0] for title in titles(dien_hong)] == ["Nhất", "Ba", "Xa", "Xong"]


def test_every_promise_is_counted_in_exactly_one_result(dien_hong: Cast) -> None:
    life(dien_hong)
    with frozen(END):
        counted = tally([found.standing for found in reads.book(dien_hong.ward).promises])
    assert sum(counted.results.values()) == counted.made == 9
    assert sum(counted.kept_by.values()) == sum(counted.kept_when.values()) == counted.kept == 3
    assert counted.kept_when == {"on_day": 1, "on_moved_day": 1, "late": 1}


@pytest.mark.parametrize("at", [LATE, END])
@pytest.mark.parametrize("query", ["", "?nam=2026", "?tinh-trang=giu-loi", "?don-vi=theo-so"])
def test_every_figure_of_the_page_can_be_redone_from_the_file(dien_hong: Cast, at: str, query: str) -> None:
    life(dien_hong)
    lines, shown = rows(dien_hong, query, at=at), page(dien_hong, query, at=at)
    today = at[:10]
    result, late, due = Counter[str](), [], 0
    when, by = Counter[str](), Counter[str]()
    for line in lines:
        end = line["ngay_xong"] or line["ngay_tinh"]
        now_late = max(0, (date.fromisoformat(end) - date.fromisoformat(line["ngay_hen"])).days)
        most = max(now_late, int(line["tre_khi_doi"]))
        late += [most] if most else []
        owed = line["tinh_trang"] in ("open", "reopened")
        due += line["ngay_hen_dau"] < today or not owed
        name = {"claimed": "waiting", "confirmed": "waiting", "kept": "kept", "broken": "given_up"}
        which = ("late" if now_late else "doing") if owed else name.get(line["tinh_trang"], "unconfirmed")
        result[which] += 1
        if which == "kept":
            when["late" if most else "day" if end <= line["ngay_hen_dau"] else "moved"] += 1
            by[line["ai_xac_nhan"]] += 1
    figures = [int(number) for number in re.findall(r"</dt><dd>(\d+)</dd></div>\n", shown.split("</dl>")[0])]
    assert figures == [result[code] for code in ("late", "doing", "waiting", "kept", "unconfirmed", "given_up")]
    assert f"Đã giữ lời {result['kept']} trong {due} lời hứa đến hạn." in shown
    if result["kept"]:
        parts = f"{when['day']} đúng ngày hẹn đầu, {when['moved']} theo ngày đã dời, {when['late']} giữ muộn"
        assert f"Trong {result['kept']} lời đã giữ: {parts}." in shown
        assert f"{by['sender']} do chính người gửi" in shown
        assert f"{by['others']} do hai người ngoài đơn vị" in shown
    moves = [int(line["so_lan_doi"]) for line in lines]
    assert f"Trong {len(lines)} lời đã hứa: {sum(map(bool, moves))} lời bị dời ngày, tất cả {sum(moves)} lần" in shown
    if late:
        assert f"{len(late)} lời đang trễ hoặc từng trễ; một nửa trễ từ {median_low(late)} ngày trở xuống" in shown
    again = sum(line["so_lan_mo_lai"] != "0" for line in lines)
    assert (f"{again} lời bị người dân phản đối" in shown) == bool(again)


def test_a_promise_moved_when_late_stays_among_the_late(dien_hong: Cast) -> None:
    one = moved(promise(dien_hong), LATE, date(2026, 12, 20))
    text = page(dien_hong)
    assert '<s><span class="unseen">trước đây </span>10/11/2026</s>' in text
    assert "Dời từ 10/11/2026 sang 20/12/2026, Chủ tịch duyệt, lúc đó đã trễ 5 ngày" in text
    assert "Chờ bóng đèn từ tỉnh về." in text
    assert "1 lời đang trễ hoặc từng trễ" in text
    assert "trong 1 lời hứa đến hạn" in text
    one.claimed(at="2026-12-10T08:00").confirmed(at="2026-12-10T08:00")
    over = page(dien_hong, at="2027-01-20T08:00")
    assert "Giữ lời muộn" in over
    assert "0 đúng ngày hẹn đầu, 0 theo ngày đã dời, 1 giữ muộn" in over


def test_a_promise_moved_before_it_was_late_was_not_kept_on_the_first_day(dien_hong: Cast) -> None:
    moved(promise(dien_hong), "2026-11-09T08:00").claimed(at=LATE).confirmed(at=LATE)
    assert "0 đúng ngày hẹn đầu, 1 theo ngày đã dời, 0 giữ muộn" in page(dien_hong, at="2027-01-20T08:00")


def test_a_promise_claimed_again_after_its_day_is_late_though_the_first_claim_was_not(dien_hong: Cast) -> None:
    one = promise(dien_hong).claimed(at="2026-11-09T10:00").contested(at="2026-11-10T10:00")
    assert results(dien_hong) == ["late"]
    one.claimed("Đã thay cả cột đèn, biên bản số 20.", at=LATE).confirmed(at=LATE)
    text = page(dien_hong, at="2027-01-20T08:00")
    assert "0 theo ngày đã dời, 1 giữ muộn" in text
    assert "mở lại 1 lần" in text
    assert "1 lời bị người dân phản đối và phải mở lại" in text


def test_a_promise_given_up_after_its_day_is_not_kept_and_was_late(dien_hong: Cast) -> None:
    promise(dien_hong).given_up(at=LATE)
    text = page(dien_hong)
    assert results(dien_hong) == ["given_up"]
    assert "Đã giữ lời 0 trong 1 lời hứa đến hạn" in text
    assert "1 lời đang trễ hoặc từng trễ" in text
    assert "Hẻm 12 thuộc dự án của tỉnh, khởi công năm sau." in text


def test_time_alone_decides_before_any_worker_writes_it_down(dien_hong: Cast) -> None:
    promise(dien_hong, "Im lặng").claimed()
    promise(dien_hong, "Có người xác nhận").claimed().confirmed()
    assert results(dien_hong, at=OVER) == ["unconfirmed", "kept"]
    assert [line["tinh_trang"] for line in rows(dien_hong, at=OVER)] == ["unconfirmed", "kept"]


def test_two_people_outside_the_unit_are_counted_apart(dien_hong: Cast) -> None:
    one = promise(dien_hong).claimed()
    for mandate in one.outsiders():
        with frozen("2026-11-26T08:00"):
            voices.confirm(one.fresh(), by=mandate)
    text = page(dien_hong, at=OVER)
    assert "0 do chính người gửi" in text
    assert "1 do hai người ngoài đơn vị" in text


def test_a_matter_off_the_board_hides_its_promise_but_not_that_it_is_late(dien_hong: Cast) -> None:
    matter = on_board(dien_hong)
    promise(dien_hong, matter=matter)
    take_back(matter, reason="personal", note="", by=dien_hong["dung"])
    text = page(dien_hong)
    assert matter.title not in text
    assert "1 lời hứa khác thuộc việc không đăng, trong đó 1 lời đang trễ" in text
    assert rows(dien_hong) == []


def test_a_sender_who_withdraws_takes_the_promise_off_the_page_at_once(dien_hong: Cast) -> None:
    matter = on_board(dien_hong)
    promise(dien_hong, matter=matter)
    assert matter.source
    withdraw(matter.source, by=resident(dien_hong.ward.id).actor)
    for name in ("index", "paper", "feed"):
        assert matter.title not in page(dien_hong, name=name)
    assert matter.title not in str(rows(dien_hong))


def test_promises_about_crimes_and_officers_are_not_even_counted(dien_hong: Cast) -> None:
    for kind in ("crime", "conduct"):
        with frozen(MADE):
            matter = writing.matter(dien_hong, f"{LAMP} Lần {next(SAID)}.")
        promise(dien_hong, matter=matter)
        assert matter.source
        guarding.mark(matter.source, kind, by=dien_hong["binh"])
    assert "không đăng" not in page(dien_hong).split("<aside")[0]


def test_a_declined_matter_is_listed_with_reason_and_who_is_responsible(dien_hong: Cast) -> None:
    matter = on_board(dien_hong, "Vỉa hè")
    with frozen(LATE):
        writing.answered(matter, writing.declined(), by=dien_hong["en"])
    text = page(dien_hong, name="declined")
    for said in (matter.title, "không thuộc thẩm quyền của phường", "Ban quản lý dự án tỉnh", "1 việc"):
        assert said in text
    assert "1 việc phường trả lời chưa làm được" in page(dien_hong)
    line = rows(dien_hong, name="declined_csv")[0]
    assert (line["viec"], line["ly_do"], line["noi_chiu_trach_nhiem"]) == (
        matter.serial, "authority", "Ban quản lý dự án tỉnh")  # fmt: skip
    assert matter.title in page(dien_hong, name="paper")
    assert matter.title not in page(dien_hong, "?nam=2025", name="declined")


def test_filters_are_words_and_what_nobody_offered_is_not_asked(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"].id
    promise(dien_hong, "Tổ ba", group_id=group)
    Promise(dien_hong, ("matters", on_board(dien_hong, "Theo sổ").id)).entered(date(2025, 9, 30))
    found = {
        "?to=to-3": 1, "?to=to-4": 0, "?nam=2025": 1, "?nam=2026": 1, "?nam=2019": 0, "?nam=x": 2,
        "?don-vi=uy-ban-nhan-dan-phuong": 1, "?don-vi=%27": 2, "?linh-vuc=viec-cua-co-quan-khac": 2,
        "?linh-vuc=giao-thong": 0, "?tinh-trang=tre-han": 1, "?tinh-trang=chua-xac-nhan": 1, "?tinh-trang=moi": 2,
        "?tinh-trang=tre-han&to=to-3": 1, "?trang=abc": 2, "?trang=9": 0,
    }  # fmt: skip
    assert {query: len(titles(dien_hong, query)) for query in found} == found
    assert "Đã hết danh sách" in page(dien_hong, "?trang=9")


def test_no_cell_is_a_formula_and_columns_are_those_of_the_version(dien_hong: Cast) -> None:
    matter = on_board(dien_hong, "=HYPERLINK(1)")
    promise(dien_hong, matter=matter)
    line = rows(dien_hong)[0]
    assert line["tieu_de"].startswith("'=")
    assert all(cell[:1] not in ("=", "+", "-", "@") for cell in line.values())
    assert line["phien_ban"] == "1"
    documented = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/reference/promises.md").read_text("utf-8"), re.M)
    assert documented == [*sheets.COLUMNS, *sheets.DECLINED_COLUMNS]


def test_the_feed_tells_what_changed_last_first(dien_hong: Cast) -> None:
    promise(dien_hong, "Xong").claimed(at="2026-11-12T08:00")
    promise(dien_hong, "Đang làm")
    with frozen(LATE):
        root = xml.fromstring(Client().get(url(dien_hong, "feed")).content)
    found = [entry.findtext("{*}title") or "" for entry in root.findall("{*}entry")]
    assert [title.split(":")[0] for title in found] == ["Đã báo xong, chờ người dân xác nhận", "Trễ hạn 5 ngày"]


def test_five_promises_of_a_year_stand_on_top_and_on_the_home_and_no_sixth(dien_hong: Cast) -> None:
    all_six = [promise(dien_hong, f"Lời {turn}").row.id for turn in range(6)]
    client = client_for(dien_hong["en"])
    for commitment_id in all_six[:5]:
        assert "Đã ghim" in send(client, "pin", commitment_id)
    assert "đủ năm lời hứa" in send(client, "pin", all_six[5])
    assert Entry.objects.filter(kind="promise.pinned").count() == 5
    home = Client().get(reverse("desk:ward", args=[dien_hong.ward.slug])).content.decode()
    assert home.count("#loi-hua-1") == 5
    assert titles(dien_hong)[5].startswith("Lời 5")
    assert "Đã bỏ ghim" in send(client, "unpin", all_six[0])
    assert "Đã ghim" in send(client, "pin", all_six[5])


def send(client: Client, step: str, commitment_id: object) -> str:
    return client.post(reverse(f"promises:{step}", args=[commitment_id]), follow=True).content.decode()


def test_a_pinned_late_promise_is_still_late_and_stands_first(dien_hong: Cast) -> None:
    late = promise(dien_hong, "Trễ nhất")
    Promise(dien_hong, ("matters", on_board(dien_hong, "Ghim").id)).made(date(2026, 12, 1))
    found = reads.public_promise(dien_hong.ward, late.row.id)
    assert found
    actions.pin(dien_hong.ward, found, by=dien_hong["en"])
    assert sorted(results(dien_hong)) == ["doing", "late"]
    assert titles(dien_hong)[0].startswith("Trễ nhất")


def test_who_may_not_release_promises_pins_none(dien_hong: Cast) -> None:
    found = reads.public_promise(dien_hong.ward, promise(dien_hong).row.id)
    assert found
    with pytest.raises(Refused):
        actions.pin(dien_hong.ward, found, by=dien_hong["minh"])
    pinned = actions.pin(dien_hong.ward, found, by=dien_hong["en"])
    with pytest.raises(Refused):
        actions.unpin(pinned, by=dien_hong["minh"])
    assert actions.pin(dien_hong.ward, found, by=dien_hong["en"]) == pinned


def test_a_neighbours_promise_is_neither_seen_nor_pinned(dien_hong: Cast, hac_thanh: Cast) -> None:
    one = promise(dien_hong)
    assert titles(hac_thanh) == []
    answer = client_for(hac_thanh["quy"]).post(reverse("promises:pin", args=[one.row.id]))
    assert answer.status_code == 404


def test_what_was_counted_is_told_again_without_reading_all_until_something_happens(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    book = reads.book

    def noted(ward: Ward, ids: Collection[UUID] | None = None) -> reads.Book:
        read.extend([] if ids is not None else [ward.slug])
        return book(ward, ids)

    monkeypatch.setattr(reads, "book", noted)
    found = life(dien_hong)
    work.drain()
    first, late = page(dien_hong), page(dien_hong, "?tinh-trang=tre-han")
    assert len(read) == 1
    assert page(dien_hong) == first
    assert page(dien_hong, "?tinh-trang=tre-han") == late
    found["doing"].given_up(at="2026-11-14T09:00")
    assert len(titles(dien_hong, "?tinh-trang=khong-lam")) == 2
    assert len(read) == 1
    page(dien_hong, at=OVER)
    assert len(read) == 2


@pytest.mark.parametrize("most", [0, 3])
def test_pages_behind_what_is_remembered_hold_the_others(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    life(dien_hong)
    work.drain()
    with frozen(LATE):
        whole = [one.id for one in reads.late_first(reads.book(dien_hong.ward).promises)]
        monkeypatch.setattr(kept, "MOST_IDS", most)
        for _time in range(2):
            listed = counted.Counted(dien_hong.ward).listed(Sought())
            assert [one.id for place in range(0, len(listed), 2) for one in listed[place : place + 2]] == whole


def test_the_book_is_read_from_the_promises_and_never_from_the_whole_board(dien_hong: Cast) -> None:
    life(dien_hong)
    plans = plans_of(lambda: reads.book(dien_hong.ward))
    if connection.vendor == "sqlite":
        reached = [line for line in plans.splitlines() if " matters_matter " in line]
        assert reached
        assert all("id=?" in line for line in reached), plans
    assert not any(f"{way} {table}" in plans for way in ("SCAN", "Seq Scan on") for table in WHOLE), plans


def test_the_pages_need_few_statements(dien_hong: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    life(dien_hong)
    with django_assert_max_num_queries(24):
        page(dien_hong)
    work.drain()
    page(dien_hong)
    for name in ("index", "paper"):
        with django_assert_max_num_queries(18):
            page(dien_hong, name=name)
