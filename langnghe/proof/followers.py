"""What follows a merger."""

from langnghe.ledger.models import Entry
from langnghe.places.models import Ward
from langnghe.proof import epochs


def ward_merged(entry: Entry) -> None:
    """The log of the old ward ends, and the log of the new one quotes its last head."""
    epochs.join(Ward.objects.select_related("successor").get(id=entry.subject_id))
