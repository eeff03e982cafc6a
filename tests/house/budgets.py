"""How long functions, files and rooms are. `python -m tests.house.budgets` prints the report."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from langnghe.house.rooms import STOREYS
from tests.house.source import Source, product

MEDIAN_FUNCTION, LONGEST_FUNCTION, LONGEST_FILE, LARGEST_ROOM = 8, 40, 300, 1200


@dataclass(frozen=True)
class Function:
    """One function with its length in lines, docstring and decorators left out."""

    where: str
    lines: int


def functions(room: str = "") -> Iterator[Function]:
    """All functions of the product, or of one room."""
    for source in _sources(room):
        for function in source.functions():
            first = function.body[0]
            documented = hasattr(first, "value") and isinstance(getattr(first.value, "value", None), str)
            described = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            length = (function.end_lineno or 0) - function.lineno + 1 - described
            yield Function(f"{source.name}:{function.lineno} {function.name}", length)


def file_lines(room: str = "") -> dict[str, int]:
    """Lines of each file of the product, or of one room."""
    return {source.name: source.text.count("\n") for source in _sources(room)}


def report() -> str:
    """A line per room, then what is above a budget."""
    lines = [f"{'room':12} {'files':>5} {'lines':>6} {'functions':>9} {'median':>6} {'longest':>7}"]
    lines += [_row(room) for room in STOREYS]
    lines.append(_row(""))
    lines += [f"smell: {where} has {count} lines (budget {LONGEST_FILE})" for where, count in file_lines().items()
              if count > LONGEST_FILE]  # fmt: skip
    lines += [f"smell: {room} has {count} lines (budget {LARGEST_ROOM})" for room in STOREYS
              if (count := sum(file_lines(room).values())) > LARGEST_ROOM]  # fmt: skip
    return "\n".join(lines)


def _row(room: str) -> str:
    files, lengths = file_lines(room), [function.lines for function in functions(room)]
    middle, longest = (statistics.median(lengths), max(lengths)) if lengths else (0, 0)
    total = sum(files.values())
    return f"{room or 'together':12} {len(files):5} {total:6} {len(lengths):9} {middle:6.1f} {longest:7}"


def _sources(room: str) -> list[Source]:
    return [source for source in product() if not room or source.room == room]


if __name__ == "__main__":
    print(report())
