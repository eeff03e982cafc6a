"""Looking at something again and again while something else happens."""

import contextlib
import threading
from collections.abc import Callable, Iterator

LOOK_SECONDS = 0.2


@contextlib.contextmanager
def watched(look: Callable[[], float], every: float = LOOK_SECONDS) -> Iterator[list[float]]:
    """What each look found."""
    found, over = [look()], threading.Event()

    def again() -> None:
        while not over.wait(every):
            found.append(look())

    with beside(again, over):
        yield found


@contextlib.contextmanager
def beside(work: Callable[[], None], over: threading.Event) -> Iterator[None]:
    """Some work in a thread until it is told that it is over."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
