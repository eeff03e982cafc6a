"""What a wheel asks for is what the locked environment has."""

import tomllib

import pytest

from tests.house.source import ROOT

pytestmark = pytest.mark.once


def test_the_wheel_asks_for_the_packages_of_run_in() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    locked = (ROOT / "requirements" / "run.in").read_text().split("\n")
    assert sorted(asked) == sorted(filter(None, locked)), (
        "pyproject.toml and requirements/run.in name different packages: pipx would install another product."
    )
