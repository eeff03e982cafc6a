"""Letterbox: where somebody wants to hear of news. Delivery: one message to one letterbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.clock import now
from langnghe.kernel.ids import new_token
from langnghe.people.fields import SealedField
from langnghe.people.models import Officer
from langnghe.places.models import WardRow

ENDS = [
    ("stopped", _("người nhận thôi nhận")),
    ("replaced", _("đã đổi sang địa chỉ khác")),
    ("refused", _("hộp thư không nhận")),
    ("erased", _("đã xóa")),
]

CODES = [
    ("confirm", _("xin xác nhận địa chỉ")),
    ("step", _("có tin mới")),
    ("morning", _("việc trong ngày của cán bộ")),
]

STATES = [
    ("waiting", _("đang chờ gửi")),
    ("sent", _("đã gửi")),
    ("failed", _("không gửi được")),
    ("dropped", _("không cần gửi nữa")),
]


class Letterbox(WardRow):
    """The e-mail address at which the person behind a row of another room (room, id) wants to hear of news.

    Sealed; used for news only once `confirmed_at`. `handle` is random and names the letterbox in the links of mails.
    """

    subject_room = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    sealed = SealedField()
    handle = models.CharField(max_length=43, default=new_token, editable=False)
    language = models.CharField(max_length=5, default="vi")
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=ENDS, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "handle"], name="letterbox_handle")]
        indexes = [
            models.Index(fields=["ward", "subject_room", "subject_id"], name="letterbox_subject"),
            models.Index(fields=["handle"], name="letterbox_by_handle"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_room} {self.subject_id}"


class Delivery(WardRow):
    """One message to one letterbox because of one step (`cause`: the entry's id): waits, is leased, is sent or failed.

    `began_at`: the channel has it; the mail's date. `handed_at`: noted before the very last step of handing over; with
    it and without `sent_at` there is a doubt whether the other side has it, and only then (docs/decisions/mails.md).
    `facts`: counts and serials of an officer's morning; nothing else is ever put there.
    """

    letterbox = models.ForeignKey(Letterbox, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10, choices=CODES)
    cause = models.UUIDField()
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    prepared_at = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=now)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "letterbox", "cause"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["ward", "-prepared_at"], name="delivery_failed", condition=models.Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class MorningMail(WardRow):
    """An officer wants the day's work by mail at an hour (on the ward's clock). `last_on`: the last day it was made."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    hour = models.PositiveSmallIntegerField()
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "officer"], name="morning_mail_once")]

    def __str__(self) -> str:
        return f"{self.officer}: {self.hour}"
