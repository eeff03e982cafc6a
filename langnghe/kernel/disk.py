"""Free room on the disk that holds data: enough, getting short (officers are told), or too little to take more in."""

import shutil
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused

DiskState = Literal["enough", "short", "full"]


def free_mb(path: Path | str) -> int:
    """Megabytes (10^6 bytes) an ordinary user may still write where `path` lies."""
    return shutil.disk_usage(path).free // 1_000_000


def state() -> DiskState:
    """How the data folder's disk stands against LANGNGHE_DISK_WARNING_MB and LANGNGHE_DISK_STOP_MB."""
    free = free_mb(settings.DATA)
    if free < settings.DISK_STOP_MB:
        return "full"
    return "short" if free < settings.DISK_WARNING_MB else "enough"


def warning() -> str:
    """What officers who look after the machine are told while the disk is getting full; else empty."""
    if state() == "enough":
        return ""
    return _(
        "Ổ đĩa của máy chủ còn ít chỗ. Báo người cài đặt dọn bớt hoặc thêm ổ đĩa: hết chỗ thì phường không nhận được ý "
        "kiến mới."
    )


def demand_room() -> None:
    """Refuse to take anything in when the disk is nearly full, so that what is there stays whole."""
    if state() == "full":
        raise Refused(_("Máy của phường sắp hết chỗ chứa nên chưa nhận thêm được. Xin gọi hoặc đến thẳng phường."))
