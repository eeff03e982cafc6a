"""Handing a picture to the child that decodes it, and reading what comes back. Nothing of it touches the disk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from langnghe.files import limits, rules, slots
from langnghe.kernel import children
from langnghe.kernel.refused import Refused

CHILD = "langnghe.files.cleaning"


@dataclass(frozen=True)
class Cleaned:
    """A clean JPEG with its size in pixels, and its small version."""

    width: int
    height: int
    picture: bytes
    small: bytes


class Upload(Protocol):
    """What a form gives for one photo (Django's UploadedFile)."""

    def read(self, size: int = -1, /) -> bytes: ...


def cleaned(upload: bytes | Upload, boxes: Iterable[rules.Box] = ()) -> Cleaned:
    """Decode and re-encode in a child with limits, boxes burnt in. Refused with a sentence when that cannot be done.

    An upload is read only when its turn has come, so that few lie in memory together.
    """
    with slots.taken(), children.in_memory(_checked(upload)) as source, children.in_memory(b"") as result:
        code = _run([box.as_text() for box in boxes], source, result)
        if code != limits.DONE:
            raise Refused(rules.why_unfit(code))
        return _read(result)


def _checked(upload: bytes | Upload) -> bytes:
    # One byte more than allowed is enough to see that it is too much.
    content = upload if isinstance(upload, bytes) else upload.read(rules.MAX_UPLOAD + 1)
    rules.check_upload(content)
    return content


def _run(boxes: list[str], source: int, result: int) -> int:
    """The child's exit code; negative when a limit or a broken decoder ended it."""
    code = children.run(CHILD, boxes, source, result, seconds=limits.WALL_SECONDS)
    return limits.TOO_HEAVY if code is None else code


def _read(result: int) -> Cleaned:
    """What the child wrote, believed only when it is what it must be."""
    written = children.content_of(result)
    if len(written) < limits.HEAD.size:
        raise Refused(rules.why_unfit(limits.BROKEN))
    width, height, large, small = limits.HEAD.unpack_from(written)
    pictures = written[limits.HEAD.size :]
    found = Cleaned(width, height, pictures[:large], pictures[large:])
    if len(found.small) != small or not all(map(rules.is_jpeg, (found.picture, found.small))):
        raise Refused(rules.why_unfit(limits.BROKEN))
    return found
