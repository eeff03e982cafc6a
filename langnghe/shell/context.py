"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The acting mandate (or None) for the head of a page."""
    return {"mandate": getattr(request, "mandate", None)}
