"""Opinion: one resident's own words, never edited, with the receipt that proves them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.files.models import File
from langnghe.ledger.models import Entry
from langnghe.opinions.receipts import format_serial
from langnghe.people.models import Mandate, SealedContact
from langnghe.places.models import ResidentialGroup, Ward, WardRow

CHANNELS = [
    ("web", _("trang mạng")),
    ("phone", _("điện thoại")),
    ("desk", _("trực ban")),
    ("hotline", _("tổng đài 1022")),
    ("paper", _("phiếu giấy")),
    ("earlier", _("sổ những năm trước")),
]

# Who alone may see an opinion; empty: whoever's work it is.
GUARDS = [
    ("crime", _("tin báo về tội phạm")),
    ("conduct", _("nói về cán bộ")),
]

# Why an opinion is guarded.
GUARD_REASONS = [
    ("sender", _("người gửi đánh dấu")),
    ("words", _("lời viết cho thấy")),
    ("name", _("có tên cán bộ trong lời")),
    ("officer", _("cán bộ đánh dấu")),
]


# What officers do about a guard.
GUARD_STEPS = [
    ("crime", _("giữ kín như tin báo về tội phạm")),
    ("conduct", _("giữ kín vì nói về cán bộ")),
    ("none", _("không cần giữ kín")),
    ("released", _("mở cho đơn vị cùng xử lý")),
    ("named", _("thêm cán bộ được nói đến")),
    ("unnamed", _("bỏ cán bộ khỏi danh sách được nói đến")),
    ("passed_on", _("chuyển đi")),
]

# Where a crime report, or a complaint that nobody of the ward may settle, is passed on to.
BODIES = [
    ("investigation", _("Cơ quan Cảnh sát điều tra, Công an tỉnh")),
    ("province_police", _("Công an tỉnh")),
    ("police_inspection", _("Thanh tra Công an tỉnh")),
    ("procuracy", _("Viện kiểm sát nhân dân")),
    ("inspectorate", _("Thanh tra tỉnh")),
    ("child_protection", _("Tổng đài bảo vệ trẻ em 111")),
]


# Why an opinion is not erased though its sender asks. Read by whoever holds the receipt: none of them may endanger.
DECLINE_REASONS = [
    ("law", _("tin báo đang được xem xét, luật buộc phải giữ")),
    ("passed_on", _("việc đã chuyển cơ quan có thẩm quyền, hồ sơ phải giữ đến khi nơi đó trả lời")),
    ("not_met", _("chưa gặp được chính người gửi để hỏi lại cho chắc")),
    ("others", _("còn cần để bảo vệ quyền của người khác trong việc này")),
]


class SerialCounter(WardRow):
    """The last number a ward gave in a year; counted in a row so that it can be moved, restored and never repeats."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "year"], name="serial_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SerialGap(WardRow):
    """Numbers left out after a ward went on from a backup: some may stand on receipts whose opinions were lost.

    From `first` to `last`, both included. `backed_up_at`: everything acknowledged before is there.
    """

    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    backed_up_at = models.DateTimeField()
    restored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "year", "first"], name="serial_gap_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.first}-{self.last}"


class Opinion(WardRow):
    """Words as sent, where they are about, and what the sender allows. Unnamed unless a contact is sealed with it.

    `latitude`, `longitude`: WGS 84 degrees, the very point, for officers only. `guard` says who alone may see it
    (`GUARDS`), until `guard_released_at`; `also_crime`: a complaint that reports a crime too. `private`: about a child
    or violence at home, so never published. `taken_by` entered it for somebody; `secret_seen_by_staff`: a staff screen
    or printer showed the receipt's secret. `quarantined_at`: it came in a flood and waits to be looked at.
    `taken_up_at`: an officer let it belong to a matter; `shown_at`: that matter was released to the board.

    `commitment` = SHA-256 over the words with `salt`, as recorded in the ledger. `attempt` recognises the same form
    sent twice; `secret_hash` = SHA-256 of the receipt's secret (120 bits, so a plain hash is enough: ASVS 6.5.2).
    """

    # Without indexes of their own: an opinion is taken in at the cost of each, and those below begin with the ward.
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=CHANNELS)
    received_at = models.DateTimeField()
    words = models.TextField()
    folded = models.TextField()
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    place = models.CharField(max_length=200, blank=True)
    may_publish_words = models.BooleanField(default=False)
    may_publish_summary = models.BooleanField(default=False)
    contact = models.ForeignKey(SealedContact, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    topic = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    about_officer = models.BooleanField(default=False)
    guard = models.CharField(max_length=10, choices=GUARDS, blank=True)
    guard_reason = models.CharField(max_length=10, choices=GUARD_REASONS, blank=True)
    guard_released_at = models.DateTimeField(null=True)
    also_crime = models.BooleanField(default=False)
    private = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    secret_seen_by_staff = models.BooleanField(default=False)
    call_back = models.BooleanField(default=False)
    quarantined_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    erasure_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    # The entry, on the very opinion that was just taken in: its receipt promises it a place in the log.
    recorded: Entry | None = None
    attempt = models.BinaryField(max_length=32)
    secret_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "year", "number"], name="opinion_serial"),
            models.UniqueConstraint(fields=["ward", "attempt"], name="opinion_attempt"),
        ]
        indexes = [
            models.Index(fields=["ward", "-id"], name="opinion_newest"),
            models.Index(fields=["ward", "group", "-id"], name="opinion_group"),
            models.Index(
                fields=["ward", "received_at"],
                name="opinion_waiting",
                condition=models.Q(quarantined_at__isnull=False),
            ),
            models.Index(fields=["ward", "id"], name="opinion_to_call_back", condition=models.Q(call_back=True)),
            models.Index(
                fields=["ward", "erasure_asked_at"],
                name="opinion_erasure_asked",
                condition=models.Q(erasure_asked_at__isnull=False),
            ),
            models.Index(
                fields=["ward", "received_at"], name="opinion_not_taken_up", condition=models.Q(taken_up_at=None)
            ),
            models.Index(
                fields=["ward", "received_at"],
                name="opinion_not_shown",
                condition=models.Q(shown_at=None, guard="", private=False)
                & (models.Q(may_publish_words=True) | models.Q(may_publish_summary=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """The public serial, as on the receipt."""
        return format_serial(self.ward.code, self.year, self.number)

    @property
    def erased_on_request(self) -> bool:
        """Whether it was erased since its sender asked for it; else by rule, or again after a restore."""
        return self.erased_at is not None and self.erasure_asked_at is not None


class NamedOfficer(WardRow):
    """A person whom an opinion speaks about: never among those who can open it.

    `officer_id`: an account, by plain id, since after a merger it may be of another ward; `name_key`: the folded name,
    by which the same person is known under an account of the successor ward (docs/decisions/named-across-wards.md).
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    officer_id = models.UUIDField()
    name_key = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "opinion", "officer_id"], name="named_officer_once")]
        indexes = [
            models.Index(fields=["officer_id"], name="named_officer_account"),
            models.Index(fields=["name_key"], name="named_officer_name"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} · {self.opinion}"


class GuardStep(WardRow):
    """An officer marked, released or passed on an opinion that only some may see, or said whom it speaks about.

    `to`: the body it was passed on to (`BODIES`). `officer_id`, `mandate_id`: plain ids, since after a merger officers
    of the successor work on it. The ledger has the same step under a kind that says nothing.
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=GUARD_STEPS)
    officer_id = models.UUIDField(null=True)
    to = models.CharField(max_length=20, choices=BODIES, blank=True)
    mandate_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ward", "opinion", "id"], name="guard_step_of_opinion")]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.what}"


class ErasureDecline(WardRow):
    """An officer does not erase what the law or the sender's safety keeps, and says why; the sender reads it.

    `asked_at`: the request it answers. `mandate_id`: a plain id, as with `GuardStep`.
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=12, choices=DECLINE_REASONS)
    words = models.TextField()
    salt = models.BinaryField(max_length=32)
    words_hash = models.BinaryField(max_length=32)
    mandate_id = models.UUIDField()
    declined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "opinion", "asked_at"], name="erasure_decline_once")]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.reason}"


class Question(WardRow):
    """What the ward asks the sender; the sender answers on the resident's page with an addition."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "opinion", "id"], name="question_of_opinion")]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.asked_at:%d/%m/%Y}"


class Addition(WardRow):
    """Words the sender added later, never edited; as the opinion itself they have a commitment and one attempt.

    `read_at`: an officer said they read them; until then the opinion stands among those with new words.
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    words = models.TextField()
    folded = models.TextField()
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    attempt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "attempt"], name="addition_attempt")]
        indexes = [
            models.Index(fields=["ward", "opinion", "id"], name="addition_of_opinion"),
            models.Index(fields=["ward", "opinion"], name="addition_unread", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.added_at:%d/%m/%Y}"


class Photo(WardRow):
    """A photo with an opinion or an addition: the cleaned file, and the covered one once an officer made it."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    addition = models.ForeignKey(Addition, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    covered = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "opinion", "file"], name="photo_once")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.place}"
