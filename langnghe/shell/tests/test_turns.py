"""Pages are drawn in the order in which they were asked for, and nobody waits for long."""

import threading
import time

from django.http import HttpRequest, HttpResponse

from langnghe.shell import turns
from langnghe.shell.turns import PAGES, Queue, Turns

SOON, NEVER = 10.0, 0.02


def until_waiting(queue: Queue, count: int) -> None:
    deadline = time.monotonic() + SOON
    while len(queue._waiting) < count and time.monotonic() < deadline:
        time.sleep(0.001)
    assert len(queue._waiting) == count


def test_who_asked_first_is_served_first() -> None:
    queue, served = Queue(1), []

    def come(name: str) -> None:
        assert queue.enter(SOON)
        served.append(name)
        queue.leave()

    assert queue.enter(NEVER)
    people = [threading.Thread(target=come, args=[name]) for name in ("Lan", "Khoa", "Bình")]
    for count, one in enumerate(people, 1):
        one.start()
        until_waiting(queue, count)
    queue.leave()
    for one in people:
        one.join(SOON)
    assert served == ["Lan", "Khoa", "Bình"]


def test_who_waits_too_long_goes_on_and_nothing_is_lost_of_the_turns() -> None:
    queue = Queue(2)
    assert [queue.enter(NEVER) for _one in range(4)] == [True, True, False, False]
    queue.leave()
    queue.leave()
    assert [queue.enter(NEVER) for _one in range(3)] == [True, True, False]


def test_a_storm_of_comers_never_has_more_than_its_turns() -> None:
    queue, inside, most, lock = Queue(2), 0, 0, threading.Lock()

    def come() -> None:
        nonlocal inside, most
        for _time in range(200):
            assert queue.enter(SOON)
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0)
            with lock:
                inside -= 1
            queue.leave()

    people = [threading.Thread(target=come) for _one in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join(60)
    assert (inside, most) == (0, 2)
    assert [queue.enter(NEVER) for _one in range(3)] == [True, True, False]


def test_pages_wait_and_what_is_sent_does_not() -> None:
    waited: dict[str, bool] = {}
    begin = threading.Event()

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path == "slow":
            assert begin.wait(SOON)
        waited[str(request.method)] = begin.is_set()
        return HttpResponse()

    queue = Turns(answer)
    slow = [threading.Thread(target=queue, args=[asked("GET", "slow")]) for _one in range(PAGES)]
    for one in slow:
        one.start()
    while queue.queue._free:
        time.sleep(0.001)
    queue(asked("POST", "quick"))
    assert waited == {"POST": False}
    page = threading.Thread(target=queue, args=[asked("HEAD", "quick")])
    page.start()
    until_waiting(queue.queue, 1)
    begin.set()
    for one in [*slow, page]:
        one.join(SOON)
    assert waited == {"POST": False, "GET": True, "HEAD": True}


def asked(method: str, path: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path = method, path
    return request


def test_a_page_comes_even_while_all_turns_are_taken() -> None:
    queue = Turns(lambda request: HttpResponse("đây"))
    for _turn in range(turns.PAGES):
        assert queue.queue.enter(NEVER)
    assert queue(asked("GET", "trang")).content.decode() == "đây"
