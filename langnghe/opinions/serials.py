"""Counting official numbers: one statement, per ward and year, the same on both databases."""

from django.db import connection

from langnghe.kernel.ids import uuid7
from langnghe.opinions.models import SerialCounter
from langnghe.places.models import Ward

_NEXT = """
INSERT INTO opinions_serialcounter (id, ward_id, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (ward_id, year) DO UPDATE SET last = opinions_serialcounter.last + 1
RETURNING last
"""


def next_number(ward: Ward, year: int) -> int:
    """The ward's next number of the year; belongs inside the transaction that uses it."""
    to_db = SerialCounter._meta.pk.get_db_prep_value
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [to_db(uuid7(), connection), to_db(ward.id, connection), year])
        return int(cursor.fetchone()[0])
