"""`langnghe log …`: what a ward does with its public log and its witnesses."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from langnghe.cli.wards import find_ward
from langnghe.kernel.durable import write_durably
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.proof import cosigning
from langnghe.proof.models import Log
from langnghe.proof.reads import Head, logs_of, published
from langnghe.proof.shelf import Shelf
from langnghe.tlog.merkle import consistency
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.requests import AddCheckpoint
from langnghe.witnessing.asking import ask
from langnghe.witnessing.sources import Unreachable

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

MOST_BYTES = 100_000


def register(nouns: Nouns) -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("log", help="sổ công khai của phường và người chứng kiến").add_subparsers(
        required=True, metavar="VIỆC"
    )
    words = verbs.add_parser("cosign", help="lấy chữ ký chứng kiến đặt dưới đầu sổ: hỏi qua mạng, hoặc từ tệp USB")
    words.add_argument(
        "places", metavar="NƠI", nargs="+", help="địa chỉ của người chứng kiến (https://…), hoặc tệp .cosigned"
    )
    words.set_defaults(run=_cosign)
    file = verbs.add_parser("request", help="viết tệp đầu sổ để người chứng kiến ký bằng langnghe witness cosign")
    file.add_argument("--old", type=int, default=0, metavar="SỐ", help="số mục người chứng kiến đã thấy lần trước (0)")
    file.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp để chép vào USB")
    file.set_defaults(run=_request)
    for verb in (words, file):
        verb.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")


def _cosign(arguments: argparse.Namespace) -> int:
    log, head = _published(arguments.ward)
    return max(_one(log, head, place) for place in arguments.places)


def _one(log: Log, head: Head, place: str) -> int:
    """One witness's word under the head; 0 when it stands there."""
    try:
        lines = ask(place, head.content, _prove(log, head)) if "://" in place else _lines(Path(place))
        fresh = cosigning.add(log, lines)
    except Unreachable as error:
        return _say(str(error))
    except NotProven as error:
        return _say(
            f"{place}: chữ ký không phải của người chứng kiến phường đã biết, hoặc cho đầu sổ khác ({error.reason}). "
            "Xin xem LANGNGHE_WITNESSES, rồi lấy chữ ký cho đầu sổ mới nhất."
        )
    print(f"{place}: thêm {number(fresh)} chữ ký chứng kiến dưới đầu sổ {number(head.head.size)} mục.")
    return 0


def _request(arguments: argparse.Namespace) -> int:
    log, head = _published(arguments.ward)
    if not 0 <= arguments.old <= head.head.size:
        raise Refused(f"Sổ mới có {number(head.head.size)} mục; xin xem lại số sau --old.")
    write_durably(arguments.out, AddCheckpoint(arguments.old, _prove(log, head)(arguments.old), head.content).encode())
    print(f"Đã ghi {arguments.out}: đầu sổ {number(head.head.size)} mục.")
    return 0


def _prove(log: Log, head: Head) -> Callable[[int], tuple[bytes, ...]]:
    """Proofs from any size to a head, out of what lies on the shelf."""
    size, reader = head.head.size, Shelf(log.origin).reader(head.head.size)
    return lambda old: tuple(consistency(old, size, reader))


def _published(code: str) -> tuple[Log, Head]:
    """The newest log of a ward and its head. Refused where none is out."""
    for log in logs_of(find_ward(code)):
        if head := published(log):
            return log, head
    raise Refused("Phường này chưa có đầu sổ nào. Xin chờ đến mốc tới, 15 phút một lần, rồi chạy lại.")


def _lines(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreachable(f"Không đọc được tệp chữ ký {path}.") from error


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
