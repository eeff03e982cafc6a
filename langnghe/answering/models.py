"""Draft of an answer, who releases it, ready answers, and what was handed over to somebody else."""

from datetime import date

from django.db import models

from langnghe.answering.states import DRAFT_STATES, HAND_OVER_STATES, OPEN_DRAFTS, OPEN_HAND_OVERS
from langnghe.kernel.clock import local_today
from langnghe.matters.models import ANSWERS, DECLINE_REASONS, Answer, Matter
from langnghe.people.models import Mandate, Post
from langnghe.places.models import WardRow


class Draft(WardRow):
    """An answer somebody writes; nobody outside reads it before it is released. `version` grows with every step.

    `body`: to whom it is handed over, or who is responsible for what is declined. `brief`: words for that body.
    `to_ward`: the body is this ward of the installation. `share_words`: the residents' words go there too.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(DRAFT_STATES.items()), default="draft")
    kind = models.CharField(max_length=12, choices=ANSWERS)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=12, choices=DECLINE_REASONS, blank=True)
    body = models.CharField(max_length=200, blank=True)
    brief = models.TextField(blank=True)
    to_ward = models.UUIDField(null=True)
    share_words = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "matter"], condition=models.Q(state__in=OPEN_DRAFTS), name="draft_one_open"
            )
        ]
        indexes = [
            models.Index(fields=["ward", "submitted_at"], condition=models.Q(state="submitted"), name="draft_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.matter}: {self.kind}"


class DraftPromise(WardRow):
    """A promise inside a draft: exact words, the post that will answer for it, the day."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "draft", "number"], name="draft_promise_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.due_on:%d/%m/%Y}"


class DraftReturn(WardRow):
    """Whoever releases gave the draft back, saying what to change."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ward", "draft", "id"], name="return_of_draft")]

    def __str__(self) -> str:
        return f"{self.draft}: {self.at:%d/%m/%Y}"


class Approver(WardRow):
    """The ward's own word that a post releases answers of a topic; taken away again, the row stays as history."""

    topic = models.CharField(max_length=60)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "topic", "post"], condition=models.Q(removed_at=None), name="approver_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.post}"


class ReadyAnswer(WardRow):
    """Words for what is answered again and again, under a topic or (empty) all; retired, it is offered no more."""

    topic = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ANSWERS)
    reason = models.CharField(max_length=12, choices=DECLINE_REASONS, blank=True)
    words = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "topic", "name"], condition=models.Q(retired_at=None), name="ready_answer_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class HandOverCounter(WardRow):
    """The last number a ward gave to a slip in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "year"], name="hand_over_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class HandOver(WardRow):
    """A matter given to a named body with a numbered slip, open until that body accepts or sends back.

    `brief`: the ward's words to the body, as on the slip. `to_ward`: the ward of this installation that it went to.
    `due_on`: when it should have been accepted. `receiver`: who accepted, as the body says; `reference` their number;
    `note` what they said.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    body = models.CharField(max_length=200)
    brief = models.TextField()
    to_ward = models.UUIDField(null=True)
    share_words = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=list(HAND_OVER_STATES.items()), default="waiting")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    receiver = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "year", "number"], name="hand_over_number"),
            models.UniqueConstraint(
                fields=["ward", "matter"], condition=models.Q(state__in=OPEN_HAND_OVERS), name="hand_over_one_open"
            ),
        ]
        indexes = [models.Index(fields=["ward", "state", "due_on"], name="hand_over_due")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number of the slip, as papers write it: `12/2026/PC`."""
        return f"{self.number:02d}/{self.year}/PC"

    @property
    def is_open(self) -> bool:
        """Whether the body has neither accepted nor sent back."""
        return self.state in OPEN_HAND_OVERS

    def late_days(self, today: date | None = None) -> int:
        """By how many days the body is late; once it answered, by how many it was."""
        return max(0, ((self.closed_on or today or local_today()) - self.due_on).days)


class Arrival(WardRow):
    """What another ward of this installation handed over to this one. Plain ids: no key leads into another ward.

    `words` are the other ward's; `residents_words` came along only when that ward ticked so; never a contact.
    """

    from_ward = models.UUIDField()
    hand_over = models.UUIDField()
    from_name = models.CharField(max_length=120)
    slip = models.CharField(max_length=20)
    topic = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    residents_words = models.TextField(blank=True)
    raised_on = models.DateField()
    arrived_at = models.DateTimeField()
    due_on = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+", null=True)
    refusal = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "hand_over"], name="arrival_once")]
        indexes = [
            models.Index(fields=["ward", "arrived_at"], condition=models.Q(decided_at=None), name="arrival_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.from_name}: {self.slip}"

    @property
    def late_days(self) -> int:
        """By how many days the answer to the other ward is late."""
        return 0 if self.decided_at else max(0, (local_today() - self.due_on).days)
