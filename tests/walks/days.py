"""A served ward whose clock a walk moves from day to day."""

from collections.abc import Callable, Iterable
from datetime import datetime

from playwright.sync_api import Browser

from langnghe.house.work import drain
from langnghe.kernel.clock import HANOI
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.stage import Stage
from tests.walks.steps import Ward


class Days:
    """The clock of the served product: Monday, 2 November 2026, in the morning, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 8, 0, tzinfo=HANOI)
        self.sign_in: Callable[[], None] = drain

    def ward(self, served: Served, browser: Browser, cast: Cast, staff: Iterable[str]) -> Ward:
        """The ward whose officers sign in anew each day that `at` brings."""
        sessions: dict[str, dict[str, str]] = {}
        self.sign_in = lambda: sessions.update({name: _cookies(cast, name) for name in staff})
        return Ward(served, browser, Stage(sessions, []))

    def later(self, month: int, day: int) -> None:
        """Weeks later; no officer is needed any more."""
        self.now = datetime(2026, month, day, 8, 0, tzinfo=HANOI)
        drain()

    def at(self, day: int, hour: int = 8) -> None:
        """It is this day of November, at this hour; the worker has done its part, officers have signed in again."""
        self.now = datetime(2026, 11, day, hour, 0, tzinfo=HANOI)
        drain()
        self.sign_in()


def _cookies(cast: Cast, name: str) -> dict[str, str]:
    return {key: morsel.value for key, morsel in client_for(cast[name]).cookies.items()}
