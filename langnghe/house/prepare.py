"""Making an installation ready to serve: catalogues, database, static files. Quick when nothing changed."""

import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from langnghe.house import finding, migrations_applied
from langnghe.kernel import setup_code
from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward


def prepare(*, migrate: bool) -> None:
    """Make ready; a database with data is only changed when `migrate` says so, else `langnghe upgrade` does it."""
    waiting = migrations_applied.count()
    if waiting:
        _refuse_unasked(migrate)
        _say(f"· Chuẩn bị cơ sở dữ liệu ({waiting} bước)")
        call_command("migrate", verbosity=0, interactive=False)
    finding.make_if_due()
    collect_static()


def first_steps() -> str:
    """What the installer of an empty database does next; empty once a ward is open."""
    if Ward.objects.exists():
        return ""
    return f"Mở phường đầu tiên: {settings.PUBLIC_ADDRESS}/thiet-lap/\nMã thiết lập dùng một lần: {setup_code.issue()}"


def collect_static() -> None:
    """Copy static files to where they are served from, if any changed since the last time."""
    stamp, now = Path(settings.STATIC_ROOT) / "stamp", _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def _refuse_unasked(migrate: bool) -> None:
    if not migrate and "places_ward" in connection.introspection.table_names():
        raise Refused(
            "Bản mới cần chuyển đổi cơ sở dữ liệu. Chạy `langnghe upgrade`: lệnh này sao lưu trước rồi mới chuyển."
        )


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
