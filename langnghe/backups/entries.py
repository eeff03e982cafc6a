"""Entry kinds of this room."""

KINDS = {
    "ward.restored": "the ward goes on from a backup; facts: its moment, the last entry known, numbers left out",
}
