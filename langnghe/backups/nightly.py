"""The backup that makes itself every night."""

import logging
from datetime import datetime, timedelta

from langnghe.backups import saving
from langnghe.backups.shelf import Backup
from langnghe.backups.state import Last, folder, last, remember
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.refused import Refused

HOUR = 2
RETRY_AFTER = timedelta(hours=1)

log = logging.getLogger(__name__)


def run_if_due() -> Backup | None:
    """Make tonight's backup when it is time; a refusal is remembered and told, and tried again an hour later."""
    to, before = folder(), last()
    if to is None or not due(before, now()):
        return None
    good_at = before.good_at if before else ""
    try:
        made = saving.save(to)
    except (Refused, OSError) as error:
        log.warning("backup: %s", error)
        remember(Last(now().isoformat(), str(to), str(error), good_at))
        return None
    remember(Last(now().isoformat(), str(to), "", made.made_at.isoformat()))
    return made


def due(before: Last | None, moment: datetime) -> bool:
    """Once a night from two o'clock on; after a refusal again when an hour has passed; at once when there is none."""
    if before is None:
        return True
    tried = datetime.fromisoformat(before.tried_at)
    if before.refused:
        return moment - tried >= RETRY_AFTER
    here = moment.astimezone(HANOI)
    tonight = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return here >= tonight > tried.astimezone(HANOI)
