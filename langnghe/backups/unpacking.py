"""Putting a backup back onto an empty machine: the database, then each file, compared with what was written."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pyrage import x25519

from langnghe.backups import database, shelf
from langnghe.backups.sealing import Writing, unseal
from langnghe.backups.shelf import Backup
from langnghe.kernel.durable import make_folder, remove_durably, sync_folder, write_durably
from langnghe.kernel.refused import Refused

Progress = Callable[[str], None]


def begun_file() -> Path:
    """There while a restoration is under way or was cut short; nothing is served meanwhile."""
    return Path(settings.DATA) / "restoring"


def begin(backup: Backup) -> None:
    """From now on nothing is served until `finish`."""
    write_durably(begun_file(), f"{backup.folder}\n".encode())


def finish() -> None:
    """All is back and looked after."""
    remove_durably(begun_file())


def unpack(backup: Backup, identity: x25519.Identity, *, progress: Progress) -> None:
    """Database and files as they were. Refused: wrong papers, a byte that differs, another database or version."""
    about = backup.about
    if about["database"] != database.vendor():
        raise Refused(
            _("Bản sao lưu này của %(there)s, máy này dùng %(here)s. Đặt LANGNGHE_DATABASE cho đúng loại rồi chạy lại.")
            % {"there": about["database"], "here": database.vendor()}
        )
    if database.unknown(about["migrations"]):
        raise Refused(_("Bản sao lưu này do bản Lắng Nghe mới hơn ghi. Hãy cài bản mới ấy rồi khôi phục."))
    progress(_("Đang mở cơ sở dữ liệu…"))
    copy = database.folder() / "restore.part"
    try:
        if _opened(backup.folder / shelf.DATABASE, identity, copy) != about["database_sha256"]:
            raise Refused(_("Một tệp trong bản sao lưu đã hỏng hoặc bị cắt cụt. Xin dùng bản sao lưu khác."))
        begin(backup)
        database.restore(copy)
    finally:
        copy.unlink(missing_ok=True)
    _unpack_files(backup, identity, progress)


def _unpack_files(backup: Backup, identity: x25519.Identity, progress: Progress) -> None:
    root = Path(settings.FILES_ROOT)
    listed = list(_contents(backup, identity))
    for number, (path, size, stored) in enumerate(listed, start=1):
        if number % 200 == 0:
            progress(_("Tệp %(number)d / %(all)d") % {"number": number, "all": len(listed)})
        target = _within(root, path)
        if target.is_file() and target.stat().st_size == size:
            continue
        make_folder(target.parent)
        _opened(backup.folder / stored, identity, target.with_name(f".part-{target.name}"))
        target.with_name(f".part-{target.name}").replace(target)
        sync_folder(target.parent)


def _contents(backup: Backup, identity: x25519.Identity) -> Iterator[tuple[str, int, str]]:
    copy = database.folder() / "contents.part"
    try:
        _opened(backup.folder / shelf.CONTENTS, identity, copy)
        for line in copy.read_text().splitlines():
            path, size, stored = json.loads(line)
            yield path, size, stored
    finally:
        copy.unlink(missing_ok=True)


def _within(root: Path, path: str) -> Path:
    target = (root / path).resolve()
    if not target.is_relative_to(root.resolve()):
        raise Refused(_("Bản sao lưu này có đường dẫn lạ (%(path)s), không do Lắng Nghe ghi.") % {"path": path})
    return target


def _opened(sealed: Path, identity: x25519.Identity, target: Path) -> str:
    """Write what is inside to the disk; its SHA-256."""
    target.unlink(missing_ok=True)
    try:
        with sealed.open("rb") as source, target.open("wb") as file:
            target.chmod(0o600)
            inside = Writing(file)
            unseal(source, inside, identity)
            file.flush()
            database.to_disk(target)
    except FileNotFoundError as error:
        raise Refused(
            _("Bản sao lưu thiếu tệp %(name)s. Xin chép lại cả thư mục, hoặc dùng bản khác.") % {"name": sealed.name}
        ) from error
    return inside.sha256
