"""Entries are never changed or removed: the database itself refuses, on both engines."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END",
    "CREATE TRIGGER entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END",
    # INSERT OR REPLACE removes the old row, found by its id or by its rowid, without firing a DELETE trigger.
    "CREATE TRIGGER entry_no_replace BEFORE INSERT ON ledger_entry"
    " WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR rowid = NEW.rowid)"
    " BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'ledger_entry is append-only'; END $$",
    "CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry"
    " FOR EACH ROW EXECUTE FUNCTION entry_append_only()",
    "CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON ledger_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION entry_append_only()",
]
UNDO_SQLITE = ["DROP TRIGGER entry_no_update", "DROP TRIGGER entry_no_delete", "DROP TRIGGER entry_no_replace"]
UNDO_POSTGRESQL = [
    "DROP TRIGGER entry_no_change ON ledger_entry",
    "DROP TRIGGER entry_no_truncate ON ledger_entry",
    "DROP FUNCTION entry_append_only()",
]


def close(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def reopen(apps, schema_editor):
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(close, reopen)]
