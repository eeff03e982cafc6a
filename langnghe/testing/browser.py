"""One headless Chromium for a whole run, and pages as people hold them: a phone, a phone with scripts, a desk."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from langnghe.testing import turns

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENSHOTS = Path(".cache/screenshots")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
}  # fmt: skip
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window. A machine without it is red, never skipped."""
    if not CHROMIUM.exists():
        raise RuntimeError(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def page(browser: Browser, base_url: str, *, language: str = "vi", **how: Any) -> Iterator[Page]:
    """A page in a browser context of its own; afterwards no script may have failed and no other host been asked."""
    context = browser.new_context(base_url=base_url, locale=language, timezone_id="Asia/Ho_Chi_Minh", **how)
    context.set_default_timeout(15_000)
    context.set_default_navigation_timeout(45_000)
    wrongs: list[str] = []
    host = urlsplit(base_url).hostname
    context.on("request", lambda request: _note_foreign(request, host, wrongs))
    context.on("weberror", lambda error: wrongs.append(f"script error: {error.error}"))
    context.on("console", lambda message: _note_policy(message.text, wrongs))
    yield context.new_page()
    context.close()
    assert not wrongs, "The page did what no page of ours may do:\n" + "\n".join(wrongs)


def look(page: Page, name: str) -> Path:
    """Save what the page looks like for people: .cache/screenshots/<name>-<width>-<language>.png.

    Both databases show the same page: in a run of bin/test the first one draws it.
    """
    width = (page.viewport_size or {"width": 0})["width"]
    language = page.locator("html").get_attribute("lang") or "vi"
    path = SCREENSHOTS / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}-{width}-{language}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if turns.is_first(f"picture {path.name}"):
        page.screenshot(path=path, full_page=True)
    return path


def _note_foreign(request: Request, host: str | None, wrongs: list[str]) -> None:
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != host:
        wrongs.append(f"asked another host: {request.url}")


def _note_policy(text: str, wrongs: list[str]) -> None:
    if "Content Security Policy" in text:
        wrongs.append(text)


def hold_passkey(page: Page) -> None:
    """Give the page's device a passkey holder that always recognises its owner, as a phone with a fingerprint does."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
