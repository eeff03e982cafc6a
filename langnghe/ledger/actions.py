"""Recording a step: the entry and the jobs of its followers, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.db import transaction

from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.rows import insert, new
from langnghe.ledger import apart, registry
from langnghe.ledger.models import Entry, Job

Subject = tuple[str, UUID]


@dataclass(frozen=True)
class Step:
    """`kind` happened to `subject` (room, id).

    `commitment`: 32 bytes over words kept elsewhere with their salt; without it the entry commits to its own facts.
    `about`: commitment of the earlier entry this one continues.
    """

    kind: str
    ward_id: UUID
    subject: Subject
    by: Actor
    facts: Mapping[str, form.Fact] = field(default_factory=dict)
    commitment: bytes | None = None
    about: bytes | None = None


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
    """Write one step (see `Step`), once, inside the caller's transaction. Raises LookupError for an unknown kind."""
    return record_all([Step(kind, ward_id, subject, by, facts or {}, commitment, about)])[0]


def record_all(steps: Sequence[Step]) -> list[Entry]:
    """Write several steps as `record` writes one, in two statements."""
    for step in steps:
        if step.kind not in registry.kinds():
            raise LookupError(f"no room registers the entry kind {step.kind!r}")
        if registry.commits_to_words(step.kind) != (step.commitment is not None):
            raise LookupError(f"{step.kind!r}: a room says of each kind whether it commits to words kept elsewhere")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it records")
    entries = [_entry(step) for step in steps]
    insert(*entries)
    _call_followers(entries)
    for entry in entries:
        if entry.kind.endswith(apart.ENDING):
            transaction.on_commit(partial(apart.note, entry), robust=True)
    return entries


def _entry(step: Step) -> Entry:
    room, subject_id = step.subject
    salt = form.new_salt()
    return new(
        Entry, kind=step.kind, ward_id=step.ward_id, room=room, subject_id=subject_id,
        actor_kind=step.by.kind, actor_id=step.by.id, facts=dict(step.facts), about=step.about, salt=salt,
        commitment=step.commitment or form.commitment(form.FACTS_V1, salt, form.facts_bytes(step.facts)),
    )  # fmt: skip


def _call_followers(entries: Sequence[Entry]) -> None:
    jobs = [
        Job(ward_id=entry.ward_id, entry=entry, follower=name)
        for entry in entries
        for name in registry.followers_of(entry.kind)
    ]
    if jobs:
        Job.objects.bulk_create(jobs)
