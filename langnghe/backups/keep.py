"""Which backups stay: a week's, one a week for a month, one a month for a year. What goes takes erased words along."""

from collections.abc import Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the last 7 days, 4 weeks and 12 months that have one; the newest of all always stays."""
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set(newest_first[:1])
    for shape, number in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        of_period: dict[str, datetime] = {}
        for moment in newest_first:
            of_period.setdefault(moment.strftime(shape), moment)
        kept |= set(list(of_period.values())[:number])
    return kept
