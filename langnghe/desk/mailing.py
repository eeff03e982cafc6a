"""The day's work by mail: gathered from every mandate an officer holds, when the hour they chose has come."""

from datetime import date

from langnghe.desk.morning import reading
from langnghe.kernel.clock import local_today
from langnghe.notices import mornings, rules
from langnghe.notices.models import MorningMail
from langnghe.people.reads import current_mandates
from langnghe.places.models import Ward
from langnghe.places.reads import calendar_of
from langnghe.places.rules import is_working_day


def prepare_due() -> int:
    """Prepare the mails whose hour has come; how many. Safe to run twice, and at any moment of the day."""
    if not rules.email_is_on():
        return 0
    return sum([_prepare(mail, local_today()) for mail in list(mornings.due())])


def _prepare(mail: MorningMail, today: date) -> int:
    return mornings.prepare(mail, today, _lists(mail) if _works(mail.officer.ward, today) else {})


def _works(ward: Ward, day: date) -> bool:
    return is_working_day(calendar_of(ward, day, day), day)


def _lists(mail: MorningMail) -> dict[str, tuple[int, list[str]]]:
    """How many rows each list has over all mandates, and the first serials."""
    found: dict[str, tuple[int, list[str]]] = {}
    for mandate in current_mandates(mail.officer):
        for part in reading.read(mandate).parts:
            count, serials = found.get(part.code, (0, []))
            found[part.code] = (count + part.count, serials + [line.title for line in part.lines])
    return found
