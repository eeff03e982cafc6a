"""The two indexes, one for officers and one for everybody; abbreviations a ward adds or does not want."""

from django.db import models

from langnghe.kernel.index_columns import OrdinalField, WordsField
from langnghe.places.models import WardRow


class Indexed(models.Model):
    """One text that can be found. `ordinal` grows with time; `kind`: what it is; `about_id`: on whose page it stands.

    No column points at anything: an index is made anew from the rows it speaks of whenever somebody wants.
    """

    ordinal = OrdinalField(primary_key=True)
    ward_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    about_id = models.UUIDField()
    words = WordsField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.about_id}"


class Passage(Indexed):
    """What officers find: words of residents and of the ward, whether published or not."""


class Published(Indexed):
    """What everybody finds: words that stand on a board, and nothing else."""


class Making(models.Model):
    """The form of words that the indexes hold (`making.FORM`), so that an upgrade knows whether to make them anew."""

    form = models.PositiveSmallIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.form)


class Abbreviation(WardRow):
    """A short form the ward writes for something longer; `dropped`: a built-in one that means something else here."""

    short = models.CharField(max_length=20)
    long = models.CharField(max_length=80)
    key = models.CharField(max_length=110)
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "key"], name="abbreviation_once")]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"
