"""Sifting: one step over many opinions of a flood, done by the worker, with what it touched, for undo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.models import Opinion
from langnghe.opinions.waiting import DISMISSAL_REASONS
from langnghe.people.runs import Run
from langnghe.places.models import WardRow

DEEDS = [
    ("dismiss", _("Bỏ")),
    ("let_in", _("Đưa vào danh sách")),
    ("set_aside", _("Đưa sang chờ lọc")),
]


class Sifting(Run):
    """A deed over what begins with the same words (`alike`, empty for all), or came in a span of time."""

    deed = models.CharField(max_length=10, choices=DEEDS)
    reason = models.CharField(max_length=10, choices=DISMISSAL_REASONS, blank=True)
    alike = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="sifting_newest")]

    def __str__(self) -> str:
        return f"{self.deed} {self.done}/{self.total}"


class Sifted(WardRow):
    """An opinion that a sifting touched."""

    sifting = models.ForeignKey(Sifting, on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "sifting", "opinion"], name="sifted_once")]

    def __str__(self) -> str:
        return f"{self.opinion} · {self.sifting}"
