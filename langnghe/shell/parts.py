"""What components need to know before their templates draw them."""

from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict

HARMLESS = "https://nchmf.gov.vn/"
NOTICE_KINDS = {"debug": "info", "success": "good", "warning": "warn", "error": "bad", "": "info"}


def problems(form: BaseForm) -> list[dict[str, Any]]:
    """Each error of a form with the field it points to (none for the whole form)."""
    found: list[dict[str, Any]] = [{"text": text} for text in form.non_field_errors()]
    for field in form:
        target, label = field.id_for_label or field.auto_id, str(field.label or "").rstrip("?")
        found += [{"text": text, "label": label, "target": target} for text in field.errors]
    return found


def pages(page: Page[Any], query: QueryDict, name: str) -> dict[str, Any]:
    """The first, the last and the neighbours of a page, with addresses that keep the rest of the query."""
    if page.paginator.num_pages < 2:
        return {"pages": []}

    def address(number: int) -> str:
        changed = query.copy()
        changed[name] = str(number)
        return f"?{changed.urlencode()}"

    shown = min(page.number, page.paginator.num_pages)
    numbers = page.paginator.get_elided_page_range(shown, on_each_side=1, on_ends=1)
    return {
        "pages": [_page(number, page.number, address) for number in numbers],
        "last": page.paginator.num_pages,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


def _page(number: Any, current: int, address: Any) -> dict[str, Any]:
    if not isinstance(number, int):
        return {"gap": True}
    return {"number": number, "here": number == current, "url": address(number)}
