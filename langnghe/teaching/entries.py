"""Steps that teaching records."""

KINDS = {
    "example.given": "an officer said what an opinion is about, so it is an example to learn from; says not of what",
    "example.taken_back": "an officer took back what an opinion is about; it is no example any more",
    "example.forgotten": "an opinion may teach no longer; what had learnt from it was emptied at once (how many)",
    "subtopic.added": "a ward added a subtopic of its own, with an instruction and sentences",
    "subtopic.closed": "a ward's own subtopic is offered no more; what has it keeps it",
    "subtopic.reopened": "a ward's own subtopic is offered again",
    "model.asked": "learning from the officers' corrections was asked for (why)",
    "model.trained": "it was learnt and measured: a version and what came of it",
    "model.chosen": "a ward's words are sorted by another version, or by the shared one alone (which)",
}
