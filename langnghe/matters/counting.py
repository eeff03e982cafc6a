"""Counting matters: one statement, per ward and year, the same on both databases."""

from django.db import connection

from langnghe.kernel.ids import uuid7
from langnghe.matters.models import MatterCounter
from langnghe.places.models import Ward
from langnghe.places.reads import require_open

_NEXT = """
INSERT INTO matters_mattercounter (id, ward_id, year, last)
SELECT %s, id, %s, 1 FROM places_ward WHERE id = %s AND closed_at IS NULL
ON CONFLICT (ward_id, year) DO UPDATE SET last = matters_mattercounter.last + 1
RETURNING last
"""


def next_number(ward: Ward, year: int) -> int:
    """The ward's next matter of the year; belongs inside the transaction that uses it. Refused in a merged ward."""
    to_db = MatterCounter._meta.pk.get_db_prep_value
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [to_db(uuid7(), connection), year, to_db(ward.id, connection)])
        row = cursor.fetchone()
    if row is None:
        require_open(Ward.objects.select_related("successor").get(id=ward.id))
    return int(row[0])
