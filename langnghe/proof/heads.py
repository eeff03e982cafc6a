"""Heads: asked of the signer, published once they are signed. The signer's no is kept with the log and shown."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from langnghe.kernel.clock import now
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.signing.calling import Behind, Declined, Signing, Silent
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.encoding import to_base64
from langnghe.tlog.merkle import consistency
from langnghe.tlog.promises import second

SILENT = "silent"

log_ = logging.getLogger(__name__)


@lru_cache(maxsize=8)
def _signer(socket: str, home: Path) -> Signing:
    return Signing(socket, home)


def signer() -> Signing:
    """The signer: over LANGNGHE_SIGNER_SOCKET, else within this process."""
    return _signer(settings.SIGNER_SOCKET, Path(settings.KEYS) / "signer")


def publish(log: Log) -> None:
    """Let a head cover all that is sealed, if none does yet. Raises Declined or Silent, and notes it at the log."""
    if log.signed_size == log.size:
        return
    try:
        note = _signed(log)
    except (Declined, Silent) as error:
        note_trouble(log, error.reason if isinstance(error, Declined) else SILENT)
        raise
    moment, before = now(), log.signed_size
    shelf = Shelf(log.origin)
    shelf.publish(note, f"{second(moment)} {log.size} {to_base64(bytes(log.root))}\n")
    log.signed_size, log.signed_at, log.trouble = log.size, moment, ""
    log.save(update_fields=["signed_size", "signed_at", "trouble"])
    shelf.drop_partials(before, log.size)


def end(log: Log) -> None:
    """The published head is the last one: neither we nor the signer add to it."""
    signer().end(log.origin)
    log.ended_at = now()
    log.save(update_fields=["ended_at"])


def head_of(log: Log) -> Checkpoint:
    """All that is sealed, as the signer is shown it."""
    return Checkpoint(log.origin, log.size, bytes(log.root))


def note_trouble(log: Log, reason: str) -> None:
    """Keep why no head appears, for the health page and the public page; told once in the journal."""
    if log.trouble != reason:
        log_.error("ALARM %s: the signer declined: %s", log.origin, reason)
        Log.objects.filter(pk=log.pk).update(trouble=reason[:40])
        log.trouble = reason[:40]


def _signed(log: Log) -> bytes:
    """Ask; when it signed more than we know of (we were stopped before hearing it), go on from there."""
    try:
        return _ask(log, log.signed_size)
    except Behind as behind:
        if not log.signed_size < behind.size <= log.size:
            raise
        return _ask(log, behind.size)


def _ask(log: Log, old: int) -> bytes:
    proof = consistency(old, log.size, Shelf(log.origin).reader(log.size))
    return signer().sign(old, proof, head_of(log))
