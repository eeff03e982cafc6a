"""Verbs about matters: open, join, part, release to the board, take back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.files.actions import publish, unpublish
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI, local_now, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.topics import is_private
from langnghe.ledger.actions import record
from langnghe.maps.grid import snap
from langnghe.matters import indexing, reads, rules
from langnghe.matters.holding import check_seen, hold
from langnghe.matters.models import TAKE_BACK_REASONS, Joining, Matter, MatterCounter, PublicPhoto
from langnghe.opinions import taking
from langnghe.opinions.models import Opinion, Photo
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.counting import next_number
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.places.reads import require_open


@transaction.atomic
def open_matter(ward: Ward, *, raised_on: date, by: Bearer, source: Opinion | None = None, topic: str = "") -> Matter:
    """A new matter with the ward's next number and the day by which it must be answered; `source` joins it."""
    opened = now()
    matter = Matter.objects.create(
        ward=ward, year=local_now().year, number=next_number(MatterCounter, ward, local_now().year),
        source=source, topic=topic,
        group=source.group if source else None, raised_on=raised_on, opened_at=opened, changed_at=opened,
        due_on=reads.due_day(ward, raised_on, topic),
    )  # fmt: skip
    record("matter.opened", ward_id=ward.id, subject=("matters", matter.id), by=by.actor)
    if source is not None:
        join(matter, source, by=by)
    return matter


@transaction.atomic
def join(matter: Matter, opinion: Opinion, *, by: Bearer) -> Joining:
    """Let an opinion belong to a matter. Refused when it belongs to one already."""
    if opinion.ward_id != matter.ward_id:
        raise Refused(_("Ý kiến này thuộc sổ của phường khác, không nhập chung được."))
    holder = by.actor.id if by.actor.kind == "officer" else None
    try:
        with transaction.atomic():
            joining = Joining.objects.create(
                ward_id=matter.ward_id, matter=matter, opinion=opinion, joined_at=now(), joined_by_id=holder
            )
    except IntegrityError as error:
        raise Refused(_("Ý kiến này vừa được nhập vào một việc. Xin mở lại trang để xem.")) from error
    taking.take_up(opinion.id, shown=matter.released_at is not None)
    record("matter.joined", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"opinion": str(opinion.id)})  # fmt: skip
    return joining


@transaction.atomic
def part(joining: Joining, *, by: Bearer) -> Joining:
    """Take an opinion out of its matter; the row stays as the trace. The words of the board go when they were its own.

    Refused when it was parted already.
    """
    if joining.parted_at is not None:
        raise Refused(_("Ý kiến này đã được tách ra rồi."))
    joining.parted_at = now()
    joining.parted_by_id = by.actor.id if by.actor.kind == "officer" else None
    joining.save(update_fields=["parted_at", "parted_by"])
    taking.lay_back(joining.opinion_id)
    record("matter.parted", ward_id=joining.ward_id, subject=("matters", joining.matter_id), by=by.actor,
           facts={"opinion": str(joining.opinion_id)})  # fmt: skip
    matter = hold(joining.matter_id)
    if matter.source_id == joining.opinion_id and matter.is_public:
        _off_the_board(matter, "sender", "", by=by)
    return joining


@transaction.atomic
def release_opinion(opinion: Opinion, draft: rules.Draft, *, by: Mandate) -> Matter:
    """Put what an opinion says on the board: its matter, opened now if it has none, with the officer's public words.

    Refused when the sender does not allow it, when the opinion is of a kind that is never public, when the words are
    missing or show somebody's data, or when another opinion's words stand there already.
    """
    check_may(by, "matters.release", opinion.ward)
    rules.check_source(opinion, reads.may_be_public(opinion))
    rules.check_draft(draft.tidy(), opinion)
    joining = Joining.objects.filter(opinion=opinion, parted_at=None).first()
    raised_on = opinion.received_at.astimezone(HANOI).date()
    matter = (
        hold(joining.matter_id) if joining else open_matter(opinion.ward, raised_on=raised_on, source=opinion, by=by)
    )
    if matter.is_public and matter.source_id != opinion.id:
        raise Refused(_("Việc này đã ở trên bảng bằng lời của một ý kiến khác. Xin sửa ở trang của việc."))
    matter.source = opinion
    return _release(matter, draft.tidy(), by=by)


@transaction.atomic
def revise(matter: Matter, draft: rules.Draft, *, by: Mandate) -> Matter:
    """Change the public words of a matter, or put it on the board again. Refused as `release_opinion`."""
    held = hold(matter.id)
    check_may(by, "matters.release", held.ward)
    if held.source is not None:
        rules.check_source(held.source, reads.may_be_public(held.source))
    rules.check_draft(draft.tidy(), held.source)
    return _release(held, draft.tidy(), by=by)


@transaction.atomic
def take_back(matter: Matter, *, reason: str, note: str = "", by: Bearer) -> Matter:
    """Take a matter from the board; nobody outside finds it any more. Refused without a reason."""
    held = hold(matter.id)
    check_may(by, "matters.release", held.ward)
    rules.check_take_back(held, reason, dict(TAKE_BACK_REASONS))
    return _off_the_board(held, reason, clean_text(note)[: rules.MAX_NOTE], by=by)


@transaction.atomic
def withdraw_words(opinion_id: UUID, *, by: Bearer) -> int:
    """Take from the board whatever rests on an opinion that may no longer be public; how many matters. Safe twice."""
    resting = Matter.objects.filter(source_id=opinion_id, board_row__isnull=False)
    gone = list(resting.exclude(reads.rests_on_public_words()).values_list("id", flat=True))
    for matter_id in gone:
        _off_the_board(hold(matter_id), "guarded", "", by=by)
    Matter.objects.filter(source_id=opinion_id, source__erased_at__isnull=False).update(
        title="", text="", place="", taken_back_note="", latitude=None, longitude=None
    )
    return len(gone)


def _release(matter: Matter, draft: rules.Draft, *, by: Mandate) -> Matter:
    check_seen(matter, draft.seen)
    require_open(matter.ward)
    indexing.take_out(matter)
    matter.title, matter.text, matter.place = draft.title, draft.text, draft.place
    matter.topic, matter.wording, matter.group = draft.topic, draft.wording, _group(matter.ward_id, draft.group_id)
    matter.latitude, matter.longitude = _public_point(matter)
    matter.due_on = reads.due_day(matter.ward, matter.raised_on, draft.topic, matter.paused_days)
    matter.released_at, matter.released_by, matter.changed_at = matter.released_at or now(), by, now()
    matter.taken_back_at = matter.taken_back_by = None
    matter.taken_back_reason = matter.taken_back_note = ""
    matter.board_row = matter.board_row or indexing.board_row(matter.changed_at)
    _choose_photos(matter, draft.photos, by=by)
    indexing.put_in(matter)
    matter.version += 1
    matter.save()
    taking.show(reads.joined_ids(matter))
    record("matter.released", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"topic": matter.topic, "wording": matter.wording})  # fmt: skip
    return matter


def _off_the_board(matter: Matter, reason: str, note: str, *, by: Bearer) -> Matter:
    """The public words stay for officers, out of everybody else's reach."""
    indexing.take_out(matter)
    _hide_photos(matter, by=by)
    matter.board_row, matter.taken_back_at, matter.changed_at = None, now(), now()
    matter.taken_back_by_id = by.actor.id if by.actor.kind == "officer" else None
    matter.taken_back_reason, matter.taken_back_note = reason, note
    matter.version += 1
    matter.save()
    record("matter.taken_back", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"reason": reason})  # fmt: skip
    return matter


def _group(ward_id: UUID, group_id: UUID | None) -> ResidentialGroup | None:
    return ResidentialGroup.objects.filter(ward_id=ward_id, id=group_id).first() if group_id else None


def _public_point(matter: Matter) -> tuple[float | None, float | None]:
    """Where the opinion is about, on the 50 m grid; nothing under a topic whose places are private."""
    source = matter.source
    if source is None or source.latitude is None or source.longitude is None or is_private(matter.topic):
        return None, None
    return tuple(snap(source.latitude, source.longitude))  # type: ignore[return-value]


def _choose_photos(matter: Matter, chosen: Iterable[UUID], *, by: Bearer) -> None:
    """Photos of the opinions of this matter, and only those that were covered."""
    wanted = list(dict.fromkeys(chosen))[: rules.MAX_PHOTOS]
    opinions = reads.joined_ids(matter)
    usable = {photo.id: photo for photo in Photo.objects.filter(
        id__in=wanted, opinion_id__in=opinions, covered__isnull=False).select_related("covered")}  # fmt: skip
    if len(usable) < len(wanted):
        raise Refused(_("Chỉ đăng được ảnh đã che. Xin che ảnh trước, rồi chọn lại."))
    _hide_photos(matter, by=by)
    PublicPhoto.objects.filter(matter=matter).delete()
    PublicPhoto.objects.bulk_create(
        PublicPhoto(ward_id=matter.ward_id, matter=matter, photo=usable[photo_id], place=place)
        for place, photo_id in enumerate(wanted)
    )
    for covered in filter(None, (photo.covered for photo in usable.values())):
        publish(covered, by=by.actor)


def _hide_photos(matter: Matter, *, by: Bearer) -> None:
    for public in PublicPhoto.objects.filter(matter=matter).select_related("photo__covered"):
        if public.photo.covered is not None:
            unpublish(public.photo.covered, by=by.actor)
