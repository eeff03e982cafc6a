"""`langnghe retention …`: what goes because a ward keeps it no longer; nothing goes unless it is said."""

import argparse
from datetime import timedelta

from django.utils.translation import gettext as _

from langnghe.cli.wards import find_ward
from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today
from langnghe.kernel.formats import number, short_date
from langnghe.places.models import Ward
from langnghe.retention import actions, reads


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("retention", help="lưu giữ: điều gì hết thời hạn giữ, và xóa ngay").add_subparsers(
        required=True, metavar="VIỆC"
    )
    foresee = verbs.add_parser("foresee", help="xem điều gì sẽ tới lượt xóa; không xóa gì")
    foresee.add_argument("--ward", metavar="MÃ", help="chỉ phường này, ví dụ DH")
    foresee.add_argument("--days", type=int, default=30, metavar="SỐ", help="trong bao nhiêu ngày tới (30)")
    foresee.set_defaults(run=_foresee)
    run = verbs.add_parser("run", help="xóa ngay những gì đã hết thời hạn giữ; máy vẫn tự làm ban đêm")
    run.add_argument("--ward", metavar="MÃ", help="chỉ phường này, ví dụ DH")
    run.set_defaults(run=_run)


def _wards(arguments: argparse.Namespace) -> list[Ward]:
    return [find_ward(arguments.ward)] if arguments.ward else list(Ward.objects.order_by("code"))


def _foresee(arguments: argparse.Namespace) -> int:
    day = local_today() + timedelta(days=max(0, arguments.days))
    for ward in _wards(arguments):
        for kind in reads.foresee(ward, day):
            said = {
                "ward": ward.name, "what": kind.step.name, "length": kind.length,
                "count": number(kind.count), "day": short_date(day),
            }  # fmt: skip
            print(_("%(ward)s · %(what)s, %(length)s: đến %(day)s có %(count)s ý kiến tới lượt") % said)
            for one in kind.first:
                print(f"  {one.opinion.serial}  {short_date(one.rested)} → {short_date(one.until)}")
        if stays := reads.held(ward):
            said = {"ward": ward.name, "count": number(stays)}
            print(_("%(ward)s · %(count)s ý kiến giữ kín đã quá thời hạn, không tự xóa") % said)
    return 0


def _run(arguments: argparse.Namespace) -> int:
    for ward in _wards(arguments):
        went = actions.run(by=system(ward.id))
        print(_("%(ward)s: đã xóa %(count)s mục hết thời hạn giữ.") % {"ward": ward.name, "count": number(went)})
    return 0
