"""One measure and whether it holds: the only place where a value meets its bar."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

COLUMNS = ("bench", "database", "measure", "value", "unit", "bar", "holds", "n", "size")


@dataclass(frozen=True)
class Bar:
    """What was promised: at least, or at most, so much."""

    sign: str
    limit: float

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


def at_least(limit: float) -> Bar:
    """A value that must not be smaller."""
    return Bar("≥", limit)


def at_most(limit: float) -> Bar:
    """A value that must not be larger."""
    return Bar("≤", limit)


@dataclass(frozen=True)
class Measure:
    """A measured value; `n` says how often, `size` on how much data. Without a bar it only explains the others."""

    bench: str
    database: str
    measure: str
    value: float
    unit: str
    bar: Bar | None = None
    n: str = ""
    size: str = ""


def holds(measure: Measure) -> bool | None:
    """Whether the promise is kept; None when nothing was promised."""
    if measure.bar is None:
        return None
    if measure.bar.sign == "≥":
        return measure.value >= measure.bar.limit
    return measure.value <= measure.bar.limit


def as_json(measure: Measure) -> str:
    """One line for machines."""
    shown = asdict(measure) | {
        "value": round(measure.value, 3),
        "bar": str(measure.bar) if measure.bar else None,
        "holds": holds(measure),
    }
    return json.dumps({key: shown[key] for key in COLUMNS[:7]}, ensure_ascii=False)


def line(measure: Measure) -> str:
    """One line for people, to be read while the others are still measured."""
    bench, database, name, value, unit, bar, kept, n, size = _row(measure)
    promise = f"({bar}: {kept})" if bar else ""
    return " ".join(part for part in (bench, database, f"{name}:", value, unit, promise, n and f"n={n}", size) if part)


def table(measures: Iterable[Measure]) -> str:
    """All measures for people, one a line."""
    rows = [COLUMNS, *(_row(measure) for measure in measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _row(measure: Measure) -> tuple[str, ...]:
    kept = {True: "holds", False: "BROKEN", None: ""}[holds(measure)]
    value = f"{measure.value:,.3g}" if measure.value < 1000 else f"{measure.value:,.0f}"
    bar = str(measure.bar or "")
    return (measure.bench, measure.database, measure.measure, value, measure.unit, bar, kept, measure.n, measure.size)
