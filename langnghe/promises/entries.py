"""Steps that promises records."""

KINDS = {
    "promise.pinned": "a promise was put on top of the ward's page for a year, and on its home",
    "promise.unpinned": "a promise no longer stands on top of the ward's page",
}
