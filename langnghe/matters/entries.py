"""Steps that matters records."""

KINDS = {
    "matter.opened": "the ward opened a matter",
    "matter.booked": "a matter of an earlier year was entered from the ward's book and put on the board",
    "matter.joined": "an opinion joined a matter",
    "matter.parted": "an opinion was parted from a matter",
    "matter.released": "a matter was put on the public board, or its public words were changed",
    "matter.due_moved": "the day by which a matter is answered moved, because calendar or deadline changed (days)",
    "matter.taken_back": "a matter was taken from the public board, for a reason",
}
