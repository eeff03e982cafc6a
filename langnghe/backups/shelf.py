"""How backups lie in a folder, often a disk that is carried away.

<folder>/erased.list              what was erased, by id and day (no words): kept beside, so that it can be newer
<folder>/<day>T<time>Z/           one backup; whole once it has its SHA256SUMS (`sha256sum -c` understands it)
    about.json                    of which day, version and database; which files; readable by everybody
    database.age  contents.age    sealed: the database; the list of files with their names
<folder>/files/<aa>/<name>.age    sealed, each written once and shared by all backups that name it
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from langnghe.backups.sealing import sha256_of
from langnghe.kernel.durable import make_folder, write_durably
from langnghe.kernel.refused import Refused

STAMP = "%Y-%m-%dT%H%M%SZ"
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
SUMS, ABOUT, DATABASE, CONTENTS, ERASED = "SHA256SUMS", "about.json", "database.age", "contents.age", "erased.list"
FORMAT = 1


@dataclass(frozen=True)
class Backup:
    """One whole backup in a folder."""

    folder: Path

    @property
    def made_at(self) -> datetime:
        """When it began: everything acknowledged before is in it."""
        return datetime.strptime(self.folder.name, STAMP).replace(tzinfo=UTC)

    @property
    def about(self) -> dict[str, Any]:
        """What it says of itself. Refused when this version cannot read it."""
        said: dict[str, Any] = json.loads((self.folder / ABOUT).read_text())
        if said.get("format") != FORMAT:
            raise Refused(_("Bản sao lưu này do phiên bản khác ghi. Hãy cài đúng phiên bản ấy rồi khôi phục."))
        return said

    def sums(self) -> dict[str, str]:
        """SHA-256 by path, the paths relative to the backup's own folder."""
        lines = (self.folder / SUMS).read_text().splitlines()
        return {path: digest for digest, _gap, path in (line.partition("  ") for line in lines)}

    def files(self) -> set[str]:
        """Paths of the sealed files it shares with others."""
        return {path for path in self.sums() if path.startswith("../files/")}


@dataclass(frozen=True)
class Shelf:
    """A folder of backups."""

    root: Path

    def whole(self) -> list[Backup]:
        """All whole backups, the oldest first."""
        found = (path for path in self.root.iterdir() if NAME.fullmatch(path.name)) if self.root.is_dir() else ()
        return [Backup(path) for path in sorted(found) if (path / SUMS).is_file()]

    def newest(self) -> Backup:
        """The newest whole backup. Refused when there is none."""
        if whole := self.whole():
            return whole[-1]
        raise Refused(_("Trong %(folder)s không có bản sao lưu nào trọn vẹn.") % {"folder": self.root})

    def begin(self, moment: datetime) -> Path:
        """The folder of a new backup; what an interrupted one left is cleared, its finished files stay."""
        for path in self.root.iterdir():
            if NAME.fullmatch(path.name) and not (path / SUMS).is_file():
                shutil.rmtree(path)
        folder = self.root / moment.astimezone(UTC).strftime(STAMP)
        make_folder(folder)
        return folder

    def place_of(self, name: str) -> str:
        """Where the sealed copy of a file called `name` lies, relative to a backup's folder. The name stays secret."""
        hidden = hashlib.sha256(name.encode()).hexdigest()
        return f"../files/{hidden[:2]}/{hidden[2:]}.age"

    def at(self, stored: str) -> Path:
        """The path of what `place_of` named, or a backup's list."""
        return self.root / stored.removeprefix("../")

    def finish(self, folder: Path, about: dict[str, Any], sums: dict[str, str]) -> Backup:
        """Write what makes it whole, last of all."""
        said = json.dumps({"format": FORMAT} | about, ensure_ascii=False, indent=1).encode()
        write_durably(folder / ABOUT, said)
        lines = sums | {ABOUT: hashlib.sha256(said).hexdigest()}
        write_durably(folder / SUMS, "".join(f"{lines[path]}  {path}\n" for path in sorted(lines)).encode())
        return Backup(folder)

    def drop(self, backups: list[Backup]) -> None:
        """Remove backups, and the files that no other one needs."""
        for backup in backups:
            (backup.folder / SUMS).unlink()
            shutil.rmtree(backup.folder)
        needed = {self.at(path) for backup in self.whole() for path in backup.files()}
        for path in self._stored():
            if path not in needed:
                path.unlink()

    def wrong(self, backup: Backup) -> Iterator[str]:
        """Paths that are missing or have other bytes than were written. Needs no key."""
        for path, digest in backup.sums().items():
            if _sha256(backup.folder / path) != digest:
                yield path

    def _stored(self) -> Iterator[Path]:
        yield from (self.root / "files").glob("??/*")


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""
