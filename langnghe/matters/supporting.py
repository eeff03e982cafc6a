"""Tôi cũng gặp: one statement to say it, one to forget it. No flood can do more than fill an hour."""

import hashlib
from datetime import timedelta

from django.db import connection

from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.matters import rules
from langnghe.matters.models import Matter, Support

_INSERT = """
INSERT INTO matters_support (id, ward_id, matter_id, kind, mark, at)
SELECT %s, m.ward_id, m.id, %s, %s, %s FROM matters_matter m
WHERE m.id = %s AND m.board_row IS NOT NULL AND (SELECT count(*) FROM (
    SELECT 1 FROM matters_support s WHERE s.ward_id = m.ward_id AND s.matter_id = m.id AND s.at > %s LIMIT %s
) AS lately) < %s
ON CONFLICT (ward_id, matter_id, mark) DO NOTHING
"""


def support(matter: Matter, kind: str, shown: bytes) -> bool:
    """Count somebody once, by what they showed: a browser's token, a household code, a receipt. True when new."""
    fields, at, limit = Support._meta, now(), rules.SUPPORTS_AN_HOUR
    values = [
        fields.pk.get_db_prep_save(uuid7(), connection), kind, mark(matter, kind, shown),
        fields.get_field("at").get_db_prep_save(at, connection),
        fields.pk.get_db_prep_save(matter.id, connection),
        fields.get_field("at").get_db_prep_save(at - timedelta(hours=1), connection), limit, limit,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        return bool(cursor.rowcount == 1)


def has_supported(matter: Matter, kind: str, shown: bytes) -> bool:
    """Whether this token, code or receipt was counted under the matter."""
    return Support.objects.filter(ward=matter.ward_id, matter=matter, mark=mark(matter, kind, shown)).exists()


def forget(matter: Matter, kind: str, shown: bytes) -> None:
    """Take it back: the row is gone."""
    Support.objects.filter(ward=matter.ward_id, matter=matter, mark=mark(matter, kind, shown)).delete()


def mark(matter: Matter, kind: str, shown: bytes) -> bytes:
    """Tells that it is the same one again, under this matter only."""
    return hashlib.sha256(b"langnghe/support/v1\0" + matter.id.bytes + kind.encode() + b"\0" + shown).digest()
