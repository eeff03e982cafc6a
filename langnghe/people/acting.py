"""The mandate behind a request that passed an officer's door."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from langnghe.people.models import Mandate


def mandate_of(request: HttpRequest) -> Mandate:
    """The mandate that the doorkeeper found; PermissionDenied where no officer's door was passed."""
    mandate = getattr(request, "mandate", None)
    if not isinstance(mandate, Mandate):
        raise PermissionDenied
    return mandate
