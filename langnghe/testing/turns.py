"""Plugin of bin/test: which tests belong to this turn (`together` or `alone`), and which database takes a `once` test.

Tests marked `once` come last, the slow ones first among them, and whichever database is free takes the next: the two
runs end together, and no test is run twice. Which test is running stands in a file, for whoever stops a run that hangs.
"""

import hashlib
import os
from pathlib import Path

import pytest

TURN = os.environ.get("LANGNGHE_SUITE_TURN", "")
CLAIMS = os.environ.get("LANGNGHE_SUITE_CLAIMS", "")
# Left among the claims when some test needs a turn for itself.
ALONE_WAITS = "alone-waits"
NOW = os.environ.get("LANGNGHE_SUITE_NOW", "")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of this turn, those that the other database may take last."""
    for item in items:
        if item.get_closest_marker("alone") and not _is_once(item):
            raise pytest.UsageError(f"{item.nodeid}: what needs the machine to itself is marked `once` too")
    kept = [item for item in items if _is_ours(item)]
    dropped = [item for item in items if not _is_ours(item)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
    if dropped and CLAIMS and TURN == "together":
        Path(CLAIMS, ALONE_WAITS).touch()
    items[:] = sorted(kept, key=_late)


def pytest_runtest_logstart(nodeid: str) -> None:
    """Leave word of what begins now."""
    if NOW:
        Path(NOW).write_text(nodeid, encoding="utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Pass over a test that the other database has taken, without a word."""
    if _is_once(item) and not is_first(item.nodeid):
        # What was set up for this one's file or for the whole run must still be put away in its turn.
        item.session._setupstate.teardown_exact(nextitem)
        return True
    return None


def is_first(what: str) -> bool:
    """Whether nobody has taken this in the same run of bin/test; it is taken now. Outside of one always."""
    if not CLAIMS:
        return True
    try:
        Path(CLAIMS, hashlib.sha256(what.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _is_ours(item: pytest.Item) -> bool:
    alone = item.get_closest_marker("alone") is not None
    return alone == (TURN == "alone")


def _late(item: pytest.Item) -> int:
    """0 for what both databases run; then what one of them runs: the longest first, so that both end together."""
    if not _is_once(item):
        return 0
    if not item.get_closest_marker("slow"):
        return 3
    return 1 if "chromium" in getattr(item, "fixturenames", ()) else 2


def _is_once(item: pytest.Item) -> bool:
    return item.get_closest_marker("once") is not None
