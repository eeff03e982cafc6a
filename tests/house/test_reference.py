"""Every entry kind, setting and command is documented, and nothing that is gone still is."""

import argparse
import ast
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from langnghe.answering import drawing as answering
from langnghe.api import explaining as api
from langnghe.cli.main import parser
from langnghe.cli.reference import commands_page, entries_page
from langnghe.commitments import drawing
from langnghe.ledger import registry
from langnghe.matters import drawing as drawing_of_matters
from langnghe.opendata import explaining
from tests.house.source import PACKAGE, ROOT, Source, product

pytestmark = pytest.mark.once

REFERENCE = ROOT / "docs" / "reference"


def _page(name: str) -> str:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_the_page_of_entry_kinds_is_fresh() -> None:
    assert _page("entries.md") == entries_page(registry.kinds()), (
        "Run: bin/langnghe reference entries > docs/reference/entries.md"
    )


def test_the_page_of_answers_is_fresh() -> None:
    translation.activate("vi")
    assert _page("answering.md") == answering.page(), (
        "Run: bin/langnghe reference answering > docs/reference/answering.md"
    )


def test_the_page_of_commitments_is_fresh() -> None:
    translation.activate("vi")
    assert _page("commitments.md") == drawing.page(), (
        "Run: bin/langnghe reference commitments > docs/reference/commitments.md"
    )


def test_the_page_of_matters_is_fresh() -> None:
    translation.activate("vi")
    assert _page("matters.md") == drawing_of_matters.page(), (
        "Run: bin/langnghe reference matters > docs/reference/matters.md"
    )


def test_the_page_of_open_data_is_fresh() -> None:
    assert _page("open-data.md") == explaining.page(), (
        "Run: bin/langnghe reference open-data > docs/reference/open-data.md"
    )


def test_the_page_of_the_api_is_fresh() -> None:
    assert _page("api.md") == api.page(), "Run: bin/langnghe reference api > docs/reference/api.md"


def test_every_kind_is_known_to_the_house() -> None:
    wrong = [
        f"{source.name}: let langnghe/house/followers.py name it in KINDS, or nobody can record its steps."
        for source in product()
        if source.path.name == "entries.py" and f"langnghe.{source.room}.entries" not in _house_imports()
    ]
    assert not wrong, "\n".join(wrong)


def test_every_recorded_kind_is_registered() -> None:
    wrong = [
        f'{source.name}:{line} records "{kind}"; explain it in langnghe/{source.room}/entries.py.'
        for source in product()
        for kind, line in _recorded(source)
        if kind not in registry.kinds()
    ]
    assert not wrong, "\n".join(wrong)


def test_every_setting_is_documented() -> None:
    read = {f"LANGNGHE_{name}" for name in _settings()}
    written = set(re.findall(r"LANGNGHE_[A-Z0-9_]+", _page("settings.md")))
    assert read <= written, f"Explain in docs/reference/settings.md: {sorted(read - written)}"
    assert written <= read, f"docs/reference/settings.md explains what nobody reads: {sorted(written - read)}"


def test_the_page_of_commands_is_fresh() -> None:
    nouns = next(action for action in parser([])._actions if isinstance(action, argparse._SubParsersAction))
    assert _page("commands.md") == commands_page(nouns), (
        "Run: bin/langnghe reference commands > docs/reference/commands.md"
    )


def test_every_command_is_documented() -> None:
    page = _page("commands.md")
    missing = [command for command in _commands(parser([]), "langnghe") if f"{command}" not in page]
    assert not missing, f"Explain in docs/reference/commands.md: {missing}"
    nouns = {command.split()[1] for command in _commands(parser([]), "langnghe")}
    gone = set(re.findall(r"`(?:bin/)?langnghe ([a-z-]+)", page)) - nouns
    assert not gone, f"docs/reference/commands.md explains what is no more: {sorted(gone)}"


def _house_imports() -> set[str]:
    return {found.module for found in Source(PACKAGE / "house" / "followers.py").imports}


def _recorded(source: Source) -> Iterator[tuple[str, int]]:
    for name, call in source.calls():
        if name.split(".")[-1] == "record" and call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), call.lineno


def _settings() -> Iterator[str]:
    for source in product():
        for name, call in source.calls():
            if re.fullmatch(r"environment\.[a-z]+", name) and call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value)


def _commands(of: argparse.ArgumentParser, path: str) -> Iterator[str]:
    choices = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    if not choices:
        yield path
    for action in choices:
        for name, below in action.choices.items():
            yield from _commands(below, f"{path} {name}")
