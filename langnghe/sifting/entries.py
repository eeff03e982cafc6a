"""Steps that sifting records."""

KINDS = {
    "sifting.asked": "an officer asked to dismiss, let in or set aside many waiting opinions (what, reason, how many)",
    "sifting.undo_asked": "an officer asked to undo such a step",
}
