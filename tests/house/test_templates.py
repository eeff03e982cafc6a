"""Templates: nothing inline (the content policy forbids it), nothing from elsewhere, each stands on the base page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.house.source import product, say, templates

pytestmark = pytest.mark.once

TAGS = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
STATIC = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']\s*%}")
EXTENDS = re.compile(r"{%\s*extends\s+[\"'](?P<base>[^\"']+)[\"']\s*%}")
LOADED = {"script": "src", "img": "src", "link": "href", "source": "src", "video": "src", "audio": "src", "use": "href"}
# Templates that stand by themselves, each with the reason.
ALONE: dict[str, str] = {
    "shell/base.html": "the base page itself",
    "house/guide_page.html": "written to a folder, where no server answers and nobody is signed in",
}
# Folders whose templates are drawn inside a page: form widgets, elements of packages.
PARTS = {"parts", "forms", "elements", "widgets"}
# Where text is put into a page as HTML, each with the reason.
UNESCAPED_ALLOWED: dict[str, str] = {
    "langnghe/shell/escaping.py": "escapes each value itself; a test holds it against Django",
    "langnghe/shell/templates/shell/forms/field.html": "help texts are written in code; packages put lists into them",
    "langnghe/shell/templatetags/shell.py": "the drawing of our mark, a constant",
}
UNESCAPED = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off|\bmark_safe\(|\bSafeString\(|\bsafeseq\b")


class Inline(HTMLParser):
    """Collects what the content policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.wrongs: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        names = dict(attributes)
        if tag == "style":
            self.wrongs.append(f"{line} has <style>; write a class in the room's layer of the style sheets")
        if tag == "script" and "src" not in names and names.get("type") != "application/json":
            self.wrongs.append(f"{line} has an inline <script>; write a file and load it with {{% static %}}")
        self.wrongs += [f"{line} has {name}=…; {advice}" for name in names if (advice := _advice(name))]
        address = names.get(LOADED.get(tag, "")) or ""
        if re.match(r"(https?:)?//", address):
            self.wrongs.append(f"{line} loads {address}; everything comes from our own server")


def _advice(attribute: str) -> str:
    if attribute == "style":
        return "write a class in the room's layer of the style sheets"
    if attribute.startswith(("on", "hx-on")):
        return "listen in a script file instead"
    return ""


def _html() -> list[Path]:
    return [path for path in templates() if path.suffix in {".html", ".svg"}]


def _short(path: Path) -> str:
    """As Django names it: `opinions/write.html`."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    wrong = []
    for path in _html():
        inline = Inline()
        inline.feed(TAGS.sub(lambda tag: "\n" * tag[0].count("\n"), path.read_text(encoding="utf-8")))
        wrong += [f"{say(path)}:{text}." for text in inline.wrongs]
    assert not wrong, "\n".join(wrong)


def test_every_page_stands_on_the_base_page_or_is_a_part() -> None:
    bases = {_short(path): EXTENDS.search(path.read_text(encoding="utf-8")) for path in _html()}
    wrong = [
        f'{name} neither starts with {{% extends %}} nor is a part; let it extend "shell/base.html", or let its file '
        "name (or a folder) begin with _ if it is included by others."
        for name, base in bases.items()
        if base is None and name not in ALONE and not is_part(name)
    ]
    assert not wrong, "\n".join(wrong)


def is_part(name: str) -> bool:
    """Parts are included by pages: `opinions/_row.html`, and what form widgets are drawn with."""
    folders = name.split("/")[:-1]
    return any(part.startswith("_") for part in name.split("/")) or bool(PARTS & set(folders))


def test_text_is_never_put_into_a_page_unescaped() -> None:
    texts = {say(path): path.read_text(encoding="utf-8") for path in templates()}
    texts |= {source.name: source.text for source in product()}
    wrong = [
        f"{name}: {found[0]!r} lets text become HTML; use format_html, or name the file in UNESCAPED_ALLOWED with why."
        for name, text in texts.items()
        if name not in UNESCAPED_ALLOWED and (found := UNESCAPED.search(text))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_file_a_template_loads_is_there() -> None:
    """In tests a missing file is only a dead link; where the product is installed its page fails."""
    named = {(path, name) for path in _html() for name in STATIC.findall(path.read_text("utf-8"))}
    assert len(named) > 20
    gone = sorted(f"{path}: {name}" for path, name in named if finders.find(name) is None)
    assert not gone, "No such file below any room's static/:\n" + "\n".join(gone)
