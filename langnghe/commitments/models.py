"""Commitment: what the ward promised, its date, and what was said about it since. Every step is a row of its own."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.commitments.rules import STATES, Timing
from langnghe.files.models import File
from langnghe.people.models import Mandate, Officer
from langnghe.places.models import WardRow

ORIGINS = [
    ("ward", _("phường hứa trên hệ thống")),
    ("book", _("theo sổ của phường")),
]

# Who stands for "kept"; each is counted apart.
KEPT_BY = [
    ("sender", _("người gửi xác nhận")),
    ("shown", _("người gửi nhờ cán bộ, thêm một người ngoài đơn vị xác nhận")),
    ("others", _("hai người ngoài đơn vị xác nhận")),
]

VOICES = [
    ("sender", _("người gửi")),
    ("shown_sender", _("người gửi nhờ cán bộ")),
    ("stranger", _("người dân không có phiếu")),
    ("outsider", _("người ngoài đơn vị")),
]

OUTCOMES = [
    ("", _("đang chờ xem")),
    ("upheld", _("được chấp nhận")),
    ("set_aside", _("không được chấp nhận")),
]


class Commitment(WardRow):
    """One promise about a matter, named by (`subject_room`, `subject_id`); `number` counts within it.

    `words` are the exact promise and `words_hash` = SHA-256 over them with `salt`. `responsible` answers for it; of an
    earlier year's promise only `responsible_name` may be known. `ended_on`: the day of the claim that stands, or on
    which it was given up.
    `late_when_moved`: the most days it was late when its date was moved. `version` grows with every step.
    """

    subject_room = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=5, choices=ORIGINS, default="ward")
    words = models.TextField()
    salt = models.BinaryField(max_length=32)
    words_hash = models.BinaryField(max_length=32)
    responsible = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    responsible_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    promised_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=list(STATES.items()), default="open")
    ended_on = models.DateField(null=True)
    kept_by = models.CharField(max_length=6, choices=KEPT_BY, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    late_when_moved = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "subject_room", "subject_id", "number"], name="commitment_number"),
            models.CheckConstraint(
                condition=~models.Q(state="kept") | ~models.Q(kept_by=""),
                name="commitment_kept_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["ward", "state", "due_on"], name="commitment_due"),
            models.Index(fields=["subject_id", "number"], name="commitment_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.due_on:%d/%m/%Y}"

    @property
    def timing(self) -> Timing:
        """Its days, from which "late" is computed."""
        return Timing(self.first_due_on, self.due_on, self.ended_on, self.late_when_moved, self.moves)

    @property
    def responsible_unit(self) -> str:
        """The unit, or for an earlier year the name in the book."""
        return str(self.responsible.post.unit) if self.responsible else self.responsible_name


class Claim(WardRow):
    """The responsible unit says it is done, with evidence. No mandate: the ward's book says so. A contest voids it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    words = models.TextField(blank=True)
    salt = models.BinaryField(max_length=32)
    words_hash = models.BinaryField(max_length=32)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "commitment", "number"], name="claim_number")]

    def __str__(self) -> str:
        return f"{self.commitment} · {self.number}"


class Confirmation(WardRow):
    """Somebody says a claim is true: the sender of an opinion (`voice_room`, `voice_id`), or an outsider by mandate."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=VOICES)
    voice_room = models.CharField(max_length=30, blank=True)
    voice_id = models.UUIDField(null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "claim", "voice_room", "voice_id"], name="confirmation_voice_once"),
            models.UniqueConstraint(fields=["ward", "claim", "officer"], name="confirmation_officer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.kind}"


class Contest(WardRow):
    """Somebody says a claim is not true. `mark`: a hash of the claim and who says so, one contest each.

    A sender's stands at once; a stranger's waits for two people outside the unit, or for the Front not to accept it.
    `reason` is what the Front answers, for everybody to read.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=VOICES)
    voice_room = models.CharField(max_length=30, blank=True)
    voice_id = models.UUIDField(null=True)
    mark = models.BinaryField(max_length=32)
    words = models.TextField(blank=True)
    salt = models.BinaryField(max_length=32)
    words_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField(blank=True)
    reason_salt = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "claim", "mark"], name="contest_once")]
        indexes = [models.Index(fields=["ward", "outcome", "at"], name="contest_waiting")]

    def __str__(self) -> str:
        return f"{self.claim}: {self.kind}"


class Agreement(WardRow):
    """A person outside the unit agrees with a stranger's contest; two of them reopen the promise."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "contest", "officer"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.contest}: {self.officer}"


class EvidencePhoto(WardRow):
    """A photo with a claim, a confirmation or a contest; only its covered file is ever shown in public."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", null=True)
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, related_name="+", null=True)
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    covered = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False, confirmation=None, contest=None)
                | models.Q(claim=None, confirmation__isnull=False, contest=None)
                | models.Q(claim=None, confirmation=None, contest__isnull=False),
                name="evidence_of_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ward", "id"],
                condition=models.Q(covered=None),
                name="evidence_to_cover",
            ),
        ]
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return f"{self.behind}: {self.place}"

    @property
    def behind(self) -> UUID | None:
        """Id of the claim, confirmation or contest that it stands behind."""
        return self.claim_id or self.confirmation_id or self.contest_id


class Move(WardRow):
    """The promised date was moved: the old date stays, with the reason, who approved it and how late it was by then."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    moved_at = models.DateTimeField()
    days_late = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    salt = models.BinaryField(max_length=32)
    reason_hash = models.BinaryField(max_length=32)
    approved_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ward", "commitment", "id"], name="move_of_commitment")]

    def __str__(self) -> str:
        return f"{self.from_on:%d/%m/%Y} → {self.to_on:%d/%m/%Y}"


class Miss(WardRow):
    """A promised day passed and nobody had said it was done; written by the machine, once per day promised."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "commitment", "due_on"], name="miss_once")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.due_on:%d/%m/%Y}"


class GivingUp(WardRow):
    """The ward says it will not do what it promised, and why."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    salt = models.BinaryField(max_length=32)
    reason_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "commitment"], name="giving_up_once")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.at:%d/%m/%Y}"
