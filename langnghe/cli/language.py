"""`langnghe language …`: what the language room says about texts; JSON lines in, the same with more keys out."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

from langnghe.cli import similar
from langnghe.cli.lines import Line, learnt_in, told_in, told_of, written
from langnghe.kernel.refused import Refused
from langnghe.language import measuring
from langnghe.language.own import OwnSorter
from langnghe.language.personal import findings
from langnghe.language.search import search_form
from langnghe.language.sorter import Sorter

_FLAGS = frozenset(measuring.FLAGS)


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("language", help="xem máy đọc lời dân viết thế nào (mỗi dòng một JSON)").add_subparsers(
        required=True, metavar="VIỆC"
    )
    topics = verbs.add_parser("topics", help='đoán lĩnh vực của mỗi dòng {"text"}')
    topics.add_argument("--ward", metavar="MÃ", help="theo bản riêng của phường này, ví dụ DH")
    topics.set_defaults(run=_topics)
    personal = verbs.add_parser("personal-data", help="tìm dữ liệu cá nhân: spans là [[đầu, cuối, loại]]")
    personal.set_defaults(run=_personal_data)
    similar.register(verbs)
    verbs.add_parser("fold", help="bỏ dấu, để so và tìm").set_defaults(run=_fold)
    evaluate = verbs.add_parser("evaluate", help="so lời đoán với tệp đã ghi sẵn lĩnh vực, hoặc lời cần giữ kín")
    evaluate.add_argument(
        "file", type=Path, metavar="TỆP", help="JSON từng dòng: text; topic và subtopic, hoặc crime, officer, home"
    )
    evaluate.add_argument("--ward", metavar="MÃ", help="theo bản riêng của phường này, ví dụ DH")
    evaluate.set_defaults(run=_evaluate)


def answer(lines: Iterable[bytes], out: BinaryIO, says: Callable[[str], Line]) -> int:
    """Each line with what `says` adds to it; one that cannot be read gets an `error`. 1 if there was any."""
    wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told = told_in(line)
        if isinstance(told, str):
            wrong, told = wrong + 1, {"line": number, "error": told}
        else:
            told |= says(told["text"])
        out.write(written(told) + b"\n")
        out.flush()
    return 1 if wrong else 0


def _topics(arguments: argparse.Namespace) -> int:
    sorter = learnt_in(arguments.ward)
    return answer(sys.stdin.buffer, sys.stdout.buffer, lambda text: guessed(sorter, text))


def guessed(sorter: Sorter | OwnSorter, text: str) -> Line:
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
    print("\n\n".join(_reports(known, learnt_in(arguments.ward))))
    return 0


def _reports(known: list[Line], sorter: Sorter | OwnSorter) -> Iterator[str]:
    """On topics, on routing, or on both, as the lines tell; an empty file is judged by topics."""
    flagged = [told for told in known if not _FLAGS.isdisjoint(told)]
    topics = [(told["text"], f"{told['topic']}.{told.get('subtopic', '')}") for told in known if told.get("topic")]
    if topics or not flagged:
        yield measuring.report(sorter, topics)
    if flagged:
        yield measuring.routing_report([measuring.routed(told) for told in flagged])


def _judged(file: TextIO) -> Iterator[Line]:
    for number, line in enumerate(file, 1):
        told = told_of(line)
        if isinstance(told, str) or not (told.get("topic") or not _FLAGS.isdisjoint(told)):
            raise Refused(
                _("Dòng %(number)s: cần text, với topic và subtopic, hoặc với crime, officer, home.")
                % {"number": number}
            )
        yield told
