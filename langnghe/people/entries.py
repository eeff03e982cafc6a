"""Steps that people records."""

KINDS = {
    "officer.added": "an officer got an account",
    "officer.disabled": "an officer's account was closed and every session of it ended",
    "officer.enabled": "a closed account was opened again",
    "officer.entrance_made": "a slip with a one-time code was printed for a first entry or a lost device",
    "officer.entered": "an officer used the slip and set up signing in",
    "officer.sign_in_changed": "an officer changed how they sign in; facts say which part",
    "post.added": "a post was made at a unit",
    "post.closed": "a post was closed",
    "mandate.given": "an officer took up a post",
    "mandate.ended": "an officer's mandate ended before its day",
    "mandate.handed_over": "the work of a mandate passed to another officer: leave, transfer or shift",
    "token.made": "the holder of a mandate made a token with which a program acts under it",
    "token.withdrawn": "a token was withdrawn by its holder or the administrator",
    "contact.sealed": "a way to reach someone was sealed",
    "contact.opened": "an officer opened a sealed contact; the facts carry a code of the reason",
    "contact.erased": "a sealed contact was destroyed",
    "key.halves_printed": "the key in use was printed as two halves",
    "key.made": "a ward got a new key",
    "key.removed": "an old ward key was removed after all rows were re-wrapped",
    "key.recovered": "a ward's key file was restored from its two paper halves",
}
