"""Recording a step: the entry and the jobs of its followers, in the caller's transaction."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.rows import insert
from langnghe.ledger import registry
from langnghe.ledger.models import Entry, Job

Subject = tuple[str, UUID]


def record(
    kind: str,
    *,
    ward_id: UUID,
    subject: Subject,
    by: Actor,
    facts: Mapping[str, form.Fact] | None = None,
    commitment: bytes | None = None,
    about: bytes | None = None,
) -> Entry:
    """Write that `kind` happened to `subject` (room, id), once, inside the caller's transaction.

    `commitment`: 32 bytes over words kept elsewhere with their salt; without it the entry commits to its own facts.
    `about`: commitment of the earlier entry this one continues. Raises LookupError for an unknown kind.
    """
    if kind not in registry.kinds():
        raise LookupError(f"no room registers the entry kind {kind!r}")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it records")
    entry = _entry(kind, ward_id, subject, by, facts or {}, about)
    entry.commitment = commitment or _own_commitment(entry)
    insert(entry)
    _call_followers(entry)
    return entry


def _entry(
    kind: str, ward_id: UUID, subject: Subject, by: Actor, facts: Mapping[str, form.Fact], about: bytes | None
) -> Entry:
    room, subject_id = subject
    return Entry(
        kind=kind, ward_id=ward_id, room=room, subject_id=subject_id,
        actor_kind=by.kind, actor_id=by.id, facts=dict(facts), about=about,
    )  # fmt: skip


def _own_commitment(entry: Entry) -> bytes:
    entry.salt = form.new_salt()
    return form.commitment(form.FACTS_V1, entry.salt, form.facts_bytes(entry.facts))


def _call_followers(entry: Entry) -> None:
    names = registry.followers_of(entry.kind)
    if names:
        Job.objects.bulk_create(Job(ward_id=entry.ward_id, entry=entry, follower=name) for name in names)
