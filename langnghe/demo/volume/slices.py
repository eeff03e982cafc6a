"""What is written at once: the rows of some thousand matters, over all wards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from langnghe.demo.volume import plan
from langnghe.demo.volume.dialects import Dialect
from langnghe.demo.volume.making import Place, Tables, Teller, Turn
from langnghe.kernel.refused import Refused

MATTERS = 5_000
Last = Mapping[str, Mapping[tuple[str, int], int]]


@dataclass(frozen=True)
class Slice:
    """Rows, how many matters they bring, and by ward the last numbers given, by table and year."""

    matters: int
    rows: Tables
    last: Last


def made(
    stock: plan.Stock, shares: Sequence[tuple[Place, int]], there: int, dialect: Dialect
) -> Iterator[Slice]:  # fmt: skip
    """What is still missing. Refused when what is there was generated with other numbers."""
    name = f"{len(shares)} {sum(matters for _place, matters in shares)}"
    teller, passed = Teller(dialect), 0
    for number, turns in enumerate(_cut(plan.turns(stock, shares, Random(name)))):  # noqa: S311 - volume, no secret
        count = sum(turn.pattern.matters for turn in turns)
        passed += count
        if passed > there:
            _demand_whole(passed - count, there)
            rows = teller.told(turns, Random(f"{name} {number}"))  # noqa: S311
            yield Slice(count, rows, {turn.place.id: dict(turn.place.last) for turn in turns})
    _demand_whole(passed, there)


def _cut(turns: Iterable[Turn]) -> Iterator[list[Turn]]:
    some: list[Turn] = []
    matters = 0
    for turn in turns:
        some.append(turn)
        matters += turn.pattern.matters
        if matters >= MATTERS:
            yield some
            some, matters = [], 0
    if matters:
        yield some


def _demand_whole(passed: int, there: int) -> None:
    """Only whole slices of the same plan can be there."""
    if passed < there:
        raise Refused(
            "Máy này đã sinh dữ liệu với số phường hoặc số việc khác. Chạy lại với đúng số trước đây, "
            "hoặc làm lại từ đầu: langnghe demo reset."
        )
