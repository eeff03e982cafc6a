"""FTS5 no longer merges in the transaction of whoever writes: the worker does (searching.merging)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("searching_passage_words", "searching_published_words")
BY_THE_WORKER, BY_ITSELF = 0, 4


def _set(editor: BaseDatabaseSchemaEditor, automerge: int) -> None:
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            editor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', {automerge})")  # noqa: S608


def by_the_worker(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _set(editor, BY_THE_WORKER)


def by_itself(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _set(editor, BY_ITSELF)


class Migration(migrations.Migration):
    dependencies = [("searching", "0001_indexes")]
    operations = [migrations.RunPython(by_the_worker, by_itself, elidable=False)]
