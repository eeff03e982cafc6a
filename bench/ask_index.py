"""Asks the index of what is published in a province: `python -m bench.ask_index SLUG TURNS WORDS …`; prints JSON."""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.places.models import Ward  # noqa: E402
from langnghe.searching.expressions import word  # noqa: E402
from langnghe.searching.marks import province_mark  # noqa: E402
from langnghe.searching.models import Published  # noqa: E402
from langnghe.searching.reads import asked, best, find  # noqa: E402

PAGE = 1_000


def main(slug: str, turns: int, words: list[str]) -> None:
    """The slowest twentieth of both orders, in milliseconds, after one turn that nobody counts."""
    within = word(province_mark(Ward.objects.get(slug=slug).province_id))
    told: dict[str, float] = {"n": turns * len(words)}
    for name in ("newest first", "best first"):
        took = []
        for turn in range(turns + 1):
            for typed in words:
                began = time.perf_counter()
                if name == "best first":
                    best(Published, asked(typed), within)
                else:
                    find(Published, asked(typed), within, limit=PAGE)
                took += [time.perf_counter() - began] if turn else []
        told[name] = sorted(took)[int(len(took) * 0.95)] * 1000
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
