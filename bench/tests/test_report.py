"""Where a value meets its bar."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench.__main__ import told
from bench.report import Bar, Measure, as_json, at_least, at_most, holds, line, table
from bench.served import ROOT

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "bar", "kept"),
    [
        (25.0, at_least(25), True), (24.9, at_least(25), False), (50.0, at_most(50), True),
        (50.1, at_most(50), False), (1.0, None, None),
    ],
)  # fmt: skip
def test_a_promise_is_kept_or_not(value: float, bar: Bar | None, kept: bool | None) -> None:
    assert holds(Measure("intake", "sqlite", "share", value, "%", bar)) is kept


def test_a_line_for_machines_has_exactly_these_keys() -> None:
    line = json.loads(
        as_json(Measure("intake", "sqlite", "share", 31.4159, "%", at_least(25), "3 × 6 s", "9 opinions"))
    )
    assert line == {
        "bench": "intake", "database": "sqlite", "measure": "share", "value": 31.416, "unit": "%", "bar": "≥ 25",
        "holds": True,
    }  # fmt: skip


def test_the_table_shows_number_size_and_what_is_broken() -> None:
    shown = table([Measure("intake", "sqlite", "share", 12.0, "%", at_least(25), "3 × 6 s", "9 opinions")])
    for word in ("12", "≥ 25", "BROKEN", "3 × 6 s", "9 opinions"):
        assert word in shown


def test_each_figure_is_told_when_it_is_known_and_a_bench_that_dies_takes_no_other_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said: list[str] = []

    def dying() -> Iterator[Measure]:
        yield Measure("a", "sqlite", "first", 1.0, "s", at_most(2), "3", "9 opinions")
        said.append(capsys.readouterr().out)
        raise RuntimeError("no page")

    after = Measure("b", "sqlite", "second", 12_345.0, "/s")
    measures, died = told({"a": dying(), "b": iter([after])}, line)
    assert said == ["a sqlite first: 1 s (≤ 2: holds) n=3 9 opinions\n"]
    assert ([one.measure for one in measures], died) == (["first", "second"], ["a"])
    left = capsys.readouterr()
    assert left.out == "b sqlite second: 12,345 /s\n"
    assert "no page" in left.err


def test_every_bench_names_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--list"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    named = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [name for name, _what in named][:4] == ["intake", "import", "idle", "start"]


def test_an_unknown_bench_is_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "speed"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no bench speed; there are: intake" in done.stderr
