"""Verbs about floods: asked by an officer, done by the worker a slice at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.opinions import waiting
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.sifting import reads
from langnghe.sifting.models import Sifted, Sifting

SLICE = 20  # opinions a transaction: residents who send meanwhile wait a few hundredths of a second


@dataclass(frozen=True)
class Wish:
    """What an officer asks: `deed` of `models.DEEDS`, `reason` for a dismissal, and over which opinions."""

    deed: str
    reason: str = ""
    alike: str = ""
    since: datetime | None = None
    until: datetime | None = None


@transaction.atomic
def ask(wish: Wish, *, by: Mandate) -> Sifting:
    """Have many opinions dismissed, let in or set aside. Refused without a reason, or when there is nothing to do.

    What a ward that was merged left is sifted in its own book, beside the own ward's.
    """
    if not by.may("opinions.sift"):
        raise Refused(_("Nhiệm vụ này không lọc ý kiến."))
    if wish.deed == "dismiss" and wish.reason not in dict(waiting.DISMISSAL_REASONS):
        raise Refused(_("Xin chọn lý do bỏ. Người gửi sẽ đọc được lý do này."))
    if wish.deed == "set_aside" and wish.since is None:
        raise Refused(_("Xin ghi đợt gửi hàng loạt bắt đầu từ lúc nào."))
    begun = [sifting for ward_id in by.ward_ids() if (sifting := _of_ward(ward_id, wish, by)).total]
    if not begun:
        raise Refused(_("Không còn ý kiến nào như vậy. Có thể người khác vừa lọc xong."))
    for sifting in begun:
        sifting.save(force_insert=True)
        facts: dict[str, Fact] = {"deed": sifting.deed, "reason": sifting.reason, "count": sifting.total}
        record("sifting.asked", ward_id=sifting.ward_id, subject=("sifting", sifting.id), by=by.actor, facts=facts)
    return begun[0]


def _of_ward(ward_id: UUID, wish: Wish, by: Mandate) -> Sifting:
    sifting = Sifting(
        ward_id=ward_id, deed=wish.deed, reason=wish.reason if wish.deed == "dismiss" else "", alike=wish.alike,
        since=wish.since, until=wish.until or now(), asked_by=by, asked_at=now(),
    )  # fmt: skip
    sifting.total = reads.chosen(sifting).count()
    return sifting


@transaction.atomic
def ask_undo(sifting: Sifting, *, by: Mandate) -> None:
    """Have a sifting undone: what it touched stands as before. Asked twice it is undone once."""
    if not by.may("opinions.sift"):
        raise Refused(_("Nhiệm vụ này không lọc ý kiến."))
    if sifting.ask_undo():
        record("sifting.undo_asked", ward_id=sifting.ward_id, subject=("sifting", sifting.id), by=by.actor)


def sift(sifting: Sifting, *, by: Actor, seconds: float) -> bool:
    """Work on it for a while; True while more is left. An undo that was asked meanwhile stops it."""
    more = sifting.work(lambda: _slice(sifting, by), seconds)
    if not more:
        # What they began with is the senders' own words: it goes once nobody needs it to find them.
        sifting.finish(alike="")
    return more


@transaction.atomic
def _slice(sifting: Sifting, by: Actor) -> int:
    touched = [
        Sifted(ward_id=opinion.ward_id, sifting=sifting, opinion=opinion)
        for opinion in reads.chosen(sifting).order_by("id")[:SLICE]
        if _touch(sifting, opinion, by)
    ]
    Sifted.objects.bulk_create(touched, ignore_conflicts=True)
    sifting.done += len(touched)
    sifting.save(update_fields=["done"])
    return len(touched)


def _touch(sifting: Sifting, opinion: Opinion, by: Actor) -> bool:
    if sifting.deed == "dismiss":
        return waiting.dismiss(opinion, sifting.reason, by=by)
    return waiting.let_in(opinion, by=by) if sifting.deed == "let_in" else waiting.set_aside(opinion, by=by)


def undo(sifting: Sifting, *, by: Mandate, seconds: float) -> bool:
    """Put back for a while what a sifting touched and this officer may see; True while more of it is left."""
    more = sifting.unwork(lambda: _undo_slice(sifting, by), seconds)
    if not more:
        sifting.finish_undo()
    return more


@transaction.atomic
def _undo_slice(sifting: Sifting, by: Mandate) -> int:
    touched = list(reads.touched(sifting, by).select_related("opinion").order_by("id")[:SLICE])
    for row in touched:
        _BACK[sifting.deed](row.opinion, by=by.actor)
    Sifted.objects.filter(id__in=[row.id for row in touched]).delete()
    return len(touched)


_BACK: dict[str, Callable[..., bool]] = {
    "dismiss": waiting.take_back,
    "let_in": waiting.set_aside,
    "set_aside": waiting.let_in,
}
