"""Whose case files a mandate may read: those of its own work, or, for an inspector, all that nothing guards."""

from django.db.models import Q, QuerySet

from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import seen_by, seen_in_inspection
from langnghe.people.models import Mandate

INSPECT = "casefiles.inspect"


def matters_of(mandate: Mandate) -> QuerySet[Matter]:
    """The matters whose file a mandate may read, of its ward and those merged into it."""
    if not mandate.may(INSPECT):
        return matters.in_scope(mandate)
    found, groups = matters.unhidden(_seen(mandate), mandate.ward_ids()), mandate.group_ids()
    return found if groups is None else found.filter(group_id__in=groups)


def opinions_of(mandate: Mandate) -> QuerySet[Opinion]:
    """The opinions of which such a file may tell; not to be listed by itself."""
    return Opinion.objects.filter(_seen(mandate), ward_id__in=mandate.ward_ids())


def _seen(mandate: Mandate) -> Q:
    return seen_in_inspection(mandate) if mandate.may(INSPECT) else seen_by(mandate)
