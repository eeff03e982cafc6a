"""Setting the stage in a real installation: its database gets the cast and a row for every route."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

INSIDE = "import django; django.setup(); from langnghe.testing import staging; staging.{call}"


@dataclass(frozen=True)
class Stage:
    """Cookies of each officer of Diên Hồng by sign-in name, and an address for every route."""

    sessions: dict[str, dict[str, str]]
    paths: list[str]


def set_stage(variables: dict[str, str], *, rows: bool = True) -> Stage:
    """Fill the installation that lives in these environment variables; without `rows` with wards and people only."""
    return _inside(variables, f"main(rows={rows})")


def sign_in_again(variables: dict[str, str]) -> dict[str, dict[str, str]]:
    """New sessions, after earlier ones were ended by what was done with them."""
    return _inside(variables, "sign_in_again()").sessions


def give_tokens(variables: dict[str, str], *usernames: str) -> dict[str, str]:
    """A token for each of these officers, which may write."""
    found: dict[str, str] = _told(variables, f"give_tokens(*{usernames!r})")
    return found


def _inside(variables: dict[str, str], call: str) -> Stage:
    return Stage(**_told(variables, call))


def _told(variables: dict[str, str], call: str) -> Any:
    inside = variables | {"DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    told = subprocess.run(
        [sys.executable, "-c", INSIDE.format(call=call)], env=inside, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise RuntimeError(f"the stage could not be set:\n{told.stderr}")
    return json.loads(told.stdout.splitlines()[-1])
