"""What a paper is made of: plain data, in the order in which it is printed. Text is text; nothing in it is markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from langnghe.documents.letters import drawable

Block = dict[str, Any]
LABELS: Final = {
    "page": "Trang",
    "contents": "Mục lục",
    "recipients": "Nơi nhận:",
    "sign-here": "(Ký, ghi rõ họ tên)",
}


@dataclass(frozen=True)
class Letterhead:
    """The top of an official paper: the body above, the issuing one, number, place and date."""

    office: str
    place_and_date: str
    above: str = ""
    number: str = ""


@dataclass
class Paper:
    """One paper. `contents`: with a table of contents. `head` None: no official paper, so no state's name on it."""

    title: str
    subject: str
    author: str
    made_on: date
    footer: str
    head: Letterhead | None = None
    contents: bool = False
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block | None) -> None:
        """Print these next; None stands for nothing to print."""
        self.blocks += some(*blocks)

    def texts(self) -> Iterator[str]:
        """Every text of its blocks."""
        yield self.subject
        yield from _texts(self.blocks)

    def as_data(self) -> Block:
        """What the printing child reads."""
        return {
            "title": drawable(self.title), "subject": drawable(self.subject), "author": drawable(self.author),
            "made": [self.made_on.year, self.made_on.month, self.made_on.day], "footer": drawable(self.footer),
            "head": _drawable(_head(self.head)), "contents": self.contents, "labels": LABELS,
            "blocks": _drawable(self.blocks),
        }  # fmt: skip


def some(*found: Block | None) -> list[Block]:
    """Those that say something."""
    return [block for block in found if block]


def heading(level: int, text: str) -> Block:
    """A heading of level 1 to 3; levels 1 and 2 stand in the table of contents."""
    return {"kind": "heading", "level": level, "text": text}


def text(said: str) -> Block:
    """A paragraph of the paper itself."""
    return {"kind": "text", "text": said}


def note(said: str) -> Block:
    """A paragraph that explains, in small letters."""
    return {"kind": "note", "text": said}


def words(said: str) -> Block:
    """What somebody said, set apart, with its own lines."""
    return {"kind": "words", "text": said}


def facts(rows: Sequence[tuple[str, str]]) -> Block | None:
    """Names and values; those without a value are left out."""
    told = [[name, value] for name, value in rows if value]
    return {"kind": "facts", "rows": told} if told else None


def table(columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], *, codes: bool = False) -> Block | None:
    """A table; each column has a name and its share of the width (0: what it needs). `codes`: in small letters."""
    if not rows:
        return None
    names, widths = zip(*columns, strict=True)
    kind = "codes" if codes else "table"
    return {"kind": kind, "columns": list(names), "widths": list(widths), "rows": [list(row) for row in rows]}


def picture(path: str, *, width: int, height: int, alt: str, caption: str) -> Block:
    """A JPEG at `path` below the folder of pictures, its size in pixels, what is said in its place and below it."""
    return {"path": path, "alt": alt, "caption": caption, "tall": height > width}


def pictures(items: Sequence[Block]) -> Block | None:
    """Pictures, two in a row."""
    return {"kind": "pictures", "items": list(items)} if items else None


def signature(capacity: str, name: str, *, closing: str, recipients: Sequence[str]) -> Block:
    """The last paragraph, where somebody signs, and who gets a copy."""
    return {
        "kind": "signature", "capacity": capacity, "name": name, "closing": closing, "recipients": list(recipients),
    }  # fmt: skip


def _head(head: Letterhead | None) -> Block | None:
    if head is None:
        return None
    return {"office": head.office, "above": head.above, "number": head.number, "place-and-date": head.place_and_date}


def _drawable(value: Any) -> Any:
    """The same data with every text as it can be drawn; addresses of pictures stay what they are."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, list):
        return [_drawable(one) for one in value]
    if isinstance(value, dict):
        return {name: one if name in ("path", "kind") else _drawable(one) for name, one in value.items()}
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
