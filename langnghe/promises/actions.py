"""Verbs of promises: put one on top of the ward's page, take it down again."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.models import Ward
from langnghe.promises import reads
from langnghe.promises.models import PinnedPromise
from langnghe.promises.reads import Promise

CAPABILITY = "commitments.release"
MOST = 5


@transaction.atomic
def pin(ward: Ward, promise: Promise, *, by: Mandate) -> PinnedPromise:
    """Put a public promise on top. Refused for who may not release promises, or when five of its year stand there."""
    check_may(by, CAPABILITY, ward)
    year = promise.promised_on.year
    # Two officers at once: the second counts after the first has let the ward go.
    Ward.objects.select_for_update(no_key=True).get(id=ward.id)
    standing = list(reads.pins(ward).filter(year=year))
    if found := next((pin for pin in standing if pin.commitment_id == promise.id), None):
        return found
    if reads.public_promise(ward, promise.id) is None:
        raise Refused(_("Việc của lời hứa này không còn trên bảng công khai. Xin chọn lời hứa khác."))
    if len(standing) >= MOST:
        raise Refused(_("Năm %(year)s đã ghim đủ năm lời hứa. Xin bỏ ghim một lời trước.") % {"year": year})
    pinned = PinnedPromise.objects.create(
        ward=ward, commitment_id=promise.id, year=year, pinned_at=now(), pinned_by=by
    )  # fmt: skip
    _record("promise.pinned", pinned, by)
    return pinned


@transaction.atomic
def unpin(pinned: PinnedPromise, *, by: Mandate) -> PinnedPromise:
    """Take a promise down from the top; it stays in the list. Does nothing when somebody did so already."""
    held = PinnedPromise.objects.select_for_update(of=("self",)).select_related("ward").get(id=pinned.id)
    check_may(by, CAPABILITY, held.ward)
    if held.unpinned_at is None:
        held.unpinned_at, held.unpinned_by = now(), by
        held.save(update_fields=["unpinned_at", "unpinned_by"])
        _record("promise.unpinned", held, by)
    return held


def _record(kind: str, pinned: PinnedPromise, by: Mandate) -> None:
    facts = {"year": pinned.year}
    record(kind, ward_id=pinned.ward_id, subject=("commitments", pinned.commitment_id), by=by.actor, facts=facts)
