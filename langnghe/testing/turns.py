"""Plugin of bin/test: which tests belong to this turn (`together` or `alone`) and to this database."""

import os

import pytest

TURN = os.environ.get("LANGNGHE_SUITE_TURN", "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of this turn; tests marked `once` run with SQLite only."""
    kept = [item for item in items if _is_ours(item)]
    dropped = [item for item in items if not _is_ours(item)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def _is_ours(item: pytest.Item) -> bool:
    alone = item.get_closest_marker("alone") is not None
    if item.get_closest_marker("once") and os.environ.get("LANGNGHE_DATABASE", "").startswith("postgresql:"):
        return False
    return alone == (TURN == "alone")
