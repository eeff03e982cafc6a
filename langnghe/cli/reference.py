"""`langnghe reference <what>`: prints a page of docs/reference/ from the code it documents."""

import argparse
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from langnghe.answering import drawing as answering
from langnghe.api import explaining as api
from langnghe.commitments import drawing as commitments_drawing
from langnghe.ledger import registry
from langnghe.matters import drawing as matters_drawing
from langnghe.opendata import explaining

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

HEAD = """\
# Steps in the ledger

Every change leaves one entry with one of these kinds; entries hold codes, ids, numbers and hashes, never words.
Written by `bin/langnghe reference entries`; a test holds it to the code.
"""

COMMANDS_HEAD = """\
# Các lệnh

Trong thư mục mã nguồn, viết `bin/langnghe` thay cho `langnghe`. Lệnh nào cũng có `--help`; kết quả 0 là làm xong,
1 là bị từ chối (lý do ở dòng cuối).
Trang này do `bin/langnghe reference commands` viết ra; có phép thử giữ cho nó khớp với mã nguồn.
"""


def register(nouns: Nouns) -> None:
    """Add the noun with its verbs."""
    verbs = nouns.add_parser("reference", help="các trang của docs/reference/, viết từ mã nguồn").add_subparsers(
        required=True, metavar="TRANG"
    )
    verbs.add_parser("entries", help="các loại bước trong sổ ghi").set_defaults(run=_entries)
    verbs.add_parser("commitments", help="các bước của một lời hứa: bảng và hình").set_defaults(run=_commitments)
    verbs.add_parser("answering", help="các bước của lời trả lời và của phiếu chuyển").set_defaults(run=_answering)
    verbs.add_parser("matters", help="các bước của một việc: bảng và hình").set_defaults(run=_matters)
    verbs.add_parser("open-data", help="từng cột của các tệp dữ liệu mở").set_defaults(run=_open_data)
    verbs.add_parser("api", help="những gì phần mềm của tỉnh, của tổng đài hỏi và làm được").set_defaults(run=_api)
    commands = verbs.add_parser("commands", help="các lệnh và tùy chọn")
    commands.set_defaults(run=lambda _arguments: print(commands_page(nouns), end=""))


def entries_page(kinds: Mapping[str, str]) -> str:
    """The page that explains each kind of entry, in Markdown."""
    parts = [HEAD]
    for noun, group in groupby(sorted(kinds), key=lambda kind: kind.split(".")[0]):
        rows = "\n".join(f"| `{kind}` | {kinds[kind]} |" for kind in group)
        parts.append(f"## {noun}\n\n| kind | what happened |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def commands_page(nouns: Nouns) -> str:
    """The page that explains each command with its options, in Markdown."""
    return COMMANDS_HEAD + "".join(
        f"\n## `{name}`\n\n{meaning}\n{_options(parser)}" for name, meaning, parser in _commands("langnghe", nouns)
    )


def _commands(before: str, nouns: Nouns) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    meanings = {choice.dest: choice.help or "" for choice in nouns._choices_actions}
    for word, parser in nouns.choices.items():
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        for action in below:
            yield from _commands(f"{before} {word}", action)
        if not below:
            yield f"{before} {word}", meanings.get(word, ""), parser


def _options(parser: argparse.ArgumentParser) -> str:
    shown = [action for action in parser._actions if action.dest != "help" and action.help != argparse.SUPPRESS]
    rows = "".join(f"| `{_written(action)}` | {action.help or ''} |\n" for action in shown)
    return f"\n| tùy chọn | nghĩa |\n| --- | --- |\n{rows}" if rows else ""


def _written(action: argparse.Action) -> str:
    names = " ".join(action.option_strings) or str(action.metavar or action.dest)
    takes_value = action.option_strings and action.nargs != 0
    return f"{names} {action.metavar or action.dest.upper()}" if takes_value else names


def _commitments(_arguments: argparse.Namespace) -> int:
    print(commitments_drawing.page(), end="")
    return 0


def _matters(_arguments: argparse.Namespace) -> int:
    print(matters_drawing.page(), end="")
    return 0


def _answering(_arguments: argparse.Namespace) -> int:
    print(answering.page(), end="")
    return 0


def _open_data(_arguments: argparse.Namespace) -> int:
    print(explaining.page(), end="")
    return 0


def _api(_arguments: argparse.Namespace) -> int:
    print(api.page(), end="")
    return 0


def _entries(_arguments: argparse.Namespace) -> int:
    print(entries_page(registry.kinds()), end="")
    return 0
