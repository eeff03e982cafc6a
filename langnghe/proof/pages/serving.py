"""The files of a log for everybody, as they lie on the disk, and nothing that no head covers yet."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public
from langnghe.proof.shelf import BEGAN, CHECKPOINT, HEADS, root_folder
from langnghe.tlog import checkpoints, notes, tiles
from langnghe.tlog.refusals import Malformed
from langnghe.tlog.tiles import FULL, Tile

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FOR_A_MOMENT, FOR_EVER = "public, max-age=5", "public, max-age=31536000, immutable"


@public
@require_safe
def checkpoint(request: HttpRequest, slug: str, epoch: str) -> HttpResponse:
    """The signed head."""
    return _answer(_read(slug, epoch, CHECKPOINT), TEXT, FOR_A_MOMENT)


@public
@require_safe
def heads(request: HttpRequest, slug: str, epoch: str) -> HttpResponse:
    """When each head appeared, with its size and root."""
    return _answer(_read(slug, epoch, HEADS), TEXT, FOR_A_MOMENT)


@public
@require_safe
def began(request: HttpRequest, slug: str, epoch: str) -> HttpResponse:
    """The first leaf, opened: which last head of the log before it quotes."""
    return _answer(_read(slug, epoch, BEGAN), TEXT, FOR_EVER)


@public
@require_safe
def tile(request: HttpRequest, slug: str, epoch: str, path: str) -> HttpResponse:
    """A tile of hashes or a bundle of entries, once a published head covers it."""
    try:
        asked = tiles.parse_path(path)
        size = checkpoints.parse(notes.split_note(_read(slug, epoch, CHECKPOINT))[0]).size
    except Malformed:
        raise Http404 from None
    if not _is_covered(asked, size):
        raise Http404
    return _answer(_read(slug, epoch, asked.path), BYTES, FOR_EVER)


def _is_covered(asked: Tile, size: int) -> bool:
    return asked.index * FULL + asked.width <= size >> 8 * (asked.level or 0)


def _read(slug: str, epoch: str, name: str) -> bytes:
    path: Path = root_folder() / slug / epoch / name
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Http404 from None


def _answer(content: bytes, content_type: str, kept: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = kept
    return response
