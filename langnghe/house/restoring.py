"""`langnghe restore`: an empty machine goes on where a backup ended. Nothing is served until all of it is done."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from pyrage import x25519

from langnghe.backups import aftercare, unpacking
from langnghe.backups.shelf import Backup, Shelf
from langnghe.house import finding, prepare
from langnghe.house.serving_lock import serving_lock
from langnghe.kernel.formats import moment
from langnghe.kernel.refused import Refused
from langnghe.ledger import apart
from langnghe.places.models import Ward

Progress = Callable[[str], None]


def restore(place: Path, key: Callable[[], x25519.Identity], *, lists: list[Path], progress: Progress) -> Iterator[str]:
    """Put the newest whole backup of a folder back; each step as a sentence. Cut short, it is simply run again.

    `key` is asked once it is certain that there is something to open; `lists`: further lists of erasures, besides the
    machine's own and the one in the folder.
    """
    backup = Shelf(place).newest()
    with serving_lock(Path(settings.DATA)) as free:
        if not free:
            raise Refused("Trang đang chạy. Dừng trước đã: systemctl stop lang-nghe (hoặc Ctrl-C).")
        _demand_empty()
        yield f"Bản sao lưu mới nhất còn trọn vẹn: {moment(backup.made_at)} ({backup.folder})"
        _demand_whole(place, backup)
        unpacking.unpack(backup, key(), progress=progress)
        yield "Dữ liệu đã về chỗ cũ. Đang xóa lại những gì đã xóa sau ngày ấy và đặt số tiếp theo…"
        yield from _aftercare(backup, lists)
        unpacking.finish()
    yield "Xong. Mở trang: systemctl start lang-nghe. Cán bộ đăng nhập lại; các phiên cũ đã đóng."


def _aftercare(backup: Backup, lists: list[Path]) -> Iterator[str]:
    call_command("migrate", verbosity=0, interactive=False)
    finding.make_if_due()
    prepare.collect_static()
    Session.objects.all().delete()
    cared = aftercare.care(backup, lists=[apart.file(), *lists])
    for code, wide in cared.jumps.items():
        yield f"Phường {code}: bỏ trống {wide:,} số tiếp theo, để không số nào cấp hai lần.".replace(",", ".")
    yield f"Xóa lại {cared.erased_again} mục đã xóa sau khi sao lưu."
    if missing := _missing_keys():
        yield (
            f"Thiếu khóa liên hệ của phường {', '.join(missing)}: lời và phiếu vẫn dùng được; "
            "khôi phục khóa bằng hai tờ giấy: langnghe keys recover --ward MÃ"
        )


def _missing_keys() -> list[str]:
    kept = Path(settings.KEYS) / "wards"
    return [ward.code for ward in Ward.objects.order_by("code") if not any((kept / str(ward.id)).glob("*.key"))]


def _demand_empty() -> None:
    if unpacking.begun_file().exists():
        return
    if "places_ward" in connection.introspection.table_names() and Ward.objects.exists():
        raise Refused(
            "Máy này đang có dữ liệu của một phường; khôi phục chỉ chạy trên máy trống để không đè mất gì. "
            "Đặt LANGNGHE_DATA (và LANGNGHE_DATABASE) sang chỗ trống rồi chạy lại."
        )


def _demand_whole(place: Path, backup: Backup) -> None:
    if wrong := list(Shelf(place).wrong(backup)):
        raise Refused(f"Bản sao lưu có {len(wrong)} tệp thiếu hoặc hỏng, ví dụ {wrong[0]}. Hãy dùng ổ sao lưu khác.")
