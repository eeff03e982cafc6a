"""Commands of the installation itself: serve, prepare, work, upgrade, health."""

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from pyrage import x25519

from langnghe.backups import recovery_key, saving, traces
from langnghe.backups.shelf import Shelf
from langnghe.house import drilling, moving, restoring
from langnghe.house import health as examining
from langnghe.house import prepare as preparing
from langnghe.house import serve as serving
from langnghe.house import upgrade as upgrading
from langnghe.house import work as working
from langnghe.kernel.refused import Refused
from langnghe.people import recovery

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
    _backups(nouns)
    _moving(nouns)
    sweep = nouns.add_parser("sweep-erased", help="quét dấu vết của ý kiến đã xóa khỏi tệp cơ sở dữ liệu, ngay bây giờ")
    sweep.set_defaults(run=_sweep_erased)
    health = nouns.add_parser("health", help="xem máy có khỏe không; kết quả 0 là khỏe")
    health.set_defaults(run=_health)
    work = nouns.add_parser("work", help="chạy riêng tiến trình nền (serve đã chạy sẵn)")
    work.set_defaults(run=_work)


def _upgrade(nouns: Nouns) -> None:
    parser = nouns.add_parser("upgrade", help="sao lưu, rồi chuyển cơ sở dữ liệu sang bản mới")
    parser.add_argument("--back", type=Path, metavar="TỆP", help="quay về một bản sao lưu")
    parser.add_argument("--how-long", action="store_true", help="chỉ nói chuyển đổi sẽ mất bao lâu; trang vẫn chạy")
    parser.set_defaults(run=_run_upgrade)


def _run_upgrade(options: argparse.Namespace) -> int:
    if options.how_long:
        print(upgrading.how_long())
        return 0
    for sentence in upgrading.back(options.back) if options.back else upgrading.upgrade():
        print(sentence, flush=True)
    return 0


def _backups(nouns: Nouns) -> None:
    backup = nouns.add_parser("backup", help="sao lưu ra một thư mục trên ổ khác; trang vẫn chạy")
    backup.add_argument(
        "folder", type=Path, nargs="?", metavar="THƯ-MỤC",
        help="mặc định LANGNGHE_BACKUP_TO; chữ «drill»: diễn tập cả vòng sao lưu và khôi phục ở chỗ tạm, rồi so",
    )  # fmt: skip
    backup.add_argument("--within", type=Path, metavar="THƯ-MỤC", help="chỗ tạm của diễn tập, mặc định của hệ thống")
    backup.add_argument("--check", action="store_true", help="chỉ đọc lại mọi bản sao lưu ở đó, không cần khóa")
    backup.set_defaults(run=_backup)
    key = nouns.add_parser("backup-key", help="làm khóa sao lưu và in hai tờ giấy; máy không giữ nửa bí mật")
    key.add_argument("--anew", action="store_true", help="thay khóa đang có; bản sao lưu cũ vẫn cần hai tờ cũ")
    key.set_defaults(run=_backup_key)
    restore = nouns.add_parser("restore", help="khôi phục từ bản sao lưu mới nhất vào máy trống; gõ hai tờ khóa")
    restore.add_argument("folder", type=Path, metavar="THƯ-MỤC")
    restore.add_argument(
        "--erased", type=Path, action="append", default=[], metavar="TỆP", help="danh sách đã xóa (erased.list) mới hơn"
    )
    restore.set_defaults(run=_restore)


def _moving(nouns: Nouns) -> None:
    move = nouns.add_parser("move", help="chuyển từ SQLite sang một PostgreSQL trống, đếm và so từng dòng")
    move.add_argument(
        "address", nargs="?", metavar="ĐỊA-CHỈ",
        help="postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu; bỏ trống thì máy hỏi, để mật khẩu không nằm trong lệnh",
    )  # fmt: skip
    move.set_defaults(run=_move)


def _move(options: argparse.Namespace) -> int:
    for sentence in moving.move(options.address or getpass("Địa chỉ PostgreSQL (không hiện ra): ").strip()):
        print(sentence, flush=True)
    return 0


def _backup(options: argparse.Namespace) -> int:
    if options.folder == Path("drill"):
        for sentence in drilling.drill(options.within):
            print(sentence, flush=True)
        return 0
    folder = options.folder or (Path(settings.BACKUP_TO) if settings.BACKUP_TO else None)
    if folder is None:
        raise Refused("Sao lưu vào đâu? Ghi thư mục sau lệnh, hoặc đặt LANGNGHE_BACKUP_TO.")
    if options.check:
        return _check(Shelf(folder))
    saving.step_back()
    made = saving.save(folder, progress=_progress)
    about = made.about
    print(f"Đã sao lưu và đọc lại đúng: {made.folder}")
    print(f"Cơ sở dữ liệu {about['database_bytes']:,} byte, {about['files']:,} tệp.".replace(",", "."))
    return 0


def _check(place: Shelf) -> int:
    wrong = [f"{one.folder.name}: {path}" for one in place.whole() for path in place.wrong(one)]
    print("\n".join(wrong) or f"{len(place.whole())} bản sao lưu, mọi tệp còn đúng.")
    return 1 if wrong else 0


def _backup_key(options: argparse.Namespace) -> int:
    for half in recovery_key.make(anew=options.anew):
        print(f"\nKhóa sao lưu {half.key_id} · Nửa {half.number} / 2")
        for line in half.lines():
            print(f"  {line}")
    print("\nChép hai nửa ra hai tờ giấy, cất ở hai nơi. Máy không giữ lại: mất một tờ là không mở được bản sao lưu.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    for sentence in restoring.restore(options.folder, _typed_key, lists=options.erased, progress=_progress):
        print(sentence, flush=True)
    return 0


def _typed_key() -> x25519.Identity:
    halves = []
    for number in (1, 2):
        print(f"Khóa sao lưu, nửa {number}: ", end="", flush=True)
        halves.append(recovery.read(sys.stdin.readline()))
    return recovery_key.of_halves(*halves)


def _progress(said: str) -> None:
    print(f"· {said}", file=sys.stderr, flush=True)


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


def _sweep_erased(_options: argparse.Namespace) -> int:
    left = traces.sweep(wait_for_night=False)
    print(_STILL_THERE[left.hindered] if left.hindered else "Tệp của cơ sở dữ liệu không còn gì của ý kiến đã xóa.")
    return 1 if left.hindered else 0


_STILL_THERE = {
    "snapshot": "Còn người đang đọc dữ liệu từ trước lúc xóa. Máy tự quét lại; cần ngay thì đóng các lượt đọc lâu.",
    "busy": "Một bảng đang bận. Máy tự quét lại sau vài phút.",
    "night": "Bảng lớn được viết lại ban đêm, từ 1 đến 5 giờ.",
    "right": "Bảng đã sạch. Chưa có quyền dọn nhật ký PostgreSQL: cấp ba quyền ghi trong hướng dẫn cài đặt, mục 8.",
    "log kept": "Bảng đã sạch. Kho lưu trữ hoặc máy dự phòng còn giữ nhật ký cũ của PostgreSQL: xem hướng dẫn, mục 8.",
    "failed": "Cơ sở dữ liệu từ chối. Xem ổ đĩa còn chỗ không, rồi chạy lại.",
}
