"""The words of the code are the words of the glossary."""

import re

import pytest
from django.apps import apps

from langnghe.people.access import ROLES
from tests.house.source import ROOT

pytestmark = pytest.mark.once

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODES = set(re.findall(r"`([A-Za-z_]+)`", PAGE))


def _tables() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("langnghe.")}


def test_every_table_stands_in_the_glossary() -> None:
    missing = _tables() - CODES
    assert not missing, f"Give each its Vietnamese and English word in docs/glossary.md: {sorted(missing)}"


def test_every_role_stands_in_the_glossary() -> None:
    missing = {role for role, _name in ROLES} - CODES
    assert not missing, f"Give each its Vietnamese and English word in docs/glossary.md: {sorted(missing)}"


def test_the_glossary_explains_no_table_that_is_gone() -> None:
    gone = {code for code in CODES if code[0].isupper()} - _tables() - {"Authenticator"}
    assert not gone, f"docs/glossary.md explains tables that do not exist: {sorted(gone)}"
