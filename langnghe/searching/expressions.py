"""What the index is asked, as a small tree, and how each database wants it written. Leaves are words of the index."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """Words of the index one right after the other; as a rule one word."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Every one of these."""

    of: "tuple[Node, ...]"


@dataclass(frozen=True)
class Any:
    """At least one of these."""

    of: "tuple[Node, ...]"


@dataclass(frozen=True)
class Without:
    """This, where that is not."""

    this: "Node"
    that: "Node"


Node = Phrase | All | Any | Without


def word(one: str) -> Phrase:
    """A single word of the index."""
    return Phrase((one,))


def any_word(*words: str) -> Node:
    """One of several words of the index."""
    return Any(tuple(map(word, words)))


def fts5(node: Node) -> str:
    """For SQLite's FTS5."""
    if isinstance(node, Phrase):
        return f'"{" ".join(node.words)}"'
    if isinstance(node, Without):
        return f"({fts5(node.this)} NOT {fts5(node.that)})"
    return f"({(' AND ' if isinstance(node, All) else ' OR ').join(map(fts5, node.of))})"


def tsquery(node: Node) -> str:
    """For PostgreSQL."""
    if isinstance(node, Phrase):
        quoted = " <-> ".join(f"'{one}'" for one in node.words)
        return f"({quoted})"
    if isinstance(node, Without):
        return f"({tsquery(node.this)} & !{tsquery(node.that)})"
    return f"({(' & ' if isinstance(node, All) else ' | ').join(map(tsquery, node.of))})"
