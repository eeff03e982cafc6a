"""What staff pages of this room share: who acts, for which ward, and a form whose refusal becomes its error."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from langnghe.kernel.actors import Bearer
from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward

Made = TypeVar("Made")


def bearer(request: HttpRequest) -> Bearer:
    """The mandate under which the page acts; the doorkeeper set it."""
    mandate: Bearer = request.mandate  # type: ignore[attr-defined]
    return mandate


def ward_of(request: HttpRequest) -> Ward:
    """The ward of that mandate."""
    return get_object_or_404(Ward.objects.select_related("successor", "province"), id=bearer(request).ward_id)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only shown."""
    return request.POST if request.method == "POST" else None


def attempt(form: Form, act: Callable[[dict[str, Any]], Made]) -> Made | None:
    """Run the action with a valid form's data; a refusal becomes the form's error."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as error:
        form.add_error(None, error.message)
        return None


def show(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A page with a form; one that was refused answers 400."""
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def errors_of(form: Form) -> str:
    """The sentences of a form that was refused as a whole."""
    return " ".join(str(error) for error in form.non_field_errors())
