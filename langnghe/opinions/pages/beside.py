"""Parts that higher rooms put on the officer's page of an opinion; the house registers them, this room knows none."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from langnghe.opinions.models import Opinion

Part = Callable[[HttpRequest, Opinion, forms.Form | None], tuple[str, dict[str, Any]] | None]
"""Template and context of the part, or None; the form is one of its own that could not be accepted."""

_parts: list[Part] = []


def register(part: Part) -> None:
    """Let a part stand on the page of every opinion."""
    if part not in _parts:
        _parts.append(part)


def drawn(request: HttpRequest, opinion: Opinion, refused: forms.Form | None) -> list[SafeString]:
    """The parts of the page of an opinion, in the order they were registered."""
    found = filter(None, (part(request, opinion, refused) for part in _parts))
    return [render_to_string(template, context, request=request) for template, context in found]
