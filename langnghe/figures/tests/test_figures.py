"""Figures for the chief: sums are totals are rows, nothing hidden is shown, crimes are counted on no day."""

import csv
import io
import re
from datetime import date
from itertools import count

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from langnghe.answering.tests import writing
from langnghe.commitments.models import Commitment
from langnghe.commitments.tests.promises import Promise
from langnghe.earlier.tests.test_import import THREE, applied
from langnghe.figures import reads
from langnghe.figures.asking import Period, sought_by
from langnghe.figures.counting import FIGURES, numbers
from langnghe.figures.pages.showing import Sheet
from langnghe.house.work import drain
from langnghe.kernel.clock import local_today
from langnghe.matters import working
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import LAMP, allowed
from langnghe.opinions import guarding
from langnghe.opinions.tests.test_receive import say
from langnghe.people.models import Mandate
from langnghe.places.tests.files import csv_of
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

BOTH_WAYS = {"trang mạng": "1", "sổ những năm trước": "3"}
TODAY = "2026-11-26T10:00"
TURN = count(2001)


def came(cast: Cast, at: str = "2026-11-02T08:00", topic: str = writing.LAMP_TOPIC, group: str = "Tổ 3") -> Matter:
    """A matter that came on a day."""
    turn = next(TURN)
    with frozen(at):
        opinion = allowed(cast, f"{LAMP} Nhà số {turn} cũng vậy.", group_id=cast.groups[group].id)
        return writing.matter(cast, topic=topic, opinion=opinion)


def year_of_work(cast: Cast) -> None:
    """Matters answered on time, late and not at all, promised, declined, handed over; one of last year."""
    soon, slow = "2026-11-05T09:00", "2026-11-25T09:00"
    for at, written in ((soon, writing.accepted()), (slow, writing.accepted()), (soon, writing.declined()),
                        (soon, writing.handed())):  # fmt: skip
        matter = came(cast)
        with frozen(at):
            writing.answered(matter, written, by=cast["en"])
    for claimed in (True, False):
        matter = came(cast, topic="urban_env.encroachment", group="Tổ 4")
        with frozen(soon):
            promised = (writing.promised(cast, date(2026, 11, 10)),)
            writing.answered(matter, writing.accepted(promises=promised), by=cast["en"])
        if claimed:
            kept(cast, matter)
    came(cast, topic="")
    came(cast, "2026-02-02T08:00", topic="traffic.signs_lights", group="Tổ 4")
    came(cast, "2025-11-02T08:00")


def kept(cast: Cast, matter: Matter) -> None:
    """Claimed and confirmed at once, and nobody contested for 30 days."""
    one = Promise(cast, ("matters", matter.id))
    one.row = Commitment.objects.get(subject_id=matter.id)
    one.claimed(at="2026-11-06T09:00").confirmed(at="2026-11-06T10:00")


def shown(mandate: Mandate, query: str = "", name: str = "index", at: str = TODAY) -> str:
    with frozen(at):
        return client_for(mandate).get(reverse(f"figures:{name}") + query).content.decode()


def top(page: str) -> dict[str, int]:
    found = re.findall(r'<div class="number-([\w-]+)">.*?<strong>([\d.]+)</strong>', page, re.DOTALL)
    return {code: int(number.replace(".", "")) for code, number in found}


def table(mandate: Mandate, query: str = "", at: str = TODAY) -> list[dict[str, str]]:
    with frozen(at):
        answer = client_for(mandate).get(reverse("figures:csv") + query)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_the_chief_sees_what_came_was_answered_and_kept(dien_hong: Cast) -> None:
    year_of_work(dien_hong)
    assert top(shown(dien_hong["dung"])) == {
        "vao": 8, "tra-loi": 5, "dung-han": 4, "con-no": 3, "tre": 3, "hua": 2, "giu-loi": 0, "dan-xac-nhan": 0,
        "nguoi-khac": 0, "tre-hen": 1, "phan-doi": 0, "chua-lam-duoc": 1, "chuyen": 1,
    }  # fmt: skip
    later = top(shown(dien_hong["dung"], at="2026-12-28T10:00"))
    assert (later["giu-loi"], later["dan-xac-nhan"]) == (1, 1)


@pytest.mark.parametrize("query", ["", "?ky=nam-truoc", "?ky=thang", "?linh-vuc=do-thi-moi-truong", "?to=to-4"])
def test_sums_are_totals_are_rows(dien_hong: Cast, query: str) -> None:
    year_of_work(dien_hong)
    chief = dien_hong["dung"]
    total, lines = top(shown(chief, query)), table(chief, query)
    for code, figure in FIGURES.items():
        if code not in total:
            continue
        name = str(figure.name)
        for by in {line["Chia theo"] for line in lines} - {"Tất cả"}:
            assert sum(int(line[name]) for line in lines if line["Chia theo"] == by) == total[code], (by, code)
        joined = f"{query}&so={code}" if query else f"?so={code}"
        assert f"{total[code]} việc</p>" in shown(chief, joined, "rows")
    with frozen(TODAY):
        wanted = sought_by({}, [], local_today())
        found = numbers(reads.counted(chief, [wanted.period]))
    assert sum(found.parts.values()) == found.figures["vao"] == 8


def test_every_matter_counts_by_the_way_it_came(dien_hong: Cast) -> None:
    with frozen("2026-11-20T08:00"):
        working.take_up(say(dien_hong, LAMP).opinion, by=dien_hong["binh"])
        applied(dien_hong.ward, csv_of(THREE))
    for query, ways in (("", {"trang mạng": "1"}), ("?ky=tu-chon&tu=2024-01-01&den=2026-11-26", BOTH_WAYS)):
        lines = [line for line in table(dien_hong["dung"], query) if line["Chia theo"] == "Theo cách gửi"]
        assert {line["Mục"]: line["Việc đã vào"] for line in lines} == ways


def test_every_number_opens_its_rows_and_says_how_many_stay_closed(dien_hong: Cast) -> None:
    year_of_work(dien_hong)
    rows = shown(dien_hong["dung"], "?so=chua-lam-duoc", "rows")
    assert rows.count('<li class="row">') == 1
    head = shown(dien_hong["lan"], "?so=vao", "rows")
    assert "5 việc</p>" in head
    assert "không được mở từng việc" in head
    assert '<li class="row">' not in head


def test_a_group_head_counts_the_own_group_only(dien_hong: Cast) -> None:
    year_of_work(dien_hong)
    assert top(shown(dien_hong["lan"]))["vao"] == 5
    assert "Tổ 4" not in shown(dien_hong["lan"])


def test_a_neighbour_counts_nothing_of_ours(dien_hong: Cast, hac_thanh: Cast) -> None:
    year_of_work(dien_hong)
    assert top(shown(hac_thanh["quy"]))["vao"] == 0


def test_reports_of_crimes_are_in_no_figure_but_one_number_of_the_year(dien_hong: Cast) -> None:
    matter = came(dien_hong)
    assert matter.source
    with frozen(TODAY):
        guarding.mark(matter.source, "crime", by=dien_hong["binh"])
        say(dien_hong, "Cuối hẻm có người bán ma túy cho học sinh.", crime=True)
    year = shown(dien_hong["dung"])
    assert top(year)["vao"] == 0
    assert "2 tin báo về tội phạm" in year
    for username in ("en", "giang", "lan", "khoa"):
        assert "tin báo về tội phạm" not in shown(dien_hong[username])
    for query in ("?ky=thang", "?ky=quy", "?ky=tu-chon&tu=2026-11-01&den=2026-11-30"):
        assert "tin báo về tội phạm" not in shown(dien_hong["dung"], query)


def test_complaints_are_counted_for_whom_the_guard_lets_in(dien_hong: Cast) -> None:
    matter = came(dien_hong)
    assert matter.source
    with frozen(TODAY):
        guarding.mark(matter.source, "conduct", by=dien_hong["binh"])
    counts = {name: top(shown(dien_hong[name]))["vao"] for name in ("en", "giang", "dung", "lan", "nga", "khoa")}
    assert counts == {"en": 1, "giang": 1, "dung": 0, "lan": 0, "nga": 0, "khoa": 0}


def test_an_auditor_counts_what_is_open_to_all(dien_hong: Cast) -> None:
    came(dien_hong)
    assert top(shown(dien_hong["khoa"]))["vao"] == 1


def test_the_same_days_of_last_year_are_compared_never_unequal_lengths(dien_hong: Cast) -> None:
    came(dien_hong)
    came(dien_hong, "2025-03-03T08:00")
    came(dien_hong, "2025-12-03T08:00")
    assert "bằng cùng kỳ năm trước" in shown(dien_hong["dung"])
    assert "không có cùng kỳ" in shown(dien_hong["dung"], "?ky=thang")
    leap = Period("nam", date(2024, 1, 1), date(2024, 12, 31)).a_year_before(date(2024, 2, 29))
    assert leap.until == date(2023, 2, 28)


def test_an_opinion_nobody_took_up_is_said_beside_the_figures(dien_hong: Cast) -> None:
    with frozen("2026-11-20T08:00"):
        say(dien_hong, "Chó nhà cuối hẻm 40 chạy rông cả ngày.")
        say(dien_hong, "Cuối hẻm có người bán ma túy cho học sinh.", crime=True)
    assert "1 ý kiến của kỳ này chưa nhận thành việc" in shown(dien_hong["dung"])


@pytest.mark.parametrize(
    "query", ["?ky=x", "?ky=tu-chon&tu=hôm+qua&den=", "?ky=tu-chon&tu=2026-12-01&den=2026-01-01", "?linh-vuc=%27&to=9",
              "?kenh=fax&so=khong", "?ky=tu-chon&tu=0001-01-01&den=9999-12-31"])  # fmt: skip
def test_what_nobody_offered_is_not_asked(dien_hong: Cast, query: str) -> None:
    came(dien_hong)
    assert top(shown(dien_hong["dung"], query))["vao"] == 1


def test_the_workbook_holds_the_same_figures_as_numbers(dien_hong: Cast) -> None:
    year_of_work(dien_hong)
    with frozen(TODAY):
        content = client_for(dien_hong["dung"]).get(reverse("figures:xlsx")).content
    lines = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert lines[2][2] == "Việc đã vào"
    assert len(set(lines[2])) == len(lines[2])
    assert lines[3][2] == 8
    assert {line[0] for line in lines[3:]} == {"Tất cả", "Theo lĩnh vực", "Theo tổ", "Theo cách gửi", "Theo tháng"}


def test_the_page_needs_at_most_twelve_statements(
    dien_hong: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    year_of_work(dien_hong)
    client: Client = client_for(dien_hong["dung"])
    for name in ("index", "rows"):
        with frozen(TODAY), django_assert_max_num_queries(12):
            client.get(reverse(f"figures:{name}"))


def test_figures_are_known_until_something_happens(dien_hong: Cast) -> None:
    came(dien_hong)
    drain()
    before = vao(dien_hong)
    assert vao(dien_hong) == before
    came(dien_hong)
    assert vao(dien_hong) == before + 1
    drain()
    assert vao(dien_hong) == before + 1


def vao(cast: Cast) -> int:
    """How many matters came this year, as the chairman's page says."""
    with frozen(TODAY):
        sought = sought_by({}, [], local_today())
        return Sheet(cast["en"], {}, sought).counts.total.figures["vao"]
