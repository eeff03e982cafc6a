"""Sums of a ward's months, so that a province need not count a million matters for a page. Counted, never typed."""

from django.db import models

from langnghe.places.models import WardRow

# Code of a figure of `counting.FIGURES`: the column of its sums.
FIELDS = {
    "vao": "came", "tra-loi": "answered", "dung-han": "on_time", "den-han": "was_due", "con-no": "unanswered",
    "tre": "overdue", "hua": "promised", "giu-loi": "kept", "dan-xac-nhan": "kept_by_sender",
    "nguoi-khac": "kept_by_others", "tre-hen": "promise_late", "phan-doi": "contested", "chua-lam-duoc": "declined",
    "chuyen": "handed_over",
}  # fmt: skip
# By what a month is broken down.
BY = [("topic", "topic"), ("group", "group"), ("channel", "channel")]


class Sums(WardRow):
    """How many matters raised in a ward's month each figure counts, as of the day of counting.

    `waiting`: a deadline runs and has not passed. `oldest`: the day the longest waiting of the unanswered was raised.
    """

    month = models.DateField()
    came = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    was_due = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    promised = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    kept_by_sender = models.PositiveIntegerField(default=0)
    kept_by_others = models.PositiveIntegerField(default=0)
    promise_late = models.PositiveIntegerField(default=0)
    contested = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    handed_over = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    oldest = models.DateField(null=True)

    class Meta:
        abstract = True


class MonthSums(Sums):
    """A ward's month. `marks`: how often something happened to it; `due`: since it was counted. On `turns_on` time
    alone changes its numbers, with no step in the ledger."""

    marks = models.PositiveIntegerField(default=1)
    due = models.BooleanField(default=True)
    counted_at = models.DateTimeField(null=True)
    turns_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "month"], name="month_sums_once")]
        indexes = [
            models.Index(fields=["month"], name="month_sums_month"),
            models.Index(fields=["ward", "month"], condition=models.Q(due=True), name="month_sums_due"),
            models.Index(fields=["turns_on"], name="month_sums_turns"),
        ]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.month:%m/%Y}"


class PartSums(Sums):
    """A ward's month, of one topic, group or channel. `key`: the broad topic's or the channel's code, the group's id;
    empty for none.

    A few matters of a sealed kind are counted under no topic (`summing.FEW`), so that no sum names anybody.
    """

    by = models.CharField(max_length=7, choices=BY)
    key = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "by", "month", "key"], name="part_sums_once")]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.month:%m/%Y} {self.by}"


class Recount(WardRow):
    """A ward whose every month is to be counted from the ground; gone once that is done."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward"], name="recount_once")]

    def __str__(self) -> str:
        return str(self.ward_id)
