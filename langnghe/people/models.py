"""Officers, the posts that own the work, and mandates: who holds a post from when to when."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import local_today
from langnghe.people import access
from langnghe.places.models import ResidentialGroup, WardRow


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(username=(username or "").lower())


class Officer(AbstractBaseUser, WardRow):
    """A person with an account, kept by their home ward. Rights come from mandates only."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="vi")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name


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
    """An officer holds a post from a day to a day (both included), as holder or as deputy."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    is_deputy = models.BooleanField(default=False)
    starts_on = models.DateField(default=local_today)
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "starts_on"], name="mandate_officer")]

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
        """Whether the mandate is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
