"""Steps that searching records."""

KINDS = {
    "abbreviation.added": "a ward added a short form by which words are found too",
    "abbreviation.dropped": "a ward uses a built-in short form no more",
    "abbreviation.taken_back": "a ward took back what it had added or dropped",
}
