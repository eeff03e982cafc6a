"""`langnghe figures …`: the sums on which the pages of provinces rest."""

import argparse
import sys

from django.utils.translation import gettext as _

from langnghe.figures import summing
from langnghe.kernel.formats import number


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("figures", help="số cộng theo tháng của các phường: đếm lại từ đầu").add_subparsers(
        required=True, metavar="VIỆC"
    )
    rebuild = verbs.add_parser("rebuild", help="đếm lại mọi phường từ từng việc; dừng giữa chừng thì lần sau đếm tiếp")
    rebuild.set_defaults(run=_rebuild)


def _rebuild(_arguments: argparse.Namespace) -> int:
    wards = summing.ask_for_all()
    summing.work_off(told=_progress)
    print(_("Đã đếm lại số liệu của %(wards)s phường, xã.") % {"wards": number(wards)})
    return 0


def _progress(left: int) -> None:
    if left and sys.stderr.isatty():
        said = _("còn %(wards)s phường, xã") % {"wards": number(left)}
        print(f"\r{said}   ", end="", file=sys.stderr, flush=True)
