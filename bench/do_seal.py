"""Works on the public log beside the served product: `python -m bench.do_seal seal SECONDS | fill COUNT | rederive`.

`seal` says `ready`, then lets a mark pass every second, so that entries are sealed as fast as they come in; `fill`
records so many entries of the first ward and seals them; `rederive` makes its log anew; `promise COUNT` computes
promises. Each prints JSON.
"""

import json
import os
import resource
import secrets
import sys
import time
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from django.db import transaction  # noqa: E402

from langnghe.auditing import public_log  # noqa: E402
from langnghe.kernel.clock import clock, now  # noqa: E402
from langnghe.kernel.ids import uuid7  # noqa: E402
from langnghe.kernel.rows import insert, new  # noqa: E402
from langnghe.ledger.models import Entry, Leaf  # noqa: E402
from langnghe.places.models import Ward  # noqa: E402
from langnghe.proof import epochs, giving, sealing  # noqa: E402
from langnghe.proof.models import Log  # noqa: E402

SLICE = 2_000
MARK = timedelta(minutes=15)


def seal(seconds: float) -> dict[str, Any]:
    """Marks pass faster than they do; entries sealed, and the processor that took."""
    logs = list(Log.objects.filter(ended_at=None).select_related("ward"))
    before = Leaf.objects.count()
    print("ready", flush=True)
    until = time.monotonic() + seconds
    began = time.process_time()
    while time.monotonic() < until:
        _let_a_mark_pass(max(filter(None, (log.marked_at for log in logs)), default=None))
        for log in logs:
            sealing.seal(log)
        time.sleep(max(0.0, min(1.0, until - time.monotonic())))
    return {"sealed": Leaf.objects.count() - before, "processor": time.process_time() - began}


def fill(count: int) -> dict[str, Any]:
    """Record and seal; entries, leaves, and seconds of sealing."""
    ward = Ward.objects.filter(successor=None).order_by("code")[0]
    log = epochs.need_log(ward)
    for first in range(0, count, SLICE):
        with transaction.atomic():
            insert(*(_entry(ward) for _number in range(min(SLICE, count - first))))
    _let_a_mark_pass()
    began = time.process_time()
    sealing.seal(log)
    return {"entries": count, "leaves": log.size, "processor": time.process_time() - began}


def rederive() -> dict[str, Any]:
    """Make the log anew: leaves, processor, peak of memory, and what does not fit."""
    log = max(Log.objects.all(), key=lambda one: one.size)
    began = time.process_time()
    wrong = sum(1 for _finding in public_log.check(log.ward_id))
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"leaves": log.size, "processor": took, "peak": peak, "wrong": wrong}


def promise(count: int) -> dict[str, Any]:
    """Promises computed as a receipt shows them; processor of each."""
    entry = Entry.objects.filter(kind="opinion.received").latest("id")
    giving.promise(entry)
    began = time.process_time()
    for _time in range(count):
        giving.promise(entry)
    return {"processor": (time.process_time() - began) / count}


def _let_a_mark_pass(last: datetime | None = None) -> None:
    """From now on it is one mark later, than the last one of a log too: another process may have been there."""
    later = max(now(), last or now()) + MARK
    clock.read = lambda: later  # type: ignore[method-assign]


def _entry(ward: Ward) -> Entry:
    return new(
        Entry, kind="opinion.received", ward_id=ward.id, room="opinions", subject_id=uuid7(), actor_kind="resident",
        facts={}, commitment=secrets.token_bytes(32), salt=secrets.token_bytes(32),
    )  # fmt: skip


if __name__ == "__main__":
    verb, *more = sys.argv[1:]
    told = {"seal": seal, "fill": fill, "rederive": rederive, "promise": promise}[verb](*map(int, more))  # type: ignore[operator]
    print(json.dumps(told))
