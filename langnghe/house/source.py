"""`/ma-nguon/`: the source of what runs here, as the licence asks (AGPL, section 13); needs no internet."""

import gzip
import hashlib
import io
import os
import subprocess
import tarfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
NAME = "lang-nghe"
# Beside the package in a built wheel: what is needed to build it again.
REST = PACKAGE / "_rest"
# Taken by the walks, and carried along by a wheel for the help.
PICTURES = "docs/guide/hinh/"
NEVER = {".pyc", ".mo", ".sqlite3", ".secret", ".key", ".pem", ".code", ".heartbeat", ".gate"}


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The licence in a few words, and the file."""
    megabytes = archive().stat().st_size / 1_000_000
    return render(
        request,
        "house/source.html",
        {"megabytes": megabytes, "file_name": f"{NAME}.tar.gz", "download": reverse("house:source_file")},
    )


@public
@require_safe
@cache_control(max_age=3600, public=True)
def download(request: HttpRequest) -> FileResponse:
    """The running source as one file."""
    return FileResponse(
        archive().open("rb"), as_attachment=True, filename=f"{NAME}.tar.gz", content_type="application/gzip"
    )


@cache
def archive() -> Path:
    """The archive in the data folder, written once for this source."""
    files = source_files()
    path = Path(settings.DATA) / "source" / f"{NAME}-{_fingerprint(files)}.tar.gz"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        for old in path.parent.glob(f"{NAME}-*"):
            old.unlink(missing_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(_packed(files))
        part.replace(path)
    return path


def source_files() -> dict[str, Path]:
    """Name in the archive → file: what git tracks in a checkout, else the installed package with what builds it."""
    tracked = _tracked()
    if tracked is None:
        tracked = _below(PACKAGE, "langnghe/", but=REST) | _below(REST, "")
    return {name: path for name, path in sorted(tracked.items()) if _is_source(path)}


def _tracked() -> dict[str, Path] | None:
    if not (ROOT / ".git").exists():
        return None
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return {name: ROOT / name for name in listed.decode().split("\0") if name}


def _below(folder: Path, prefix: str, but: Path | None = None) -> dict[str, Path]:
    return {
        prefix + path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if but is None or not path.is_relative_to(but)
    }


def _is_source(path: Path) -> bool:
    """Plain files of ours only: no data, no keys, nothing compiled, no link that leads elsewhere."""
    if path.is_symlink() or not path.is_file() or path.suffix in NEVER:
        return False
    if PICTURES in path.as_posix():
        return False
    private = (Path(settings.DATA), Path(settings.KEYS), ROOT / ".local")
    return not any(path.resolve().is_relative_to(folder) for folder in private)


def _fingerprint(files: dict[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, path in files.items():
        about = path.stat()
        digest.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]


def _packed(files: dict[str, Path]) -> bytes:
    """The same bytes for the same source: no times, no owners."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in files.items():
            content = path.read_bytes()
            entry = tarfile.TarInfo(f"{NAME}/{name}")
            entry.size, entry.mode = len(content), 0o755 if os.access(path, os.X_OK) else 0o644
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)
