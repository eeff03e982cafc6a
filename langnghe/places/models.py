"""Where things are: provinces and communes (look-up), wards (tenants), groups, households, addresses, points."""

from django.db import models

from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.sheets.models import Batch, BatchProblem


class Province(models.Model):
    """A province or centrally-run city, by its official two-digit code, for as long as it was in force.

    `in_force_from` is empty for units that were there before our records begin.
    """

    code = models.CharField(max_length=2)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    in_force_from = models.DateField(null=True)
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
    in_force_from = models.DateField(null=True)
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
    """A ward that uses this installation: the owner of every row below. `level` province or country: an office
    without residents that looks over the wards of its province, or over all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=4, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(
        max_length=10,
        default="commune",
        choices=[("commune", "commune"), ("province", "province"), ("country", "country")],
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+", null=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    log_origin = models.CharField(max_length=200, unique=True)
    duty_phone = models.CharField(max_length=20, blank=True, help_text="the duty desk's, shown beside 113")
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the ward takes new work: it was neither closed nor merged into another."""
        return self.closed_at is None


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


class Point(WardRow):
    """A place on the map, WGS 84; six decimals are about ten centimetres."""

    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    former_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(latitude__gte=-90, latitude__lte=90), name="point_latitude"),
            models.CheckConstraint(condition=models.Q(longitude__gte=-180, longitude__lte=180), name="point_longitude"),
        ]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


class Address(WardRow):
    """A house as residents write it ("12/3 Lê Lợi"), inside one residential group; households may share it."""

    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+", null=True)
    former_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "group", "folded"], name="address_once")]

    def __str__(self) -> str:
        return self.text


class Household(WardRow):
    """A hộ: the people registered together, known by the ward's own code for it."""

    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    code_key = models.CharField(max_length=90, help_text="the code in an order in which 2 comes before 10")
    head_name = models.CharField(max_length=120)
    members = models.PositiveSmallIntegerField(null=True)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="+", null=True)
    search = models.CharField(max_length=400, help_text="folded code, head and address")
    came_from = models.CharField(max_length=120, blank=True)
    former_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "code_key", "came_from"], name="household_once")]
        indexes = [
            models.Index(fields=["ward", "group", "code_key"], name="household_group"),
            models.Index(fields=["ward", "former_id"], name="household_former"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.head_name}"


class NationalDay(models.Model):
    """A day the whole country works or rests that the holiday library does not know, with where it was announced."""

    day = models.DateField(unique=True)
    works = models.BooleanField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class WardDay(WardRow):
    """A day on which a ward rests (or works) against the calendar; taken away again, it stays as history."""

    day = models.DateField()
    works = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "day"], condition=models.Q(removed_at__isnull=True), name="ward_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class HouseholdImport(Batch, WardRow):
    """One uploaded list of groups and households."""

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="import_ward")]


class ImportLine(WardRow):
    """What applying one row changed, so that it can be taken back; `before` is empty for a new household."""

    batch = models.ForeignKey(HouseholdImport, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    household_id = models.UUIDField(null=True)
    new_group_id = models.UUIDField(null=True)
    new_address_id = models.UUIDField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "batch", "number"], name="import_line_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class ImportProblem(BatchProblem, WardRow):
    """Why a row cannot be imported; the sentence for `code` is in `problems.py`."""

    batch = models.ForeignKey(HouseholdImport, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "batch", "number", "column"], name="import_problem_once")
        ]
