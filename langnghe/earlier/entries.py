"""Steps that earlier records."""

KINDS = {
    "earlier_import.received": "a book of earlier years was uploaded (hash and size)",
    "earlier_import.checked": "an uploaded book was checked row by row (counts)",
    "earlier_import.refused": "an uploaded book could not be read",
    "earlier_import.confirmed": "an officer let a checked book be imported",
    "earlier_import.applied": "a book was imported (counts)",
    "earlier_import.undo_asked": "an officer asked to take the import of a book back",
    "earlier_import.undone": "the import of a book was taken back whole",
    "earlier_import.removed": "the uploaded file of a finished import was removed",
}
