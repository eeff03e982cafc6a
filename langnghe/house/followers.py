"""Who reacts to which entry. Read once at start; each follower is safe to run twice."""

from collections.abc import Mapping, Sequence

from langnghe.answering import entries as answering
from langnghe.answering import followers as in_answering
from langnghe.backups import entries as backups
from langnghe.backups import traces
from langnghe.casefiles import entries as casefiles
from langnghe.commitments import entries as commitments
from langnghe.deadlines import entries as deadlines
from langnghe.desk import followers as at_the_desk
from langnghe.earlier import entries as earlier
from langnghe.earlier import imports as earlier_years
from langnghe.figures import summing
from langnghe.files import entries as files
from langnghe.inbox import entries as inbox
from langnghe.inbox import followers as in_inbox
from langnghe.intake import entries as intake
from langnghe.ledger import apart
from langnghe.ledger import entries as ledger
from langnghe.ledger.models import Entry
from langnghe.ledger.registry import Follower, Together
from langnghe.maps import entries as maps
from langnghe.matters import entries as matters
from langnghe.matters import followers as in_matters
from langnghe.notices import entries as notices
from langnghe.notices import followers as in_notices
from langnghe.opinions import entries as opinions
from langnghe.opinions import rereading as in_opinions
from langnghe.people import entries as people
from langnghe.places import entries as places
from langnghe.places import followers as in_places
from langnghe.places import imports as households
from langnghe.promises import entries as promises
from langnghe.proof import entries as proof
from langnghe.proof import followers as in_proof
from langnghe.retention import entries as retention
from langnghe.roster import entries as roster
from langnghe.searching import entries as searching
from langnghe.sheets.turns import Turns
from langnghe.sifting import entries as sifting
from langnghe.sifting import followers as in_sifting
from langnghe.teaching import entries as teaching
from langnghe.training import followers as in_training
from langnghe.workbook import entries as workbook
from langnghe.workbook import imports as workbooks

KINDS: list[Mapping[str, str]] = [
    ledger.KINDS, places.KINDS, people.KINDS, files.KINDS, maps.KINDS, commitments.KINDS, opinions.KINDS, matters.KINDS,
    proof.KINDS,
    notices.KINDS, deadlines.KINDS,
    sifting.KINDS, searching.KINDS, teaching.KINDS,
    intake.KINDS, inbox.KINDS, earlier.KINDS,
    answering.KINDS, promises.KINDS, casefiles.KINDS, backups.KINDS,
    roster.KINDS, workbook.KINDS, retention.KINDS,
]  # fmt: skip

WORDS: set[str] = opinions.WORDS | files.WORDS | answering.WORDS

of_households, of_earlier_years = Turns(households.machine), Turns(earlier_years.machine)
of_workbooks = Turns(workbooks.machine)


def follow_promises(entry: Entry) -> bool:
    """The matter of a promise stands as its promises do, and only then its month is counted anew: one after the other,
    whoever runs the jobs."""
    return in_matters.follow_promises(entry) or summing.mark(entry)


def follow_promises_together(entries: Sequence[Entry]) -> None:
    """The same for several steps."""
    in_matters.follow_promises_together(entries)
    summing.mark_all(entries)


ERASURES = ("opinion.erased", "file.erased", "contact.erased")
FOLLOWERS: list[tuple[str, str, Follower]] = [
    ("household_import.received", "places.check_import", of_households.check),
    ("household_import.confirmed", "places.apply_import", of_households.apply),
    ("household_import.undo_asked", "places.undo_import", of_households.undo),
    *((kind, "matters.withdraw_words", in_matters.withdraw_words) for kind in in_matters.AGAINST_PUBLICATION),
    *((kind, "matters.follow_senders", in_matters.follow_senders) for kind in in_matters.OF_SENDERS),
    *((kind, "matters.recompute_clocks", in_matters.recompute_clocks) for kind in in_matters.DAYS_CHANGED),
    *((kind, "answering.recompute_due", in_answering.recompute_due) for kind in in_matters.DAYS_CHANGED),
    *((kind, "matters.keep_apart", in_matters.keep_apart) for kind in in_matters.GUARDED_ANEW),
    ("question.asked", "matters.wait_for_answer", in_matters.wait_for_answer),
    ("opinion.added", "matters.hear_answer", in_matters.hear_answer),
    *((kind, "matters.follow_promises", follow_promises) for kind in in_matters.OF_PROMISES),
    ("earlier_import.received", "earlier.check", of_earlier_years.check),
    ("earlier_import.confirmed", "earlier.apply", of_earlier_years.apply),
    ("earlier_import.undo_asked", "earlier.undo", of_earlier_years.undo),
    ("workbook_import.received", "workbook.check", of_workbooks.check),
    ("workbook_import.confirmed", "workbook.apply", of_workbooks.apply),
    ("workbook_import.undo_asked", "workbook.undo", of_workbooks.undo),
    ("hand_over.opened", "answering.carry", in_answering.carry),
    *((kind, "answering.report_back", in_answering.report_back) for kind in ("arrival.accepted", "arrival.refused")),
    ("ward.merged", "places.carry_over", in_places.carry_over),
    ("ward.merged", "proof.ward_merged", in_proof.ward_merged),
    ("ward.merged", "opinions.ward_merged", in_opinions.ward_merged),
    ("officer.added", "opinions.officer_joined", in_opinions.officer_joined),
    *((kind, "notices.tell", in_notices.tell) for kind in in_notices.TOLD),
    ("bulk.asked", "inbox.run", in_inbox.run),
    ("bulk.undo_asked", "inbox.undo", in_inbox.undo),
    ("sifting.asked", "sifting.sift", in_sifting.sift),
    ("sifting.undo_asked", "sifting.undo", in_sifting.undo),
    ("model.asked", "training.learn", in_training.learn),
    ("example.forgotten", "training.learn_again", in_training.learn_again),
    *((kind, "training.recheck", in_training.recheck) for kind in in_training.MAY_LEAVE),
    *(
        (kind, "figures.mark", summing.mark)
        for kind in (*summing.OF_MATTERS, *summing.OF_PROMISES, *summing.OF_OPINIONS)
    ),
    *((kind, "figures.mark_ward", summing.mark_ward) for kind in summing.OF_WARDS),
    *((kind, "ledger.note_erased", apart.follow) for kind in ERASURES),
    *((kind, "backups.sweep", traces.follow) for kind in ERASURES),
    *((kind, "desk.tell_senders", at_the_desk.tell_senders) for kind in at_the_desk.TOLD),
]

# Those who take several entries in fewer statements than one after the other.
TOGETHER: dict[str, Together] = {
    "matters.withdraw_words": in_matters.withdraw_words_together,
    "matters.keep_apart": in_matters.keep_apart_together,
    "training.recheck": in_training.recheck_together,
    "matters.follow_promises": follow_promises_together,
    "figures.mark": summing.mark_all,
    "desk.tell_senders": at_the_desk.tell_all,
}
