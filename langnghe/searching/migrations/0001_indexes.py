"""The indexes (see index.py): FTS5 beside the table on SQLite, a tsvector under GIN on PostgreSQL."""

import sqlite3

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import langnghe.kernel.ids
import langnghe.kernel.index_columns

TABLES = ("searching_passage", "searching_published")
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE {table}_words USING fts5("
        "words, content='{table}', content_rowid='ordinal', columnsize=0, tokenize=\"ascii tokenchars '_'\")",
        "CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN"
        " INSERT INTO {table}_words (rowid, words) VALUES (new.ordinal, new.words); END",
        "CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN"
        " INSERT INTO {table}_words ({table}_words, rowid, words) VALUES ('delete', old.ordinal, old.words); END",
        "CREATE TRIGGER {table}_changed AFTER UPDATE OF words ON {table} BEGIN"
        " INSERT INTO {table}_words ({table}_words, rowid, words) VALUES ('delete', old.ordinal, old.words);"
        " INSERT INTO {table}_words (rowid, words) VALUES (new.ordinal, new.words); END",
    ],
    "postgresql": [
        "CREATE INDEX {table}_words ON {table} USING gin (words) WITH (gin_pending_list_limit = 1024)",
        "ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 500",
    ],
}
UNMAKE = {"sqlite": ["DROP TABLE {table}_words"], "postgresql": ["DROP INDEX {table}_words"]}
# Since then FTS5 can take words out of its pages in the moment they are deleted.
SECURE_DELETE = (3, 42)


def make(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    for table in TABLES:
        for statement in MAKE[vendor]:
            editor.execute(statement.format(table=table))
        if vendor == "sqlite" and sqlite3.sqlite_version_info >= SECURE_DELETE:
            editor.execute(f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('secure-delete', 1)")  # noqa: S608


def unmake(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in UNMAKE[editor.connection.vendor]:
            editor.execute(statement.format(table=table))


COLUMNS = [
    ("ordinal", langnghe.kernel.index_columns.OrdinalField(primary_key=True, serialize=False)),
    ("ward_id", models.UUIDField()),
    ("kind", models.CharField(max_length=10)),
    ("about_id", models.UUIDField()),
    ("words", langnghe.kernel.index_columns.WordsField()),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("places", "0001_initial")]
    operations = [
        migrations.CreateModel(name="Passage", fields=COLUMNS, options={"abstract": False}),
        migrations.CreateModel(
            name="Published", fields=[(name, field.clone()) for name, field in COLUMNS], options={"abstract": False}
        ),
        migrations.CreateModel(
            name="Making", fields=[("form", models.PositiveSmallIntegerField(primary_key=True, serialize=False))]
        ),
        migrations.CreateModel(
            name="Abbreviation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=langnghe.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("short", models.CharField(max_length=20)),
                ("long", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=110)),
                ("dropped", models.BooleanField(default=False)),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.ward"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ward", "key"), name="abbreviation_once")],
            },
        ),
        migrations.RunPython(make, unmake, elidable=False),
    ]
