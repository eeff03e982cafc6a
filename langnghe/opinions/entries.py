"""Steps that opinions records."""

KINDS = {
    "opinion.received": "the ward received an opinion; says no more, whatever the opinion is about",
}
