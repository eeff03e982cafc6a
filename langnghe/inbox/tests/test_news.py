"""What is new is told without a reload, and costs next to nothing while nothing is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.inbox.tests.working import opened, said
from langnghe.testing.cast import Cast
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
