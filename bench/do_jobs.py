"""Lets done jobs wait again, or works them off: `python -m bench.do_jobs arm COUNT | work`.

Every follower is safe to run twice, so the newest jobs of the generated wards are real work for real followers.
`arm` prints how many wait; `work` runs a worker until none does, and prints the ids of the jobs it ran and how long it
took as one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.house.work import Worker  # noqa: E402
from langnghe.kernel.clock import now  # noqa: E402
from langnghe.ledger import jobs  # noqa: E402
from langnghe.ledger.models import Job  # noqa: E402

# Reactions in slices of their own, once in a ward's life; a job a step is what the loop must carry.
RARE = ("places.", "earlier.", "inbox.", "sifting.", "opinions.", "searching.")


def arm(count: int) -> None:
    """The newest done jobs wait again."""
    done = Job.objects.exclude(done_at=None).order_by("-id")
    for rare in RARE:
        done = done.exclude(follower__startswith=rare)
    ids = list(done.values_list("id", flat=True)[:count])
    for first in range(0, len(ids), 500):
        some = Job.objects.filter(id__in=ids[first : first + 500])
        some.update(done_at=None, due_at=now(), attempts=0)
    print(len(ids))


def work() -> None:
    """Work them off; who finds none left, or the last ones leased to another worker, is done."""
    ran: list[str] = []
    run_all = jobs.run_all

    def noted(claimed: Sequence[Job], *, stopping: Callable[[], bool] = lambda: False) -> int:
        ran.extend(job.id.hex for job in claimed)
        return run_all(claimed, stopping=stopping)

    jobs.run_all = noted
    worker = Worker()
    worker.next_sweep = worker.next_morning = float("inf")
    began = last = time.perf_counter()
    processor = time.process_time()
    while worker.turn():
        last = time.perf_counter()
    print(json.dumps({"ran": ran, "seconds": last - began, "processor": time.process_time() - processor}))


if __name__ == "__main__":
    arm(int(sys.argv[2])) if sys.argv[1] == "arm" else work()
