"""Tapping on a map that is a picture with a button over it."""

from playwright.sync_api import Locator, Page, expect


def sheet(page: Page) -> Locator:
    """What is tapped, once the styles are there that leave one of its two sizes."""
    found = page.locator("input.sheet-tap:visible")
    expect(found).to_have_count(1)
    return found
