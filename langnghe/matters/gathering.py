"""Verbs about two matters that are one: merge them with all their opinions, take them apart again."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters import fitting, reads, stepping
from langnghe.matters.actions import off_the_board, take_its_words
from langnghe.matters.holding import check_seen, hold
from langnghe.matters.models import Joining, Matter
from langnghe.matters.resting import left_with, stand_on_first
from langnghe.matters.roles import holder_of
from langnghe.opinions import taking
from langnghe.opinions.models import Opinion


@transaction.atomic
def merge(matter: Matter, into: Matter, *, seen: str = "", by: Bearer) -> Matter:
    """Let all opinions of `matter` belong to `into`; the first stays as the trace, off the board, its clock stopped.

    Refused when the ward has answered or promised something there already, when the opinions may not stand together,
    or when they came after `into` was answered. `seen`: the version of `matter`.
    """
    held, target = _both(matter.id, into.id)
    check_seen(held, seen)
    stepping.check(held, "merge", by=by)
    stepping.check(target, "take_in", by=by)
    moved = list(Opinion.objects.filter(id__in=reads.joined_ids(held)).defer("folded"))
    fitting.check_together(target, moved)
    _move([opinion.id for opinion in moved], held, target, by)
    if held.is_public:
        off_the_board(held, "joined", "", by=by)
    held.joined_into = target
    stepping.advance(held, "joined", "joined_into")
    stepping.advance(target, target.state)
    _record("matter.merged", held, by, {"into": str(target.id)})
    return target


@transaction.atomic
def take_apart(matter: Matter, *, seen: str = "", by: Bearer) -> Matter:
    """Undo `merge`: what came from this matter and still belongs to the other one comes back, its clock runs on.

    Refused when the other matter was itself merged since: that one is taken apart first.
    """
    target = Matter.objects.filter(id=matter.id).values_list("joined_into_id", flat=True).first()
    held, other = _both(matter.id, target) if target else (hold(matter.id), None)
    check_seen(held, seen)
    stepping.check(held, "take_apart", by=by)
    if other is None or held.joined_into_id != other.id:
        raise Refused(_("Có người vừa sửa việc này. Xin mở lại trang để xem bản mới, rồi sửa tiếp."))
    stepping.check(other, "part", by=by)
    back = _came_from(held, other)
    _move(back, other, held, by)
    if held.released_at is None:
        taking.hide(back)
    take_its_words(other, set(back), by=by)
    held.joined_into = None
    stepping.advance(held, left_with(held, "open"), "joined_into", *stand_on_first(held))
    stepping.advance(other, left_with(other))
    _record("matter.unmerged", held, by, {"from": str(other.id)})
    return held


def _both(one: UUID, other: UUID) -> tuple[Matter, Matter]:
    """Two matters held in the order of their ids, so that two officers merging crosswise never wait for each other."""
    if one == other:
        raise Refused(_("Hai việc này là một. Xin chọn việc khác để nhập chung."))
    held = {matter_id: hold(matter_id) for matter_id in sorted((one, other))}
    if held[one].ward_id != held[other].ward_id:
        raise Refused(_("Hai việc thuộc sổ của hai phường khác nhau, không nhập chung được."))
    return held[one], held[other]


def _move(opinion_ids: list[UUID], source: Matter, target: Matter, by: Bearer) -> None:
    at, holder = now(), holder_of(by)
    old = Joining.objects.filter(ward=source.ward_id, matter=source, opinion__in=opinion_ids, parted_at=None)
    old.update(parted_at=at, parted_by_id=holder)
    Joining.objects.bulk_create(
        Joining(ward_id=target.ward_id, matter=target, opinion_id=opinion_id, joined_at=at, joined_by_id=holder)
        for opinion_id in opinion_ids
    )
    if target.released_at is not None:
        taking.show(reads.joined_ids(target))


def _came_from(matter: Matter, other: Matter) -> list[UUID]:
    """The opinions that left `matter` when it was merged and have stayed with `other` since."""
    left = Joining.objects.filter(ward=matter.ward_id, matter=matter, parted_at__isnull=False)
    last = left.order_by("-parted_at").first()
    if last is None or last.parted_at is None:
        return []
    together = left.filter(parted_at=last.parted_at).values("opinion_id")
    here = Joining.objects.filter(ward=other.ward_id, matter=other, parted_at=None)
    return list(here.filter(opinion_id__in=together).order_by("id").values_list("opinion_id", flat=True))


def _record(kind: str, matter: Matter, by: Bearer, facts: dict[str, str]) -> None:
    record(kind, ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor, facts=facts)
