"""What the worker does for the public logs: begins those that are missing, and at each mark seals each."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Exists, OuterRef

from langnghe.kernel.clock import now
from langnghe.places.models import Ward
from langnghe.proof import epochs, marks, promising, sealing
from langnghe.proof.models import Log
from langnghe.signing.calling import Declined, Silent

RETRY_AFTER = timedelta(minutes=5)
TROUBLE = (Declined, Silent, OSError, DatabaseError)

log_ = logging.getLogger(__name__)


class Sealer:
    """Remembers for which mark all is done, so that a turn in between costs next to nothing."""

    def __init__(self) -> None:
        self._done: datetime | None = None
        self._again: datetime | None = None

    def turn(self) -> int:
        """Begin and seal what is due; how many logs got a head. One that fails keeps no other waiting.

        What failed is tried again after a while: each try at a signer that says no is an alarm there.
        """
        moment = now()
        if self._again and moment < self._again:
            return 0
        mark, begun = marks.last(moment), [_begin(ward) for ward in _without()]
        if self._done == mark and not begun:
            return 0
        sealed = [_seal(log) for log in _open()]
        went_well = all(begun + sealed)
        self._done, self._again = (mark, None) if went_well else (None, moment + RETRY_AFTER)
        return sum(sealed)


def _without() -> list[Ward]:
    """A ward that was not merged has a log of its own; these have none yet."""
    open_ones = Log.objects.filter(ward=OuterRef("pk"), ended_at=None)
    return list(Ward.objects.filter(~Exists(open_ones), successor=None).order_by("code"))


def _begin(ward: Ward) -> bool:
    try:
        epochs.need_log(ward)
    except TROUBLE as error:
        log_.warning("the log of %s could not begin: %s", ward.code, error)
        return False
    return True


def _open() -> list[Log]:
    """Logs that grow; those of merged wards are ended by whoever follows the merger."""
    return list(Log.objects.filter(ended_at=None, ward__successor=None).select_related("ward").order_by("ward__code"))


def _seal(log: Log) -> bool:
    try:
        if sealing.is_due(log, now()):
            sealing.seal(log)
            epochs.tell_how_it_began(log)
            epochs.follow_keys(log)
        promising.prepare(log)
    except TROUBLE as error:
        log_.warning("the log %s could not go on: %s", log.origin, error)
        return False
    return True
