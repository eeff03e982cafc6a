"""`langnghe people …`: officers from the command line, for whoever keeps the machine and lost the way in."""

import argparse

from django.conf import settings
from django.urls import reverse

from langnghe.cli.wards import find_ward
from langnghe.kernel.actors import system
from langnghe.kernel.formats import moment
from langnghe.people import reads
from langnghe.people.entrances import make_entrance


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("people", help="cán bộ của phường: xem danh sách, in phiếu nhận việc").add_subparsers(
        required=True, metavar="VIỆC"
    )
    listing = verbs.add_parser("list", help="cán bộ đang giữ chức danh nào, chức danh nào chưa có người")
    listing.set_defaults(run=_list)
    slip = verbs.add_parser("slip", help="in mã dùng một lần để cán bộ đặt (lại) cách đăng nhập")
    slip.add_argument("username", help="tên đăng nhập của cán bộ", metavar="TÊN")
    slip.set_defaults(run=_slip)
    for verb in (listing, slip):
        verb.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")


def _list(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    for officer in reads.officers(ward):
        held = ", ".join(str(mandate.post) for mandate in reads.current_mandates(officer))
        print(f"{officer.username:20} {officer.name:30} {held or '-'}")
    for post in reads.vacant_posts(ward):
        print(f"Chưa có người giữ: {post.name} ({post.unit.name})")
    return 0


def _slip(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    entrance, code = make_entrance(reads.officer_named(ward, arguments.username), by=system(ward.id))
    print(f"{settings.PUBLIC_ADDRESS}{reverse('people:first_entry')}")
    print(f"Tên đăng nhập: {arguments.username}\nMã: {code}\nHạn dùng: {moment(entrance.expires_at)}")
    return 0
