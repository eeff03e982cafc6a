"""The wizard's code: one, private, worth nothing once spent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from langnghe.kernel import setup_code


@pytest.fixture(autouse=True)
def no_code() -> Iterator[None]:
    setup_code.spend()
    yield
    setup_code.spend()


def test_the_code_stays_the_same_until_it_is_spent() -> None:
    first = setup_code.issue()
    assert setup_code.issue() == first
    setup_code.spend()
    assert setup_code.issue() != first


def test_the_code_is_accepted_as_people_type_it() -> None:
    code = setup_code.issue()
    assert setup_code.matches(f"  {code.lower().replace('-', ' ')} ")


@pytest.mark.parametrize("wrong", ["", "----", "AAAA-AAAA-AAAA", "ạ" * 12])
def test_another_code_is_not(wrong: str) -> None:
    setup_code.issue()
    assert not setup_code.matches(wrong)


def test_without_a_code_nothing_matches() -> None:
    assert not setup_code.matches("")


def test_nobody_else_on_the_machine_can_read_it() -> None:
    setup_code.issue()
    assert (Path(settings.KEYS) / "setup.code").stat().st_mode & 0o077 == 0
