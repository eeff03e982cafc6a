"""Officers, the posts that own the work, mandates, first entries, ward keys and sealed contacts."""

from datetime import date
from functools import cached_property
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import HANOI, local_today, now
from langnghe.people import access
from langnghe.people.fields import SealedField
from langnghe.places.models import ResidentialGroup, WardRow
from langnghe.places.reads import reach


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(username=(username or "").lower())


class Officer(AbstractBaseUser, WardRow):
    """A person with an account, kept by their home ward. Rights come from mandates only."""

    username = models.CharField(_("Tên đăng nhập"), max_length=40, unique=True)
    name = models.CharField(_("Họ và tên"), max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="vi")
    session_round = models.PositiveIntegerField(default=0, help_text="raised to end every open session")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """The doer as the ledger knows it, where no mandate is in play: caring for one's own account."""
        return Actor("officer", self.id)

    def end_sessions(self) -> None:
        """End every open session of the officer."""
        Officer.objects.filter(pk=self.pk).update(session_round=models.F("session_round") + 1)
        self.refresh_from_db(fields=["session_round"])

    def get_session_auth_hash(self) -> str:
        """What a session must carry to stay open; changes with the password and with `session_round`."""
        return self._get_session_auth_hash()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("langnghe.people.session", value, secret=secret, algorithm="sha256").hexdigest()


class Entrance(WardRow):
    """A one-time code on a printed slip, with which an officer sets up signing in; only its slow hash is kept."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=access.ENTRANCES)
    code_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="used, or replaced by a newer slip")

    class Meta:
        indexes = [models.Index(fields=["officer", "closed_at"], name="entrance_officer")]

    def __str__(self) -> str:
        return f"{self.officer} · {self.expires_at:%d/%m/%Y}"


class Unit(WardRow):
    """An office: the ward police, the People's Committee, the Front, a residential group's board …"""

    kind = models.CharField(max_length=20, choices=access.UNIT_KINDS)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name


class Post(WardRow):
    """A role at a unit: "CSKV Tổ 3". Work belongs to posts, so that it never loses its owner."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=access.ROLES)
    name = models.CharField(max_length=120)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "unit", "name"], name="post_once")]

    def __str__(self) -> str:
        return self.name


class PostGroup(WardRow):
    """A residential group that a post looks after; a post without any looks after the whole ward."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "post", "group"], name="post_group_once")]

    def __str__(self) -> str:
        return f"{self.post} · {self.group}"


class Mandate(WardRow):
    """An officer holds a post from a day to a day (both included), as holder or as deputy; may be cut off at once."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    is_deputy = models.BooleanField(default=False)
    starts_on = models.DateField(default=local_today)
    ends_on = models.DateField(null=True)
    cut_off_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["officer", "starts_on"], name="mandate_officer"),
            models.Index(fields=["ward", "post"], name="mandate_post"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} · {self.post}"

    @property
    def actor(self) -> Actor:
        """The doer as the ledger knows it."""
        return Actor("officer", self.id)

    @property
    def role(self) -> str:
        """Code of the role, a key of `access.TABLE`."""
        return self.post.role

    def may(self, capability: str) -> bool:
        """Whether the role carries `capability`; the day is checked where the mandate is fetched."""
        return capability in access.TABLE[self.post.role]

    def runs_on(self, day: date) -> bool:
        """Whether the mandate is in force on `day` (for the present day: at this moment)."""
        begun = self.starts_on <= day
        over = self.ends_on is not None and self.ends_on < day
        cut = self.cut_off_at is not None and self.cut_off_at.astimezone(HANOI).date() <= day
        return begun and not over and not cut

    def group_ids(self) -> list[UUID] | None:
        """Ids of the residential groups the post looks after; None: the whole ward."""
        return self._group_ids

    def ward_ids(self) -> list[UUID]:
        """Ids of its ward and of those merged into it; asked once, so that a page of many lists stays cheap."""
        return self._ward_ids

    @cached_property
    def _ward_ids(self) -> list[UUID]:
        return reach(self.ward) if getattr(self, "has_merged", True) else [self.ward_id]

    @cached_property
    def _group_ids(self) -> list[UUID] | None:
        """The groups of the post, and those of merged wards that go on in them."""
        if not getattr(self, "has_groups", True):
            return None
        groups = PostGroup.objects.filter(ward_id=self.ward_id, post_id=self.post_id)
        rows = list(groups.values_list("group_id", "group__former_id"))
        found = [group_id for group_id, _former in rows]
        before = [former for _group_id, former in rows if former]
        while before:
            found += before
            known = ResidentialGroup.objects.filter(id__in=before, former_id__isnull=False)
            before = [former for former in known.values_list("former_id", flat=True) if former]
        return found or None


class Token(WardRow):
    """Lets a program act under a mandate for as long as that runs. Only the hash of its secret is kept.

    `mark`: the part of it that may be read, by which it is known again where it leaked. `last_used_on`: the day, and
    nothing else of who used it.
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    mark = models.CharField(max_length=10)
    secret_hash = models.BinaryField(max_length=32)
    may_write = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "mark"], name="token_mark_once")]
        indexes = [
            models.Index(fields=["mark"], name="token_by_mark"),
            models.Index(fields=["ward", "-made_at"], name="token_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.mark}"


class HandOver(WardRow):
    """One step that gave the work of a mandate to another officer: leave, transfer or shift. `note` stays here."""

    kind = models.CharField(max_length=10, choices=access.HAND_OVERS)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    to_mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["ward", "-at"], name="hand_over_recent")]

    def __str__(self) -> str:
        return f"{self.mandate} → {self.to_mandate.officer}"


class WardKey(WardRow):
    """A generation of a ward's key: its id and dates. The key itself lies in a file outside the database."""

    key_id = models.CharField(max_length=8)
    made_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "key_id"], name="ward_key_once"),
            models.UniqueConstraint(
                fields=["ward"], condition=models.Q(replaced_at__isnull=True), name="ward_key_current_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key_id


class SealedContact(WardRow):
    """How to reach someone, sealed. Belongs to a row of another room, named by (room, id)."""

    subject_room = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=access.CONTACT_KINDS)
    sealed = SealedField()
    at = models.DateTimeField(default=now)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ward", "subject_room", "subject_id"], name="contact_subject")]

    def __str__(self) -> str:
        return f"{self.subject_room} {self.subject_id}"


class ContactOpening(WardRow):
    """An officer opened a sealed contact. The reason in their words is sealed too; the ledger has a code only."""

    contact = models.ForeignKey(SealedContact, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    reason = SealedField()

    class Meta:
        indexes = [models.Index(fields=["ward", "contact"], name="opening_contact")]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.at:%d/%m/%Y}"
