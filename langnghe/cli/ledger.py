"""`langnghe ledger check`: does every row still say what was recorded?"""

import argparse

from langnghe.auditing.checking import CHECKS
from langnghe.cli.wards import find_ward
from langnghe.places.models import Ward


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verb."""
    verbs = nouns.add_parser("ledger", help="sổ ghi từng bước").add_subparsers(required=True, metavar="VIỆC")
    check = verbs.add_parser("check", help="so mọi dòng với sổ; nêu dòng bị sửa, bị bỏ, thêm lén; kết quả 0 là đúng")
    check.add_argument("--ward", metavar="MÃ", help="chỉ một phường, ví dụ DH; mặc định mọi phường")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    wards = [find_ward(arguments.ward)] if arguments.ward else list(Ward.objects.order_by("code"))
    return 1 if sum([_one(ward) for ward in wards]) else 0


def _one(ward: Ward) -> int:
    wrong = 0
    for name, check in CHECKS.items():
        for finding in check(ward.id):
            wrong += 1
            print(f"{ward.code}: {finding}", flush=True)
        print(f"· {ward.code}: đã so {name}", flush=True)
    print(f"{ward.code}: {'không dòng nào sai' if not wrong else f'{wrong} chỗ không khớp'}")
    return wrong
