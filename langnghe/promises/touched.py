"""Of which promises the ledger's steps tell: whoever remembers figures counts only these anew."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from langnghe.commitments.models import Commitment
from langnghe.ledger.models import Entry
from langnghe.matters.models import Joining, Matter
from langnghe.places.models import Ward
from langnghe.promises.reads import ABOUT

# By the noun of the entry's kind. A noun that stands nowhere here is answered as if it changed everything, and a test
# asks for every noun of the house to be placed.
OF_ITS_ROWS = frozenset({
    "addition", "answer", "arrival", "box_form", "call_back", "commitment", "erasure", "hand_over", "matter", "opinion",
    "photo", "promise", "question",
})  # fmt: skip
OF_EVERYTHING = frozenset({
    "earlier_import", "job", "mandate", "officer_import", "post", "ward", "ward_day", "workbook_import",
})  # fmt: skip
OF_NOTHING = frozenset({
    "abbreviation", "approver", "base_map", "box", "bulk", "case_file", "clocks", "contact", "deadline", "delivery",
    "epoch", "example", "file", "group", "household_import", "key", "letterbox", "log", "model", "morning_mail",
    "officer", "paper_run", "ready_answer", "retention", "sifting", "subtopic", "token",
})  # fmt: skip
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Touched:
    """Ids of matters and promises that may stand otherwise than before."""

    matters: set[UUID] = field(default_factory=set)
    promises: set[UUID] = field(default_factory=set)


def touched(ward: Ward, entries: Sequence[Entry]) -> Touched | None:
    """What these steps may have changed, with what follows from them; None: perhaps everything.

    Any id that an entry names may be that of a promise, a matter, or an opinion of a matter. Five statements.
    """
    nouns = {entry.kind.partition(".")[0] for entry in entries}
    if not nouns <= OF_ITS_ROWS | OF_NOTHING:
        return None
    named = set(_named(entries))
    if not named:
        return Touched()
    joined = Joining.objects.filter(opinion__in=named).values_list("matter_id", flat=True)
    resting = Matter.objects.filter(ward=ward, source__in=named).values_list("id", flat=True)
    mine = Commitment.objects.filter(ward=ward, subject_room=ABOUT)
    known = set(mine.filter(id__in=named).values_list("id", flat=True))
    matters = named - known | set(joined) | set(resting)
    return Touched(matters, known | set(mine.filter(subject_id__in=matters).values_list("id", flat=True)))


def _named(entries: Iterable[Entry]) -> Iterable[UUID]:
    for entry in entries:
        if entry.kind.partition(".")[0] in OF_ITS_ROWS:
            yield entry.subject_id
            yield from (UUID(found) for fact in entry.facts.values() for found in _ID.findall(str(fact)))
