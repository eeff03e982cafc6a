"""Pages of a list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(items: "Sequence[Any] | QuerySet[Any]", request: HttpRequest, size: int = 25) -> Page[Any]:
    """The page the query `trang` asks for; the first when it is no number, an empty one past the end."""
    pages = Paginator(items, size)
    try:
        return pages.page(request.GET.get("trang", 1))
    except PageNotAnInteger:
        return pages.page(1)
    except EmptyPage:
        if not request.GET.get("trang", "").lstrip().isdigit():
            return pages.page(1)
        # Who walks page by page must find an end; repeating the last page makes a harvester walk for ever.
        return Page([], pages.num_pages + 1, pages)
