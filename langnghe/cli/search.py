"""`langnghe search …`: the indexes by which words are found."""

import argparse

from django.utils.translation import gettext as _

from langnghe.house import finding
from langnghe.kernel.formats import number


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("search", help="chỉ mục để tìm lời: lập lại từ đầu").add_subparsers(
        required=True, metavar="VIỆC"
    )
    verbs.add_parser("rebuild", help="lập lại chỉ mục từ mọi lời đang có; trang vẫn chạy được").set_defaults(
        run=_rebuild
    )


def _rebuild(_arguments: argparse.Namespace) -> int:
    print(_("Đã lập lại chỉ mục: %(count)s đoạn lời tìm được.") % {"count": number(finding.make())})
    return 0
