"""`langnghe receipts verify FILE`: does this file prove that the ward took an opinion in? No network, no database."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from langnghe.kernel.formats import moment, number
from langnghe.tlog.leaves import hour_of
from langnghe.tlog.notes import fingerprint
from langnghe.tlog.openings import Opening
from langnghe.tlog.receipts import MOST_BYTES, Checked, check_promise, check_proof, is_promise
from langnghe.tlog.refusals import NotProven

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

UNREADABLE = 2
_AGAIN = "Xin tải lại tệp từ trang theo dõi của ý kiến; nếu vẫn thế, xin giữ tệp này và hỏi phường."
REFUSALS = {
    "too-big": "Tệp quá lớn, không phải phiếu chứng minh. Xin chọn tệp có đuôi .tlog-proof hoặc .tlog-promise.",
    "not-a-proof": "Đây không phải phiếu chứng minh. Xin chọn tệp có đuôi .tlog-proof hoặc .tlog-promise.",
    "no-opening": "Phiếu này không phải do Lắng Nghe cấp: trong đó không có phần mở dấu của ý kiến.",
    "damaged": f"Tệp đã bị sửa hoặc hỏng ít nhất một chỗ nên không chứng minh được gì. {_AGAIN}",
    "other-entry": "Phiếu này chứng minh một việc khác đã được ghi vào sổ, không phải việc nhận một ý kiến.",
    "other-log": "Khóa vừa cho không phải khóa nêu trong phiếu: phiếu này không thuộc sổ có khóa ấy. Xin so lại từng "
    "chữ của khóa với bảng tin của phường.",
    "other-origin": "Đầu sổ trong phiếu là của một sổ khác với sổ nêu trong phiếu, nên phiếu không chứng minh được gì.",
    "not-in-log": "Ý kiến này không nằm ở chỗ mà phiếu nói trong sổ công khai, nên phiếu không chứng minh được gì.",
    "not-certified": "Khóa ký lời hứa không được sổ của phường cho phép, nên lời hứa này không phải của phường.",
    "not-signed": f"Thiếu chữ ký, hoặc thừa chữ ký của người mà phiếu không nêu. {_AGAIN}",
    "wrong-signature": f"Chữ ký không khớp: phiếu đã bị sửa, hoặc không phải phường ký. {_AGAIN}",
    "other-leaf": "Lời hứa trong phiếu là về một ý kiến khác.",
    "other-words": "Phiếu đúng, nhưng lời trong tệp --words không phải lời đã được ghi. Xin chép đúng từng chữ, từng "
    "dấu câu như đã gửi, không thêm bớt.",
}


def register(nouns: Nouns) -> None:
    """Add the noun and its verb."""
    verbs = nouns.add_parser("receipts", help="phiếu chứng minh mà người dân giữ").add_subparsers(
        required=True, metavar="VIỆC"
    )
    verify = verbs.add_parser(
        "verify",
        help="phiếu này có chứng minh được không: không cần mạng, không cần cơ sở dữ liệu; kết quả 0 là được, "
        "1 là không, 2 là không đọc được tệp",
    )
    verify.add_argument("file", type=Path, metavar="TỆP", help="tệp .tlog-proof hoặc .tlog-promise")
    verify.add_argument("--words", type=Path, metavar="TỆP", help="tệp chữ có lời đã gửi, để so từng chữ")
    verify.add_argument(
        "--key", action="append", default=[], metavar="KHÓA", help="khóa của sổ, chép từ bảng tin của phường"
    )
    verify.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    try:
        content = _read(arguments.file)
        words = None if arguments.words is None else _read(arguments.words).decode("utf-8-sig")
    except OSError as error:
        return _say(f"Không đọc được tệp {error.filename}. Xin xem lại tên tệp.", UNREADABLE)
    except UnicodeDecodeError:
        return _say("Tệp --words không phải chữ UTF-8. Xin lưu lại thành tệp chữ thường (.txt, UTF-8).", UNREADABLE)
    try:
        told = (
            _promised(content, arguments.key, words) if is_promise(content) else _proven(content, arguments.key, words)
        )
    except NotProven as error:
        return _say(REFUSALS[error.reason], 1)
    print("\n".join(told))
    return 0


def _read(path: Path) -> bytes:
    """Not more than needed to see that a file is too big."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _proven(content: bytes, keys: list[str], words: str | None) -> list[str]:
    checked = check_proof(content, keys, words)
    opening = checked.opening
    return [
        f"Ý kiến của bà/ông đã được ghi, số {opening.number}.",
        "Nếu sau này bị xoá hay sửa, tờ phiếu này chứng minh được.",
        "",
        *_about(opening),
        f"  Chỗ trong sổ:  mục {number(checked.index + 1)}, khi sổ có {number(checked.head.size)} mục",
        *_witnesses(checked),
        *_words(words),
        *_key(opening, keys),
    ]


def _promised(content: bytes, keys: list[str], words: str | None) -> list[str]:
    opening, promise = check_promise(content, keys, words)
    return [
        f"Phường đã hứa, có ký: ý kiến số {opening.number} sẽ có trong sổ công khai chậm nhất {moment(promise.due)}.",
        "Quá giờ đó mà trong sổ không có, tờ phiếu này chứng minh phường đã không giữ lời.",
        "Sau giờ đó, xin lấy phiếu chứng minh đầy đủ từ trang theo dõi của ý kiến.",
        "",
        *_about(opening),
        *_words(words),
        *_key(opening, keys),
    ]


def _about(opening: Opening) -> list[str]:
    return [
        f"  Số trên phiếu: {opening.serial}",
        f"  Sổ công khai:  {opening.log_keys()[0].name}",
        f"  Ghi trong giờ: {moment(hour_of(opening.record))}",
    ]


def _witnesses(checked: Checked) -> list[str]:
    if not checked.witnessed:
        return ["  Chứng kiến:    chưa có ai ngoài phường"]
    return [
        f"  Chứng kiến:    {name}, lúc {moment(datetime.fromtimestamp(seconds, UTC))}"
        for name, seconds in checked.witnessed
    ]


def _words(words: str | None) -> list[str]:
    return ["  Lời đã ghi:    " + ("đúng từng chữ" if words is not None else "chưa so; muốn so, thêm --words TỆP")]


def _key(opening: Opening, keys: list[str]) -> list[str]:
    if keys:
        return ["  Khóa của sổ:   đúng khóa vừa cho"]
    return [
        f"  Khóa của sổ:   {fingerprint(vkey)} (xin so với số in trên bảng tin của phường)" for vkey in opening.logs
    ]


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
