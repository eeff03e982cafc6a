"""Pages with one form: show it, try the action, and let a refusal become the form's error."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from langnghe.kernel.refused import Refused

Made = TypeVar("Made")


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def attempt(form: Form, do: Callable[[dict[str, Any]], Made]) -> Made | None:
    """What the action made of a valid form, else None."""
    if not form.is_valid():
        return None
    try:
        return do(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def show(request: HttpRequest, form: Form, title: str, button: str, back: str, **more: Any) -> HttpResponse:
    """The page: `lead` says what the step does, `danger` colours the button."""
    return render(request, "people/form.html", {"form": form, "title": title, "button": button, "back": back, **more})
