"""Why what was erased cannot be swept out of the database's files yet."""

from typing import Literal

Hindrance = Literal["snapshot", "busy", "night", "right", "log kept", "failed"]


class Hindered(Exception):
    """It cannot be done now; `why` is told and it is tried again.

    snapshot: somebody still reads as of a moment before the erasure. busy: a table was not free. night: a large table
    waits for the night. right: the database's user may not sweep its log. log kept: an archive or a replica still
    needs an old file of the log. failed: the database said no.
    """

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why
