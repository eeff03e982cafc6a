"""Steps that people records."""

KINDS = {
    "officer.added": "an officer got an account",
    "mandate.given": "an officer took up a post",
}
