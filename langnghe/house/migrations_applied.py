"""How many migrations this version has and the database has not."""

from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

_known_to_be_done = False


def waiting() -> int:
    """Number of unapplied migrations. Asked once: a database that was up to date stays so while this process runs."""
    global _known_to_be_done
    if _known_to_be_done:
        return 0
    number = count()
    _known_to_be_done = number == 0
    return number


def count() -> int:
    """Number of unapplied migrations, counted anew.

    By the names of their files: reading the migrations themselves would cost each web process several megabytes.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    return sum((label, name) not in applied for label, name in _ours())


def _ours() -> list[tuple[str, str]]:
    """Room and name of every migration that comes with this version."""
    return [
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in sorted((Path(app.path) / "migrations").glob("[!_~]*.py"))
    ]
