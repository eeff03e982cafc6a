"""Steps that the inbox records; each row of a bulk deed has the entry of its own verb as well."""

KINDS = {
    "bulk.asked": "an officer asked for one deed over many rows of the inbox (what, how many)",
    "bulk.done": "such a deed was through all its rows (how many were done and refused)",
    "bulk.undo_asked": "an officer asked to undo such a deed",
    "bulk.undone": "such a deed was undone (how many rows were put back and left alone)",
}
