"""The ward whose address was opened."""

from django.http import Http404

from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug


def ward_of(slug: str) -> Ward:
    """The open ward of an address; else not found."""
    ward = open_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward
