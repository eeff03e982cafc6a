"""The worker asks each named witness for its word under each new head; no head waits for that.

One that does not answer is asked again later and later, for all logs; one that says no, only for the log it said no to.
What went wrong is kept in the cache, where the health page finds it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache

from langnghe.kernel.clock import now
from langnghe.proof import cosigning, reads
from langnghe.proof.cosigning import Named
from langnghe.proof.models import Log
from langnghe.proof.reads import Head
from langnghe.proof.shelf import Shelf
from langnghe.tlog.merkle import consistency
from langnghe.tlog.refusals import NotProven
from langnghe.witnessing.asking import Declined, ask
from langnghe.witnessing.sources import Unreachable

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
REMEMBERED_SECONDS = 7_200

log_ = logging.getLogger(__name__)

Whom = tuple[str, UUID | None]
"""A witness's key, and the log it said no to; None: it answers nobody."""


@dataclass(frozen=True)
class Wait:
    """How long somebody is left alone after so many tries that came to nothing."""

    tries: int
    until: datetime

    def longer(self) -> "Wait":
        """After one more try."""
        span = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(self.tries, 10))
        return Wait(self.tries + 1, now() + span)


class Asker:
    """Remembers which heads have all words, and whom to leave alone for a while."""

    def __init__(self) -> None:
        self._done: dict[UUID, int] = {}
        self._waits: dict[Whom, Wait] = {}

    def turn(self) -> int:
        """Ask for what is missing under the heads that are out; how many words came."""
        asked = [witness for witness in cosigning.named() if witness.place]
        logs = Log.objects.filter(ended_at=None, signed_size__gt=0).order_by("id") if asked else ()
        return sum(self._under(log, asked) for log in logs if self._done.get(log.id) != log.signed_size)

    def _under(self, log: Log, asked: Sequence[Named]) -> int:
        head = reads.published(log)
        if head is None:
            return 0
        there = {key.vkey for key in head.witnesses}
        missing = [witness for witness in asked if witness.key.vkey not in there]
        came = sum(self._one(log, head, witness) for witness in missing)
        if came == len(missing):
            self._done[log.id] = head.head.size
        return came

    def _one(self, log: Log, head: Head, witness: Named) -> bool:
        """Ask one witness for one head, unless it is left alone; whether its word stands there now."""
        anybody, here = (witness.key.vkey, None), (witness.key.vkey, log.id)
        if any(whom in self._waits and now() < self._waits[whom].until for whom in (anybody, here)):
            return False
        try:
            _word(log, head, witness)
        except (Declined, NotProven) as error:
            self._leave_alone(here, log, witness, reads.DECLINED, str(error))
        except Unreachable as error:
            self._leave_alone(anybody, log, witness, reads.SILENT, str(error))
        else:
            self._is_well(anybody, here)
            return True
        return False

    def _is_well(self, *whoms: Whom) -> None:
        for whom in whoms:
            self._waits.pop(whom, None)
        vkey = whoms[0][0]
        if not any(other == vkey for other, _log in self._waits):
            cache.delete(reads.trouble_key(vkey))

    def _leave_alone(self, whom: Whom, log: Log, witness: Named, what: str, said: str) -> None:
        wait = self._waits.get(whom, Wait(0, now())).longer()
        if wait.tries == 1:
            log_.warning("the witness %s gave no word under %s: %s", witness.key.name, log.origin, said)
        self._waits[whom] = wait
        cache.set(reads.trouble_key(witness.key.vkey), what, REMEMBERED_SECONDS)


def _word(log: Log, head: Head, witness: Named) -> None:
    """Its word, put under the head. Raises Unreachable, Declined, and NotProven for a word that is not its own.

    When the next head is out by then, the word is of no use any more, and nobody is to blame.
    """
    reader = Shelf(log.origin).reader(head.head.size)
    lines = ask(witness.place, head.content, lambda old: consistency(old, head.head.size, reader))
    there = reads.published(log)
    if there and there.head == head.head:
        cosigning.add(log, lines)
        reads.demand_word(log, witness.key)
