"""Steps that roster records."""

KINDS = {
    "officer_import.received": "a list of officers was kept for importing (hash and size)",
    "officer_import.checked": "a list of officers was checked row by row (counts)",
    "officer_import.refused": "a list of officers could not be read",
    "officer_import.confirmed": "a checked list of officers was let in",
    "officer_import.applied": "a list of officers was imported (counts)",
    "officer_import.undo_asked": "somebody asked to take a list of officers back",
    "officer_import.undone": "a list of officers was taken back whole",
    "officer_import.removed": "the file of a finished import of officers was removed",
}
