"""What of a matter can be found on the board: its published words, its group, its marks."""

import secrets
from datetime import UTC, date, datetime, timedelta

from langnghe.kernel.clock import HANOI
from langnghe.matters import rules, search
from langnghe.matters.models import Answer, Matter


def put_in(matter: Matter) -> None:
    """Let a matter with a `board_row` be found; sets `indexed`, which the caller saves."""
    if matter.board_row is not None:
        matter.indexed = words_of(matter, list(Answer.objects.filter(matter=matter).values_list("words", flat=True)))
        search.put(matter.board_row, matter.indexed)


def take_out(matter: Matter) -> None:
    """Let it be found no more; clears `indexed`, which the caller saves."""
    if matter.board_row is not None and matter.indexed:
        search.remove(matter.board_row, matter.indexed)
        matter.indexed = ""


def refresh(matter: Matter) -> None:
    """Let a matter on the board be found by what it is now; sets `indexed`, which the caller saves."""
    if matter.board_row is not None:
        take_out(matter)
        put_in(matter)


def words_of(matter: Matter, answers: list[str]) -> str:
    """The words of a matter's row in the index."""
    group = [str(matter.group)] if matter.group else []
    month = rules.month_mark(listed_at(matter.board_row or 0).date())
    return rules.index_words(
        [matter.title, matter.text, matter.public_place, *group, *answers], [*rules.marks(matter), month]
    )


def board_row(at: datetime) -> int:
    """A number for the board that grows with time: microseconds since 1970 and ten random bits (63 bits until 2255)."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) << 10 | secrets.randbits(10)


def board_row_of_day(day: date) -> int:
    """The same for what has a day only, as matters of earlier years: somewhere within that day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=HANOI)
    return board_row(midnight + timedelta(microseconds=secrets.randbelow(86_400_000_000)))


def listed_at(row: int) -> datetime:
    """The moment under which a row of the board is listed, on a Vietnamese wall clock."""
    return datetime.fromtimestamp((row >> 10) / 1e6, UTC).astimezone(HANOI)
