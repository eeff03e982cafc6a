"""What an erasure leaves behind in the files of the database, and when it is swept away.

The rows are emptied in the erasure's own transaction. What stays below them, dead versions of rows, statistics, the
log of the database, is swept afterwards, beside all other work and outside a transaction; what hinders it is
remembered, told by the health page and tried again.
"""

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from langnghe.backups import traces_postgresql, traces_sqlite
from langnghe.backups.hindrance import Hindered, Hindrance
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.durable import write_durably
from langnghe.ledger.models import Entry
from langnghe.searching.erasing import merge_away

# Erasures of so long are swept together.
PAUSE = timedelta(minutes=5)
NIGHT_HOURS = range(1, 5)
# Told only then: somebody's long report may well hold a snapshot for an hour.
LATE_AFTER = timedelta(hours=26)
NEVER = ""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Traces:
    """When something was erased last (ISO), since when it waits, until when all is swept, and what hinders the rest.

    `tables_at`: of what was erased before, nothing is left in the tables. `swept_at`: nor in the database's log.
    """

    asked_at: str = NEVER
    waits_since: str = NEVER
    tables_at: str = NEVER
    swept_at: str = NEVER
    tried_at: str = NEVER
    hindered: Hindrance | str = ""

    @property
    def waiting(self) -> bool:
        """Whether something that was erased may still lie in a file of the database."""
        return self.asked_at > self.swept_at

    @property
    def late(self) -> bool:
        """Whether it has been waiting for more than a day."""
        return self.waiting and now() - datetime.fromisoformat(self.waits_since) > LATE_AFTER


def follow(_entry: Entry) -> None:
    """Follows each erasure: something is to be swept. Safe to run twice."""
    before, moment = state(), now().isoformat()
    _remember(replace(before, asked_at=moment, waits_since=before.waits_since if before.waiting else moment))


def turn() -> bool:
    """Sweep when it is time; whether it was."""
    seen = state()
    if not seen.waiting or (seen.tried_at and now() - datetime.fromisoformat(seen.tried_at) < PAUSE):
        return False
    sweep()
    return True


def sweep(*, wait_for_night: bool = True) -> Traces:
    """Sweep what can be swept now, outside a transaction. Large tables of PostgreSQL are rewritten at night only.

    What hinders is remembered; the next turn tries again.
    """
    seen, moment = state(), now().isoformat()
    try:
        if seen.asked_at > seen.tables_at:
            _sweep_tables(large_too=not wait_for_night or now().astimezone(HANOI).hour in NIGHT_HOURS)
            seen = _remember(replace(state(), tables_at=moment))
        _sweep_log()
        swept = replace(state(), swept_at=moment, tried_at=moment, hindered="")
        return _remember(replace(swept, waits_since=swept.asked_at if swept.waiting else NEVER))
    except Hindered as hindrance:
        return _remember(replace(state(), tried_at=moment, hindered=hindrance.why))
    except DatabaseError as error:
        log.warning("sweeping what was erased: %s", type(error).__name__)
        return _remember(replace(state(), tried_at=moment, hindered="failed"))


def state() -> Traces:
    """How it stands."""
    try:
        return Traces(**json.loads(state_file().read_text()))
    except (OSError, ValueError, TypeError):
        return Traces()


def _sweep_tables(*, large_too: bool) -> None:
    traces_postgresql.sweep_tables(large_too=large_too) if connection.vendor == "postgresql" else merge_away()


def _sweep_log() -> None:
    traces_postgresql.sweep_log() if connection.vendor == "postgresql" else traces_sqlite.sweep_log()


def _remember(traces: Traces) -> Traces:
    write_durably(state_file(), json.dumps(asdict(traces)).encode())
    return traces


def state_file() -> Path:
    """Where that is remembered: beside the database, for it is said of this machine's own files."""
    return Path(settings.DATA) / "traces.json"
