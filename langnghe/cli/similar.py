"""`langnghe language similar --among FILE`: each opinion on standard input beside those of a file like it."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from langnghe.cli.lines import Line, learnt, told_in, written
from langnghe.kernel.refused import Refused
from langnghe.language.among import Among, Told


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    similar = verbs.add_parser(
        "similar", help='tìm lời có thể cùng một chuyện với mỗi dòng {"id","text","place","date"}'
    )
    similar.add_argument(
        "--among", type=Path, required=True, metavar="TỆP", help="JSON từng dòng: id, text, place, date"
    )
    similar.set_defaults(run=_similar)


def _similar(arguments: argparse.Namespace) -> int:
    wrong: list[int] = []
    try:
        with arguments.among.open("rb") as file:
            opinions = list(_opinions(file, wrong))
    except OSError as error:
        raise Refused(_("Không mở được tệp %(file)s. Xin xem lại đường dẫn.") % {"file": arguments.among}) from error
    answered = answer(sys.stdin.buffer, sys.stdout.buffer, Among(learnt(), opinions))
    return 1 if wrong else answered


def answer(lines: Iterable[bytes], out: BinaryIO, among: Among) -> int:
    """Each line with `matches` and `suggest`; one that cannot be read gets an `error`. 1 if there was any."""
    wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        read = opinion_in(line)
        if isinstance(read, str):
            wrong, made = wrong + 1, {"line": number, "error": read}
        else:
            given, told = read
            matches, suggest = among.matches(told)
            made = given | {"matches": [[match.id, match.score, match.why] for match in matches], "suggest": suggest}
        out.write(written(made) + b"\n")
        out.flush()
    return 1 if wrong else 0


def opinion_in(line: bytes) -> tuple[Line, Told] | str:
    """The object of a line with what it tells, or why it tells nothing."""
    given = told_in(line)
    if isinstance(given, str):
        return given
    if isinstance(given.get("id"), bool) or not isinstance(given.get("id"), str | int):
        return _('Dòng này cần có "id" là chữ hoặc số.')
    place = given.get("place")
    if not isinstance(place, str | None):
        return _('"place" phải là chữ, hoặc bỏ trống.')
    try:
        day = date.fromisoformat(given["date"][:10]) if given.get("date") else None
    except (TypeError, ValueError, KeyError):
        return _('"date" phải là ngày viết như 2026-03-15, hoặc bỏ trống.')
    return given, Told(given["id"], given["text"], place or "", day)


def _opinions(file: BinaryIO, wrong: list[int]) -> Iterator[Told]:
    """The opinions of a file; lines that cannot be read are told on standard error and left out."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        read = opinion_in(line)
        if isinstance(read, str):
            wrong.append(number)
            told: dict[str, Any] = {"line": number, "error": read}
            print(json.dumps(told, ensure_ascii=False), file=sys.stderr, flush=True)
        else:
            yield read[1]
