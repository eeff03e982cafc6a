"""Each rule is shown code that breaks it, and must say so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import (
    source,
    test_budgets,
    test_migrations,
    test_reference,
    test_rooms,
    test_storeys,
    test_templates,
)

pytestmark = pytest.mark.once

LONG = "def endless(x):\n" + "    x += 1\n" * 60
PAGE = "desk/templates/desk/a.html"
INLINE = test_templates.test_nothing_is_inline_and_nothing_comes_from_elsewhere
LOWER = test_storeys.test_a_file_imports_only_from_lower_storeys
BASE = '{% extends "shell/base.html" %}'
BROKEN: list[tuple[str, str, Callable[[], None], str]] = [
    ("places/x.py", "from langnghe.people import models", LOWER, "call down"),
    ("people/x.py", "import langnghe.files.models", LOWER, "siblings"),
    (
        "places/x.py",
        "TO = 'langnghe.people.models'",
        test_storeys.test_a_string_names_no_higher_room_either,
        "uses people",
    ),
    ("desk/x.py", "def f():\n    import json", test_storeys.test_no_import_hides_in_a_function, "head of the file"),
    (
        "desk/x.py",
        "f = lambda: __import__('json')",
        test_storeys.test_nothing_is_imported_while_running,
        "head of the file",
    ),
    (
        "desk/x.py",
        "from langnghe.testing import cast",
        test_storeys.test_the_test_ground_is_used_by_tests_only,
        "testing",
    ),
    ("desk/x.py", "from langnghe.desk import x, y\n", test_storeys.test_no_files_import_each_other_in_a_circle, "⇄"),
    ("desk/x.py", LONG, test_budgets.test_no_function_is_longer_than_one_look, "named steps"),
    (
        "desk/actions.py",
        "def act(noun, *, by, request): ...",
        test_rooms.test_no_request_enters_an_action,
        "keyword-only",
    ),
    ("desk/actions.py", "def act(noun): ...", test_rooms.test_an_action_takes_who_does_it_by_keyword, "says who"),
    ("desk/x.py", "from datetime import date\ndate.today()", test_rooms.test_there_is_one_clock, "kernel.clock"),
    ("desk/x.py", "a = r.META['REMOTE_ADDR']", test_rooms.test_nobody_asks_for_the_address_of_a_visitor, "per account"),
    (
        "desk/x.py",
        "import os\nos.environ['X']",
        test_rooms.test_the_environment_is_read_in_the_settings_only,
        "setting",
    ),
    (
        "desk/actions.py",
        "record('no.such', ward_id=1)",
        test_reference.test_every_recorded_kind_is_registered,
        "explain it",
    ),
    (
        "desk/migrations/0001_x.py",
        "import langnghe.desk.models",
        test_migrations.test_migrations_import_no_living_code,
        "copy what it needs",
    ),
    (PAGE, BASE + '<p style="x">', INLINE, "style"),
    (PAGE, BASE + '<p onclick="x">', INLINE, "script file"),
    (PAGE, BASE + "<script>x</script>", INLINE, "inline"),
    (PAGE, BASE + '<img src="//x.example/a">', INLINE, "own server"),
    (PAGE, "<p>", test_templates.test_every_page_stands_on_the_base_page_or_is_a_part, "extend"),
    (PAGE, BASE + "{{ x|safe }}", test_templates.test_text_is_never_put_into_a_page_unescaped, "format_html"),
]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A house of one broken room, read instead of ours."""
    monkeypatch.setattr(source, "ROOT", tmp_path)
    monkeypatch.setattr(source, "PACKAGE", tmp_path / "langnghe")
    _forget()
    yield tmp_path / "langnghe"
    _forget()


@pytest.mark.parametrize(
    ("path", "content", "rule", "said"), BROKEN, ids=[f"{case[0]}: {case[1].splitlines()[-1][:40]}" for case in BROKEN]
)
def test_a_broken_rule_is_seen(house: Path, path: str, content: str, rule: Callable[[], None], said: str) -> None:
    file = house / path
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    (file.parent / "y.py").write_text("import langnghe.desk.x", encoding="utf-8")
    with pytest.raises(AssertionError, match=said):
        rule()


def _forget() -> None:
    for cached in (source.every_file, source.product, source.modules):
        cached.cache_clear()
