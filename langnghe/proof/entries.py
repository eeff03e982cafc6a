"""Steps that proof records."""

KINDS = {
    "epoch.began": "a public log began; the first leaf of it; quotes the last head of the log before, if there was one",
    "log.joined": "the log of a merged ward ended; quotes its last head (origin, size, root)",
    "log.rekeyed": "the log is signed with another key from now on (hash of the new public key)",
}
