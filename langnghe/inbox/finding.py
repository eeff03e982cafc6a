"""What the words of a filter find among an officer's opinions and matters: each room's own texts, joined here.

As a part of the statement that lists or counts, which alone says what the officer may see.
"""

from django.db.models.expressions import RawSQL

from langnghe.commitments import finding as promises
from langnghe.matters import indexing as matters
from langnghe.opinions import finding as opinions
from langnghe.people.models import Mandate
from langnghe.searching import index
from langnghe.searching import reads as searching
from langnghe.searching.lists import among
from langnghe.searching.marks import in_wards
from langnghe.searching.models import Passage

OF_MATTERS = (*matters.KINDS, *promises.KINDS)


class Finding:
    """What some words find in a mandate's wards: ids of opinions among the arrivals, of matters everywhere else."""

    def __init__(self, words: str, mandate: Mandate, *, arrivals: bool) -> None:
        wards = mandate.ward_ids()
        self.query = searching.asked(words, *wards)
        self._arrivals = arrivals
        self._within = in_wards(wards)

    @property
    def ids(self) -> RawSQL:
        """All that is found; the last word may be half typed where nothing has all of them."""
        return self._ids(exact=False)

    @property
    def exact(self) -> RawSQL | None:
        """Of them what bears the accents that were typed; None where none were."""
        return self._ids(exact=True) if self.query.is_spelled else None

    def _ids(self, *, exact: bool) -> RawSQL:
        if not self.query:
            return among([])
        begun = None if exact else self.query.begun()
        asked = self.query.node(self._within, exact=exact)
        otherwise = begun.node(self._within) if begun else None
        kinds = opinions.KINDS if self._arrivals else (*opinions.KINDS, *OF_MATTERS)
        sql, values = index.part(Passage, asked, otherwise, searching.NEWEST, kinds=kinds)
        if self._arrivals:
            return RawSQL(f"SELECT about_id FROM ({sql}) AS said", values)  # noqa: S608, S611 - only names of ours
        marks = ", ".join(["%s"] * len(opinions.KINDS))
        return RawSQL(_OF_MATTERS.format(sql=sql, marks=marks), [*opinions.KINDS, *values])  # noqa: S611


# Looked up one by one: joined with all joinings, SQLite reads every joining there is to make itself a filter.
_OF_MATTERS = """
SELECT CASE WHEN said.kind IN ({marks}) THEN (
    SELECT joining.matter_id FROM matters_joining AS joining
    WHERE joining.opinion_id = said.about_id AND joining.parted_at IS NULL
) ELSE said.about_id END FROM ({sql}) AS said
"""
