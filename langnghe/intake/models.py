"""Writing down for others: call-backs done, boxes opened and their paper forms, blank forms printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.models import WardRow

# Why a paper from the box became no opinion.
VOIDS = [
    ("blank", _("để trắng")),
    ("unreadable", _("không đọc được")),
    ("not_opinion", _("không phải ý kiến")),
]


class CallBack(WardRow):
    """An officer called a sender back, as agreed when the opinion was written down."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "opinion"], name="call_back_once")]

    def __str__(self) -> str:
        return f"{self.opinion}: {self.called_at:%d/%m/%Y}"


class BoxOpening(WardRow):
    """The sealed box was opened before two witnesses, known by name codes, and held so many `forms`."""

    opened_on = models.DateField()
    place = models.CharField(max_length=120)
    witness_one = models.CharField(max_length=20)
    witness_two = models.CharField(max_length=20)
    forms = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="box_opening_newest")]

    def __str__(self) -> str:
        return f"{self.place}, {self.opened_on:%d/%m/%Y}"


class BoxForm(WardRow):
    """One paper from a box: the opinion it became, or why it became none. `number` 0: a paper without printed number.

    `place`: which paper of its opening it was, from 1.
    """

    opening = models.ForeignKey(BoxOpening, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+", null=True)
    void = models.CharField(max_length=12, choices=VOIDS, blank=True)
    entered_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "opening", "place"], name="box_form_place"),
            models.UniqueConstraint(
                fields=["ward", "number"], condition=models.Q(number__gt=0), name="box_form_number_once"
            ),
            models.UniqueConstraint(fields=["ward", "opinion"], name="box_form_opinion_once"),
            models.CheckConstraint(
                condition=models.Q(opinion__isnull=True) ^ models.Q(void=""), name="box_form_opinion_or_void"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opening}: {self.place}"


class PaperRun(WardRow):
    """Blank paper forms printed in one go, numbered `first` to `last` within the ward."""

    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    printed_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "first"], name="paper_run_once")]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
