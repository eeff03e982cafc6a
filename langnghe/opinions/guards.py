"""Who alone may see an opinion, decided before it is kept: by the sender's ticks, the topic, the words, the names.

Pure: given the roll of the ward's officers. Where the same words complain about an officer and report a crime, the
complaint wins when the police are meant, or may be: it must not reach those it is about, and `also_crime` tells Front
and chairman. A crime of an officer outside the police goes to the police; who is named does not see it either way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from langnghe.language import alarms
from langnghe.language.alarms import Alarms
from langnghe.opinions import names
from langnghe.people.roll import Roll

CRIME_TOPICS = frozenset({
    "crime", "crime.theft", "crime.violence_gangs", "crime.online_scam", "crime.black_credit",
    "crime.weapons_fireworks", "crime.fake_goods",
    "drugs_vices", "drugs_vices.drugs", "drugs_vices.gambling_vices", "drugs_vices.supervised_persons",
})  # fmt: skip
POLICE_ROLES = frozenset({"police_chief", "duty_desk", "beat_officer"})
CONDUCT_TOPICS = frozenset({"police_force.conduct", "police_force.response", "police_force.beat_presence"})


@dataclass(frozen=True)
class Ticks:
    """What the sender chose beside the words."""

    topic: str = ""
    crime: bool = False
    about_officer: bool = False
    group_id: UUID | None = None


@dataclass(frozen=True)
class Guard:
    """`kind`: "", "crime" or "conduct"; `reason` as in `models.GUARD_REASONS`; `named`: officers it speaks about.

    `private`: about a child or violence at home, never published. `also_crime`: a complaint that reports a crime too.
    """

    kind: str = ""
    reason: str = ""
    named: frozenset[UUID] = frozenset()
    private: bool = False
    also_crime: bool = False

    @property
    def reports_crime(self) -> bool:
        """Whether a crime is reported, alone or beside a complaint."""
        return self.also_crime or self.kind == "crime"


OPEN = Guard()
NO_TICKS = Ticks()


def guards(topic: str) -> bool:
    """Whether choosing a topic alone guards an opinion: then a person chooses it, no machine."""
    return topic in CRIME_TOPICS or topic in CONDUCT_TOPICS


def judge(roll: Roll, text: str, folded: str, ticks: Ticks = NO_TICKS, *, later: bool = False) -> Guard:
    """The guard an opinion needs. `text` is everything written in it, or `later` added; `folded` its search form.

    What hints alone suggest yields to what is said outright or ticked.
    """
    heard = alarms.hear(text, folded, later=later)
    named = names.find(roll, folded, heard)
    asked_crime = ticks.crime or ticks.topic in CRIME_TOPICS
    crime = _first_of(sender=asked_crime, words=heard.crime)
    plain_crime = asked_crime or (heard.crime and "crime" in heard.outright)
    complains = heard.conduct and ("conduct" in heard.outright or not plain_crime)
    asked = ticks.about_officer or ticks.topic in CONDUCT_TOPICS
    conduct = _first_of(sender=asked, name=bool(named.sure), words=complains)
    if conduct:
        about = named.sure | named.maybe
        if asked or complains:
            about |= _holders(roll, heard, ticks.group_id)
        if plain_crime and _outside_the_police(roll, heard, about):
            return Guard("crime", crime, about, private=heard.private)
        return Guard("conduct", conduct, about, private=heard.private, also_crime=bool(crime))
    if crime:
        return Guard("crime", crime, private=heard.private)
    return Guard(private=True) if heard.private else OPEN


def _outside_the_police(roll: Roll, heard: Alarms, about: frozenset[UUID]) -> bool:
    """Whether it is clear whom the words are about, and that none of them is of the police."""
    police = {one.officer_id for one in roll if not POLICE_ROLES.isdisjoint(seat.role for seat in one.seats)}
    return bool(about or heard.officers) and not heard.police and about.isdisjoint(police)


def _first_of(**reasons: bool) -> str:
    """The first reason that holds."""
    return next((reason for reason, holds in reasons.items() if holds), "")


def _holders(roll: Roll, heard: Alarms, group_id: UUID | None) -> frozenset[UUID]:
    """Who holds the roles that are spoken of: of the group the opinion is about, when they look after groups."""
    return frozenset(
        person.officer_id
        for person in roll
        for seat in person.seats
        if seat.role in heard.roles and (not seat.groups or group_id is None or group_id in seat.groups)
    )


def stronger(present: str, judged: str) -> bool:
    """Whether words that came later ask for more care than the present guard gives."""
    order: Iterable[str] = ("", "crime", "conduct")
    ranks = {kind: rank for rank, kind in enumerate(order)}
    return ranks[judged] > ranks[present]
