"""What officers teach: what opinions are about, by reference; a ward's own subtopics; versions of what was learnt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.people.models import Mandate
from langnghe.places.models import WardRow

KINDS = [
    ("confirmed", _("cán bộ xếp lĩnh vực lần đầu, hoặc nhận lời máy gợi ý")),
    ("corrected", _("cán bộ sửa lĩnh vực đã có")),
]

WHY = [
    ("asked", _("cán bộ bấm «Học lại ngay»")),
    ("nightly", _("đêm, khi có đủ chỗ sửa mới")),
    ("forgotten", _("có ý kiến vừa xóa, rút hoặc giữ kín")),
    ("subtopic", _("lĩnh vực con của phường vừa đổi")),
    ("upgraded", _("bản chung vừa đổi khi nâng cấp")),
]

VERDICTS = [
    ("better", _("không kém bản đang dùng: đã thay")),
    ("few", _("còn ít ví dụ quá, chưa đủ để đo: không thay")),
    ("worse", _("đoán kém hơn trên lời của phường: không thay")),
    ("unlearnt", _("quên bớt điều đã biết: không thay")),
    ("stale", _("kém bản đang dùng trên những chỗ sửa mới: không thay")),
]


class Example(WardRow):
    """An opinion and the topic an officer gave it. Its words stay with it alone, and are read when something learns.

    `opinion_id`: a plain id, so that whoever erases the opinion, on a higher storey, has it forgotten in the same
    transaction. `since`: from when on something may have learnt from it; `code` empty: taken back again.
    """

    opinion_id = models.UUIDField()
    code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    since = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "opinion_id"], name="example_once")]
        indexes = [models.Index(fields=["ward", "given_at"], name="example_newest")]

    def __str__(self) -> str:
        return f"{self.opinion_id}: {self.code}"


class Subtopic(WardRow):
    """A ward's own subtopic. Name and kind never change, so that what was sorted by it means the same for ever."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    instruction = models.CharField(max_length=300)
    private = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "code"], name="subtopic_code_once")]
        indexes = [models.Index(fields=["code"], name="subtopic_of_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def parent(self) -> str:
        """The topic it belongs to."""
        return self.code.partition(".")[0]

    @property
    def is_open(self) -> bool:
        """Whether it is offered."""
        return self.closed_at is None


class Sentence(WardRow):
    """How residents might say it, typed by an officer: no resident's words."""

    subtopic = models.ForeignKey(Subtopic, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["ward", "subtopic", "id"], name="sentence_of_subtopic")]

    def __str__(self) -> str:
        return self.words


class Learning(WardRow):
    """The worker learns a ward's rows: `turn` parts are done; `judged` what was counted so far, numbers only."""

    why = models.CharField(max_length=10, choices=WHY)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    turn = models.PositiveSmallIntegerField(default=0)
    judged = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward"], condition=models.Q(finished_at__isnull=True), name="learning_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["ward", "-id"], name="learning_newest")]

    def __str__(self) -> str:
        return f"{self.asked_at:%d/%m/%Y}"


class Version(WardRow):
    """What was learnt once: figures, and the rows (`language.own`) until they are emptied.

    `base`: version of the shared weights beneath. `emptied_at`: something it had learnt from may teach no longer, or
    newer ones came.
    """

    number = models.PositiveIntegerField()
    why = models.CharField(max_length=10, choices=WHY)
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    base = models.CharField(max_length=16)
    learnt_at = models.DateTimeField()
    asked_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    examples = models.PositiveIntegerField()
    features = models.PositiveIntegerField()
    judged = models.JSONField()
    rows = models.BinaryField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "number"], name="version_number")]
        indexes = [models.Index(fields=["ward", "-id"], name="version_newest")]

    def __str__(self) -> str:
        return str(self.number)


class Choosing(WardRow):
    """From a moment on a ward's words are sorted by a version; none: by what all wards share."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="choosing_newest")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"
