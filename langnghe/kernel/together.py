"""Threads that want to write at the same moment: one of them writes for all, so that a burst costs one commit.

The disk's wait, the round trips and the held rows are paid once for everybody who came meanwhile; nobody is answered
before what they brought lies on the disk.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Turn(Generic[Item, Result]):
    """What one thread brought, and what became of it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.over = False
        self._result: list[Result] = []
        self._error: BaseException | None = None

    def succeed(self, result: Result) -> None:
        self._result, self.over = [result], True

    def fail(self, error: BaseException) -> None:
        self._error, self.over = error, True

    def answer(self) -> Result:
        if self._error is not None:
            raise self._error
        return self._result[0]


class Together(Generic[Item, Result]):
    """`write` takes items and returns as many results, all or nothing; at most `most` of them at once.

    When it fails for several, each is written alone, so that nobody fails for what another brought.
    """

    def __init__(self, write: Callable[[Sequence[Item]], Sequence[Result]], most: int) -> None:
        self._write, self._most = write, most
        self._waiting: deque[_Turn[Item, Result]] = deque()
        self._gate = threading.Lock()

    def do(self, item: Item) -> Result:
        """The result of writing `item`, alone or with what others brought; raises what `write` raised for it."""
        mine: _Turn[Item, Result] = _Turn(item)
        self._waiting.append(mine)
        with self._gate:
            while not mine.over:
                self._serve()
        return mine.answer()

    def _serve(self) -> None:
        turns = [self._waiting.popleft() for _turn in range(min(self._most, len(self._waiting)))]
        try:
            results = self._write([turn.item for turn in turns])
        except Exception as error:
            self._serve_each(turns, error)
        except BaseException as error:
            for turn in turns:
                turn.fail(error)
            raise
        else:
            for turn, result in zip(turns, results, strict=True):
                turn.succeed(result)

    def _serve_each(self, turns: Sequence[_Turn[Item, Result]], error: Exception) -> None:
        if len(turns) == 1:
            turns[0].fail(error)
            return
        for turn in turns:
            try:
                turn.succeed(self._write([turn.item])[0])
            except Exception as own:
                turn.fail(own)
