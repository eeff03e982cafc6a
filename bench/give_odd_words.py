"""Opinions in words nobody thinks of, taken up by an officer: `python -m bench.give_odd_words SEED`."""

import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.kernel.actors import resident  # noqa: E402
from langnghe.kernel.refused import Refused  # noqa: E402
from langnghe.opinions.actions import receive  # noqa: E402
from langnghe.opinions.leaving import ask_erasure, erase, withdraw  # noqa: E402
from langnghe.opinions.rules import Submission  # noqa: E402
from langnghe.places.models import Ward  # noqa: E402

MANY = 60
SIGNS = [
    *"abcđêơư ẮệỮ'\"\\%_;--/*{}[]<>&,.0189\n\t", "e\u0302\u0301", "😀", "👨\u200d👩\u200d👧", "\u202e", "ก",
    "中", "ß", "\u00a0", "ﬁ",
]  # fmt: skip


def give(seed: str) -> None:
    """Sent, some withdrawn, some erased; what is refused is refused."""
    chance = random.Random(seed)
    ward = Ward.objects.filter(slug="dien-hong").first() or Ward.objects.all()[0]
    by = resident(ward.id)
    for _number in range(MANY):
        words = "Xin phường xem: " + "".join(chance.choices(SIGNS, k=chance.randrange(1, 400)))
        try:
            opinion = receive(ward, Submission(words=words), channel="web", by=by.actor).opinion
        except Refused:
            continue
        if chance.random() < 0.2:
            withdraw(opinion, by=by.actor)
        elif chance.random() < 0.2:
            ask_erasure(opinion, by=by.actor)
            erase(opinion, by=by)


if __name__ == "__main__":
    give(sys.argv[1])
