"""A demo ward with its people, and a story while it is told: what the verbs of `telling` and `working` act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from langnghe.commitments.models import Commitment
from langnghe.demo.base_map import Town
from langnghe.demo.days import Calendar
from langnghe.demo.officers import BEAT, BEAT_GROUPS, DESK
from langnghe.demo.reading import Step, Story
from langnghe.files.decoding import Cleaned
from langnghe.intake.models import BoxOpening
from langnghe.kernel.actors import ResidentBearer, resident
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.models import ResidentialGroup, Ward


@dataclass
class Place:
    """A ward of the demo: its groups by number, its officers by sign-in name, its stories by key."""

    slug: str
    ward: Ward
    town: Town
    groups: dict[int, ResidentialGroup]
    mandates: dict[str, Mandate]
    pictures: Mapping[str, Cleaned]
    tales: "dict[str, Tale]" = field(default_factory=dict)
    boxes: dict[date, BoxOpening] = field(default_factory=dict)
    neighbours: "dict[str, Place]" = field(default_factory=dict)

    @property
    def desk(self) -> Mandate:
        """Who keeps the duty desk."""
        return self.mandates[DESK[self.slug]]

    @property
    def resident(self) -> ResidentBearer:
        """Somebody in front of the ward's public door."""
        return resident(self.ward.id)


@dataclass
class Tale:
    """A story while it is told."""

    place: Place
    story: Story
    calendar: Calendar
    first: date
    opinions: dict[int, Opinion] = field(default_factory=dict)
    secrets: dict[int, bytes] = field(default_factory=dict)
    matter: Matter | None = None
    worker: Mandate | None = None

    def officer(self, username: str) -> Mandate:
        """The mandate of a sign-in name; outside the beat officer's groups the duty desk acts instead."""
        beyond = username == BEAT and self.story.said[0].group not in BEAT_GROUPS
        return self.place.mandates[DESK[self.place.slug] if beyond else username]

    def opinion(self, number: str) -> Opinion:
        """The story's opinion of that number, as it is now."""
        return Opinion.objects.select_related("ward", "group").get(id=self.opinions[int(number)].id)

    def present(self) -> Matter:
        """The story's matter as it is now."""
        assert self.matter is not None, self.story.key
        return Matter.objects.select_related("ward", "post", "source").get(id=self.matter.id)

    def promise(self) -> Commitment:
        """The latest promise about it."""
        about = Commitment.objects.filter(subject_room="matters", subject_id=self.present().id)
        return about.select_related("ward").latest("id")

    def words(self, step: Step) -> str:
        """What is said, with its days written out."""
        return self.calendar.written(step.words, self.first)

    def due(self, named: str) -> date:
        """A promised day: always one on which offices work."""
        return self.calendar.worked(named, self.first)
