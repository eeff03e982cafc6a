"""`langnghe move`: a whole installation from its SQLite file into PostgreSQL, row by row, and the way back kept."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection

from langnghe.backups import moving
from langnghe.backups.moving import Line, Sum
from langnghe.house import migrations_applied
from langnghe.house.serving_lock import serving_lock
from langnghe.kernel import children
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused


def move(url: str) -> Iterator[str]:
    """Move into the PostgreSQL database at this address; each step as a sentence. Refused leaves both as they were."""
    _demand_right(url)
    with serving_lock(Path(settings.DATA)) as free:
        if not free:
            raise Refused("Trang đang chạy. Dừng trước đã: systemctl stop lang-nghe (hoặc Ctrl-C).")
        with _reached(url) as line:
            _demand_empty(line)
        _there(url, "prepare", "--migrate", "--quiet")
        yield "Cơ sở dữ liệu mới đã có đủ các bảng. Đang chép từng dòng…"
        sums = _carried_over(url)
        rows = sum(one.rows for one in sums.values())
        yield f"Đã chép và so: {len(sums)} bảng, {number(rows)} dòng, số dòng và tổng kiểm của từng bảng khớp nhau."
        yield _there(url, "search", "rebuild")
        _there(url, "ledger", "check")
        yield "Sổ ghi ở chỗ mới đã được tính lại từ đầu, không dòng nào khác."
    yield f"Xong. Đặt LANGNGHE_DATABASE={_without_password(url)} (thêm mật khẩu) vào tệp thiết lập rồi mở trang."
    yield f"Tệp cũ còn nguyên ở {_file()}: chạy tốt vài ngày rồi thì xóa, vì lời đã xóa ở chỗ mới vẫn còn trong đó."


def _demand_right(url: str) -> None:
    if connection.vendor != "sqlite":
        raise Refused("Máy này đã dùng PostgreSQL rồi. Lệnh này chỉ chuyển từ SQLite sang PostgreSQL.")
    if urlsplit(url).scheme != "postgresql":
        raise Refused("Địa chỉ mới phải có dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu")
    if migrations_applied.count():
        raise Refused("Cơ sở dữ liệu này còn của bản cũ. Chạy `langnghe upgrade` trước rồi mới chuyển.")


def _reached(url: str) -> Line:
    try:
        return psycopg.connect(url)
    except psycopg.OperationalError as error:
        raise Refused(f"Không vào được cơ sở dữ liệu mới: {str(error).strip()}") from error


def _demand_empty(line: Line) -> None:
    """Nothing of anybody: an empty database, or one of ours in which no ward was ever opened (a move cut short)."""
    tables = [row[0] for row in line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()]
    if not tables:
        return
    if "django_migrations" not in tables or (
        "places_ward" in tables and line.execute("SELECT 1 FROM places_ward LIMIT 1").fetchone()
    ):
        raise Refused("Cơ sở dữ liệu mới không trống; không chép đè lên dữ liệu nào. Hãy tạo một cơ sở dữ liệu trống.")


def _carried_over(url: str) -> dict[str, Sum]:
    name = _file()
    connection.close()
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as source, _reached(url) as line:
        source.execute("BEGIN")
        try:
            return moving.move(source, line)
        except (moving.Different, psycopg.Error) as error:
            line.rollback()
            raise Refused(f"Chép không khớp, chưa đổi gì: {str(error).strip()}") from error


def _there(url: str, *words: str) -> str:
    """Run a command of ours on the new database; the last line it said."""
    variables = children.variables({"LANGNGHE_DATABASE": url, "DJANGO_SETTINGS_MODULE": "langnghe.house.settings"})
    done = subprocess.run(
        [sys.executable, "-m", "langnghe", *words], env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"langnghe {' '.join(words)} ở chỗ mới: {(done.stdout + done.stderr).strip()[-800:]}")
    return done.stdout.strip().rpartition("\n")[2]


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"])).resolve()


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{parts.username}@{host}" if parts.username else host).geturl()
