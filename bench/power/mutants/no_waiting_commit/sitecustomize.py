"""SQLite commits without waiting for the disk (PostgreSQL hears of it by its address)."""

from typing import Any

from langnghe.house import environment

_as_it_is = environment._sqlite


def _not_waiting(path: str) -> dict[str, Any]:
    found = _as_it_is(path)
    options = found["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    return found


environment._sqlite = _not_waiting
