"""The clock is moved through Tết 2026 (offices rest from 14 to 22 February) with a matter, a pause and a promise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.answering.tests.writing import accepted, answered, promised
from langnghe.desk.morning import reading
from langnghe.desk.tests.test_mine import go, page, shown
from langnghe.desk.tests.test_morning import taken_up
from langnghe.house.work import drain
from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters import pausing
from langnghe.matters.actions import open_matter
from langnghe.matters.escalating import escalate_due
from langnghe.matters.models import Matter
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

pytestmark = pytest.mark.django_db


@contextmanager
def on(day: str, hour: str = "08:00") -> Iterator[None]:
    """It is this day and hour in 2026; the worker has done what was due."""
    with frozen(f"2026-{day}T{hour}:00"):
        yield
        drain()


def badges(cast: Cast, username: str, code: str) -> dict[str, str]:
    """What stands in one list of a morning: serial and badge."""
    parts = [part for part in reading.read(cast[username]).parts if part.code == code]
    return {line.title: str(line.badge) for part in parts for line in part.lines}


def test_a_matter_a_pause_and_a_promise_go_through_tet(dien_hong: Cast, client: Client) -> None:
    cast, by = dien_hong, system(dien_hong.ward.id)
    with on("02-06"):
        opinion = shown(cast, client)
        matter = open_matter(cast.ward, raised_on=date(2026, 2, 6), source=opinion, by=by)
        assert matter.due_on == date(2026, 3, 6)
        assert "hết ngày 06/03/2026" in page(client, opinion)
        assert badges(cast, "binh", "mine") == {matter.serial: "hạn 06/03/2026"}

    with on("02-09"):
        kept = taken_up(cast, "Cột điện ở hẻm 5 nghiêng.", on="2026-02-09T07:30:00")
        words = promised(cast, due_on=date(2026, 2, 18))
        answered(kept, accepted(promises=(words,)), by=cast["en"])

    with on("02-12"):
        pausing.ask(matter, opinion, "Cột đèn số mấy ạ?", by=cast["binh"])
    with on("02-19"):  # mùng ba
        assert badges(cast, "binh", "mine") == {matter.serial: "đang chờ bà con"}
        assert "hạn của phường tạm dừng" in page(client, opinion)
        assert "hết ngày" not in page(client, opinion)

    with on("02-18"):  # the promised day itself, mùng hai
        assert badges(cast, "en", "promises") == {kept.serial: "hẹn 18/02/2026"}
    with on("02-23"):  # the first day of work
        assert badges(cast, "en", "promises") == {kept.serial: "trễ từ 18/02/2026"}

    with on("02-24", "21:00"):
        assert "Đã gửi câu trả lời" in go(client, "answer", opinion, 1, **{"q1-words": "Dạ cột số 7."})
    with on("02-25"):
        # 13, 23 and 24 February were the working days on which the clock stood.
        assert Matter.objects.get(id=matter.id).due_on == date(2026, 3, 11)
        assert "hết ngày 11/03/2026" in page(client, opinion)

    with on("03-11"):
        assert badges(cast, "binh", "mine") == {matter.serial: "hạn hôm nay"}
        assert escalate_due(by=by) == 0
    with on("03-12"):
        assert escalate_due(by=by) == 1
        assert badges(cast, "dung", "late") == {matter.serial: "quá hạn từ 11/03/2026"}
        assert "Đã quá hạn trả lời" in page(client, opinion)
    assert Entry.objects.get(kind="matter.escalated").facts == {"due": "2026-03-11"}


def test_nobody_answers_over_tet_and_the_clock_runs_again_by_itself(dien_hong: Cast, client: Client) -> None:
    with on("02-06"):
        opinion = shown(dien_hong, client)
        matter = open_matter(dien_hong.ward, raised_on=date(2026, 2, 6), source=opinion, by=system(dien_hong.ward.id))
    with on("02-12"):
        pausing.ask(matter, opinion, "Cột đèn số mấy ạ?", by=dien_hong["binh"])
    with on("02-26"):  # the fifth working day: 13, 23, 24, 25, 26 February
        assert pausing.end_pauses(by=system(dien_hong.ward.id)) == 0
    with on("02-27"):
        assert pausing.end_pauses(by=system(dien_hong.ward.id)) == 1
        assert Matter.objects.get(id=matter.id).due_on == date(2026, 3, 13)
        assert reverse("desk:answer", args=[opinion.serial, 1]) in page(client, opinion)
