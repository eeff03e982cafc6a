"""Logs begin and end: the first of a ward, a new epoch after a restoration, the last head of a merged ward."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.places.models import Ward
from langnghe.places.reads import heir
from langnghe.proof import promising, sealing
from langnghe.proof.heads import signer
from langnghe.proof.models import Log
from langnghe.proof.opened import opened
from langnghe.proof.shelf import Shelf
from langnghe.tlog import checkpoints, notes
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.merkle import EMPTY
from langnghe.tlog.refusals import NotProven


def open_log(ward: Ward) -> Log | None:
    """The log into which a ward's entries go now: its own, or after a merger that of the ward that goes on."""
    return Log.objects.filter(ward=heir(ward) if ward.successor_id else ward, ended_at=None).first()


def need_log(ward: Ward) -> Log:
    """A ward's own log; begun when it has none."""
    return Log.objects.filter(ward=ward, ended_at=None).first() or begin(ward, None)


def begin(ward: Ward, before: Checkpoint | None) -> Log:
    """Begin the next epoch; its first leaf quotes the last head known of the one before. Raises as the signer."""
    epoch = (Log.objects.filter(ward=ward).order_by("-epoch").values_list("epoch", flat=True).first() or 0) + 1
    origin = f"{host()}/log/{ward.slug}/{epoch}"
    keys = signer().begin(origin)
    with transaction.atomic():
        log = Log.objects.create(
            ward=ward, epoch=epoch, origin=origin, vkeys="\n".join(keys), root=EMPTY,
            **_quoted(before),
        )  # fmt: skip
        facts: dict[str, Fact] = {"log": origin, "key": hash_of(keys[-1]), **_facts(before)}
        record("epoch.began", ward_id=ward.id, subject=("proof", log.id), by=system(ward.id).actor, facts=facts)
    promising.prepare(log)
    return log


def begin_anew(ward: Ward) -> Log | None:
    """After a restoration: what the database lost may be under a head already, so that log ends and another begins.

    None for a ward that has no log yet, and where signer, files and database still agree on the last head.
    """
    log = Log.objects.filter(ward=ward, ended_at=None).first()
    if log is None:
        return None
    known = [_of(log), published(log), _remembered(log)]
    before = max((one for one in known if one), key=lambda one: one.size)
    if known == [before] * 3 and log.size == log.signed_size:
        return None
    Log.objects.filter(pk=log.pk).update(ended_at=now())
    return begin(ward, before)


def join(old: Ward) -> None:
    """A ward was merged: its log ends, and the log of the ward that goes on quotes its last head. Safe to run twice."""
    log = Log.objects.filter(ward=old).order_by("-epoch").first()
    if log is None or old.successor is None:
        return
    sealing.finish(log)
    new = heir(old)
    if Entry.objects.filter(ward_id=new.id, room="proof", subject_id=log.id, kind="log.joined").exists():
        return
    with transaction.atomic():
        record("log.joined", ward_id=new.id, subject=("proof", log.id), by=system(new.id).actor, facts=_facts(_of(log)))


def tell_how_it_began(log: Log) -> None:
    """Open the first leaf for everybody, once: whoever watches sees what it quotes."""
    shelf = Shelf(log.origin)
    if not shelf.says_how_it_began():
        first = Entry.objects.get(ward_id=log.ward_id, room="proof", subject_id=log.id, kind="epoch.began")
        shelf.say_how_it_began(opened(first) or b"")


def follow_keys(log: Log) -> bool:
    """Take over the keys that signed the last head, once the signer has rotated; whether anything changed."""
    note = Shelf(log.origin).note()
    signed = {(one.name, one.key_id) for one in notes.split_note(note)[1]} if note else set()
    ours = {(key.name, key.key_id) for key in map(notes.Verifier.parse, log.keys)}
    if ours == {one for one in signed if one[0] == log.origin}:
        return False
    keys = signer().begin(log.origin)
    if keys == log.keys:
        return False
    with transaction.atomic():
        Log.objects.filter(pk=log.pk).update(vkeys="\n".join(keys))
        log.vkeys = "\n".join(keys)
        facts: dict[str, Fact] = {"key": hash_of(keys[-1]), "keys": len(keys)}
        record("log.rekeyed", ward_id=log.ward_id, subject=("proof", log.id), by=system(log.ward_id).actor, facts=facts)
    return True


def published(log: Log) -> Checkpoint | None:
    """The head that everybody may read, when one of the log's keys signed it."""
    note = Shelf(log.origin).note()
    if note is None:
        return None
    try:
        opened = notes.open_note(note, [notes.Verifier.parse(key) for key in log.keys])
        return checkpoints.parse(opened.text)
    except NotProven:
        return None


def host() -> str:
    """The public address without its scheme: logs are named by it for ever."""
    return urlsplit(settings.PUBLIC_ADDRESS).netloc


def hash_of(vkey: str) -> str:
    """What an entry says of a key."""
    return hashlib.sha256(vkey.encode()).hexdigest()


def _of(log: Log) -> Checkpoint:
    return Checkpoint(log.origin, log.size, bytes(log.root))


def _remembered(log: Log) -> Checkpoint | None:
    text = signer().last(log.origin)
    return checkpoints.parse(text) if text else None


def _quoted(before: Checkpoint | None) -> dict[str, str | int | bytes]:
    if before is None:
        return {}
    return {"quoted_origin": before.origin, "quoted_size": before.size, "quoted_root": before.root}


def _facts(before: Checkpoint | None) -> dict[str, Fact]:
    if before is None:
        return {}
    return {"origin": before.origin, "size": before.size, "root": before.root.hex()}
