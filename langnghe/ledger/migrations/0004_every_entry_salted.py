"""Every new entry has a salt. Older rows may lack it and are never changed, so the column itself stays nullable."""

from django.db import migrations

CLOSE = {
    "sqlite": "CREATE TRIGGER entry_salted BEFORE INSERT ON ledger_entry WHEN NEW.salt IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'ledger_entry: every entry has a salt'); END",
    # Not looked at in the rows that are there, but demanded of each new one.
    "postgresql": "ALTER TABLE ledger_entry ADD CONSTRAINT entry_salted CHECK (salt IS NOT NULL) NOT VALID",
}
REOPEN = {
    "sqlite": "DROP TRIGGER entry_salted",
    "postgresql": "ALTER TABLE ledger_entry DROP CONSTRAINT entry_salted",
}


def close(apps, schema_editor):
    schema_editor.execute(CLOSE[schema_editor.connection.vendor])


def reopen(apps, schema_editor):
    schema_editor.execute(REOPEN[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_leaf_epoch_salt")]
    operations = [migrations.RunPython(close, reopen)]
