"""Steps that matters records."""

KINDS = {
    "matter.opened": "the ward opened a matter",
    "matter.booked": "a matter of an earlier year was entered from the ward's book and put on the board",
    "matter.joined": "an opinion joined a matter",
    "matter.parted": "an opinion was parted from a matter",
    "matter.merged": "all opinions of a matter joined another one",
    "matter.unmerged": "a matter that had joined another one was taken apart from it again",
    "matter.assigned": "a matter was given to a post, or back to the desk; says not to which",
    "matter.retopiced": "the topic of a matter was corrected; says not to which",
    "matter.asked": "the clock of a matter stands still while a sender is asked",
    "matter.heard_back": "the clock of a matter runs again: the sender answered, or five working days passed",
    "matter.left": "all senders of a matter withdrew or erased: it closes, nobody is owed an answer",
    "matter.came_back": "a sender of such a matter withdraws no longer: it is open again",
    "matter.released": "a matter was put on the public board, or its public words were changed",
    "matter.due_moved": "the day by which a matter is answered moved, because calendar or deadline changed (days)",
    "matter.escalated": "the last day for the answer passed; the heads of the ward see it (the day)",
    "matter.taken_back": "a matter was taken from the public board, for a reason",
}
