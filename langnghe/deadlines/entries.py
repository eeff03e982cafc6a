"""Steps that deadlines records."""

KINDS = {
    "deadline.set": "a ward set a deadline of its own (step, topic, from when, days)",
    "deadline.taken_back": "a ward took back a deadline of its own",
    "clocks.recomputed": "open clocks were counted anew after a change of calendar or deadline (counts)",
}
