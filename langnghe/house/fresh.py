"""Beginning the demo anew: everything of it goes, the database is made again. Never beside a real ward."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from langnghe.backups import database
from langnghe.house.serving_lock import serving_lock
from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward


def begin_anew(demo_origins: str) -> None:
    """Empty this installation. Refused while it is served, or when a ward's log has a name that begins otherwise."""
    with serving_lock(Path(settings.DATA)) as free:
        if not free:
            raise Refused("Trang đang chạy. Dừng trước đã (Ctrl-C), rồi chạy lại.")
        _demand_only_demo(demo_origins)
        database.wipe()
        keys, data = Path(settings.KEYS), Path(settings.DATA)
        for folder in (Path(settings.FILES_ROOT), keys / "wards", keys / "log", keys / "signer", data / "cache"):
            shutil.rmtree(folder, ignore_errors=True)
        call_command("migrate", verbosity=0, interactive=False)


def _demand_only_demo(origins: str) -> None:
    """An empty or half-made database is nobody's."""
    if Ward._meta.db_table not in connection.introspection.table_names():
        return
    if Ward.objects.exclude(log_origin__startswith=origins).exists():
        raise Refused("Máy này có phường thật; không xóa gì cả. Phường mẫu cần một thư mục dữ liệu riêng.")
