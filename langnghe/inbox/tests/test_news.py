"""What is new is told without a reload, and costs next to nothing while nothing is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.commitments import actions as promising
from langnghe.house.work import drain
from langnghe.inbox.asking import Sought
from langnghe.inbox.counting import of_tabs
from langnghe.inbox.lists import Scope
from langnghe.inbox.tests.working import opened, said
from langnghe.kernel.clock import local_today
from langnghe.matters import gathering, working
from langnghe.opinions.guarding import mark
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


def test_nothing_new_is_answered_with_nothing(dien_hong: Cast) -> None:
    said(dien_hong)
    client, url = client_for(dien_hong["binh"]), reverse("inbox:news")
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    newest = said(dien_hong, "Chó dữ thả rông.")
    later = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert later.status_code == 200
    assert set(later.json()["keys"]) - set(first.json()["keys"]) == {newest.id.hex[-12:]}


def test_asking_costs_three_statements_beyond_the_door(dien_hong: Cast) -> None:
    opened(dien_hong)
    for query in ("the=moi-den", "the=dang-lam&tim=rac"):
        client, url = client_for(dien_hong["chau"]), f"{reverse('inbox:news')}?{query}"
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        beyond = [one["sql"] for one in asked if not any(word in one["sql"] for word in ("session", "people_officer"))]
        assert len(beyond) <= 3, "\n".join(beyond)


def test_a_matter_somebody_changed_changes_the_tag(dien_hong: Cast) -> None:
    opened(dien_hong)
    client = client_for(dien_hong["binh"])
    url = f"{reverse('inbox:news')}?the=dang-lam"
    before = client.get(url).headers["ETag"]
    assert client.get(f"{url}&anh=1").headers["ETag"] != before
    opened(dien_hong, "Đèn tắt.")
    assert client.get(url).headers["ETag"] != before


def test_while_nothing_happened_asking_is_one_look_at_the_book(dien_hong: Cast) -> None:
    opened(dien_hong)
    drain()
    client, url = client_for(dien_hong["binh"]), f"{reverse('inbox:news')}?the=dang-lam"
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert sum("matters_matter" in one["sql"] for one in asked) == 0
    assert sum("ledger_entry" in one["sql"] for one in asked) == 1


def test_what_a_follower_changes_later_is_told_too(dien_hong: Cast) -> None:
    matter = opened(dien_hong)
    drain()
    client, url = client_for(dien_hong["binh"]), f"{reverse('inbox:news')}?the=dang-lam"
    promising.make(
        dien_hong.ward, ("matters", matter.id), words="Chở rác ngay hôm nay.", responsible=dien_hong["minh"],
        due_on=local_today(), by=dien_hong["en"],
    )  # fmt: skip
    before = client.get(url).headers["ETag"]
    drain()
    assert client.get(url).headers["ETag"] != before


def test_counts_change_with_every_step_and_with_the_day(dien_hong: Cast) -> None:
    matter = opened(dien_hong)
    drain()
    assert counted(dien_hong) == {"moi-den": 0, "dang-lam": 1, "tre-han": 0}
    arrived = said(dien_hong)
    assert counted(dien_hong)["moi-den"] == 1
    drain()
    assert counted(dien_hong)["moi-den"] == 1
    taken = working.take_up(arrived, by=dien_hong["binh"])
    assert counted(dien_hong) == {"moi-den": 0, "dang-lam": 2, "tre-han": 0}
    drain()
    assert counted(dien_hong)["dang-lam"] == 2
    gathering.merge(matter, taken, by=dien_hong["binh"])
    assert counted(dien_hong)["dang-lam"] == 1
    drain()
    with frozen("2027-06-01T08:00"):
        assert counted(dien_hong)["tre-han"] == 1


def test_a_guard_hides_at_once_what_was_counted(dien_hong: Cast) -> None:
    opinion = said(dien_hong, group_id=dien_hong.groups["Tổ 3"].id)
    drain()
    assert counted(dien_hong, "chau")["moi-den"] == counted(dien_hong)["moi-den"] == 1
    mark(opinion, "conduct", by=dien_hong["dung"])
    assert counted(dien_hong, "chau")["moi-den"] == 0
    drain()
    assert counted(dien_hong, "chau")["moi-den"] == 0


def counted(cast: Cast, name: str = "binh") -> dict[str, int]:
    """What stands beside three tabs for an officer."""
    found = of_tabs(Scope(cast[name]), Sought())
    return {tab: found[tab].number for tab in ("moi-den", "dang-lam", "tre-han")}
