"""Steps that workbook records."""

KINDS = {
    "workbook_import.received": "a ward's workbook was uploaded (hash and size)",
    "workbook_import.checked": "an uploaded workbook was checked row by row (counts)",
    "workbook_import.refused": "an uploaded workbook could not be read",
    "workbook_import.confirmed": "an officer let a checked workbook be imported",
    "workbook_import.applied": "all parts of a workbook were imported (counts)",
    "workbook_import.undo_asked": "an officer asked to take a workbook back",
    "workbook_import.undo_stopped": "taking a workbook back stopped, because something rests on a part of it",
    "workbook_import.undone": "all parts of a workbook were taken back",
    "workbook_import.removed": "the uploaded file of a finished workbook was removed",
}
