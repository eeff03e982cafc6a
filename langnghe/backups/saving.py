"""`langnghe backup`: database and files of one moment, sealed and read again; then what is too old goes."""

import io
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from pyrage import x25519

from langnghe.backups import database, recovery_key, sealing_apart, shelf
from langnghe.backups.keep import to_keep
from langnghe.backups.sealing import Differs, Sealed, seal
from langnghe.backups.shelf import Backup, Shelf
from langnghe.kernel.clock import now
from langnghe.kernel.durable import make_folder, sync_folder, write_durably
from langnghe.kernel.refused import Refused
from langnghe.ledger import apart

Progress = Callable[[str], None]
# What a copy needs beyond the bytes themselves: sealing adds 1 in 4,000, file systems their blocks.
SPARE = 1.05
FAT_LIMIT = 1 << 32
HANDS, BATCH = 6, 200
SAY_EVERY = 5.0
BEHIND = 10


@dataclass(frozen=True)
class Lying:
    """A file in the data folder: its path below it, its size, and the name under which its sealed copy is kept.

    The name changes with the file's size and time, so a file written anew is copied anew.
    """

    path: str
    size: int
    stored: str


def save(to: Path, *, recipient: x25519.Recipient | None = None, progress: Progress = lambda _said: None) -> Backup:
    """Make a backup in a folder; run again after an interruption, it goes on with the files that are there.

    Everything acknowledged before it began is in it. `recipient`: another key than the machine's own. Refused, before
    anything is written, when the folder cannot take it or there is no key; and when what was written reads otherwise.
    """
    key, place = recipient or recovery_key.recipient(), Shelf(to)
    make_folder(to)
    _demand_apart(to)
    _demand_room(place)
    moment = now()
    folder = place.begin(moment)
    progress(_("Đang chép cơ sở dữ liệu…"))
    try:
        with ThreadPoolExecutor(1, initializer=step_back) as other:
            chosen: Future[None] = Future()
            sealing = other.submit(_database, folder / shelf.DATABASE, key, chosen)
            both: list[Future[Any]] = [sealing, chosen]
            if sealing in wait(both, return_when=FIRST_COMPLETED).done:
                sealing.result()
            # Listed after its moment: bytes lie on the disk before a row names them, so none that one names is missing.
            files = list(lying(place))
            sums = dict(_files(key, place, files, _known(place), progress))
            while not wait([sealing], SAY_EVERY).done:
                said = filesizeformat(sealing_apart.so_far(folder / shelf.DATABASE))
                progress(_("Cơ sở dữ liệu: đã ghi %(size)s") % {"size": said})
            sealed, inside = sealing.result()
    except Differs as error:
        raise Refused(_("Đọc lại bản vừa ghi thấy khác: ổ đĩa này không tin được. Hãy dùng ổ khác.")) from error
    sums[shelf.DATABASE] = sealed.sha256
    contents = "".join(json.dumps([file.path, file.size, file.stored]) + "\n" for file in files if file.stored in sums)
    sums[shelf.CONTENTS] = seal(io.BytesIO(contents.encode()), folder / shelf.CONTENTS, key).sha256
    write_durably(to / shelf.ERASED, apart.file().read_bytes()) if apart.file().exists() else None
    made = place.finish(folder, _about(sealed, inside, files), sums)
    _drop_old(place)
    return made


def step_back() -> None:
    """From now on this thread, and what it begins, takes processor and disk when nobody else wants them: people come
    first. The disk only where the kernel's scheduler knows classes (mq-deadline, bfq)."""
    os.setpriority(os.PRIO_PROCESS, 0, min(19, os.getpriority(os.PRIO_PROCESS, 0) + BEHIND))
    me = str(threading.get_native_id())
    with suppress(OSError):
        subprocess.run(["ionice", "--class", "idle", "--pid", me], capture_output=True, check=False)


def lying(place: Shelf) -> Iterator[Lying]:
    """The files of the data folder, in order; half-written ones are nobody's yet."""
    root = Path(settings.FILES_ROOT)
    for path in sorted(root.rglob("*")):
        if path.name.startswith(".part-"):
            continue
        try:
            seen = path.stat()
        except FileNotFoundError:
            continue
        if path.is_file():
            name = path.relative_to(root).as_posix()
            yield Lying(name, seen.st_size, place.place_of(f"{name} {seen.st_size} {seen.st_mtime_ns}"))


def _database(target: Path, key: x25519.Recipient, chosen: Future[None]) -> tuple[Sealed, str]:
    """Seal the database, `chosen` being done as soon as its moment is chosen; held no longer than that takes."""
    with database.stream() as source:
        chosen.set_result(None)
        return sealing_apart.seal(source, target, key)


def _files(
    key: x25519.Recipient, place: Shelf, files: list[Lying], known: dict[str, str], progress: Progress
) -> Iterator[tuple[str, str]]:
    """SHA-256 of each sealed copy by its name. A file erased meanwhile is passed over: its row says so too.

    Several at once: what takes long of a small file is waiting for the disk, and a disk lets many wait together.
    """

    def once(file: Lying) -> str | None:
        return _sealed(key, file, place.at(file.stored), known.get(file.stored))

    with ThreadPoolExecutor(HANDS, initializer=step_back) as hands:
        for done in range(0, len(files), BATCH):
            batch = files[done : done + BATCH]
            found = zip(batch, hands.map(once, batch), strict=True)
            yield from ((file.stored, digest) for file, digest in found if digest)
            progress(_("Tệp %(number)d / %(all)d") % {"number": done + len(batch), "all": len(files)})
    # Their names are on the disk before the list that makes the backup whole.
    for path in {place.at(file.stored).parent for file in files}:
        sync_folder(path)


def _sealed(key: x25519.Recipient, file: Lying, target: Path, known: str | None) -> str | None:
    """SHA-256 of a file's sealed copy, made unless an earlier backup has it; None: it was erased meanwhile."""
    if known and target.exists():
        return known
    make_folder(target.parent)
    try:
        with (Path(settings.FILES_ROOT) / file.path).open("rb") as source:
            return seal(source, target, key).sha256
    except FileNotFoundError:
        return None


def _known(place: Shelf) -> dict[str, str]:
    """SHA-256 of sealed files that earlier whole backups name."""
    return {
        path: digest for one in place.whole() for path, digest in one.sums().items() if path.startswith("../files/")
    }


def _about(sealed: Sealed, inside: str, files: list[Lying]) -> dict[str, object]:
    return {
        "migrations": database.migrations(),
        "database": database.vendor(),
        "database_bytes": sealed.inner_size,
        "database_sha256": inside,
        "files": len(files),
        "files_bytes": sum(file.size for file in files),
    }


def _demand_apart(to: Path) -> None:
    data = Path(settings.DATA).resolve()
    if to.resolve().is_relative_to(Path(settings.FILES_ROOT).resolve()) or to.resolve() == data:
        raise Refused(_("Không sao lưu vào chính thư mục dữ liệu. Hãy chọn thư mục trên ổ đĩa khác."))


def _demand_room(place: Shelf) -> None:
    missing = sum(file.size for file in lying(place) if not place.at(file.stored).exists())
    largest = database.size()
    need, free = int((missing + largest) * SPARE), shutil.disk_usage(place.root).free
    if need > free:
        raise Refused(
            _("Ổ đĩa không đủ chỗ: cần %(need)s, còn %(free)s. Chưa ghi gì. Hãy dùng ổ khác hoặc xóa bớt bản cũ.")
            % {"need": filesizeformat(need), "free": filesizeformat(free)}
        )
    if largest * SPARE >= FAT_LIMIT and not _takes(place.root, FAT_LIMIT):
        raise Refused(_("Ổ đĩa này (FAT32) không nhận tệp lớn hơn 4 GB. Hãy định dạng lại thành exFAT hoặc ext4."))


def _takes(root: Path, size: int) -> bool:
    trial = root / "size.part"
    try:
        with trial.open("wb") as file:
            os.truncate(file.fileno(), size)
    except OSError:
        return False
    finally:
        trial.unlink(missing_ok=True)
    return True


def _drop_old(place: Shelf) -> None:
    whole = place.whole()
    kept = to_keep(one.made_at for one in whole)
    place.drop([one for one in whole if one.made_at not in kept])
