"""`langnghe demo load|reset|generate`: the two demo wards, and volume to measure on."""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from langnghe.demo import actions
from langnghe.demo.officers import STAFF
from langnghe.demo.volume import actions as volume
from langnghe.demo.wards import ORIGINS, unfinished
from langnghe.house import fresh, work
from langnghe.kernel.actors import Actor
from langnghe.kernel.formats import number
from langnghe.people.demo import PASSWORD
from langnghe.places.models import Ward


def register(nouns: Any) -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("demo", help="hai phường mẫu").add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("load", help="nạp hai phường mẫu vào máy còn trống").set_defaults(run=load)
    verbs.add_parser("reset", help="xóa hai phường mẫu rồi nạp lại, mới như hôm nay").set_defaults(run=reset)
    more = verbs.add_parser("generate", help="sinh thật nhiều phường và việc theo dữ liệu mẫu, để đo tốc độ")
    more.add_argument("--wards", type=int, default=300, metavar="N", help="số phường, kể cả Diên Hồng (300)")
    more.add_argument("--matters", type=int, default=1_000_000, metavar="N", help="số việc (1000000)")
    more.set_defaults(run=generate)


def load(arguments: argparse.Namespace) -> int:
    """Load them; print where residents and officers come in."""
    if not Ward.objects.exists():
        _mend()
        unfinished().touch()
    try:
        loaded = actions.load(by=Actor("system"), work=work.one_turn, tell=_progress)
    except KeyboardInterrupt:
        _say("\nĐã dừng giữa chừng; chưa ghi gì vào cơ sở dữ liệu. Nạp lại: langnghe demo load")
        raise
    finally:
        _say("\r" + " " * 40 + "\r")
    unfinished().unlink(missing_ok=True)
    _print(loaded)
    return 0


def reset(arguments: argparse.Namespace) -> int:
    """Throw the demo away and load it again."""
    fresh.begin_anew(ORIGINS)
    unfinished().unlink(missing_ok=True)
    return load(arguments)


def generate(arguments: argparse.Namespace) -> int:
    """Fill wards with matters told after the demo's; stopped and started again, it goes on."""
    wanted = arguments.matters
    try:
        made = volume.generate(
            count=arguments.wards, matters=wanted, by=Actor("system"), work=work.one_turn,
            tell=lambda there: _say(f"\r  · đã có {number(there)} trong {number(wanted)} việc"),
        )  # fmt: skip
    except KeyboardInterrupt:
        _say("\nĐã dừng giữa chừng; phần đã ghi vẫn còn. Chạy lại đúng lệnh này để làm tiếp.\n")
        raise
    _say("\n")
    print(f"Đã sinh thêm {number(made)} việc; {number(arguments.wards)} phường có {number(wanted)} việc.")
    return 0


def _mend() -> None:
    """A load that was stopped wrote no row, but files and keys."""
    if not unfinished().exists():
        return
    _say("Lần nạp trước dừng giữa chừng; dọn rồi nạp lại từ đầu.\n")
    for folder in (Path(settings.FILES_ROOT), Path(settings.KEYS) / "wards"):
        shutil.rmtree(folder, ignore_errors=True)


def _progress(month: str) -> None:
    _say(f"\r  · đang kể đến tháng {month}")


def _say(sentence: str) -> None:
    print(sentence, end="", file=sys.stderr, flush=True)


def _print(loaded: actions.Loaded) -> None:
    address = settings.PUBLIC_ADDRESS
    for ward in loaded.wards:
        print(f"{ward.name} (mẫu)\n  Bà con:  {address}/{ward.slug}/")
        for person in STAFF[ward.slug]:
            print(f"    {person.username:<8} {person.name}, {person.seats[0].name}")
    print(f"Cán bộ vào ở {address}/dang-nhap/, mật khẩu chung «{PASSWORD}», mã 6 số hiện ở {address}/demo/")
    print(f"Đi xem một vòng, sáu bước cho mỗi vai: {address}/demo/tham-quan/")
    for serial, secret in loaded.receipts:
        print(f"Phiếu thử của người dân: {serial}, mã {secret}, mở ở {address}/phieu/")
