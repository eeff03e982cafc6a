"""Setting the stage in a real installation: its database gets the cast and a row for every route."""

import json
import subprocess
import sys
from dataclasses import dataclass

INSIDE = "import django; django.setup(); from langnghe.testing import staging; staging.main(rows={rows})"


@dataclass(frozen=True)
class Stage:
    """Cookies of each officer of Diên Hồng by sign-in name, and an address for every route."""

    sessions: dict[str, dict[str, str]]
    paths: list[str]


def set_stage(variables: dict[str, str], *, rows: bool = True) -> Stage:
    """Fill the installation that lives in these environment variables; without `rows` with wards and people only."""
    inside = variables | {"DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    told = subprocess.run(
        [sys.executable, "-c", INSIDE.format(rows=rows)], env=inside, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise RuntimeError(f"the stage could not be set:\n{told.stderr}")
    return Stage(**json.loads(told.stdout.splitlines()[-1]))
