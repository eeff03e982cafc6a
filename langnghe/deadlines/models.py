"""Ward deadline: a value a ward set for itself. Clock run: open clocks counted anew after a change."""

from django.db import models

from langnghe.deadlines.rules import STEPS, Deadline
from langnghe.people.models import Mandate
from langnghe.places.models import WardRow


class WardDeadline(WardRow):
    """How many days a ward gives itself for a step under a topic (empty: every topic), for what begins from a day on.

    Taken back, it stays as history: work that began under it was counted by it.
    """

    step = models.CharField(max_length=12, choices=[(step.code, step.name) for step in STEPS.values()])
    topic = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    days = models.PositiveSmallIntegerField()
    working = models.BooleanField()
    source = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "step", "topic", "valid_from"],
                condition=models.Q(taken_back_at__isnull=True),
                name="ward_deadline_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.topic}: {self.days}"

    @property
    def deadline(self) -> Deadline:
        """The value without its row."""
        return Deadline(self.step, self.days, self.working, self.source, self.topic, self.valid_from, own=True)


class ClockRun(WardRow):
    """Open clocks of a ward counted anew because of one step (`cause`: the entry's id, `kind`: its kind), in slices.

    `last_id`: the last matter looked at, so that a killed worker goes on from there.
    """

    cause = models.UUIDField()
    kind = models.CharField(max_length=30)
    last_id = models.UUIDField(null=True)
    looked = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "cause"], name="clock_run_once")]
        indexes = [models.Index(fields=["ward", "-ended_at"], name="clock_run_recent")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.moved}/{self.looked}"
