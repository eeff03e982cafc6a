"""Loading the demo: two wards, their people and two seasons of stories, through the actions a real ward uses."""

import base64
import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction

from langnghe.answering.setting import MANAGE as SETTINGS
from langnghe.commitments.settling import settle_due
from langnghe.demo import base_map, days, pictures, ready
from langnghe.demo.cast import Place
from langnghe.demo.officers import STAFF, Person
from langnghe.demo.playing import Event, events, moved_clock
from langnghe.demo.reading import Story, stories
from langnghe.demo.wards import WARDS, origin
from langnghe.files import slots
from langnghe.files.decoding import Cleaned, cleaned
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Job
from langnghe.maps import actions as maps
from langnghe.matters.escalating import escalate_due
from langnghe.matters.pausing import end_pauses
from langnghe.opinions.receipts import format_secret
from langnghe.people import keys
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.demo import PASSWORD, set_up_sign_in
from langnghe.people.models import Mandate
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Commune, ResidentialGroup, Ward
from langnghe.places.reads import calendar_of
from langnghe.places.rules import is_working_day

BEFORE = timedelta(days=30)
NIGHT = time(0, 5)
TURNS = 20
# Verbs that reach into another story.
ACROSS = frozenset({"merge", "takepart"})
Work = Callable[[], object]
Tell = Callable[[str], None]


# Stories whose receipts are printed, so that everybody can open a resident's own page.
SHOWN = ("tuan-tra-cong-vien", "gop-y-tuan-tra")


@dataclass(frozen=True)
class Loaded:
    """The wards, and the receipts (serial, secret) that may be tried."""

    wards: list[Ward]
    receipts: list[tuple[str, str]]


def load(
    *, by: Actor, work: Work, tell: Tell = lambda sentence: None, told: list[Story] | None = None
) -> Loaded:  # fmt: skip
    """Both demo wards, all or nothing. `work` is a worker's turn; `tell` says how far it is; `told`: not all stories.

    Refused when this installation already has a ward.
    """
    if Ward.objects.exists():
        raise Refused("Máy này đã có phường; dữ liệu mẫu chỉ nạp vào máy trống. Nạp lại từ đầu: langnghe demo reset.")
    real, today = now(), days.this_morning(now())
    told = stories() if told is None else told
    drawn = _pictures(told)
    with transaction.atomic(), moved_clock() as stand:
        stand(days.moment(days.forum_of("dien-hong", 1, today), NIGHT) - BEFORE - timedelta(days=60))
        places = _places(by, drawn)
        happenings = [one for place in places for one in _events(place, told, today, real)]
        _play(sorted(happenings, key=lambda event: event.at), real, stand, work, tell)
    tales = {key: tale for place in places for key, tale in place.tales.items()}
    receipts = [(tales[key].opinions[1].serial, format_secret(tales[key].secrets[1])) for key in SHOWN if key in tales]
    return Loaded([place.ward for place in places], receipts)


def _events(place: Place, told: list[Story], today: date, latest: datetime) -> list[Event]:
    calendar = calendar_of(place.ward, today - timedelta(days=600), today + timedelta(days=200))
    own = [story for story in told if story.ward == place.slug]
    return events(place, own, today, latest, lambda day: is_working_day(calendar, day))


def _pictures(told: Iterable[Story]) -> Mapping[str, Cleaned]:
    """Every picture the stories show, drawn and cleaned once."""
    shown = {word[6:] for story in told for step in story.steps for word in step.arguments if word.startswith("photo=")}
    sent = {name for story in told for said in story.said for name in said.photos}
    names = sorted(shown | sent)
    with ThreadPoolExecutor(slots.COUNT) as helpers:
        return dict(zip(names, helpers.map(lambda name: cleaned(pictures.drawn(name)), names), strict=True))


def _play(happenings: list[Event], real: datetime, stand: Callable[[datetime], None], work: Work, tell: Tell) -> None:
    """Let it all happen; each week begins with what time alone brings about."""
    wards = sorted({event.tale.place.ward.id for event in happenings})
    month = week = ""
    for day, some in groupby(happenings, key=lambda event: event.at.date()):
        if f"{day:%m/%Y}" != month:
            month = f"{day:%m/%Y}"
            tell(month)
        if f"{day:%G-%V}" != week:
            week = f"{day:%G-%V}"
            stand(days.moment(day, NIGHT))
            _pass_night(wards, work)
        _play_day(list(some), stand, work)
    stand(real)
    _pass_night(wards, work)


def _play_day(happenings: list[Event], stand: Callable[[datetime], None], work: Work) -> None:
    """The worker catches up before a story goes on, and in the evening."""
    touched: set[str] = set()
    for event in happenings:
        story = event.tale.story
        if story.key in touched or event.what in ACROSS:
            _let_work(work)
            touched.clear()
        stand(event.at)
        event.do()
        touched.add(story.key)
    _let_work(work)


def _pass_night(wards: Iterable[UUID], work: Work) -> None:
    for ward_id in wards:
        by = system(ward_id)
        settle_due(by=by)
        end_pauses(by=by)
        escalate_due(by=by)
    _let_work(work)


def _let_work(work: Work) -> None:
    for _turn in range(TURNS):
        if not Job.objects.filter(done_at=None).exists():
            return
        work()
    raise RuntimeError("a reaction to a step of the demo fails again and again")


def _places(by: Actor, drawn: Mapping[str, Cleaned]) -> list[Place]:
    places = {WARDS[slug][0]: _place(slug, by, drawn) for slug in WARDS}
    for code, place in places.items():
        place.neighbours = {other: found for other, found in places.items() if other != code}
    return list(places.values())


def _place(slug: str, by: Actor, drawn: Mapping[str, Cleaned]) -> Place:
    ward, town = _ward(slug, by), base_map.TOWNS[slug]
    groups = {number: add_group(ward, f"Tổ {number}", by=system(ward.id)) for number in sorted(town.groups)}
    mandates = {person.username: _appoint(ward, person, groups) for person in STAFF[slug]}
    drawing = maps.upload(ward, base_map.drawing(town), name=town.name, note=base_map.NOTE, by=system(ward.id))
    maps.use(drawing, by=system(ward.id))
    ready.write(ward, next(one for one in mandates.values() if one.may(SETTINGS)))
    return Place(slug, ward, town, groups, mandates, drawn)


def _ward(slug: str, by: Actor) -> Ward:
    code, name, commune_name, province = WARDS[slug]
    commune = Commune.objects.select_related("province").get(
        name=commune_name, province__name=province, province__in_force_to=None, in_force_to=None
    )
    ward = open_ward(
        code=code, slug=slug, name=name, province=commune.province, commune=commune,
        log_origin=origin(slug), by=by,
    )  # fmt: skip
    keys.make(ward.id, by=by)
    return ward


def _appoint(ward: Ward, person: Person, groups: Mapping[int, ResidentialGroup]) -> Mandate:
    """The officer with all posts; the first one's mandate."""
    by, starts = system(ward.id), now().date()
    officer = add_officer(ward, username=person.username, name=person.name, by=by)
    set_up_sign_in(officer, PASSWORD, base64.b32encode(secrets.token_bytes(20)).decode())
    mandates = []
    for seat in person.seats:
        post = add_post(
            ward, unit_kind=seat.unit_kind, unit_name=seat.unit, role=seat.role, name=seat.name,
            groups=[groups[number] for number in seat.groups], by=by,
        )  # fmt: skip
        mandates.append(give_mandate(post, officer, starts_on=starts, by=by))
    return mandates[0]
