"""What components need to know before their templates draw them."""

import re
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HARMLESS = "https://nchmf.gov.vn/"
# Serials of opinions and matters, numbers of paper forms, sign-in codes in groups.
NUMBERS = re.compile(r"(?<![\w-])([A-Z]{2,4}\d\d-[A-Z]?\d+-[0-9A-Z]|\d+-[0-9A-Z])(?![\w-])")
NOTICE_KINDS = {"debug": "info", "success": "good", "warning": "warn", "error": "bad", "": "info"}


def problems(form: BaseForm) -> list[dict[str, Any]]:
    """Each error of a form with the field it points to (none for the whole form)."""
    found: list[dict[str, Any]] = [{"text": text} for text in form.non_field_errors()]
    for field in form:
        target, label = field.id_for_label or field.auto_id, str(field.label or "").rstrip("?")
        found += [{"text": text, "label": label, "target": target} for text in field.errors]
    return found


def takes_focus(form: BaseForm) -> bool:
    """Whether a field of the form asks for the keyboard itself, as where officers write without a mouse."""
    return any("autofocus" in field.widget.attrs for field in form.fields.values())


def whole(text: str) -> SafeString:
    """`text` as HTML, its official numbers kept from breaking over two lines. What was safe stays as it is."""
    kind = type(text)
    pieces = [kind(piece) for piece in NUMBERS.split(text)]
    numbers = [format_html('<span class="whole" translate="no">{}</span>', piece) for piece in pieces[1::2]]
    pieces[1::2] = numbers
    return format_html_join("", "{}", ((piece,) for piece in pieces))


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
