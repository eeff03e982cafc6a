"""`langnghe reference <what>`: prints a page of docs/reference/ from the code it documents."""

import argparse
from collections.abc import Mapping
from itertools import groupby

from langnghe.ledger import registry

HEAD = """\
# Steps in the ledger

Every change leaves one entry with one of these kinds; entries hold codes, ids, numbers and hashes, never words.
Written by `bin/langnghe reference entries`; a test holds it to the code.
"""


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    verbs = nouns.add_parser("reference", help="các trang của docs/reference/, viết từ mã nguồn").add_subparsers(
        required=True, metavar="TRANG"
    )
    verbs.add_parser("entries", help="các loại bước trong sổ ghi").set_defaults(run=_entries)


def entries_page(kinds: Mapping[str, str]) -> str:
    """The page that explains each kind of entry, in Markdown."""
    parts = [HEAD]
    for noun, group in groupby(sorted(kinds), key=lambda kind: kind.split(".")[0]):
        rows = "\n".join(f"| `{kind}` | {kinds[kind]} |" for kind in group)
        parts.append(f"## {noun}\n\n| kind | what happened |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _entries(_arguments: argparse.Namespace) -> int:
    print(entries_page(registry.kinds()), end="")
    return 0
