"""Sifting: one step over many opinions of a flood, done by the worker, with what it touched, for undo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.models import Opinion
from langnghe.opinions.waiting import DISMISSAL_REASONS
from langnghe.people.models import Mandate
from langnghe.places.models import WardRow

DEEDS = [
    ("dismiss", _("Bỏ")),
    ("let_in", _("Đưa vào danh sách")),
    ("set_aside", _("Đưa sang chờ lọc")),
]


class Sifting(WardRow):
    """What was asked: a deed over what begins with the same words (`alike`, empty for all), or came in a span of time.

    `total` as counted when asked; `finished_at` once all are done; undone the same way, `undo_asked_at`, `undone_at`.
    """

    deed = models.CharField(max_length=10, choices=DEEDS)
    reason = models.CharField(max_length=10, choices=DISMISSAL_REASONS, blank=True)
    alike = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="sifting_newest")]

    def __str__(self) -> str:
        return f"{self.deed} {self.done}/{self.total}"

    @property
    def runs(self) -> bool:
        """Whether the worker still has something to do for it."""
        return self.undone_at is None if self.undo_asked_at else self.finished_at is None


class Sifted(WardRow):
    """An opinion that a sifting touched."""

    sifting = models.ForeignKey(Sifting, on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "sifting", "opinion"], name="sifted_once")]

    def __str__(self) -> str:
        return f"{self.opinion} · {self.sifting}"
