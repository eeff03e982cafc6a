"""Passwords that are guessed first are refused: names that everybody here knows, and what once leaked (ASVS 6.2)."""

import hashlib
import logging
import os
import re
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from langnghe.kernel.folding import fold
from langnghe.people.models import Officer

KNOWN = ("lang nghe", "cong an", "phuong", "uy ban", "mat khau", "viet nam", "gia lai", "thanh hoa")
ENOUGH = 8
# No line of the list is longer: forty digits, a colon, a count.
LINE = 64

log = logging.getLogger(__name__)


class NotLeaked:
    """A password of a leak is refused, when the machine was given a list of them (`LANGNGHE_LEAKED_PASSWORDS`).

    The list as Have I Been Pwned gives it out: SHA-1 in capitals, `:`, a count, a line each, in the order of the
    SHA-1. Looked up on this machine; nothing is asked of another.
    """

    def validate(self, password: str, user: Any = None) -> None:
        if settings.LEAKED_PASSWORDS and _is_listed(Path(settings.LEAKED_PASSWORDS), password):
            raise ValidationError(_("Mật khẩu này đã lộ trong một vụ rò rỉ trên mạng. Xin chọn mật khẩu khác."))

    def get_help_text(self) -> str:
        return _("Không dùng lại mật khẩu đã lộ trên mạng.")


class NotOurNames:
    """What is left of a password without our names and words must still be long enough."""

    def validate(self, password: str, user: Any = None) -> None:
        left = _bare(password)
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < ENOUGH:
            raise ValidationError(
                _("Mật khẩu giống tên mình, tên phường hay những chữ ai cũng đoán ra. Xin thêm vài từ khác.")
            )

    def get_help_text(self) -> str:
        return _("Không ghép từ tên mình, tên phường hay năm sinh.")


def leaked_list() -> str:
    """`not set`, `read` or `unreadable`."""
    if not settings.LEAKED_PASSWORDS:
        return "not set"
    return "read" if os.access(settings.LEAKED_PASSWORDS, os.R_OK) else "unreadable"


def _is_listed(path: Path, password: str) -> bool:
    """Whether a sorted list of any size has it: some forty looks. One that cannot be read hinders nobody.

    The health page tells of it.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with path.open("rb") as file:
            low, high = 0, file.seek(0, 2)
            while low < high:
                middle = (low + high) // 2
                found, after = _line(file, middle)
                if found == wanted:
                    return True
                low, high = (after, high) if found and found < wanted else (low, middle)
    except OSError as error:
        log.error("passwords: %s", error)
    return False


def _line(file: BinaryIO, position: int) -> tuple[bytes, int]:
    """SHA-1 of the line that goes over a position or ends before it, and where the next one begins; b"" for none."""
    begin = max(0, position - LINE)
    file.seek(begin)
    before = file.read(position - begin).rfind(b"\n")
    file.seek(begin + before + 1)
    line = file.readline(2 * LINE)
    return line.partition(b":")[0].strip().upper(), file.tell()


def _words(user: Any) -> set[str]:
    words = {_bare(word) for word in KNOWN}
    if isinstance(user, Officer):
        # In the first-run wizard the ward is not open yet.
        ward = user.ward.name if user.ward_id else ""
        names = [user.username, user.name, *user.name.split(), ward.removeprefix("Phường ")]
        words |= {_bare(name) for name in names}
    return {word for word in words if len(word) > 2}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
