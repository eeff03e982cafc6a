"""Reading a page as people do: its words, one by one, those in labels included."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label", "data-done")
SILENT = {"script", "style", "pre", "code", "kbd", "samp"}
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# An official number kept on one line is part of the sentence it stands in (`shell.parts.whole`).
WHOLE = re.compile(r'<span class="whole" translate="no">([^<]*)</span>')
LETTER = re.compile(r"[^\W\d_]")


@dataclass
class _Reader(HTMLParser):
    def __post_init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.stack: list[tuple[str, bool]] = []

    @property
    def hushed(self) -> bool:
        return any(silent for _tag, silent in self.stack)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        silent = tag in SILENT or named.get("translate") == "no"
        if tag not in ALONE:
            self.stack.append((tag, silent))
        if self.hushed or silent:
            return
        spoken = [named.get(name) or "" for name in SPOKEN]
        if tag == "input" and named.get("type") in {"submit", "button", "reset"}:
            spoken.append(named.get("value") or "")
        self.texts += [text for text in spoken if text]

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in ALONE:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            if self.stack.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.hushed and data.strip():
            self.texts.append(data.strip())


def texts(html: str) -> list[str]:
    """Every text on the page with a letter in it. What stands under `translate="no"` is data, not words of ours."""
    reader = _Reader()
    reader.feed(WHOLE.sub(r"\1", html))
    return [text for text in reader.texts if LETTER.search(text)]
