"""Markdown of the guides as HTML. Only what they use is understood: headings, paragraphs, lists, tables, commands,
pictures, **bold**, `code` and links to files of the project. Everything else stays text, escaped.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from langnghe.kernel.folding import fold

Picture = Callable[[str, str], SafeString]
_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_HEADING: Final = re.compile(r"#{1,2} (?P<title>.+)")
_ITEM: Final = re.compile(r"(?P<bullet>- )|(?P<number>\d+\. )")
_PICTURE: Final = re.compile(r"!\[(?P<says>[^\]]*)\]\(hinh/(?P<name>[\w-]+)\.png\)")
_WORDS: Final = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?:\.\./)*(?P<to>[^)]+)\)")
_FENCE: Final = "```"
NOTHING: Final = format_html("{}", "")


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it; `anchor` is its place in the page's address."""

    title: str
    anchor: str
    body: SafeString


def no_picture(_name: str, _says: str) -> SafeString:
    """Where no picture can be shown, nothing stands."""
    return NOTHING


def parts(text: str, picture: Picture = no_picture) -> tuple[Part, ...]:
    """The guide, its first part being the title and what stands before any other heading."""
    found: list[tuple[str, list[str]]] = []
    for line, is_command in _lines(_COMMENT.sub("", text)):
        heading = None if is_command else _HEADING.fullmatch(line)
        if heading:
            found.append((heading["title"], []))
        elif found:
            found[-1][1].append(line)
    return tuple(Part(title, slugify(fold(title)), drawn("\n".join(body), picture)) for title, body in found)


def drawn(body: str, picture: Picture = no_picture) -> SafeString:
    """The blocks as HTML; `picture` draws one by its name and what it shows."""
    return format_html_join("\n", "{}", ((_block(block, picture),) for block in _blocks(body)))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands between fences (or is one): what begins with # there is no heading."""
    inside = False
    for line in text.splitlines():
        fence = line.startswith(_FENCE)
        yield line, inside or fence
        inside ^= fence


def _blocks(body: str) -> Iterator[list[str]]:
    """Lines that belong together: between empty lines, and everything between two fences."""
    for is_command, lines in groupby(_lines(body), key=lambda pair: pair[1]):
        told = [line for line, _ in lines]
        if is_command:
            yield told
        else:
            for full, block in groupby(told, key=lambda line: bool(line.strip())):
                if full:
                    yield list(block)


def _block(lines: list[str], picture: Picture) -> SafeString:
    if lines[0].startswith(_FENCE):
        commands = [line for line in lines if not line.startswith(_FENCE)]
        return format_html("<pre><code>{}</code></pre>", "\n".join(commands))
    if lines[0].startswith("|"):
        return _table(lines)
    shown = [_PICTURE.fullmatch(line.strip()) for line in lines]
    if all(shown):
        return format_html_join("\n", "{}", ((picture(one["name"], one["says"]),) for one in shown if one))
    return _text(lines)


def _text(lines: list[str]) -> SafeString:
    """Lines that follow each other: lists and the paragraphs between them."""
    kinds = groupby(_items(lines), key=lambda item: item[0])
    drawings = {"": _paragraph, "ul": _list, "ol": _list}
    return format_html_join("\n", "{}", ((drawings[kind](kind, [said for _, said in items]),) for kind, items in kinds))


def _items(lines: list[str]) -> list[tuple[str, str]]:
    """Each item of a list with its kind; a line that is none goes on with the one before."""
    found: list[tuple[str, str]] = []
    for line in lines:
        mark = _ITEM.match(line)
        if mark:
            found.append(("ul" if mark["bullet"] else "ol", line[mark.end() :]))
        elif found and (found[-1][0] == "" or line.startswith(" ")):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            found.append(("", line.strip()))
    return found


def _paragraph(_kind: str, said: list[str]) -> SafeString:
    return format_html("<p>{}</p>", _words(" ".join(said)))


def _list(kind: str, said: list[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((_words(item),) for item in said))
    return format_html("<{}>{}</{}>", kind, items, kind)


def _table(lines: list[str]) -> SafeString:
    """The first line names the columns, the second only rules them off."""
    columns, _ruled, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head = format_html_join("", '<th scope="col">{}</th>', ((_words(name),) for name in columns))
    body = format_html_join("", "<tr>{}</tr>", ((_row(columns, row),) for row in rows))
    return format_html('<table class="table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, body)


def _row(columns: list[str], row: list[str]) -> SafeString:
    first = format_html('<th scope="row">{}</th>', _words(row[0]))
    more = ((name, _words(cell)) for name, cell in zip(columns[1:], row[1:], strict=True))
    return first + format_html_join("", '<td data-label="{}">{}</td>', more)


def _words(text: str) -> SafeString:
    """Text with its bold words, its code, and the names of files it points to."""
    drawn_words, at = NOTHING, 0
    for found in _WORDS.finditer(text):
        drawn_words += format_html("{}{}", text[at : found.start()], _word(found))
        at = found.end()
    return drawn_words + format_html("{}", text[at:])


def _word(found: re.Match[str]) -> SafeString:
    if found["bold"]:
        return format_html("<strong>{}</strong>", found["bold"])
    if found["code"]:
        return format_html("<code>{}</code>", found["code"])
    return format_html("{} (<code>docs/{}</code>)", found["link"], found["to"])
