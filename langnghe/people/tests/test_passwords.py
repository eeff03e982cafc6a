"""Passwords that leaked somewhere are not taken; the list lies on this machine."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from langnghe.people import passwords

LEAKED = [f"sóng vỗ bờ đá {number}" for number in range(300)]


@pytest.fixture
def leaked(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "leaked.txt"
    digests = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in LEAKED)
    path.write_text("".join(f"{digest}:{number * 7919 + 1}\r\n" for number, digest in enumerate(digests)))
    settings.LEAKED_PASSWORDS = str(path)
    return path


def _taken(password: str) -> bool:
    try:
        validate_password(password)
    except ValidationError as error:
        return "rò rỉ" not in error.messages[0]
    return True


@pytest.mark.usefixtures("leaked")
def test_each_one_of_the_list_is_refused_and_no_other() -> None:
    assert [word for word in LEAKED if _taken(word)] == []
    assert all(_taken(f"{word} xa") for word in LEAKED)


@pytest.mark.parametrize("content", ["", "\n", "no list at all", "\n" * 500, "F" * 10_000])
def test_a_list_that_is_none_refuses_nothing(leaked: Path, content: str) -> None:
    leaked.write_text(content)
    assert _taken(LEAKED[0])


def test_a_list_that_cannot_be_read_hinders_nobody(leaked: Path) -> None:
    assert passwords.leaked_list() == "read"
    leaked.unlink()
    assert _taken(LEAKED[0])
    assert passwords.leaked_list() == "unreadable"
