"""Matter: what the ward deals with. Opinions about the same thing join one matter and can be parted again."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from langnghe.language.topics import is_private
from langnghe.matters.serials import format_serial
from langnghe.opinions.models import Opinion, Photo, Question
from langnghe.people.models import Mandate, Post
from langnghe.places.models import ResidentialGroup, WardRow

# Where a matter stands, in the words of the public page.
STATES = [
    ("open", _("Đang xử lý")),
    ("asked", _("Đang hỏi lại người gửi")),
    ("answered", _("Đã trả lời")),
    ("promised", _("Đã hẹn ngày xong")),
    ("handed_over", _("Đã chuyển, chờ nơi kia nhận")),
    ("declined", _("Chưa làm được, có nêu lý do")),
    ("kept", _("Đã xong, bà con xác nhận")),
    ("unconfirmed", _("Đã báo xong, bà con chưa xác nhận")),
    ("joined", _("Đã nhập vào việc khác")),
    ("left", _("Người gửi đã rút hoặc xóa ý kiến")),
    ("empty", _("Không còn ý kiến nào")),
]

# States in which the ward still owes the residents something.
WAITING = ("open", "asked", "promised", "handed_over")

# States in which it still owes an answer; a promise has a date of its own.
OWES_ANSWER = ("open", "asked", "handed_over")

# States in which the ward has said its word.
DONE = ("answered", "declined", "kept", "unconfirmed")

# States in which nobody is there to be answered.
NOBODY_WAITS = ("left", "empty")

# The next day of what has none: after every other in any order.
NO_DAY = date.max

# Whose words the public text is.
WORDINGS = [
    ("sender", _("lời của người gửi")),
    ("ward", _("lời tóm tắt của phường")),
]

TAKE_BACK_REASONS = [
    ("personal", _("còn tên, số điện thoại hoặc chỗ riêng của ai đó")),
    ("wrong", _("viết sai hoặc đăng nhầm")),
    ("sender", _("người gửi không muốn đăng nữa")),
    ("guarded", _("ý kiến nay thuộc loại giữ kín")),
    ("joined", _("đã nhập chung với việc khác")),
    ("other", _("lý do khác")),
]

ANSWERS = [
    ("accepted", _("Tiếp thu")),
    ("in_part", _("Tiếp thu một phần")),
    ("declined", _("Chưa làm được")),
    ("handed_over", _("Chuyển nơi có thẩm quyền")),
]

# Why the ward cannot do what was asked; a refusal always names who is responsible.
DECLINE_REASONS = [
    ("authority", _("không thuộc thẩm quyền của phường")),
    ("law", _("pháp luật không cho phép")),
    ("budget", _("chưa có kinh phí")),
    ("facts", _("đã kiểm tra, sự việc không như phản ánh")),
    ("done", _("đã làm trước đó")),
    ("other", _("lý do khác, nêu trong lời trả lời")),
]

SUPPORTS = [
    ("browser", _("máy của người bấm")),
    ("household", _("mã hộ")),
    ("receipt", _("phiếu")),
]


class MatterCounter(WardRow):
    """The last number a ward gave to a matter in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "year"], name="matter_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Matter(WardRow):
    """What the ward deals with, and what everybody may read of it once it is released.

    `title`, `text`, `place`, `latitude`, `longitude` (degrees, on the 50 m grid; none under a private topic) are the
    public words and place: nothing else of an opinion is ever shown. `source` is the opinion on whose consent they
    rest (none: the ward's own words); when that opinion may no longer be public, neither may they.
    `board_row` is set exactly while the matter is on the board: a number that grows with the day it is listed under,
    the order of the board and the row of its search index. `changed_at`: when the public page
    last changed. `import_id`: the import of earlier years that entered it.

    `post` works on it (none: whoever keeps the desk). `due_on` is the last day for the answer, `answered_on` the day of
    the first one. While the sender is asked, the clock stands still: since `paused_on`; `paused_days` are the working
    days it stood before, which `due_on` holds. `joined_into`: all its opinions went to that matter. `version` grows
    with every change.

    `promise_due`: the next day of a promise that is owed, as `following` knows it. The database itself keeps
    `next_due`, the day that counts now (a promise's once one was made, else the answer's; `NO_DAY` when there is none),
    and `stage` (`waits`, `done` or neither), so that no step can forget them and officers' lists are read in order.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    source = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+", null=True)
    topic = models.CharField(max_length=60, blank=True)
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=12, choices=STATES, default="open")
    raised_on = models.DateField()
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    answered_on = models.DateField(null=True)
    paused_on = models.DateField(null=True)
    paused_days = models.PositiveSmallIntegerField(default=0)
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    promise_due = models.DateField(null=True)
    next_due = models.GeneratedField(
        expression=Coalesce(
            models.Case(models.When(state="promised", then=models.F("promise_due")), default=models.F("due_on")),
            models.Value(NO_DAY),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    stage = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=WAITING, then=models.Value("waits")),
            models.When(state__in=DONE, then=models.Value("done")),
            default=models.Value(""),
        ),
        output_field=models.CharField(max_length=5),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=150, blank=True)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    wording = models.CharField(max_length=6, choices=WORDINGS, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    taken_back_reason = models.CharField(max_length=10, choices=TAKE_BACK_REASONS, blank=True)
    taken_back_note = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    board_row = models.BigIntegerField(null=True)
    import_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "year", "number"], name="matter_serial"),
            models.UniqueConstraint(fields=["ward", "board_row"], name="matter_board_row"),
            models.CheckConstraint(
                condition=models.Q(board_row__isnull=True)
                | models.Q(released_at__isnull=False, taken_back_at__isnull=True) & ~models.Q(title=""),
                name="matter_on_board_is_released",
            ),
        ]
        indexes = [
            models.Index(fields=["ward", "-id"], name="matter_newest"),
            models.Index(fields=["source"], name="matter_source"),
            models.Index(fields=["ward", "stage", "next_due", "id"], name="matter_of_stage_by_day"),
            models.Index(fields=["ward", "stage", "-id"], name="matter_of_stage"),
            models.Index(fields=["ward", "state", "next_due", "id"], name="matter_of_state_by_day"),
            models.Index(fields=["ward", "post", "stage", "next_due", "id"], name="matter_at_post_by_day"),
            models.Index(fields=["ward", "raised_on", "topic"], name="matter_of_period"),
            models.Index(
                fields=["ward", "due_on"],
                condition=models.Q(board_row__isnull=False, due_on__isnull=False, state__in=OWES_ANSWER),
                name="matter_due_on_board",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """The public serial, the last part of the matter's address."""
        return format_serial(self.ward.code, self.year, self.number)

    @property
    def is_public(self) -> bool:
        """Whether the matter is on the board."""
        return self.board_row is not None

    @property
    def public_place(self) -> str:
        """The place everybody may read: none under a private topic, however it got there."""
        return "" if is_private(self.topic) else self.place

    @property
    def is_waiting(self) -> bool:
        """Whether the ward still owes something."""
        return self.state in WAITING

    @property
    def owes_answer(self) -> bool:
        """Whether the ward still owes an answer."""
        return self.state in OWES_ANSWER and self.due_on is not None


class Joining(WardRow):
    """An opinion belongs to a matter, from one moment to another; parted again, the row stays as the trace."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "opinion"], condition=models.Q(parted_at__isnull=True), name="joining_one_matter"
            )
        ]
        indexes = [
            models.Index(fields=["ward", "matter", "id"], name="joining_of_matter"),
            models.Index(fields=["opinion"], name="joining_of_opinion"),
        ]

    def __str__(self) -> str:
        return f"{self.opinion} → {self.matter}"


class Assignment(WardRow):
    """A matter went from one post to another; neither: from or to the desk."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "matter", "id"], name="assignment_of_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.to_post}"


class TopicChange(WardRow):
    """An officer corrected the topic of a matter; the sender's own choice stays with the opinion."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    from_topic = models.CharField(max_length=60, blank=True)
    to_topic = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "matter", "id"], name="topic_change_of_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.to_topic}"


class Note(WardRow):
    """What officers tell each other about a matter; never shown to anybody else."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ward", "matter", "id"], name="note_of_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.at:%d/%m/%Y}"


class Pause(WardRow):
    """The clock of a matter stood still while its sender was asked. `days`: working days, known once it runs again."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "matter"], condition=models.Q(ended_on__isnull=True), name="pause_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter}: {self.from_on:%d/%m/%Y}"


class Escalation(WardRow):
    """The last day for the answer passed and the heads of the ward were told, once for each such day."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "matter", "due_on"], name="escalation_once")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.due_on:%d/%m/%Y}"


class Answer(WardRow):
    """What the ward answered. `body`: to whom the matter was handed over. No mandate: an earlier year's.

    `reason`: why it was declined (`DECLINE_REASONS`); `body` then names who is responsible. `salt`: with it the ledger
    holds a hash over the words. Read by the senders at once, by everybody once the matter is on the board.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ANSWERS)
    words = models.TextField()
    body = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=12, choices=DECLINE_REASONS, blank=True)
    salt = models.BinaryField(max_length=32, null=True)
    answered_on = models.DateField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "matter", "id"], name="answer_of_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.kind}"


class PublicPhoto(WardRow):
    """A photo chosen for the public page; only its covered file is ever shown."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "matter", "photo"], name="public_photo_once")]
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return f"{self.matter}: {self.place}"


class Support(WardRow):
    """Tôi cũng gặp: said once by a browser, a household code or a receipt.

    `mark` is a hash over the matter and what was shown, so that nobody's rows under two matters can be put together.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SUPPORTS)
    mark = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "matter", "mark"], name="support_once")]
        indexes = [models.Index(fields=["ward", "matter", "-at"], name="support_recent")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.kind}"
