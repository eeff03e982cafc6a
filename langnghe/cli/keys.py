"""`langnghe keys …`: the keys that seal contacts: look, print on paper, restore, replace."""

import argparse
import sys

from langnghe.cli.wards import find_ward
from langnghe.kernel.actors import system
from langnghe.people import keys, reads, recovery
from langnghe.people.restoring import restore
from langnghe.people.rotation import rotate


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("keys", help="khóa của phường: xem, in ra giấy, khôi phục, thay").add_subparsers(
        required=True, metavar="VIỆC"
    )
    for name, run, says in [
        ("list", _list, "các đời khóa của phường và tệp của từng khóa"),
        ("halves", _halves, "in khóa thành hai nửa để cất ở hai nơi"),
        ("recover", _recover, "khôi phục tệp khóa từ hai nửa, gõ mỗi nửa một dòng"),
        ("rotate", _rotate, "thay khóa của phường; dừng giữa chừng thì chạy lại là làm tiếp"),
    ]:
        verb = verbs.add_parser(name, help=says)
        verb.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
        verb.set_defaults(run=run)


def _list(arguments: argparse.Namespace) -> int:
    for key in reads.keys_of(find_ward(arguments.ward)):
        path = keys.file_of(key.ward_id, key.key_id)
        state = "đã bỏ" if key.removed_at else "đã thay" if key.replaced_at else "đang dùng"
        print(f"{key.key_id}  {state:9}  {'có tệp' if path.exists() else 'thiếu tệp':9}  {path}")
    return 0


def _halves(arguments: argparse.Namespace) -> int:
    _print_halves(keys.current_or_made(find_ward(arguments.ward).id))
    return 0


def _recover(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    first, second = (recovery.read(_asked(f"Nửa {number}: ")) for number in (1, 2))
    print(f"Đã khôi phục khóa {restore(ward, first, second, by=system(ward.id)).key_id}.")
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    made = rotate(ward, by=system(ward.id), progress=_progress)
    print(f"\nKhóa mới: {made.key_id}. Hai tờ khóa cũ không còn dùng được, xin in và cất hai tờ mới:")
    _print_halves(keys.load(ward.id, made.key_id))
    return 0


def _print_halves(key: bytes) -> None:
    for half in recovery.split(key):
        print(f"\nKhóa {half.key_id} · Nửa {half.number} / 2")
        for line in half.lines():
            print(f"  {line}")


def _progress(done: int) -> None:
    print(f"\rĐã bọc lại {done} mục", end="", flush=True)


def _asked(prompt: str) -> str:
    print(prompt, end="", flush=True)
    return sys.stdin.readline()
