"""Tags and filters of the look: Vietnamese numbers and dates."""

from datetime import date, datetime

from django import template

from langnghe.kernel import formats

register = template.Library()


@register.filter
def vn_number(value: int) -> str:
    """1200 as 1.200."""
    return formats.number(value)


@register.filter
def vn_date(value: date) -> str:
    """dd/mm/yyyy."""
    return formats.short_date(value)


@register.filter
def vn_moment(value: datetime) -> str:
    """19:30, 09/08/2023."""
    return formats.moment(value)
