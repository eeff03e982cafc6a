"""Every route can be opened by a test."""

from langnghe.testing import pages


def test_every_route_has_a_builder() -> None:
    missing = [f"{route.name}  ({route.pattern})" for route in pages.routes() if route.name not in pages.builders()]
    assert not missing, (
        "These routes have no builder. Write one in langnghe/<room>/tests/pages.py (see langnghe/testing/pages.py):\n  "
        + "\n  ".join(missing)
    )


def test_every_builder_belongs_to_a_route() -> None:
    known = {route.name for route in pages.routes()}
    gone = sorted(set(pages.builders()) - known)
    assert not gone, f"These routes are gone; remove their builders: {', '.join(gone)}"
