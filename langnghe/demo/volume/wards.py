"""The wards that volume is told about: Diên Hồng, and as many others as asked, of several provinces."""

from collections.abc import Hashable, Mapping
from itertools import chain, zip_longest
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from langnghe.answering.models import HandOverCounter
from langnghe.demo.base_map import TOWNS
from langnghe.demo.officers import STAFF, Person
from langnghe.demo.volume import phrases
from langnghe.demo.volume.making import Place
from langnghe.demo.volume.slices import Last
from langnghe.demo.wards import origin
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.clock import local_today
from langnghe.kernel.folding import fold
from langnghe.language.search import search_form
from langnghe.matters.models import MatterCounter
from langnghe.opinions.models import SerialCounter
from langnghe.people import keys
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.models import Mandate
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Commune, Household, ResidentialGroup, Ward
from langnghe.places.rules import code_key

FIRST = "dien-hong"
PROVINCES = ("Gia Lai", "Thanh Hóa", "Hà Nội", "Hồ Chí Minh", "Nghệ An", "Phú Thọ")
HOUSEHOLDS = 60
COUNTERS: dict[str, Any] = {"Opinion": SerialCounter, "Matter": MatterCounter, "HandOver": HandOverCounter}


def communes(count: int) -> list[Commune]:
    """So many communes in force, of six provinces by turns, then of all others; none that a demo ward is."""
    taken = Ward.objects.filter(slug__in=STAFF).values_list("commune_id", flat=True)
    free = Commune.objects.filter(in_force_to=None).exclude(id__in=taken).select_related("province").order_by("code")
    known: dict[str, list[Commune]] = {name: [] for name in PROVINCES}
    for commune in free:
        known.setdefault(commune.province.name, []).append(commune)
    first, others = list(known.values())[: len(PROVINCES)], list(known.values())[len(PROVINCES) :]
    turns = chain(*zip_longest(*first), *others)
    return [commune for commune in turns if commune is not None][:count]


@transaction.atomic
def opened(commune: Commune, number: int, *, by: Actor) -> Ward:
    """The ward of a commune; when it is not there yet with groups, households and officers as Diên Hồng has them."""
    slug = slug_of(commune)
    if known := Ward.objects.filter(slug=slug).first():
        return known
    ward = open_ward(
        code=code_of(number), slug=slug, name=f"{commune.kind.capitalize()} {commune.name}", province=commune.province,
        commune=commune, log_origin=origin(slug), by=by,
    )  # fmt: skip
    keys.make(ward.id, by=by)
    chance, own = Random(slug), system(ward.id)  # noqa: S311
    groups = {number: add_group(ward, f"Tổ {number}", by=own) for number in sorted(TOWNS[FIRST].groups)}
    for person in STAFF[FIRST]:
        _appoint(ward, person, f"{person.username}-{commune.code}", phrases.person(chance), groups)
    Household.objects.bulk_create(_household(ward, groups, one, chance) for one in range(1, HOUSEHOLDS + 1))
    return ward


def slug_of(commune: Commune) -> str:
    """The address of a generated ward: `thong-nhat-23575`."""
    return "-".join(search_form(f"{fold(commune.name)} {commune.code}").split())


def code_of(number: int) -> str:
    """What its serials begin with: letters, counted."""
    return "S" + "".join(chr(ord("A") + number // 26**power % 26) for power in (2, 1, 0))


def _appoint(
    ward: Ward, person: Person, username: str, name: str, groups: Mapping[int, ResidentialGroup]
) -> None:  # fmt: skip
    own = system(ward.id)
    officer = add_officer(ward, username=username, name=name, by=own)
    for seat in person.seats:
        post = add_post(
            ward, unit_kind=seat.unit_kind, unit_name=seat.unit, role=seat.role, name=seat.name,
            groups=[groups[number] for number in seat.groups], by=own,
        )  # fmt: skip
        give_mandate(post, officer, starts_on=local_today(), by=own)


def _household(ward: Ward, groups: Mapping[int, ResidentialGroup], number: int, chance: Random) -> Household:
    code, head = f"H{number:03d}", phrases.person(chance)
    return Household(
        ward=ward, group=groups[chance.choice(list(groups))], code=code, code_key=code_key(code), head_name=head,
        members=chance.randrange(1, 8), search=search_form(f"{code} {head}"),
    )  # fmt: skip


def people(ward: Ward) -> dict[UUID, Hashable]:
    """Who is who: the ward, its groups by place, and of each role the mandate, its post, officer and unit."""
    found: dict[UUID, Hashable] = {ward.id: ("ward",)}
    for place, group in enumerate(_groups(ward)):
        found[group.id] = ("group", place % len(TOWNS[FIRST].groups))
    for mandate in Mandate.objects.filter(ward=ward).select_related("post").order_by("id"):
        role = mandate.post.role
        found |= {mandate.id: ("mandate", role), mandate.post_id: ("post", role)}
        found.setdefault(mandate.officer_id, ("officer", role))
        found.setdefault(mandate.post.unit_id, ("unit", role))
    return found


def place_of(ward: Ward) -> Place:
    """A ward as stories need it."""
    who = {key: known.hex for known, key in people(ward).items()}
    groups = {group.id.hex: str(group) for group in _groups(ward)}
    place = Place(ward.id.hex, ward.slug, ward.province_id, who, groups)
    for table, counter in COUNTERS.items():
        for year, last in counter._default_manager.filter(ward=ward).values_list("year", "last"):
            place.last[table, year] = last
    return place


def count_on(last: Last) -> None:
    """Keep the last numbers given, one statement a table."""
    for table, counter in COUNTERS.items():
        rows = [
            counter(ward_id=ward, year=year, last=number)
            for ward, numbers in last.items()
            for (of, year), number in numbers.items()
            if of == table
        ]
        counter._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["ward", "year"], update_fields=["last"]
        )


def _groups(ward: Ward) -> list[ResidentialGroup]:
    return list(ResidentialGroup.objects.filter(ward=ward).order_by("id"))
