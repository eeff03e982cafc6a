"""The board is found by the index of its own room (searching), which is made anew from the rows."""

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


def drop(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE matters_search")


def make(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Empty: the version that used it filled it from the rows it had not indexed yet."""
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("matters", "0010_left"), ("searching", "0001_indexes")]
    operations = [
        migrations.RunPython(drop, make),
        migrations.RemoveField("matter", "indexed"),
    ]
