"""`langnghe upgrade`: a backup first, then the new shape of the database, then a look. And the way back."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from langnghe.backups import database
from langnghe.house import finding, health, migrations_applied, prepare, upgrade_time
from langnghe.house.serving_lock import serving_lock
from langnghe.kernel.refused import Refused


def upgrade() -> Iterator[str]:
    """Back up, change the database, copy static files, look; each step as a sentence for the console.

    How long it will take is said first, while Ctrl-C still costs nothing.
    """
    with _nobody_serves():
        yield how_long()
        saved = database.save("before-upgrade")
        yield f"Đã sao lưu: {saved}"
        number = migrations_applied.count()
        with _way_back(saved):
            call_command("migrate", verbosity=0, interactive=False)
            finding.make_if_due()
            prepare.collect_static()
            _look()
    yield f"Đã chuyển đổi {number} bước; cơ sở dữ liệu trả lời tốt. Mở lại trang: systemctl start lang-nghe"
    yield f"Nếu cần quay lại: cài lại bản cũ, rồi chạy langnghe upgrade --back '{saved}'"


def how_long() -> str:
    """How long the waiting steps will take with the rows that are here; also while the site is served."""
    return str(upgrade_time.estimate())


def back(saved: Path) -> Iterator[str]:
    """Put a backup in place of the database; what was there is backed up too, so this can be undone as well."""
    if not saved.is_file():
        raise Refused(f"Không thấy tệp sao lưu {saved}. Các bản sao lưu nằm trong {database.folder()}.")
    with _nobody_serves():
        aside = database.save("before-back")
        yield f"Đã cất bản hiện tại: {aside}"
        database.restore(saved)
    yield f"Đã trở về bản sao lưu {saved}. Mở lại trang bằng phiên bản chương trình của ngày ấy."


@contextlib.contextmanager
def _nobody_serves() -> Iterator[None]:
    with serving_lock(Path(settings.DATA)) as free:
        if not free:
            raise Refused("Trang đang chạy. Dừng trước đã: systemctl stop lang-nghe (hoặc Ctrl-C).")
        yield


@contextlib.contextmanager
def _way_back(saved: Path) -> Iterator[None]:
    """When a step fails, say how to return."""
    try:
        yield
    except Exception as error:
        raise Refused(
            f"Nâng cấp không xong: {error}\nDữ liệu cũ còn nguyên trong {saved}. Quay lại: cài lại bản cũ, rồi chạy "
            f"langnghe upgrade --back '{saved}'"
        ) from error


def _look() -> None:
    unwell = [finding for finding in health.examine() if not finding.well and finding.question != "worker"]
    if unwell:
        raise Refused("; ".join(f"{finding.question}: {finding.answer}" for finding in unwell))
