"""How the backups stand: what the page of whoever looks after the machine says."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from langnghe.backups import nightly, recovery_key, state
from langnghe.backups.shelf import SUMS, Backup, Shelf
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.refused import Refused

Wrong = Literal["", "unset", "no key", "gone", "refused", "old", "room", "none yet"]


@dataclass(frozen=True)
class Newest:
    """The newest whole backup: when it began, when every part had been read again, what it holds, its bytes there."""

    made_at: datetime
    verified_at: datetime
    files: int
    size: int


@dataclass(frozen=True)
class Standing:
    """Where they go, what is wrong (empty: nothing), the machine's own sentence for it, and the rest."""

    folder: Path | None
    wrong: Wrong
    said: str
    newest: Newest | None
    whole: int
    next_at: datetime | None
    free: int

    @property
    def well(self) -> bool:
        """Whether nobody need do anything; before the first night there is nothing to mend either."""
        return self.wrong in {"", "none yet"}


def standing() -> Standing:
    """As it is now; looks into the folder, asks no key."""
    folder, last = state.folder(), state.last()
    if folder is None:
        return Standing(None, "unset", "", None, 0, None, 0)
    there = folder.is_dir()
    whole = Shelf(folder).whole() if there else []
    newest = _newest(whole[-1]) if whole else None
    free = shutil.disk_usage(folder).free if there else 0
    said = last.refused if last else ""
    return Standing(folder, _wrong(folder, last, newest, free), said, newest, len(whole), next_run(last, now()), free)


def next_run(last: state.Last | None, moment: datetime) -> datetime:
    """When the machine makes one by itself: at two at night, an hour after a refusal, at once if it never did."""
    if last is None:
        return moment
    if last.refused:
        return max(moment, datetime.fromisoformat(last.tried_at) + nightly.RETRY_AFTER)
    if nightly.due(last, moment):
        return moment
    here = moment.astimezone(HANOI)
    tonight = here.replace(hour=nightly.HOUR, minute=0, second=0, microsecond=0)
    return tonight if here < tonight else tonight + timedelta(days=1)


def _wrong(folder: Path, last: state.Last | None, newest: Newest | None, free: int) -> Wrong:
    if not recovery_key.recipient_file().exists():
        return "no key"
    if not folder.is_dir():
        return "none yet" if last is None else "gone"
    if last is None:
        return "none yet"
    if last.refused:
        return "refused"
    if not last.fresh:
        return "old"
    return "room" if newest and free < newest.size else ""


def _newest(backup: Backup) -> Newest | None:
    try:
        about, sums = backup.about, backup.sums()
        verified = datetime.fromtimestamp((backup.folder / SUMS).stat().st_mtime, HANOI)
        size = sum(os.path.getsize(backup.folder / path) for path in sums)
        return Newest(backup.made_at, verified, int(about["files"]), size)
    except (OSError, ValueError, KeyError, Refused):
        return None
