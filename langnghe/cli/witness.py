"""`langnghe witness …`: watch the public log of another ward, with no ward installed: by HTTP, by looking, by USB."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

from langnghe.kernel.durable import write_durably
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.tlog import requests
from langnghe.tlog.notes import fingerprint
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.remembering import Backwards, Forked, RolledBack, Stale, Unremembered
from langnghe.witnessing.cosigning import UnknownLog, Unsigned, cosign
from langnghe.witnessing.looking import Mismatched, look, request_from
from langnghe.witnessing.server import Server
from langnghe.witnessing.sources import Unreachable, source_of
from langnghe.witnessing.state import State

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

ALARM = 3
_ALARMS = (Forked, RolledBack, Mismatched)


def register(nouns: Nouns) -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("witness", help="chứng kiến sổ công khai của phường khác").add_subparsers(
        required=True, metavar="VIỆC"
    )
    begin = _verb(verbs, "init", _init, "lập người chứng kiến mới với khóa mới")
    begin.add_argument("name", metavar="TÊN", help="tên không dấu cách, ví dụ giang-vo.example/chung-kien")
    trust = _verb(verbs, "trust", _trust, "từ nay chứng kiến sổ có khóa này")
    trust.add_argument("vkey", metavar="KHÓA", help="khóa của sổ, chép từ bảng tin hoặc trang sổ công khai của phường")
    trust.add_argument(
        "url", metavar="ĐỊA-CHỈ", nargs="?", default="", help="nơi sổ được đưa ra, để witness look đến xem"
    )
    _verb(verbs, "show", _show, "tên, khóa, các sổ đang chứng kiến và những lần đã báo động")
    run = _verb(verbs, "run", _run, "nhận đầu sổ mới qua HTTP (C2SP tlog-witness) và ký chứng kiến")
    run.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1: chỉ máy này)")
    run.add_argument("--port", type=int, default=8480, help="cổng (mặc định 8480)")
    run.add_argument("--prefix", default="", metavar="ĐƯỜNG-DẪN", help="phần đứng trước /add-checkpoint")
    seen = _verb(verbs, "look", _look, "đến xem sổ, so với những gì đã thấy, ký nếu sổ chỉ viết tiếp; 3 là báo động")
    seen.add_argument(
        "place", metavar="NƠI", nargs="?", help="địa chỉ, hoặc thư mục chép từ sổ; bỏ trống là mọi sổ có địa chỉ"
    )
    seen.add_argument("--out", type=Path, metavar="TỆP", help="ghi chữ ký chứng kiến vào tệp này, để đưa cho phường")
    usb = _verb(verbs, "cosign", _cosign, "ký chứng kiến một tệp phường đưa bằng USB; 3 là báo động")
    usb.add_argument("file", type=Path, metavar="TỆP", help="tệp do langnghe witness request viết ra")
    usb.add_argument("--out", type=Path, metavar="TỆP", help="nơi ghi chữ ký (mặc định TỆP.cosigned)")
    ask = verbs.add_parser("request", help="viết tệp để người chứng kiến ký bằng witness cosign")
    ask.add_argument("place", metavar="NƠI", help="địa chỉ của sổ, hoặc thư mục có sổ")
    ask.add_argument("--old", type=int, default=0, metavar="SỐ", help="số mục người chứng kiến đã thấy lần trước (0)")
    ask.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp để chép vào USB")
    ask.set_defaults(run=_request)


def _verb(verbs: Nouns, name: str, run: object, says: str) -> argparse.ArgumentParser:
    """A verb that works on the folder of one witness."""
    verb = verbs.add_parser(name, help=says)
    verb.add_argument(
        "--state", type=Path, required=True, metavar="THƯ-MỤC",
        help="nơi người chứng kiến giữ khóa và trí nhớ; không sao lưu thư mục này",
    )  # fmt: skip
    verb.set_defaults(run=run)
    return verb


def _init(arguments: argparse.Namespace) -> int:
    _who(State(arguments.state).begin(arguments.name).vkey)
    return 0


def _trust(arguments: argparse.Namespace) -> int:
    key = State(arguments.state).trust(arguments.vkey, arguments.url)
    print(f"Từ nay chứng kiến {key.name}. Xin so số này với bảng tin của phường: {fingerprint(key.vkey)}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    state = State(arguments.state)
    _who(state.key().vkey)
    for origin, url in state.origins().items():
        last = state.memory.last(origin)
        print(
            f"\nSổ {origin}\n  nơi xem: {url or 'chưa có'}\n  đã thấy: {number(last.size)} mục, gốc {last.root.hex()}"
        )
    alarms = state.alarms()
    print(f"\nBáo động: {number(len(alarms))}" if alarms else "\nChưa lần nào phải báo động.")
    print("".join(f"  {line}\n" for line in alarms), end="")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    state = State(arguments.state)
    with Server(arguments.host, arguments.port, state, arguments.prefix) as server:
        host, port = server.server_address[:2]
        print(f"Đang chứng kiến tại http://{host!s}:{port}{server.path}, khóa {state.key().vkey}", flush=True)
        server.serve_forever()
    return 0


def _look(arguments: argparse.Namespace) -> int:
    state = State(arguments.state)
    places = [arguments.place] if arguments.place else [url for url in state.origins().values() if url]
    if not places:
        raise Refused("Chưa biết xem sổ ở đâu. Xin thêm địa chỉ, hoặc chạy: langnghe witness trust KHÓA ĐỊA-CHỈ.")
    return max(_one(state, place, arguments.out) for place in places)


def _one(state: State, place: str, out: Path | None) -> int:
    """Look at one log; 0 well, 1 not seen, 3 alarm."""
    try:
        seen = look(state, source_of(place))
    except Unreachable as error:
        return _say(str(error), 1)
    except NotProven as error:
        return _say(*_refusal(error))
    head = seen.cosigned.head
    grown = number(head.size - seen.before.size)
    print(f"{head.origin}: {number(head.size)} mục, thêm {grown} mục từ lần trước, sổ chỉ viết tiếp.")
    print(seen.cosigned.line, end="")
    if out:
        write_durably(out, seen.cosigned.line.encode())
    return 0


def _cosign(arguments: argparse.Namespace) -> int:
    state, out = State(arguments.state), arguments.out or arguments.file.with_name(f"{arguments.file.name}.cosigned")
    try:
        made = cosign(state, requests.parse(_read(arguments.file)))
    except NotProven as error:
        return _say(*_refusal(error))
    except OSError as error:
        return _say(f"Không đọc được tệp {arguments.file}: {error.strerror}.", 1)
    write_durably(out, made.line.encode())
    print(f"Đã ký chứng kiến {made.head.origin}: {number(made.head.size)} mục. Xin đưa lại cho phường tệp {out}")
    return 0


def _read(path: Path) -> bytes:
    """Not more than needed to see that a file is too big."""
    with path.open("rb") as file:
        return file.read(requests.MOST_BYTES + 1)


def _request(arguments: argparse.Namespace) -> int:
    try:
        made = request_from(source_of(arguments.place), arguments.old)
    except Unreachable as error:
        return _say(str(error), 1)
    except NotProven as error:
        return _say(f"Sổ ở {arguments.place} không đọc được: {error}.", 1)
    write_durably(arguments.out, made.encode())
    print(f"Đã ghi {arguments.out}. Xin đưa cho người chứng kiến ký bằng: langnghe witness cosign")
    return 0


def _refusal(error: NotProven) -> tuple[str, int]:
    """The sentence and the exit code; what broke its word was told already, with its evidence."""
    if isinstance(error, _ALARMS):
        return (
            "BÁO ĐỘNG: không ký. Xin giữ bằng chứng và báo cho phường, báo chí, cấp trên (langnghe witness show).",
            ALARM,
        )
    if isinstance(error, Stale):
        return f"Người chứng kiến này đã thấy đến mục {error.size}. Xin phường xuất lại tệp với --old {error.size}.", 1
    sentences: dict[type[NotProven], str] = {
        UnknownLog: "Chưa chứng kiến sổ này. Xin chạy trước: langnghe witness trust KHÓA.",
        Unsigned: "Đầu sổ này không do khóa của sổ ký, nên không ký chứng kiến.",
        Backwards: "Tệp nói sổ cũ lớn hơn sổ mới. Xin phường xuất lại tệp.",
        Unremembered: "Trí nhớ về sổ này đã mất nên không ký nữa: ký tiếp có thể là ký hai sổ khác nhau. Xin lập người "
        "chứng kiến mới.",
    }
    return sentences.get(type(error), f"Tệp không đúng dạng, hoặc đã hỏng ({error})."), 1


def _who(vkey: str) -> None:
    print(f"Khóa của người chứng kiến, để phường ghi vào danh sách:\n{vkey}\nSố để so: {fingerprint(vkey)}")


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
