"""How a case file names people, moments and codes."""

from datetime import date, datetime

from django.utils.translation import override

from langnghe.documents import blocks
from langnghe.documents.blocks import Block, Letterhead
from langnghe.kernel.formats import moment, paper_date, short_date
from langnghe.kernel.units import language_of
from langnghe.language.topics import name_of
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

MACHINE = "hệ thống tự ghi"


def who(mandate: Mandate | None) -> str:
    """`Trần Thanh Bình, Trực ban`; empty when nobody is known."""
    return f"{mandate.officer.name}, {mandate.post.name}" if mandate else ""


def topic(code: str) -> str:
    """A topic's name, or that there is none yet."""
    return str(name_of(code)) if code else "chưa xếp"


def at(when: datetime | None) -> str:
    """`19:30, 09/08/2023`, or nothing."""
    return moment(when) if when else ""


def on(day: date | None) -> str:
    """`09/08/2023`, or nothing."""
    return short_date(day) if day else ""


def quoted(head: str, said: str) -> list[Block]:
    """A line that says who and when, and the words below it; without words the line alone."""
    return [blocks.text(head), *([blocks.words(said)] if said else [])]


def letterhead(mandate: Mandate, ward: Ward, day: date) -> Letterhead:
    """The top of the paper: the commune's name above the maker's unit, a number to be written in, place and date."""
    unit = mandate.post.unit.name
    above = "" if ward.name.lower() in unit.lower() else ward.name
    return Letterhead(unit, f"{ward.name}, {paper_date(day)}", above=above, number="Số: …………")


def paper_language(ward: Ward) -> override:
    """Papers are Vietnamese whatever the screen speaks; a xã calls itself xã."""
    return override(language_of(ward.name) or "vi")
