"""A witness in one folder: its key, the logs it trusts, what it remembers of them, its alarms and their evidence.

The folder belongs in no backup: a witness that forgets what it signed may sign a second past. Lost folder, new witness.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Final

from langnghe.kernel import clock
from langnghe.kernel.durable import make_folder, write_durably
from langnghe.kernel.formats import moment
from langnghe.kernel.refused import Refused
from langnghe.tlog import policy
from langnghe.tlog.cosignatures import Cosigner
from langnghe.tlog.encoding import hash_line, lines_of, to_base64
from langnghe.tlog.notes import Verifier
from langnghe.tlog.refusals import Malformed
from langnghe.tlog.remembering import Memory

KEY_V1: Final = "langnghe/witness-key/v1"
_MOST_BYTES: Final = 200_000


class State:
    """The folder of one witness."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.memory = Memory(folder / "heads")

    def begin(self, name: str) -> Cosigner:
        """A new witness with a new key. Refused where there is one already."""
        if self._key.exists():
            raise Refused(f"Ở {self.folder} đã có một người chứng kiến. Xin chọn thư mục khác.")
        seed = secrets.token_bytes(32)
        try:
            made = Cosigner.from_seed(name, seed)
        except Malformed as error:
            raise Refused(
                "Tên không có dấu cách và dấu +; nên là một địa chỉ, ví dụ giang-vo.example/chung-kien."
            ) from error
        write_durably(self._key, f"{KEY_V1}\n{name}\n{to_base64(seed)}\n".encode())
        return made

    def key(self) -> Cosigner:
        """The witness's key. Refused where none was made."""
        try:
            version, name, seed = lines_of(self._key.read_bytes(), _MOST_BYTES)
            if version != KEY_V1:
                raise Malformed("key", "of another version")
            return Cosigner.from_seed(name, hash_line(seed))
        except FileNotFoundError as error:
            raise Refused(f"Ở {self.folder} chưa có người chứng kiến. Xin chạy: langnghe witness init.") from error
        except ValueError as error:
            raise Refused(f"Tệp khóa {self._key} đã hỏng. Xin lập người chứng kiến mới.") from error

    def trust(self, vkey: str, url: str = "") -> Verifier:
        """Watch the log of this key from now on; its name is the log's origin, which may have several keys."""
        try:
            key = Verifier.parse(vkey)
        except Malformed as error:
            raise Refused("Khóa của sổ không đúng. Xin chép lại cả dòng từ trang sổ công khai của phường.") from error
        with self._alone():
            logs = self._logs()
            if not any(Verifier.parse(known).name == key.name for known in logs):
                self.memory.begin(key.name)
            logs[vkey] = url or logs.get(vkey, "")
            lines = "".join(f"log {one} {place}".rstrip() + "\n" for one, place in logs.items())
            write_durably(self._trusted, f"{lines}quorum none\n".encode())
        return key

    def keys_of(self, origin: str) -> list[Verifier]:
        """The keys trusted for a log; none for one that nobody told us to watch."""
        return [key for vkey in self._logs() if (key := Verifier.parse(vkey)).name == origin]

    def origins(self) -> dict[str, str]:
        """Each log we watch, with the address where it is served, where we know one."""
        found: dict[str, str] = {}
        for vkey, url in self._logs().items():
            name = Verifier.parse(vkey).name
            found[name] = url or found.get(name, "")
        return found

    def keep_cosigned(self, origin: str, note: bytes) -> None:
        """Keep the last head we put our name under, with the log's own signature: what a fork is shown against."""
        write_durably(self._cosigned(origin), note)

    def cosigned(self, origin: str) -> bytes:
        """That head as a note; empty before the first."""
        path = self._cosigned(origin)
        return path.read_bytes() if path.exists() else b""

    def alarm(self, origin: str, sentence: str, offered: bytes) -> str:
        """Write down that a log broke its word, with both heads as evidence, once; the line that says so."""
        folder = self.folder / "evidence" / hashlib.sha256(offered).hexdigest()[:16]
        line = f"{moment(clock.now())}  {origin}: {sentence} Bằng chứng: {folder}"
        if not folder.exists():
            write_durably(folder / "remembered.note", self.cosigned(origin))
            write_durably(folder / "offered.note", offered)
            with self._alone():
                write_durably(self._alarms, self._alarms_so_far() + f"{line}\n".encode())
        return line

    def alarms(self) -> list[str]:
        """Every alarm so far, oldest first."""
        return self._alarms_so_far().decode().splitlines()

    def _alarms_so_far(self) -> bytes:
        return self._alarms.read_bytes() if self._alarms.exists() else b""

    def _logs(self) -> dict[str, str]:
        if not self._trusted.exists():
            return {}
        try:
            return policy.parse(self._trusted.read_bytes()).logs
        except Malformed as error:
            raise Refused(f"Tệp {self._trusted} đã hỏng ({error}). Xin sửa lại theo dạng tlog-policy.") from error

    def _cosigned(self, origin: str) -> Path:
        return self.folder / "cosigned" / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.note"

    @property
    def _key(self) -> Path:
        return self.folder / "key"

    @property
    def _trusted(self) -> Path:
        return self.folder / "trusted.txt"

    @property
    def _alarms(self) -> Path:
        return self.folder / "alarms.txt"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        make_folder(self.folder)
        with (self.folder / ".lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield
