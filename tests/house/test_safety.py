"""docs/reference/safety.md names tests that exist: a promise whose test went is struck out, not forgotten."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:langnghe|tests|bench)/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.once
def test_every_test_that_the_page_of_safety_names_is_there() -> None:
    named = NAMED.findall((ROOT / "docs" / "reference" / "safety.md").read_text())
    assert len(named) > 30
    gone = [f"{path}::{test}" for path, test in named if not _is_there(ROOT / path, test)]
    assert not gone, f"docs/reference/safety.md names what is gone; name its successor, or write «not yet»: {gone}"


def _is_there(path: Path, test: str) -> bool:
    return path.is_file() and (not test or f"def {test}(" in path.read_text())
