"""Commands of the installation itself: serve, prepare, work, upgrade, health."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

from langnghe.house import health as examining
from langnghe.house import prepare as preparing
from langnghe.house import serve as serving
from langnghe.house import upgrade as upgrading
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
    _upgrade(nouns)
    health = nouns.add_parser("health", help="xem máy có khỏe không; kết quả 0 là khỏe")
    health.set_defaults(run=_health)
    work = nouns.add_parser("work", help="chạy riêng tiến trình nền (serve đã chạy sẵn)")
    work.set_defaults(run=_work)


def _upgrade(nouns: Nouns) -> None:
    parser = nouns.add_parser("upgrade", help="sao lưu, rồi chuyển cơ sở dữ liệu sang bản mới")
    parser.add_argument("--back", type=Path, metavar="TỆP", help="quay về một bản sao lưu")
    parser.set_defaults(run=_run_upgrade)


def _run_upgrade(options: argparse.Namespace) -> int:
    for sentence in upgrading.back(options.back) if options.back else upgrading.upgrade():
        print(sentence, flush=True)
    return 0


def _health(options: argparse.Namespace) -> int:
    findings = examining.examine()
    for finding in findings:
        print(f"{finding.question}: {finding.answer}")
    return 0 if all(finding.well for finding in findings) else 1


def _prepare(options: argparse.Namespace) -> int:
    preparing.prepare(migrate=options.migrate)
    if not options.quiet and (sentence := preparing.first_steps()):
        print(sentence, file=sys.stderr)
    return 0


def _work(options: argparse.Namespace) -> int:
    working.run_forever()
    return 0
