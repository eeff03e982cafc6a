"""Tags and filters of the look (builtin in every template). README.md of this room shows how to use each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from langnghe.kernel import formats
from langnghe.shell import numbers, parts
from langnghe.shell.icons import ICONS
from langnghe.shell.navigation import Link
from langnghe.shell.way_back import way_back

register = template.Library()
Words = str | Promise


@register.filter
def vn_number(value: int) -> str:
    """1200 as 1.200, and as 1,200 for an English reader, who would read the other as a fraction."""
    return numbers.number(value)


@register.filter
def vn_date(value: date) -> str:
    """dd/mm/yyyy."""
    return formats.short_date(value)


@register.filter
def vn_moment(value: datetime) -> str:
    """19:30, 09/08/2023."""
    return formats.moment(value)


@register.filter
def whole(text: Words) -> SafeString:
    """Text whose official numbers (DH26-214-K, 1047-X) stay on one line."""
    return parts.whole(str(text))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing that decorates words (hidden from screen readers)."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.inclusion_tag("shell/parts/mark.html")
def mark() -> dict[str, Any]:
    """The ear in a speaking leaf."""
    return {}


@register.inclusion_tag("shell/parts/heading.html")
def heading(title: Words, lead: Words = "", over: Words = "") -> dict[str, Any]:
    """The h1 of a page with the sentence that says what the page is for."""
    return {"title": title, "lead": lead, "over": over}


@register.simple_block_tag
def card(content: str, title: Words = "", url: str = "", level: int = 2) -> SafeString:
    """A box; with `url` the whole box is one link."""
    return _part("card", body=content, title=title, url=url, level=level)


@register.simple_block_tag
def row(content: str, title: Words, url: str = "", meta: Words = "", badge: Words = "", kind: str = "") -> SafeString:
    """A line of `<ul class="rows">`; with `url` the whole line is one link."""
    return _part("row", body=content, title=title, url=url, meta=meta, badge=badge, kind=kind)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: Words = "", role: str = "") -> SafeString:
    """A remark: info, good, warn or bad (Django's message levels too)."""
    kind = parts.NOTICE_KINDS.get(kind, kind)
    return _part("notice", body=content, kind=kind, picture=kind, title=title, role=role)


@register.simple_block_tag
def more(content: str, title: Words, hint: Words = "", picture: str = "", open: bool = False) -> SafeString:
    """A part of a form that waits folded until it is wanted; `open` when something in it was filled in."""
    return _part("more", body=content, title=title, hint=hint, picture=picture, open=open)


@register.simple_block_tag
def empty(content: str, title: Words) -> SafeString:
    """Nothing here yet, and what to do about it."""
    return _part("empty", body=content, title=title)


@register.simple_tag
def badge(text: Words, kind: str = "") -> SafeString:
    """A word in a box: good, warn, bad, info or plain."""
    return format_html('<span class="badge {}">{}</span>', kind, text)


@register.simple_tag
def button(text: Words, kind: str = "", name: str = "", value: str = "", picture: str = "") -> SafeString:
    """A submit button: main by default, `second`, `quiet-button`, `danger`, and `large` with any of them."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button {}"{}>{}{}</button>', kind, named, _maybe_icon(picture), text)


@register.simple_tag
def link_button(text: Words, url: str, kind: str = "", picture: str = "") -> SafeString:
    """A link that looks like a button."""
    return format_html('<a class="button {}" href="{}">{}{}</a>', kind, url, _maybe_icon(picture), text)


@register.simple_tag
def back(url: str, text: Words = "") -> SafeString:
    """The way back, above a heading."""
    words = whole(text or _("Quay lại"))
    return format_html('<a class="back" href="{}">{}<span>{}</span></a>', url, icon("left"), words)


@register.simple_tag(takes_context=True)
def back_to_list(context: template.RequestContext, url: str, text: Words, key: str = "") -> SafeString:
    """The way back to the list one came from, with its filter, page and row `key`; else to `url`, named `text`."""
    found = way_back(context["request"])
    if found is None:
        return back(url, text)
    return back(f"{found.url}#{key}" if found.rows and key else found.url, found.name)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field of a form with label, hint and errors."""
    return bound.as_field_group()


@register.inclusion_tag("shell/parts/summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything wrong with a form, as links to the fields. Stands before the form, which then says it only once."""
    form.told = True  # type: ignore[attr-defined]
    return {"problems": parts.problems(form), "focus": not parts.takes_focus(form)}


@register.inclusion_tag("shell/parts/pagination.html", takes_context=True)
def pagination(context: template.RequestContext, page: Page[Any], name: str = "trang") -> dict[str, Any]:
    """Links to the other pages of a list; the rest of the query stays."""
    query = context["request"].GET
    return parts.pages(page, query, name)


@register.inclusion_tag("shell/parts/progress.html")
def progress(label: Words, value: int | None = None, maximum: int = 100, id: str = "tien-do") -> dict[str, Any]:
    """A bar with its words; no value means: under way, length unknown."""
    return {"label": label, "value": value, "maximum": maximum, "id": id}


@register.inclusion_tag("shell/parts/tabs.html")
def tabs(items: Sequence[Link], label: Words) -> dict[str, Any]:
    """Views of the same thing, as links: objects with label, url, here and perhaps count."""
    return {"tabs": items, "label": label}


@register.inclusion_tag("shell/parts/copy.html")
def copy(target: str, label: Words = "") -> dict[str, Any]:
    """A button that copies the text of the element with this id; unseen without JavaScript. Load `copy_script`."""
    return {"target": target, "label": label or _("Chép")}


@register.inclusion_tag("shell/parts/quick_exit.html")
def quick_exit(url: str = parts.HARMLESS) -> dict[str, Any]:
    """The way out for somebody who must not be seen on this page."""
    return {"url": url}


def _part(name: str, **context: Any) -> SafeString:
    return render_to_string(f"shell/parts/{name}.html", context)


def _maybe_icon(name: str) -> str:
    return icon(name) if name else ""
