"""`langnghe signer …`: the process that holds the keys of the public logs. Imports no Django, to stay small."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from langnghe.kernel.clock import now
from langnghe.kernel.durable import make_folder
from langnghe.signing import running
from langnghe.signing.calling import alone
from langnghe.signing.keys import Keys

BOTH_DAYS = 90


def main(argv: list[str]) -> int:
    """Parse and run; 0 when it went well."""
    parser = argparse.ArgumentParser(prog="langnghe signer")
    add_verbs(parser)
    options = parser.parse_args(argv)
    return int(options.run(options) or 0)


def add_verbs(parser: argparse.ArgumentParser) -> None:
    """The verbs with their options."""
    verbs = parser.add_subparsers(required=True, metavar="VIỆC")
    init = verbs.add_parser("init", help="tạo thư mục của người ký; chạy một lần, bằng tài khoản riêng của nó")
    init.set_defaults(run=_init)
    run = verbs.add_parser("run", help="chạy người ký, đến khi dừng")
    run.add_argument("--socket", type=Path, required=True, metavar="TỆP", help="ổ cắm Unix để nghe")
    run.set_defaults(run=_run)
    rotate = verbs.add_parser("rotate", help="thêm khóa mới cho một sổ; khóa cũ còn ký cùng trong một thời gian")
    rotate.add_argument("origin", metavar="TÊN-SỔ", help="ví dụ langnghe.phuong.vn/log/dien-hong/1")
    rotate.add_argument("--days", type=int, default=BOTH_DAYS, metavar="NGÀY", help="cả hai cùng ký; mặc định 90")
    rotate.set_defaults(run=_rotate)
    show = verbs.add_parser("show", help="các sổ và khóa công khai đang ký, để đối chiếu và đăng")
    show.set_defaults(run=_show)
    for verb in (init, run, rotate, show):
        verb.add_argument("--home", type=Path, required=True, metavar="THƯ-MỤC", help="thư mục của người ký")


def _init(options: argparse.Namespace) -> int:
    make_folder(options.home)
    options.home.chmod(0o700)
    print(f"Người ký giữ khóa và trí nhớ ở {options.home} (chỉ tài khoản này đọc được).")
    print("Không sao lưu thư mục này: trí nhớ cũ đem về sẽ ký thành hai sổ khác nhau. Mất thì mở sổ kỳ mới.")
    print("Chạy: langnghe signer run; rồi đặt LANGNGHE_SIGNER_SOCKET cho Lắng Nghe.")
    return 0


def _run(options: argparse.Namespace) -> int:
    if not options.home.is_dir():
        return _fail("Chưa có thư mục của người ký. Chạy trước: langnghe signer init")
    return running.run(options.home, options.socket)


def _rotate(options: argparse.Namespace) -> int:
    keys = Keys(options.home)
    if not keys.has(options.origin):
        return _fail(f"Người ký không giữ khóa của sổ «{options.origin}». Xem: langnghe signer show")
    with alone(options.home):
        fresh = keys.rotate(options.origin, now(), timedelta(days=options.days))
    print(f"Khóa mới: {fresh.vkey}")
    print(f"Khóa cũ còn ký cùng {options.days} ngày. Đăng khóa mới lên bảng tin và báo cho người làm chứng.")
    return 0


def _show(options: argparse.Namespace) -> int:
    keys = Keys(options.home)
    for origin in keys.origins():
        print(origin)
        for signer in keys.signing(origin, now()):
            print(f"  {signer.vkey}")
    return 0


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
