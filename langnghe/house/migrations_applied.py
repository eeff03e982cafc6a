"""How many migrations this version has and the database has not."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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
    """Number of unapplied migrations, counted anew."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
