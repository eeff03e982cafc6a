"""Where things are: provinces and communes (look-up), wards (tenants), groups, households, addresses, points."""

from django.db import models

from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7


class Province(models.Model):
    """A province or centrally-run city, by its official two-digit code, for as long as it was in force."""

    code = models.CharField(max_length=2)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "in_force_from"], name="province_once")]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A phường, xã or đặc khu, by its official five-digit code, for as long as it was in force."""

    code = models.CharField(max_length=5)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    district = models.CharField(max_length=80, blank=True)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "in_force_from"], name="commune_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Lineage(models.Model):
    """An old commune went into a new one, whole or in part."""

    old = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField(default=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Ward(models.Model):
    """A ward that uses this installation: the owner of every row below. `level` province: a province's own office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=4, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(
        max_length=10, default="commune", choices=[("commune", "commune"), ("province", "province")]
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+", null=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    log_origin = models.CharField(max_length=200, unique=True)
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name


class WardRow(models.Model):
    """Every tenant row: a time-ordered id and the ward it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ResidentialGroup(WardRow):
    """A tổ dân phố, khu phố, thôn …: the name residents use for where they live."""

    kind_label = models.CharField(max_length=30, default="tổ dân phố")
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    came_from = models.CharField(max_length=120, blank=True, help_text="former ward, after a merger")
    former_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "folded", "came_from"], name="group_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.came_from})" if self.came_from else self.name
