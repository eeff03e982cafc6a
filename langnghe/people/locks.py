"""What differs between the two databases: holding a row for reading until the transaction ends."""

from typing import Any

from django.db import connection, models


def share_lock(rows: "models.QuerySet[Any]", column: str) -> Any:
    """`column` of the one row of the query, or None. PostgreSQL: whoever updates it waits for us (FOR SHARE).

    SQLite needs no lock: it lets one writing transaction in at a time.
    """
    values = rows.values_list(column, flat=True)
    if connection.vendor != "postgresql":
        return values.first()
    sql, parameters = values.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE", parameters)
        found = cursor.fetchone()
    return found[0] if found else None
