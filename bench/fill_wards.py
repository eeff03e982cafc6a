"""Fills many wards with matters for the inbox: `python -m bench.fill_wards SLUG COUNT WARDS`; prints a session cookie.

COUNT matters over WARDS wards, a tenth of them in the ward SLUG, whose duty desk the cookie belongs to; that ward also
gets opinions nobody took up. Rows are written as `bench.fill_board` writes them.
"""

import random
import sys
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.db import connection

from bench.fill_board import SLICE, rows_of, write  # sets Django up
from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.language.search import search_form
from langnghe.matters.models import WAITING, Matter
from langnghe.opinions import finding
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.models import Commune, ResidentialGroup, Ward
from langnghe.searching import writing as searching
from langnghe.testing.signed_in import client_for

ARRIVALS, FIRST = 300, 1_000


def main(slug: str, count: int, wards: int) -> None:
    """Write the rows and print the cookie."""
    own = Ward.objects.get(slug=slug)
    chance = random.Random(count)
    _fill(own, count // 10, chance)
    for ward in _others(own, wards - 1):
        _fill(ward, (count - count // 10) // max(1, wards - 1), chance)
    desk = Mandate.objects.filter(ward=own, post__role="duty_desk").select_related("post", "ward", "officer").first()
    if desk is None:
        raise LookupError("the ward has no duty desk")
    waiting = Matter.objects.filter(ward=own, state__in=WAITING).order_by("id")
    mine = list(waiting.values_list("id", flat=True)[: count // 200])
    Matter.objects.filter(id__in=mine).update(post=desk.post_id)
    _arrive(own, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(client_for(desk).cookies[settings.SESSION_COOKIE_NAME].value)


def _fill(ward: Ward, count: int, chance: random.Random) -> None:
    made = rows_of(ward, count, FIRST, chance)
    while some := list(islice(made, SLICE)):
        for opinion, matter, *_rest in some:
            opinion.folded = search_form(opinion.words)
            matter.version = 2
        write(some)


def _others(own: Ward, count: int) -> list[Ward]:
    communes = list(Commune.objects.filter(in_force_to=None).exclude(pk__in=[own.commune_id]).order_by("id")[:count])
    wards = [
        Ward(code=_code(place), slug=f"phuong-{place}", name=f"Phường {place}", commune=commune,
             province_id=own.province_id, log_origin=f"bench.example/{place}", opened_at=now())
        for place, commune in enumerate(communes)
    ]  # fmt: skip
    Ward.objects.bulk_create(wards)
    ResidentialGroup.objects.bulk_create(
        ResidentialGroup(ward=ward, name=f"Tổ {number}", folded=f"to {number}")
        for ward in wards
        for number in range(1, 6)
    )
    return wards


def _code(place: int) -> str:
    return "B" + "".join(chr(65 + place // 26**power % 26) for power in (2, 1, 0))


def _arrive(ward: Ward, chance: random.Random) -> None:
    """Opinions of the last days that nobody took up."""
    groups = list(ResidentialGroup.objects.filter(ward=ward))
    words = "Rác thải tràn ra đường trước nhà số {}, mong phường xem giúp."
    made = [
        Opinion(
            ward=ward, year=now().year, number=10_000_000 + number, channel="web",
            received_at=now() - timedelta(minutes=30 * number), words=words.format(number),
            folded=search_form(words.format(number)), group=chance.choice(groups), salt=b"", commitment=b"",
            attempt=uuid7().bytes, secret_hash=b"",
        )
        for number in range(ARRIVALS)
    ]  # fmt: skip
    Opinion.objects.bulk_create(made)
    searching.put(*map(finding.text_of, made))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
