"""The days by which other bodies should have said whether they accept, counted anew when calendar or deadlines change.

As with the clocks of matters: what is late keeps its day, and no day moves before today. Each ward counts its own rows:
what it handed over, and what other wards handed over to it.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.answering.models import Arrival, HandOver
from langnghe.answering.states import OPEN_HAND_OVERS
from langnghe.deadlines.reads import Clocks
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.formats import short_date
from langnghe.ledger.actions import record
from langnghe.places.models import Ward

Waiting = HandOver | Arrival


def recompute(ward: Ward, *, by: Bearer, seconds: float) -> bool:
    """Give every open hand-over and arrival of a ward its day anew; True while more is left. Safe to run twice."""
    end, clocks = time.monotonic() + seconds, None
    for row in _waiting(ward):
        clocks = clocks or Clocks(ward, min(_began(row), local_today()))
        if _due(clocks, row) != row.due_on:
            _move(row, clocks, by)
        if time.monotonic() > end:
            return True
    return False


def _waiting(ward: Ward) -> Iterator[Waiting]:
    """What is open and not late, the one that began first on top."""
    in_time = {"ward": ward, "due_on__gte": local_today()}
    sent = HandOver.objects.filter(**in_time, state__in=OPEN_HAND_OVERS).select_related("matter")
    came = Arrival.objects.filter(**in_time, decided_at=None)
    waiting: list[Waiting] = [*sent, *came]
    yield from sorted(waiting, key=_began)


def _began(row: Waiting) -> date:
    return row.opened_on if isinstance(row, HandOver) else row.arrived_at.astimezone(HANOI).date()


def _due(clocks: Clocks, row: Waiting) -> date:
    topic = row.matter.topic if isinstance(row, HandOver) else row.topic
    return max(clocks.due_day(topic, "hand_over", _began(row)), local_today())


@transaction.atomic
def _move(row: Waiting, clocks: Clocks, by: Bearer) -> None:
    """Write the new day, unless somebody answered meanwhile."""
    still = {"state__in": OPEN_HAND_OVERS} if isinstance(row, HandOver) else {"decided_at": None}
    old, new = row.due_on, _due(clocks, row)
    if not type(row)._default_manager.filter(pk=row.pk, due_on=old, **still).update(due_on=new):
        return
    days = {"from": old.isoformat(), "to": new.isoformat()}
    if isinstance(row, HandOver):
        about, facts = ("matters", row.matter_id), {"hand_over": str(row.id), **days}
        record("hand_over.due_moved", ward_id=row.ward_id, subject=about, by=by.actor, facts=facts)
    else:
        record("arrival.due_moved", ward_id=row.ward_id, subject=("answering", row.id), by=by.actor, facts=days)


def sentence_of(facts: Mapping[str, Any]) -> str:
    """A day that moved (the facts of `hand_over.due_moved`), in the words of the matter's history."""
    days = {name: short_date(date.fromisoformat(str(facts[name]))) for name in ("from", "to")}
    return _("Ngày nơi được chuyển phải trả lời đổi từ %(from)s thành %(to)s vì lịch hoặc thời hạn thay đổi.") % days
