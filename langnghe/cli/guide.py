"""`langnghe guide DIR`: the guides as pages that need no server."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

from langnghe.house import guide_pages

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(nouns: Nouns) -> None:
    """Add the noun."""
    guide = nouns.add_parser("guide", help="các hướng dẫn thành trang đọc được không cần máy chủ, có hình")
    guide.add_argument("folder", type=Path, metavar="THƯ-MỤC", help="nơi ghi các trang; trang cũ ở đó được ghi đè")
    guide.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    shown = guide_pages.build(options.folder)
    print(options.folder / guide_pages.FIRST["vi"])
    if shown.missing:
        print(
            f"Còn thiếu {len(shown.missing)} hình, vì chưa chạy bin/test tests/walks trong kho mã này: "
            f"{', '.join(sorted(shown.missing))}",
            file=sys.stderr,
        )
    return 0
