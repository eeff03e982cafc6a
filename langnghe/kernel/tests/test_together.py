"""What threads that write at the same moment can rely on."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from langnghe.kernel.together import Together


class Book:
    """Writes numbers as a database would: all or nothing, and none below zero. The first to come waits for a crowd."""

    def __init__(self, crowd: int = 0) -> None:
        self.written: list[int] = []
        self.times: list[int] = []
        self.crowd = threading.Event()
        self.together = Together(self.write, most=4)
        self._awaited = crowd

    def write(self, numbers: Sequence[int]) -> list[str]:
        self.times.append(len(numbers))
        if self._awaited and len(self.times) == 1:
            assert self.crowd.wait(10)
        if any(number < 0 for number in numbers):
            raise ValueError(min(numbers))
        self.written += numbers
        return [f"số {number}" for number in numbers]

    def send(self, number: int) -> str:
        try:
            return self.together.do(number)
        except ValueError as error:
            return f"từ chối {error}"

    def send_all(self, first: int, others: list[int]) -> list[str]:
        """`first` is being written while all the others come."""
        with ThreadPoolExecutor(len(others) + 1) as threads:
            before = threads.submit(self.send, first)
            while not self.times:
                pass
            answers = [threads.submit(self.send, number) for number in others]
            while len(self.together._waiting) < len(others):
                pass
            self.crowd.set()
            return [before.result(10), *(answer.result(10) for answer in answers)]


def test_everybody_gets_the_answer_to_what_they_brought() -> None:
    book = Book(crowd=1)
    assert book.send_all(0, list(range(1, 11))) == [f"số {number}" for number in range(11)]


def test_a_crowd_is_written_a_few_at_a_time() -> None:
    book = Book(crowd=1)
    book.send_all(0, list(range(1, 11)))
    assert book.times == [1, 4, 4, 2]


def test_nobody_fails_for_what_another_brought() -> None:
    book = Book(crowd=1)
    assert sorted(book.send_all(0, [1, -2, 3])) == sorted(["số 0", "số 1", "từ chối -2", "số 3"])
    assert sorted(book.written) == [0, 1, 3]


def test_alone_one_is_written_at_once() -> None:
    book = Book()
    assert (book.send(7), book.times) == ("số 7", [1])


def test_whoever_writes_and_is_stopped_leaves_nobody_waiting() -> None:
    def stopped(numbers: Sequence[int]) -> list[str]:
        raise SystemExit

    together = Together(stopped, most=4)
    for _turn in range(2):
        with pytest.raises(SystemExit):
            together.do(1)
