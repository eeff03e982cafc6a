"""Commands of the installation itself: serve, prepare, work, upgrade, health."""

import argparse
import sys
from typing import TypeAlias

from langnghe.house import prepare as preparing
from langnghe.house import serve as serving
from langnghe.house import work as working

Nouns: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(nouns: Nouns) -> None:
    """Add the commands of the installation."""
    serve = nouns.add_parser("serve", help="chạy trang web và tiến trình nền, cho đến khi dừng")
    serving.add_arguments(serve)
    serve.set_defaults(run=serving.serve)
    prepare = nouns.add_parser("prepare", help="chuẩn bị cơ sở dữ liệu và tệp tĩnh; chạy lại bao nhiêu lần cũng được")
    prepare.add_argument("--migrate", action="store_true", help="chuyển đổi cả cơ sở dữ liệu đã có dữ liệu")
    prepare.add_argument("--quiet", action="store_true", help="không in bước tiếp theo của phường còn trống")
    prepare.set_defaults(run=_prepare)
    work = nouns.add_parser("work", help="chạy riêng tiến trình nền (serve đã chạy sẵn)")
    work.set_defaults(run=_work)


def _prepare(options: argparse.Namespace) -> int:
    preparing.prepare(migrate=options.migrate)
    if not options.quiet and (sentence := preparing.first_steps()):
        print(sentence, file=sys.stderr)
    return 0


def _work(options: argparse.Namespace) -> int:
    working.run_forever()
    return 0
