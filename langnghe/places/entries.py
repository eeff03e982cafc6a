"""Steps that places records."""

KINDS = {
    "ward.opened": "a ward began to use this installation",
    "group.added": "a residential group was added",
}
