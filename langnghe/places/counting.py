"""Counting official numbers: one statement, per ward and year, the same on both databases."""

from functools import cache

from django.db import connection
from django.db.models import Model

from langnghe.kernel.ids import uuid7
from langnghe.places.models import Ward
from langnghe.places.reads import require_open


def next_number(counter: type[Model], ward: Ward, year: int, *, merged_too: bool = False) -> int:
    """The next number of a ward's year in a table of counters (`ward`, `year`, `last`). Refused in a merged ward.

    `merged_too`: its book goes on for the work it left, and the caller asked who may write in it.

    Belongs inside the transaction that uses it: rolled back, the number is given again, so that none is missing.
    """
    return next_numbers(counter, ward, year, 1, merged_too=merged_too)[0]


def next_numbers(counter: type[Model], ward: Ward, year: int, count: int, *, merged_too: bool = False) -> range:
    """As many next numbers, one after the other."""
    to_db = Ward._meta.pk.get_db_prep_value
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(counter, merged_too),
            [to_db(uuid7(), connection), year, count, to_db(ward.id, connection), count],
        )
        row = cursor.fetchone()
    if row is None:
        require_open(Ward.objects.select_related("successor").get(id=ward.id))
    last = int(row[0])
    return range(last - count + 1, last + 1)


@cache
def _statement(counter: type[Model], merged_too: bool) -> str:
    table, still = counter._meta.db_table, "" if merged_too else "AND closed_at IS NULL "
    return (
        f"INSERT INTO {table} (id, ward_id, year, last) "  # noqa: S608 - the name is ours
        f"SELECT %s, id, %s, %s FROM places_ward WHERE id = %s {still}"
        f"ON CONFLICT (ward_id, year) DO UPDATE SET last = {table}.last + %s RETURNING last"
    )
