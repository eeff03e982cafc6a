"""What was erased leaves the index at once, and the file after it."""

from pathlib import Path

import pytest
from django.db import connection

from langnghe.kernel.actors import resident
from langnghe.opinions import lists
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.searching import writing
from langnghe.searching.erasing import merge_away
from langnghe.searching.models import Passage
from langnghe.testing import cast as the_cast
from langnghe.testing.cast import Cast

# Nobody else writes this; the middle of it, since an index leaves out beginnings that two words share.
SECRET, PIECE = "wqxkzvjhwq", b"qxkzvjhw"


def gone(opinion: Opinion) -> Opinion:
    by = resident(opinion.ward_id)
    ask_erasure(opinion, by=by.actor)
    return erase(opinion, by=by)


def test_erased_words_are_found_by_nobody_at_once(dien_hong: Cast) -> None:
    opinion = say(dien_hong, f"Nhà bà Tám hẻm 7, {SECRET}.").opinion
    sought = lists.Sought(query=SECRET)
    assert list(lists.listed(dien_hong["binh"], sought).rows) == [opinion]
    gone(opinion)
    assert not lists.listed(dien_hong["binh"], sought).rows
    assert not Passage.objects.filter(about_id=opinion.id).exists()


@pytest.mark.django_db(transaction=True)
def test_erased_words_are_in_no_byte_of_the_index() -> None:
    cast = the_cast.dien_hong()
    opinion = say(cast, f"Nhà bà Tám hẻm 7, {SECRET}.").opinion
    for number in range(40):
        say(cast, f"Đèn đường hẻm {number} hỏng, mong phường xem giúp.")
    held = PIECE in bytes_of_the_index()
    gone(opinion)
    merge_away()
    assert (held, PIECE in bytes_of_the_index()) == (True, False)
    assert lists.listed(cast["binh"], lists.Sought(query="đèn hẻm 7")).rows


@pytest.mark.django_db(transaction=True)
def test_merging_twice_does_no_harm() -> None:
    cast = the_cast.dien_hong()
    opinion = say(cast, f"Đèn đường {SECRET}.").opinion
    for _turn in range(2):
        merge_away()
    assert list(lists.listed(cast["binh"], lists.Sought(query=SECRET)).rows) == [opinion]
    writing.forget(opinion.id)
    assert not lists.listed(cast["binh"], lists.Sought(query=SECRET)).rows


def bytes_of_the_index() -> bytes:
    """SQLite: the file of the database, its log written back. PostgreSQL: the rows; its files are the vacuum's."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(connection.settings_dict["NAME"]).read_bytes()
        cursor.execute("SELECT words::text FROM searching_passage")
        return " ".join(row[0] for row in cursor.fetchall()).encode()
