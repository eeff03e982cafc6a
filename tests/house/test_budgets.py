"""Budgets of size: printed for everybody, and red only where a function can no longer be read at one look."""

import statistics

import pytest

from tests.house import budgets

pytestmark = pytest.mark.once


def test_sizes_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{budgets.report()}")


def test_no_function_is_longer_than_one_look() -> None:
    wrong = [
        f"{function.where}() has {function.lines} lines; take out named steps until none is over "
        f"{budgets.LONGEST_FUNCTION}."
        for function in budgets.functions()
        if function.lines > budgets.LONGEST_FUNCTION
    ]
    assert not wrong, "\n".join(wrong)


def test_the_ordinary_function_is_short() -> None:
    median = statistics.median(function.lines for function in budgets.functions())
    assert median <= budgets.MEDIAN_FUNCTION, f"The median function has {median} lines; take out named steps."
