"""`langnghe language …`: what the language room says about texts; JSON lines in, the same with more keys out."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.language import measuring, shelf
from langnghe.language.personal import findings
from langnghe.language.search import search_form
from langnghe.language.sorter import Sorter

Line = dict[str, Any]


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("language", help="xem máy đọc lời dân viết thế nào (mỗi dòng một JSON)").add_subparsers(
        required=True, metavar="VIỆC"
    )
    verbs.add_parser("topics", help='đoán lĩnh vực của mỗi dòng {"text"}').set_defaults(run=_topics)
    personal = verbs.add_parser("personal-data", help="tìm dữ liệu cá nhân: spans là [[đầu, cuối, loại]]")
    personal.set_defaults(run=_personal_data)
    verbs.add_parser("fold", help="bỏ dấu, để so và tìm").set_defaults(run=_fold)
    evaluate = verbs.add_parser("evaluate", help="so lời đoán với tệp đã ghi sẵn lĩnh vực")
    evaluate.add_argument("file", type=Path, metavar="TỆP", help="JSON từng dòng: text, topic, subtopic")
    evaluate.set_defaults(run=_evaluate)


def answer(lines: Iterable[bytes], out: BinaryIO, says: Callable[[str], Line]) -> int:
    """Each line with what `says` adds to it; one that cannot be read gets an `error`. 1 if there was any."""
    wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told = _told_in(line)
        if isinstance(told, str):
            wrong, told = wrong + 1, {"line": number, "error": told}
        else:
            told |= says(told["text"])
        out.write(_written(told) + b"\n")
        out.flush()
    return 1 if wrong else 0


def _written(told: Line) -> bytes:
    try:
        return json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of a pair, which JSON may hold and UTF-8 may not
        return json.dumps(told).encode()


def _told_in(line: bytes) -> Line | str:
    """The object of a line of UTF-8, or why there is none."""
    try:
        return _told(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _("Dòng này không phải chữ UTF-8.")


def _told(line: str) -> Line | str:
    """The object of a line, or why there is none."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return _("Dòng này không phải JSON.")
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        return _('Dòng này cần có "text" là chữ.')
    return told


def _topics(_arguments: argparse.Namespace) -> int:
    sorter = _sorter()
    return answer(sys.stdin.buffer, sys.stdout.buffer, lambda text: guessed(sorter, text))


def guessed(sorter: Sorter, text: str) -> Line:
    """What `topics` adds to a line."""
    guess = sorter.guess(text)
    return {
        "topic": guess.topic, "subtopic": guess.subtopic.partition(".")[2], "confidence": round(guess.confidence, 4),
        "suggest": guess.suggest, "why": list(guess.why),
    }  # fmt: skip


def _personal_data(_arguments: argparse.Namespace) -> int:
    return answer(sys.stdin.buffer, sys.stdout.buffer, private)


def private(text: str) -> Line:
    """What `personal-data` adds to a line: places in code points of the text as given, with their kinds."""
    return {"spans": [[one.start, one.end, one.kind] for one in findings(text)]}


def _fold(_arguments: argparse.Namespace) -> int:
    return answer(sys.stdin.buffer, sys.stdout.buffer, lambda text: {"folded": search_form(text).strip()})


def _evaluate(arguments: argparse.Namespace) -> int:
    try:
        with arguments.file.open(encoding="utf-8") as file:
            known = list(_judged(file))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("Không mở được tệp %(file)s. Xin xem lại đường dẫn.") % {"file": arguments.file}) from error
    print(measuring.report(_sorter(), known))
    return 0


def _judged(file: TextIO) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(file, 1):
        told = _told(line)
        if isinstance(told, str) or not told.get("topic"):
            raise Refused(_("Dòng %(number)s: cần text, topic và subtopic.") % {"number": number})
        yield told["text"], f"{told['topic']}.{told.get('subtopic', '')}"


def _sorter() -> Sorter:
    """The sorter; learnt now when this machine has not learnt it yet."""
    found = shelf.sorter()
    if found is None:
        print(_("Máy đang học lần đầu, khoảng nửa phút …"), file=sys.stderr, flush=True)
        found = shelf.sorter() if shelf.learn() else None
    if found is None:
        raise Refused(_("Máy chưa học được cách phân lĩnh vực. Xin xem chỗ trống của đĩa rồi chạy lại."))
    return found
