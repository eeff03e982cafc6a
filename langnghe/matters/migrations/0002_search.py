"""The index of the board (see search.py): FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE matters_search USING fts5("
        "words, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")",
    ],
    "postgresql": [
        "CREATE TABLE matters_search (board_row bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX matters_search_words ON matters_search USING gin (words) WITH (fastupdate = off)",
    ],
}


def make(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE matters_search")


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_matters")]
    operations = [migrations.RunPython(make, drop, elidable=False)]
