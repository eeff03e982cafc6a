"""Erases opinions of a served ward as their senders do: `python -m bench.do_erase SLUG COUNT`; prints JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from django.db import connection  # noqa: E402

from langnghe.kernel.actors import resident  # noqa: E402
from langnghe.opinions import leaving  # noqa: E402
from langnghe.opinions.models import Opinion  # noqa: E402
from langnghe.searching import ordinals  # noqa: E402
from langnghe.searching.models import Passage  # noqa: E402


def main(slug: str, count: int) -> None:
    """Ask for the erasure of so many unguarded opinions, spread over all times, and carry it out."""
    found = Opinion.objects.filter(ward__slug=slug, guard="", also_crime=False, erased_at=None, erasure_asked_at=None)
    ids = list(found.order_by("id").values_list("id", flat=True))
    chosen = ids[:: max(1, len(ids) // count)][:count]
    took: list[float] = []
    most = 0
    processor = time.process_time()
    for id_ in chosen:
        opinion = Opinion.objects.select_related("ward").get(id=id_)
        seconds, statements = _erased(opinion)
        took.append(seconds)
        most = max(most, statements)
    print(json.dumps({
        "erased": len(took), "p95": sorted(took)[int(len(took) * 0.95)], "statements": most,
        "processor": (time.process_time() - processor) / len(took),
        "left": Passage.objects.filter(ordinal__in=[ordinals.of_id(id_) for id_ in chosen]).count(),
    }))  # fmt: skip


def _erased(opinion: Opinion) -> tuple[float, int]:
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    by = resident(opinion.ward_id)
    leaving.ask_erasure(opinion, by=by.actor)
    began = time.perf_counter()
    with connection.execute_wrapper(note):
        leaving.erase(opinion, by=by)
    return time.perf_counter() - began, len(statements)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
