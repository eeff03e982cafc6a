"""Pages of a list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(items: "Sequence[Any] | QuerySet[Any]", request: HttpRequest, size: int = 25) -> Page[Any]:
    """The page the query `trang` asks for; the first when it is no number, the last when it lies past the end."""
    return Paginator(items, size).get_page(request.GET.get("trang"))
