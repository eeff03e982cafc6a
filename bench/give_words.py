"""Prints so many different searches of one ward, as JSON: one to four words in a row of what somebody wrote there, some
with accents as written, some without, some in quotes."""

import json
import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.kernel.folding import fold  # noqa: E402
from langnghe.matters.models import Matter  # noqa: E402
from langnghe.places.models import Ward  # noqa: E402

LONGEST, QUOTED, PLAIN = 4, 0.1, 0.5


def give(slug: str, count: int) -> None:
    """Drawn from what the ward published, newest first, the same for the same rows."""
    ward, chance = Ward.objects.get(slug=slug), random.Random(20261123)
    texts = Matter.objects.filter(ward=ward, board_row__isnull=False).order_by("-board_row")
    said = [words for words in texts.values_list("text", flat=True)[: count * 10] if words.split()]
    found: dict[str, None] = {}
    while len(found) < count:
        words = chance.choice(said).split()
        begin, size = chance.randrange(len(words)), chance.randint(1, LONGEST)
        some = " ".join(words[begin : begin + size]).strip('.,;:!?…"“”-')
        some = fold(some) if chance.random() < PLAIN else some
        if some:
            found[f'"{some}"' if chance.random() < QUOTED else some] = None
    print(json.dumps(list(found)))


if __name__ == "__main__":
    give(sys.argv[1], int(sys.argv[2]))
