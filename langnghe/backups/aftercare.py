"""Between putting a backup back and serving a page: no number is given twice, nothing erased comes back."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from langnghe.backups.shelf import ERASED, Backup
from langnghe.files import actions as files
from langnghe.files.models import File
from langnghe.kernel.actors import system
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.ledger import apart
from langnghe.ledger.actions import record
from langnghe.ledger.apart import Erased
from langnghe.ledger.models import Entry
from langnghe.opinions import leaving
from langnghe.opinions.models import Opinion, SerialCounter, SerialGap
from langnghe.people import contacts
from langnghe.people.models import SealedContact
from langnghe.places.models import Ward
from langnghe.proof import epochs
from langnghe.searching.erasing import merge_away
from langnghe.signing.calling import Declined, Silent

LEAST_JUMP, TIMES, ROUND = 1_000, 3, 100


@dataclass(frozen=True)
class Cared:
    """What was done: numbers left out by ward code, and how many erasures were carried out again."""

    jumps: dict[str, int]
    erased_again: int


def care(backup: Backup, *, lists: list[Path]) -> Cared:
    """Jump, erase again, begin a new chapter of the ledger that quotes the last entry known, and of the public log.

    Safe to run twice."""
    jumps = {ward.code: _jump(ward, backup.made_at) for ward in Ward.objects.order_by("code")}
    _begin_logs_anew()
    newer = [one for one in apart.read(*lists, backup.folder.parent / ERASED) if one.at >= _before(backup.made_at)]
    erased_again = sum([_erase_again(one) for one in newer])
    # Also when there was nothing to erase: a run before this one may have been cut off here.
    merge_away()
    return Cared(jumps, erased_again)


def _begin_logs_anew() -> None:
    try:
        for ward in Ward.objects.order_by("code"):
            epochs.begin_anew(ward)
    except (Declined, Silent) as error:
        raise Refused(
            _("Người ký sổ công khai không trả lời (%(why)s). Hãy cho người ký chạy, rồi chạy lại lệnh khôi phục này.")
            % {"why": error}
        ) from error


def jump(given_lately: int) -> int:
    """How many numbers to leave out: three times what came in as many days as were lost, at least 1,000."""
    return math.ceil(max(LEAST_JUMP, TIMES * given_lately) / ROUND) * ROUND


def _before(moment: datetime) -> datetime:
    """Clocks of two machines differ, and a backup takes a while: a day more is erased again, which changes nothing."""
    return moment - timedelta(days=1)


@transaction.atomic
def _jump(ward: Ward, made_at: datetime) -> int:
    if SerialGap.objects.filter(ward=ward, backed_up_at=made_at).exists():
        return 0
    moment = now()
    lost = max(timedelta(days=1), moment - made_at)
    wide = jump(Opinion.objects.filter(ward=ward, received_at__gte=made_at - lost).count())
    for year in range(made_at.astimezone(HANOI).year, moment.astimezone(HANOI).year + 1):
        for counter in _counters():
            kept, _fresh = counter._default_manager.get_or_create(ward=ward, year=year, defaults={"last": 0})
            first = kept.last + 1  # type: ignore[attr-defined]
            counter._default_manager.filter(pk=kept.pk).update(last=kept.last + wide)  # type: ignore[attr-defined]
            if counter is SerialCounter:
                SerialGap.objects.create(
                    ward=ward, year=year, first=first, last=first + wide - 1, backed_up_at=made_at, restored_at=moment
                )
    _record(ward, made_at, wide)
    return wide


def _counters() -> Iterator[type[Model]]:
    """Every table that counts official numbers per ward and year."""
    for model in apps.get_models():
        if {"ward", "year", "last"} == {field.name for field in model._meta.fields} - {"id"}:
            yield model


def _record(ward: Ward, made_at: datetime, wide: int) -> None:
    last = Entry.objects.filter(ward_id=ward.id).order_by("-id").first()
    facts: dict[str, Fact] = {"backup": made_at.strftime(apart.SHAPE), "numbers_left_out": wide}
    if last:
        facts |= {"entry": str(last.id), "commitment": bytes(last.commitment).hex()}
    record("ward.restored", ward_id=ward.id, subject=("places", ward.id), by=system(ward.id).actor, facts=facts)


def _erase_again(erased: Erased) -> bool:
    verb = _VERBS.get(erased.kind)
    return bool(verb and verb(erased))


def _opinion(erased: Erased) -> bool:
    opinion = Opinion.objects.filter(id=erased.subject_id, ward_id=erased.ward_id, erased_at=None).first()
    if opinion is None:
        return False
    leaving.erase_again(opinion, by=system(opinion.ward_id))
    return True


def _file(erased: Erased) -> bool:
    file = File.objects.filter(id=erased.subject_id, ward_id=erased.ward_id, erased_at=None).first()
    return bool(file and files.erase(file, by=system(file.ward_id).actor))


def _contact(erased: Erased) -> bool:
    contact = SealedContact.objects.filter(id=erased.subject_id, ward_id=erased.ward_id, erased_at=None).first()
    if contact is None:
        return False
    by = system(contact.ward_id).actor
    return bool(contacts.erase_contacts(contact.ward_id, contact.subject_room, contact.subject_id, by=by))


_VERBS: Mapping[str, Callable[[Erased], bool]] = {
    "opinion.erased": _opinion, "file.erased": _file, "contact.erased": _contact,
}  # fmt: skip
