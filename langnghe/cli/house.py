"""The installation itself: prepare, serve, work, upgrade, health."""

import argparse
import sys
from importlib import import_module
from typing import TypeAlias

VERBS = ["serve", "prepare", "work", "upgrade", "health"]
Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(nouns: Nouns) -> None:
    """Add the commands of the installation."""
    serve = nouns.add_parser("serve", help="chạy trang web và tiến trình nền, cho đến khi dừng")
    import_module("langnghe.house.serve").add_arguments(serve)
    serve.set_defaults(run=lambda options: import_module("langnghe.house.serve").serve(options))
    _prepare(nouns)
    work = nouns.add_parser("work", help="chạy riêng tiến trình nền (serve đã chạy sẵn)")
    work.set_defaults(run=_work)


def _prepare(nouns: Nouns) -> None:
    parser = nouns.add_parser("prepare", help="chuẩn bị cơ sở dữ liệu và tệp tĩnh; chạy lại bao nhiêu lần cũng được")
    parser.add_argument("--migrate", action="store_true", help="chuyển đổi cả cơ sở dữ liệu đã có dữ liệu")
    parser.add_argument("--quiet", action="store_true", help="không in bước tiếp theo của phường còn trống")
    parser.set_defaults(run=prepare)


def prepare(options: argparse.Namespace) -> int:
    """Make the installation ready and say what comes first on an empty one."""
    house = import_module("langnghe.house.prepare")
    house.prepare(migrate=options.migrate)
    if not options.quiet and (sentence := house.first_steps()):
        print(sentence, file=sys.stderr)
    return 0


def _work(options: argparse.Namespace) -> int:
    import_module("langnghe.house.work").run_forever()
    return 0
