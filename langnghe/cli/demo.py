"""`langnghe demo load`: the demo ward."""

import argparse
from typing import Any

from django.conf import settings

from langnghe.demo import actions
from langnghe.kernel.actors import Actor
from langnghe.people.demo import PASSWORD


def register(nouns: Any) -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("demo", help="the demo ward").add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("load", help="load the demo ward into an empty installation").set_defaults(run=load)


def load(arguments: argparse.Namespace) -> int:
    """Load it; print where residents and officers come in."""
    ward = actions.load(by=Actor("system"))
    address = settings.PUBLIC_ADDRESS
    print(f"{ward.name} (mẫu)\n  Bà con:  {address}/{ward.slug}/\n  Cán bộ:  {address}/dang-nhap/")
    print(f"  Mật khẩu chung «{PASSWORD}», mã 6 số hiện ở {address}/demo/")
    for username, name, _kind, _unit, _role, post, _groups in actions.STAFF:
        print(f"    {username:<8} {name}, {post}")
    return 0
