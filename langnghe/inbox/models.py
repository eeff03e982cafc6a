"""The inbox: an officer's own filters, and deeds over many rows at once with what undo needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.people.models import Officer, Post
from langnghe.people.runs import Run
from langnghe.places.models import WardRow

DEEDS = [
    ("take_up", _("Nhận thành việc")),
    ("assign", _("Giao")),
    ("retopic", _("Đổi lĩnh vực")),
    ("join", _("Nhập chung")),
    ("read", _("Ghi đã đọc lời mới")),
]
ROW_STATES = [
    ("waiting", _("đang chờ")),
    ("done", _("đã làm")),
    ("refused", _("để nguyên")),
    ("undone", _("đã hoàn tác")),
    ("left", _("không hoàn tác")),
]


class SavedFilter(WardRow):
    """A filter an officer keeps under a name: the query of its address, in the officer's own order.

    `first`: the inbox opens with it.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_000)
    place = models.PositiveSmallIntegerField()
    first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "officer", "name"], name="saved_filter_name"),
            models.UniqueConstraint(
                fields=["ward", "officer"], condition=models.Q(first=True), name="saved_filter_first"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Bulk(Run):
    """One deed over many rows of the inbox, as they were when it was asked; `into`: the matter they join.

    `query`: the list it was asked from. `refused`: rows that stayed as they were, each with its sentence; `left`: rows
    that an undo left alone, because somebody worked on them since.
    """

    deed = models.CharField(max_length=8, choices=DEEDS)
    query = models.CharField(max_length=1_000)
    topic = models.CharField(max_length=60, null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    into = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+", null=True)
    refused = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="bulk_newest")]

    def __str__(self) -> str:
        return f"{self.deed} {self.done}/{self.total}"

    @property
    def tried(self) -> int:
        """How many rows were tried so far."""
        return self.done + self.refused

    @property
    def turned(self) -> int:
        """How many rows an undo has been through."""
        return self.undone + self.left


class BulkRow(WardRow):
    """A row of a bulk deed: an opinion nobody had taken up, or a matter, as it was `seen` when the deed was asked.

    `matter` of an opinion: where it belongs since. `after`: the matter's version once it was done; `before`: what undo
    puts back, codes and ids only. `sentence`: why it stayed as it was.
    """

    bulk = models.ForeignKey(Bulk, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="+", null=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+", null=True)
    seen = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=ROW_STATES, default="waiting")
    sentence = models.CharField(max_length=300, blank=True)
    after = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "bulk", "place"], name="bulk_row_place")]
        indexes = [models.Index(fields=["bulk", "state", "place"], name="bulk_row_state")]

    def __str__(self) -> str:
        return f"{self.bulk_id} · {self.place}"
