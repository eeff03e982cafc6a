"""BaseMap: the ground a ward lays under its points. Pin: a spot on it whose coordinates are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from langnghe.files.models import File
from langnghe.kernel.clock import now
from langnghe.maps.affine import Affine
from langnghe.places.models import WardRow

KINDS = [("picture", _("ảnh bản đồ")), ("geojson", _("bản vẽ GeoJSON"))]


class BaseMap(WardRow):
    """A picture (`file`) or a drawing (`drawing`: GeoJSON as `geojson.read` leaves it, WGS 84).

    A plane lies over it: x to the right, y down, `width` × `height` units; for a picture these are its pixels.
    `fit`: six numbers from plane to degrees (`affine.Affine`); null until three pins are set. One map of a ward is in
    use: it has `in_use_from` and no `replaced_at`. `note` stands under the map: where it comes from, what it is not.
    """

    name = models.CharField(max_length=80)
    note = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)
    drawing = models.TextField(blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    fit = models.JSONField(null=True)
    uploaded_at = models.DateTimeField(default=now)
    in_use_from = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward"],
                condition=models.Q(in_use_from__isnull=False, replaced_at__isnull=True),
                name="base_map_in_use",
            )
        ]
        indexes = [models.Index(fields=["ward", "-id"], name="base_map_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def affine(self) -> Affine | None:
        """From plane to degrees; None until it is pinned."""
        return Affine(*self.fit) if self.fit else None

    @property
    def is_in_use(self) -> bool:
        """Whether residents see this map now."""
        return self.in_use_from is not None and self.replaced_at is None


class Pin(WardRow):
    """Spot number `place` (1 to 3) of a picture: plane ↔ degrees."""

    base_map = models.ForeignKey(BaseMap, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    x = models.FloatField()
    y = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "base_map", "place"], name="pin_once")]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.place}: {self.x:.0f}, {self.y:.0f}"
