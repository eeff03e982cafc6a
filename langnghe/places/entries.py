"""Steps that places records."""

KINDS = {
    "ward.opened": "a ward began to use this installation",
    "ward.merged": "a ward ended and went into another (its code)",
    "ward.took_over": "a ward goes on in place of another (its code)",
    "ward.carried": "groups and households of a merged ward were written anew under its successor (counts)",
    "ward.phone_set": "the ward said which number its duty desk answers",
    "group.added": "a residential group was added",
    "group.renamed": "a residential group got another name",
    "group.closed": "a residential group was closed",
    "group.reopened": "the closing of a residential group was taken back",
    "ward_day.set": "a ward set a day off or a make-up day of its own",
    "ward_day.removed": "a ward took back a day of its own",
    "ward_day.restored": "a ward restored a day it had taken back",
    "household_import.received": "a list of groups and households was uploaded (hash and size)",
    "household_import.checked": "an uploaded list was checked row by row (counts)",
    "household_import.refused": "an uploaded list could not be read",
    "household_import.confirmed": "an officer let a checked list be imported",
    "household_import.applied": "a list was imported (counts)",
    "household_import.undo_asked": "an officer asked to take an import back",
    "household_import.undone": "an import was taken back whole",
    "household_import.removed": "the uploaded file of a finished import was removed",
}
