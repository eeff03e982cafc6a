"""A file imports only from lower storeys; siblings never meet; sealed rooms are entered by nobody; no circles."""

from collections import defaultdict
from collections.abc import Iterable

import pytest

from langnghe.house.rooms import SEALED, STOREYS
from tests.house.source import PACKAGE, Source, every_file, product

pytestmark = pytest.mark.once

# Files that may name a room by a string, each with the reason.
STRINGS_ALLOWED = {
    "langnghe/cli/main.py": "Django wants its settings module by name; the house's own commands live a storey above",
}
# Files that may import while running, each with the reason.
LATE_IMPORTS_ALLOWED = {
    "langnghe/files/cleaning.py": "the decoding child loads what few photos need, and HEIC where it is installed",
    "langnghe/cli/main.py": "commands touch models, which exist only after django.setup()",
    "langnghe/house/supervisor.py": "the worker touches models, which exist once the application is read",
    "langnghe/house/web.py": "the server takes its application by name; loaded once before the processes part",
    "langnghe/kernel/later.py": "packages for spreadsheets weigh 24 MB a process and wait for the first spreadsheet",
    "langnghe/house/apps.py": "followers touch models, which exist only once every app is ready",
}
LATE = ("import_module", "importlib.import_module", "__import__", "import_string", "apps.get_model")


def storey(room: str) -> int:
    return STOREYS[room]


def room_of(module: str) -> str | None:
    """The room a dotted name leads to; None for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "langnghe" and len(parts) > 1 else None


def may_use(source: Source, room: str) -> bool:
    lower = storey(room) < storey(source.room) and (room not in SEALED or source.room == "house")
    return room == source.room or lower


def explain(source: Source, line: int, room: str) -> str:
    if room in SEALED:
        advice = "the room is sealed: nobody imports it"
    elif storey(room) == storey(source.room):
        advice = "siblings never meet: let `desk` resolve a typed reference, or move one down by a written decision"
    else:
        advice = "let the upper room call down, or follow the ledger entry in langnghe/house/followers.py"
    return f"{source.name}:{line} ({source.room}, {storey(source.room)}) uses {room} ({storey(room)}); {advice}."


def test_every_folder_is_a_room_of_the_table() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} - {"testing"}
    assert folders == set(STOREYS), (
        f"Only on one side: {sorted(folders ^ set(STOREYS))}. Give each folder of langnghe/ its storey in "
        "langnghe/house/rooms.py, and name there only rooms that exist."
    )
    assert set(SEALED) <= set(STOREYS)


def test_a_file_imports_only_from_lower_storeys() -> None:
    wrong = [
        explain(source, found.line, room)
        for source in product()
        if source.room
        for found in source.imports
        if (room := room_of(found.module)) is not None and room != "testing" and not may_use(source, room)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_string_names_no_higher_room_either() -> None:
    wrong = [
        explain(source, line, room)
        for source in product()
        if source.room and source.name not in STRINGS_ALLOWED
        for text, line in source.strings
        if text.startswith("langnghe.")
        and (room := room_of(text.split(":")[0])) in STOREYS
        and room is not None
        and not may_use(source, room)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_while_running() -> None:
    wrong = [
        f"{source.name}:{call.lineno} calls {name}; import at the head of the file, from a lower storey."
        for source in product()
        if source.name not in LATE_IMPORTS_ALLOWED
        for name, call in source.calls()
        if name in LATE
    ]
    assert not wrong, "\n".join(wrong)


def test_no_import_hides_in_a_function() -> None:
    wrong = [
        f"{source.name}:{found.line} imports {found.module} inside a function; move it to the head of the file, "
        "and if that makes a circle, move what both need into a file below."
        for source in product()
        for found in source.imports
        if found.hidden
    ]
    assert not wrong, "\n".join(wrong)


def test_the_test_ground_is_used_by_tests_only() -> None:
    wrong = [
        f"{source.name}:{found.line} imports {found.module}; what the product needs does not live in langnghe/testing."
        for source in product()
        for found in source.imports
        if room_of(found.module) == "testing"
    ]
    assert not wrong, "\n".join(wrong)


def test_no_files_import_each_other_in_a_circle() -> None:
    circles = [circle for circle in _circles(_graph()) if len(circle) > 1]
    assert not circles, "\n".join(
        f"{' ⇄ '.join(sorted(circle))} import each other; move what both need into a file below." for circle in circles
    )


def _graph() -> dict[str, set[str]]:
    graph: dict[str, set[str]] = defaultdict(set)
    for source in every_file():
        ours = {found.module for found in source.imports if found.module.startswith("langnghe")}
        graph[source.module] |= ours - {source.module}
    return graph


def _circles(graph: dict[str, set[str]]) -> Iterable[set[str]]:
    """Strongly connected parts (Kosaraju)."""
    order: list[str] = []
    seen: set[str] = set()
    for start in list(graph):
        _visit(start, graph, seen, order)
    against: dict[str, set[str]] = defaultdict(set)
    for source, targets in graph.items():
        for target in targets:
            against[target].add(source)
    seen.clear()
    for start in reversed(order):
        part: list[str] = []
        _visit(start, against, seen, part)
        if part:
            yield set(part)


def _visit(start: str, graph: dict[str, set[str]], seen: set[str], order: list[str]) -> None:
    if start in seen:
        return
    seen.add(start)
    for target in sorted(graph.get(start, ())):
        _visit(target, graph, seen, order)
    order.append(start)
