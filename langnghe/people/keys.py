"""Ward keys: 32 random bytes each, in files of mode 600 below `settings.KEYS`, never in database or data folder.

A key's id is the start of its hash, so a file (or two recovery halves) proves which generation it is.
"""

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.locks import share_lock
from langnghe.people.models import WardKey
from langnghe.places.models import Ward

KEY_BYTES = 32


def current(ward_id: UUID) -> tuple[str, bytes]:
    """Id and bytes of the key that seals new rows; made on the first call for a ward. Refused when its file is gone.

    Holds a shared lock until the caller's transaction ends, so that rotation waits for rows sealed with an old key.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("sealing belongs inside the transaction that saves the row")
    key_id = share_lock(WardKey.objects.filter(ward_id=ward_id, replaced_at__isnull=True), "key_id")
    if key_id is None:
        key_id = _first(ward_id)
    return key_id, load(ward_id, key_id)


@transaction.atomic
def current_or_made(ward_id: UUID) -> bytes:
    """The key in use, for printing it on paper; made when the ward has none yet."""
    return current(ward_id)[1]


def load(ward_id: UUID, key_id: str) -> bytes:
    """The bytes of a ward's key. Refused when the file is missing or is not that key."""
    try:
        key = file_of(ward_id, key_id).read_bytes()
    except OSError:
        key = b""
    if id_of(key) != key_id:
        raise Refused(
            _(
                "Máy thiếu tệp khóa của %(ward)s nên chưa mở hay niêm phong được liên hệ. "
                "Xin báo người quản trị khôi phục bằng hai tờ khóa dự phòng của phường ấy; các việc khác vẫn làm được."
            )
            % {"ward": Ward.objects.values_list("name", flat=True).filter(id=ward_id).first() or ""}
        )
    return key


@transaction.atomic
def make(ward_id: UUID, *, by: Actor) -> WardKey:
    """A new generation, in use from now on; the one before is marked replaced (its rows are re-wrapped later)."""
    Ward.objects.select_for_update(no_key=True).get(pk=ward_id)
    key = secrets.token_bytes(KEY_BYTES)
    store(ward_id, key)
    WardKey.objects.filter(ward_id=ward_id, replaced_at__isnull=True).update(replaced_at=now())
    made = WardKey.objects.create(ward_id=ward_id, key_id=id_of(key))
    record("key.made", ward_id=ward_id, subject=("people", made.id), by=by, facts={"key": made.key_id})
    return made


def store(ward_id: UUID, key: bytes) -> Path:
    """Write a key file that only its owner may read, and wait until the disk has it."""
    path = file_of(ward_id, id_of(key))
    _write(path, key, os.replace)
    return path


def sign_in_key() -> bytes:
    """The key of the installation's second factors, made on first use."""
    path = Path(settings.KEYS) / "sign-in.key"
    if not path.exists():
        with suppress(FileExistsError):
            _write(path, secrets.token_bytes(KEY_BYTES), os.link)
    return path.read_bytes()


def file_of(ward_id: UUID, key_id: str) -> Path:
    """Where a ward's key lies."""
    return Path(settings.KEYS) / "wards" / str(ward_id) / f"{key_id}.key"


def id_of(key: bytes) -> str:
    """The public name of a key: 8 hex digits of its hash."""
    return hashlib.sha256(b"langnghe/ward-key/v1\0" + key).hexdigest()[:8]


def _first(ward_id: UUID) -> str:
    Ward.objects.select_for_update(no_key=True).get(pk=ward_id)
    made = WardKey.objects.filter(ward_id=ward_id, replaced_at__isnull=True).first()
    return (made or make(ward_id, by=Actor("system"))).key_id


def _private_folder(folder: Path) -> None:
    """Make a folder and those above it, each closed to others (`mkdir(parents=True)` closes the last one only)."""
    if not folder.exists():
        _private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, key: bytes, put: Callable[[Path, Path], None]) -> None:
    """Write aside, then put in place: the file is whole or absent. `os.link` lets the first of two writers win."""
    _private_folder(path.parent)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        os.fsync(file.fileno())
    try:
        put(aside, path)
    finally:
        aside.unlink(missing_ok=True)
