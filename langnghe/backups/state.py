"""Where nightly backups go, and how the last one went."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably

OLD_AFTER = timedelta(hours=50)


@dataclass(frozen=True)
class Last:
    """The last try: when, into which folder, the sentence of a refusal; `good_at`: when the last good one began."""

    tried_at: str
    folder: str
    refused: str
    good_at: str

    @property
    def fresh(self) -> bool:
        """Whether the last good one is young enough."""
        return bool(self.good_at) and now() - datetime.fromisoformat(self.good_at) < OLD_AFTER


def folder() -> Path | None:
    """LANGNGHE_BACKUP_TO, if set."""
    return Path(settings.BACKUP_TO) if settings.BACKUP_TO else None


def last() -> Last | None:
    """How the last one went; None before the first."""
    try:
        return Last(**json.loads(_state_file().read_text()))
    except (OSError, ValueError, TypeError):
        return None


def remember(how: Last) -> None:
    """Keep how it went, for the health page."""
    write_durably(_state_file(), json.dumps(asdict(how), ensure_ascii=False).encode())


def _state_file() -> Path:
    return Path(settings.DATA) / "backup.json"
