"""Opinion: one resident's own words, never edited, with the receipt that proves them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.opinions.receipts import format_serial
from langnghe.people.models import SealedContact
from langnghe.places.models import ResidentialGroup, WardRow

CHANNELS = [
    ("web", _("trang mạng")),
    ("phone", _("điện thoại")),
    ("desk", _("trực ban")),
    ("paper", _("phiếu giấy")),
]


class SerialCounter(WardRow):
    """The last number a ward gave in a year; counted in a row so that it can be moved, restored and never repeats."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "year"], name="serial_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Opinion(WardRow):
    """Words as sent, where they are about, and what the sender allows. Unnamed unless a contact is sealed with it.

    `commitment` = SHA-256 over the words with `salt`, as recorded in the ledger. `attempt` recognises the same form
    sent twice; `secret_hash` = SHA-256 of the receipt's secret (120 bits, so a plain hash is enough: ASVS 6.5.2).
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=CHANNELS)
    received_at = models.DateTimeField()
    words = models.TextField()
    folded = models.TextField()
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.CharField(max_length=200, blank=True)
    may_publish_words = models.BooleanField(default=False)
    may_publish_summary = models.BooleanField(default=False)
    contact = models.ForeignKey(SealedContact, on_delete=models.PROTECT, related_name="+", null=True)
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
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
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """The public serial, as on the receipt."""
        return format_serial(self.ward.code, self.year, self.number)
