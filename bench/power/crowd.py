"""Residents who do not give up: a form that brought no receipt is sent again, as a browser would, until it does."""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field

from bench.power.residents import Letter, Receipt, letter

PAUSE = 0.2


@dataclass
class Crowd:
    """So many people at one port, each sending one form after the other."""

    port: int
    many: int
    seed: int
    receipts: list[Receipt] = field(default_factory=list)
    sent_again: int = 0
    unclear: list[str] = field(default_factory=list)
    _waiting: set[int] = field(default_factory=set)
    _ending: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Everybody starts."""
        self._threads = [threading.Thread(target=self._live, args=(own,), daemon=True) for own in range(self.many)]
        for thread in self._threads:
            thread.start()

    def between(self) -> int:
        """How many have sent a form and have no answer yet."""
        return len(self._waiting)

    def end(self, seconds: float = 120) -> int:
        """Everybody finishes what they hold; how many could not."""
        self._ending.set()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return sum(thread.is_alive() for thread in self._threads)

    def _live(self, own: int) -> None:
        chance, number = random.Random(f"{self.seed} {own}"), own
        while not self._ending.is_set():
            self.receipts.append(self._until_accepted(own, letter(number, chance, photos=int(chance.random() < 0.2))))
            number += self.many

    def _until_accepted(self, own: int, mine: Letter) -> Receipt:
        while True:
            try:
                if not mine.hidden:
                    mine.open(self.port)
                self._waiting.add(own)
                answer = mine.send(self.port)
            except (OSError, http.client.HTTPException):
                answer = None
            finally:
                self._waiting.discard(own)
            if answer and answer.receipt:
                return answer.receipt
            if answer and answer.status < 500 and answer.status != 429:
                self.unclear.append(f"{answer.status}: {answer.page[-1500:]}")
            self.sent_again += 1
            time.sleep(PAUSE)
