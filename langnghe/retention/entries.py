"""Steps that retention records; each opinion that goes has its own entry from `opinions.leaving`."""

KINDS = {
    "retention.ran": "what was kept as long as the ward keeps it was erased (how many contacts, opinions, set aside)",
}
