"""Steps that files records."""

KINDS = {
    "file.stored": "a file was stored",
    "file.published": "a file may be seen by everybody",
    "file.unpublished": "a file may no longer be seen by everybody",
    "file.erased": "a file's bytes were removed for good; facts: why (asked, unsent)",
}

# These commit to words or bytes kept elsewhere, with their salt; all others to their own facts.
WORDS = {"file.stored"}
