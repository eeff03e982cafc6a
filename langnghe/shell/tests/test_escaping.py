"""What is filled in quickly is escaped as Django escapes it."""

from django.utils.html import format_html, format_html_join

from langnghe.shell.escaping import filled, joined

TEXTS = ["Bà Tư", "<script>alert('a')</script>", 'a" onclick="b', "Tom & Jerry", "&amp;", "", "{name}"]


def test_each_value_is_escaped_as_django_does() -> None:
    pattern = '<p title="{said}">{said}</p>'
    rows = [{"said": one} for one in TEXTS]
    assert filled(pattern, rows) == format_html_join("", pattern, iter(rows))
    assert joined(" · ", TEXTS) == format_html_join(" · ", "{}", ((one,) for one in TEXTS))


def test_what_is_safe_stays_as_it_is_and_what_comes_out_is_safe() -> None:
    bold = format_html("<b>{}</b>", "<")
    assert joined("", [bold, "<"]) == "<b>&lt;</b>&lt;"
    assert joined("", [filled("{a}", [{"a": "<"}]), bold]) == "&lt;<b>&lt;</b>"
