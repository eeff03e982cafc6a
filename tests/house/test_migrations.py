"""Migrations are linear, stand by themselves, and say everything the models say."""

import io
from collections import Counter

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from langnghe.house.rooms import STOREYS
from tests.house.source import every_file

KERNEL = "langnghe.kernel"


def ours() -> list[tuple[str, str]]:
    return [key for key in MigrationLoader(None).disk_migrations if key[0] in STOREYS]


def test_each_room_has_one_line_of_migrations() -> None:
    parents = Counter(
        parent
        for migration in MigrationLoader(None).disk_migrations.values()
        for parent in migration.dependencies
        if parent[0] == migration.app_label
    )
    forks = [f"{room}.{name}: {number} migrations follow it; renumber one behind the other." for (room, name), number
             in parents.items() if number > 1 and room in STOREYS]  # fmt: skip
    assert not forks, "\n".join(forks)


def test_numbers_of_migrations_are_never_given_twice() -> None:
    numbers = Counter((room, name[:4]) for room, name in ours())
    twice = [f"{room}/{number}" for (room, number), times in numbers.items() if times > 1]
    assert not twice, f"Renumber one of each: {twice}"


def test_a_migration_asks_only_lower_rooms() -> None:
    wrong = [
        f"{migration} depends on {parent[0]}.{parent[1]}; a migration depends on its own room and on lower storeys."
        for migration in MigrationLoader(None).disk_migrations.values()
        if migration.app_label in STOREYS
        for parent in migration.dependencies
        if parent[0] in STOREYS and parent[0] != migration.app_label
        and STOREYS[parent[0]] >= STOREYS[migration.app_label]
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_every_migration_can_go_back() -> None:
    wrong = [
        f"{room}.{name}: {type(operation).__name__} has no way back; give it one, or one that refuses with a sentence "
        "(kernel.refused.Refused)."
        for (room, name), migration in MigrationLoader(None).disk_migrations.items()
        if room in STOREYS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert not wrong, "\n".join(wrong)


def test_migrations_import_no_living_code() -> None:
    wrong = [
        f"{source.name}:{found.line} imports {found.module}, which changes under it; copy what it needs into the "
        f"migration (only {KERNEL} may be imported)."
        for source in every_file()
        if source.is_migration
        for found in source.imports
        if found.module.startswith("langnghe") and not found.module.startswith(KERNEL)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_the_models_say_nothing_that_no_migration_says() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(f"Run bin/langnghe house migrations (or manage.py makemigrations) and commit:\n{said.getvalue()}")
