"""Steps that answering records."""

KINDS = {
    "answer.drafted": "an officer wrote a draft of an answer to a matter, or changed it (its version)",
    "answer.submitted": "a draft was given to whoever releases answers of its topic",
    "answer.recalled": "a submitted draft was taken back to be written on",
    "answer.returned": "a draft was returned for change, with words kept elsewhere",
    "answer.dropped": "a draft was dropped",
    "answer.released": "the ward answered a matter (how many promises; a hash over the words)",
    "hand_over.opened": "a matter was handed over to a named body and waits for it to accept",
    "hand_over.accepted": "the body accepted what was handed over to it",
    "hand_over.refused": "the body sent back what was handed over to it; the ward owes the answer again",
    "hand_over.due_moved": "the day by which a body should accept moved with the calendar or a deadline (both days)",
    "arrival.came": "a matter of another ward of this installation arrived",
    "arrival.accepted": "a ward accepted what another ward handed over, and opened a matter of its own",
    "arrival.refused": "a ward sent back what another ward handed over",
    "arrival.due_moved": "the day by which a ward should decide about an arrival moved (both days)",
    "approver.set": "a ward set which posts release answers of a topic (how many; none: the default)",
    "ready_answer.written": "a ready answer was added or changed",
    "ready_answer.retired": "a ready answer was retired",
}

# These commit to words or bytes kept elsewhere, with their salt; all others to their own facts.
WORDS = {"answer.released"}
