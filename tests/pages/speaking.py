"""Replacing the voice of the product: translations that leave a mark."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.utils.translation import trans_real

OPEN, CLOSE = "⟦", "⟧"
MISSING = "⟪"


def marked(text: str) -> str:
    """A text that came through translation."""
    return f"{OPEN}{text}{CLOSE}" if text else text


@contextmanager
def marking_everything() -> Iterator[None]:
    """Every translated text wears brackets."""
    with _voice(lambda _message, answer: marked(answer)):
        yield


@contextmanager
def marking_what_stays(is_missing: Callable[[str, str], bool]) -> Iterator[None]:
    """A message for which `is_missing(message, answer)` holds wears a bracket that no page may show."""
    with _voice(lambda message, answer: f"{MISSING}{message}" if is_missing(message, answer) else answer):
        yield


@contextmanager
def _voice(speak: Callable[[str, str], str]) -> Iterator[None]:
    real: dict[str, Any] = {
        name: getattr(trans_real, name) for name in ("gettext", "ngettext", "pgettext", "npgettext")
    }
    voices = {
        "gettext": lambda message: speak(message, real["gettext"](message)),
        "ngettext": lambda one, many, n: speak(many, real["ngettext"](one, many, n)),
        "pgettext": lambda context, message: speak(message, real["pgettext"](context, message)),
        "npgettext": lambda context, one, many, n: speak(many, real["npgettext"](context, one, many, n)),
    }
    with patch.multiple("django.utils.translation._trans", create=True, **voices):
        yield
