"""The one-time code of the first-run wizard, printed on the console: only the installer opens the first ward."""

import os
import secrets
from hmac import compare_digest
from pathlib import Path

from django.conf import settings

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def issue() -> str:
    """The code in force, made on first use and the same until it is spent."""
    if not _file().exists():
        code = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))
        with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(code)
    return _file().read_text().strip()


def matches(answer: str) -> bool:
    """Whether `answer` is the code in force; spaces, hyphens and case do not matter."""
    return _file().exists() and compare_digest(_plain(answer), _plain(_file().read_text()))


def spend() -> None:
    """The first ward is open: the code is worth nothing any more."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.KEYS) / "setup.code"


def _plain(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()
