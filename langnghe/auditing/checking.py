"""All checks of a ward, one after the other. Reads only; each in its own statements, so that work goes on meanwhile."""

from collections.abc import Callable, Iterator
from uuid import UUID

from langnghe.auditing import answers, matters, opinions, promises, public_log, steps, stored
from langnghe.auditing.findings import Finding

CHECKS: dict[str, Callable[[UUID], Iterator[Finding]]] = {
    "các bước trong sổ": steps.check,
    "ý kiến": opinions.check,
    "việc": matters.check,
    "trả lời": answers.check,
    "lời hứa": promises.check,
    "tệp": stored.check,
    "sổ công khai": public_log.check,
}


def check(ward_id: UUID) -> Iterator[Finding]:
    """Everything that is not as the ledger says; the first is what to look at first."""
    for one in CHECKS.values():
        yield from one(ward_id)
