"""What of a matter can be found: on the board its published words, group and marks; by officers all it holds."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from langnghe.kernel.clock import HANOI
from langnghe.matters import rules
from langnghe.matters.models import Answer, Matter, Note
from langnghe.searching import ordinals
from langnghe.searching import writing as searching
from langnghe.searching.marks import province_mark
from langnghe.searching.models import Passage, Published
from langnghe.searching.writing import Text, passage

KINDS = ("matter", "answer", "note")


def put_in(matter: Matter) -> None:
    """Let everybody find a matter with a `board_row` by what it is now."""
    if matter.board_row is not None:
        searching.put_again(Published, published(matter, _answers(matter)))


def take_out(matter: Matter) -> None:
    """Let nobody outside find it any more."""
    if matter.board_row is not None:
        searching.remove(Published, [matter.board_row])


def _answers(matter: Matter) -> list[str]:
    return list(Answer.objects.filter(matter=matter).order_by("id").values_list("words", flat=True))


def published(matter: Matter, answers: list[str]) -> Text:
    """What everybody finds of a matter."""
    group = [str(matter.group)] if matter.group else []
    texts = (matter.title, matter.text, matter.public_place, *group, *answers)
    marks = (province_mark(matter.ward.province_id), *rules.marks(matter))
    return Text(matter.board_row or 0, matter.ward_id, "matter", matter.id, texts, marks)


def tell_officers(matter: Matter) -> None:
    """Let officers find a matter by the public words it has now."""
    if matter.title or matter.text:
        searching.put_again(Passage, text_of(matter))
    else:
        searching.forget(matter.id)


def text_of(matter: Matter) -> Text:
    """The words a matter has for everybody, as officers find them, on the board or not."""
    return passage(matter.id, matter.ward_id, "matter", matter.id, matter.title, matter.text, matter.place)


def text_of_said(said: Answer | Note) -> Text:
    """What the ward answered or officers noted, found with its matter."""
    kind = "answer" if isinstance(said, Answer) else "note"
    return passage(said.id, said.ward_id, kind, said.matter_id, said.words)


def every_text() -> Iterator[Text]:
    """Everything of this room that officers can find, to make the index anew."""
    for matter in Matter.objects.exclude(title="", text="").order_by("id").iterator():
        yield text_of(matter)
    for rows in (Answer, Note):
        for said in rows._default_manager.order_by("id").iterator():
            yield text_of_said(said)


def everything_published() -> Iterator[Text]:
    """Everything that stands on a board, to make the index anew."""
    released = Matter.objects.filter(board_row__isnull=False).select_related("ward", "group").order_by("id")
    for matter in released.iterator():
        yield published(matter, _answers(matter))


def board_row_of_day(day: date) -> int:
    """A number for the board for what has a day only, as matters of earlier years: somewhere within that day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=HANOI)
    return ordinals.of_moment(midnight + timedelta(microseconds=secrets.randbelow(86_400_000_000)))


def listed_at(row: int) -> datetime:
    """The moment under which a row of the board is listed, on a Vietnamese wall clock."""
    return ordinals.moment_of(row).astimezone(HANOI)
