"""Writing in bulk: COPY on PostgreSQL, many rows a statement on SQLite; one transaction a slice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

from langnghe.demo.volume.making import Tables


@contextmanager
def unchecked() -> Iterator[None]:
    """Without asking for every row whether what it points at is there; where the database lets us."""
    with connection.constraint_checks_disabled():
        yield


def write(tables: Tables) -> None:
    """Write rows as a dialect made them, inside the caller's transaction."""
    for model, rows in tables.items():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(f"COPY {_into(model)} FROM STDIN") as copy:
                copy.write("\n".join(rows) + "\n")
        else:
            marks = ", ".join("?" * len(rows[0]))
            connection.connection.executemany(f"INSERT INTO {_into(model)} VALUES ({marks})", rows)  # noqa: S608 - ours


def _into(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    columns = [str(field.column) for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    return f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
