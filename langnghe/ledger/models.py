"""Entry: what happened. Leaf: its place in the public tree. Job: who still has to react."""

from django.db import models

from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7


class Entry(models.Model):
    """One step, written once with the change it records; triggers forbid UPDATE and DELETE.

    Holds codes, ids and hashes only, never free text. `commitment` is salted: for words the salt lies
    with the words (and goes with them), for plain facts it is this one. `salt` hides kind and hour in the entry's leaf
    too, so every entry has one; only those recorded before the public log may have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ward_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    room = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    about = models.BinaryField(max_length=32, null=True)
    commitment = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ward_id", "room", "subject_id", "id"], name="entry_subject"),
            models.Index(fields=["ward_id", "id"], name="entry_ward"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Leaf(models.Model):
    """An entry's place in the public tree of a ward's log, given in commit order and never again.

    `ward_id`, `epoch`: whose log, and which; after a merger the log is the heir's. `salt`: of an entry without its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ward_id = models.UUIDField()
    epoch = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    hash = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward_id", "epoch", "index"], name="leaf_place")]

    def __str__(self) -> str:
        return f"{self.ward_id}/{self.epoch}/{self.index}"


class Job(models.Model):
    """One follower's reaction to one entry: waits, is leased, is done, or is dead after too many tries."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ward_id = models.UUIDField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    follower = models.CharField(max_length=60)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=now)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward_id", "entry", "follower"], name="job_once")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="job_waiting",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(
                fields=["ward_id", "due_at"],
                name="job_waiting_of_ward",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(
                fields=["ward_id", "dead_at"],
                name="job_dead",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=False),
            ),
            models.Index(fields=["lease"], name="job_lease", condition=models.Q(lease__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.follower} after {self.entry_id}"
