"""Whether SQLite's file is whole: every page read and looked at, a large one once a week."""

import contextlib
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.kernel.refused import Refused

EACH_TIME = 1 << 30
"""Bytes up to which a check takes seconds; of 14 GB it takes as long as sealing them."""
AGAIN_AFTER = timedelta(days=6, hours=12)


def demand(path: Path) -> None:
    """Refused when a file of SQLite is damaged (sqlite.org/pragma.html, quick_check)."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as copy:
            answer = str(copy.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise Refused(f"Bản sao lưu không lành ({answer}). Kiểm tra ổ đĩa, hoặc dùng bản sao lưu khác.")


def demand_if_due(path: Path) -> None:
    """The same for the ward's own database: a small one each time, a large one a week after it was last found whole."""
    if path.stat().st_size > EACH_TIME and not _due():
        return
    demand(path)
    write_durably(_found_whole(), now().isoformat().encode())


def _due() -> bool:
    try:
        return now() - datetime.fromisoformat(_found_whole().read_text()) >= AGAIN_AFTER
    except (FileNotFoundError, ValueError):
        return True


def _found_whole() -> Path:
    return Path(settings.DATA) / "database.whole"
