"""Handing a paper to the child that sets it, and reading the PDF that comes back."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from langnghe.documents import limits
from langnghe.documents.blocks import Paper
from langnghe.files import slots
from langnghe.kernel import children
from langnghe.kernel.refused import Refused

CHILD = "langnghe.documents.setting"
# One paper of a queue at a time for the whole machine: memory is dear. Who comes meanwhile waits, but not for ever.
AT_ONCE, PATIENCE_SECONDS = 1, 8.0
# More than this is no paper any more; it would be set for minutes.
MOST_CHARACTERS = 3_000_000
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


@dataclass(frozen=True)
class Printed:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The hash of the very file, in hex: whoever holds it can compare."""
        return hashlib.sha256(self.content).hexdigest()


def pdf(
    paper: Paper, *, at: datetime, pictures: Path | None = None, queue: str = "papers",
    patience: float = PATIENCE_SECONDS,
) -> Printed:  # fmt: skip
    """The paper as PDF/A, made in a child with limits. `at`: when it was made; same data, same bytes.

    `pictures`: the folder below which the paths of its pictures lie, if there is one yet. `queue`: who waits for each
    other. Refused when the machine is busy for longer than `patience` seconds, or when the paper is too long.
    """
    if sum(map(len, paper.texts())) > MOST_CHARACTERS:
        raise Refused(_too_long())
    folder = pictures if pictures and pictures.is_dir() else Path(__file__).parent
    job = {"at": int(at.timestamp()), "pictures": str(folder), "paper": json.dumps(paper.as_data())}
    source = json.dumps(job).encode()
    waiting = slots.taken(queue, count=AT_ONCE, patience=patience)
    with waiting, children.in_memory(source) as given, children.in_memory(b"") as result:
        code = children.run(CHILD, [], given, result, seconds=limits.WALL_SECONDS, variables={"RAYON_NUM_THREADS": "2"})
        if code != limits.DONE:
            raise Refused(_too_long() if code is None or code < 0 else _broken())
        content = children.content_of(result)
    if not content.startswith(b"%PDF-"):
        raise Refused(_broken())
    return Printed(content, pages_of(content))


def pages_of(content: bytes) -> int:
    """How many pages a PDF of ours has: the greatest count of its page trees."""
    return max((int(one or two) for one, two in _PAGES.findall(content)), default=0)


def _too_long() -> str:
    return _("Giấy này quá dài, máy không lập được trong một lần. Xin báo người quản trị.")


def _broken() -> str:
    return _("Chưa lập được giấy này: có thể một ảnh vừa được xóa. Xin mở lại trang và thử lần nữa.")
