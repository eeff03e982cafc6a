"""Verbs about matters: open, join, part, release to the board, take back."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.files.actions import publish, unpublish
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI, local_now, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters import fitting, indexing, learnable, reads, rules, stepping
from langnghe.matters.holding import check_seen, hold, keep
from langnghe.matters.models import TAKE_BACK_REASONS, Joining, Matter, MatterCounter, PublicPhoto
from langnghe.matters.resting import left_with, stand_on_first
from langnghe.matters.roles import holder_of
from langnghe.opinions import taking
from langnghe.opinions.models import Opinion, Photo
from langnghe.people.models import Mandate, Post
from langnghe.people.rules import check_may_for
from langnghe.places.counting import next_number
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.places.reads import require_keeper
from langnghe.searching import ordinals
from langnghe.searching import writing as searching


@transaction.atomic
def open_matter(
    ward: Ward,
    *,
    raised_on: date,
    by: Bearer,
    source: Opinion | None = None,
    topic: str = "",
    group: ResidentialGroup | None = None,
    post: Post | None = None,
) -> Matter:
    """A new matter with the ward's next number and the day by which it must be answered; `source` joins it.

    In a ward that was merged only for the one that goes on with its work.
    """
    require_keeper(ward, by)
    opened, year = now(), local_now().year
    matter = Matter.objects.create(
        ward=ward, year=year, number=next_number(MatterCounter, ward, year, merged_too=True),
        source=source, topic=topic, group=source.group if source else group, post=post,
        raised_on=raised_on, opened_at=opened, changed_at=opened, due_on=reads.due_day(ward, raised_on, topic),
    )  # fmt: skip
    record("matter.opened", ward_id=ward.id, subject=("matters", matter.id), by=by.actor)
    if source is not None:
        belong(matter, source, by=by)
    return matter


@transaction.atomic
def join(matter: Matter, opinion: Opinion, *, seen: str = "", by: Bearer) -> Joining:
    """Let an opinion belong to a matter.

    Refused when it belongs to one already, no longer stands, is guarded otherwise than the matter, or came after the
    ward answered: its sender would be answered by words from before.
    """
    held = hold(matter.id, seen=seen)
    stepping.check(held, "join", by=by)
    fitting.check_opinion(opinion, by=by)
    fitting.check_together(held, [opinion])
    joining = belong(held, opinion, by=by)
    stepping.advance(held, left_with(held), *stand_on_first(held))
    return joining


def belong(matter: Matter, opinion: Opinion, *, by: Bearer) -> Joining:
    """Write that an opinion belongs to a matter, inside the caller's transaction, who asked whether it may."""
    if opinion.ward_id != matter.ward_id:
        raise Refused(_("Ý kiến này thuộc sổ của phường khác, không nhập chung được."))
    try:
        with transaction.atomic():
            joining = Joining.objects.create(
                ward_id=matter.ward_id, matter=matter, opinion=opinion, joined_at=now(), joined_by_id=holder_of(by)
            )
    except IntegrityError as error:
        raise Refused(_("Ý kiến này vừa được nhập vào một việc. Xin mở lại trang để xem.")) from error
    taking.take_up(opinion.id, shown=matter.released_at is not None)
    record("matter.joined", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"opinion": str(opinion.id)})  # fmt: skip
    return joining


@transaction.atomic
def part(joining: Joining, *, seen: str = "", by: Bearer) -> Joining:
    """Take an opinion out of its matter, also after an answer; the row stays as the trace, the opinion waits again.

    The words of the board go when they were its own; a matter without answer and without opinions is empty. Refused
    when it was parted already.
    """
    matter = hold(joining.matter_id, seen=seen)
    stepping.check(matter, "part", by=by)
    kept = Joining.objects.select_related("opinion").get(id=joining.id)
    if kept.parted_at is not None:
        raise Refused(_("Ý kiến này đã được tách ra rồi."))
    kept.parted_at, kept.parted_by_id = now(), holder_of(by)
    kept.save(update_fields=["parted_at", "parted_by"])
    taking.lay_back(kept.opinion_id)
    record("matter.parted", ward_id=kept.ward_id, subject=("matters", kept.matter_id), by=by.actor,
           facts={"opinion": str(kept.opinion_id)})  # fmt: skip
    learnable.teach_no_more(matter, kept.opinion_id, by=by)
    take_its_words(matter, {kept.opinion_id}, by=by)
    stepping.advance(matter, left_with(matter))
    return kept


def take_its_words(matter: Matter, opinion_ids: Collection[UUID], *, by: Bearer) -> None:
    """Whatever of a held matter's public page is of these opinions goes; inside the caller's transaction."""
    photos = PublicPhoto.objects.filter(matter=matter, photo__opinion__in=opinion_ids)
    for public in photos.select_related("photo__covered"):
        if public.photo.covered is not None:
            unpublish(public.photo.covered, by=by.actor)
    photos.delete()
    if matter.source_id not in opinion_ids:
        return
    if matter.is_public:
        off_the_board(matter, "sender", "", by=by)
    stand_on_first(matter)
    matter.latitude = matter.longitude = None
    matter.title = matter.text = matter.place = matter.wording = ""
    keep(matter, "source", "latitude", "longitude", "title", "text", "place", "wording")
    indexing.tell_officers(matter)


@transaction.atomic
def release_opinion(opinion: Opinion, draft: rules.Draft, *, by: Mandate) -> Matter:
    """Put what an opinion says on the board: its matter, opened now if it has none, with the officer's public words.

    Refused when the sender does not allow it, when the opinion is of a kind that is never public, when the words are
    missing or show somebody's data, or when another opinion's words stand there already.
    """
    check_may_for(by, "matters.release", opinion.ward)
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
    check_may_for(by, "matters.release", held.ward)
    if held.source is not None:
        rules.check_source(held.source, reads.may_be_public(held.source))
    rules.check_draft(draft.tidy(), held.source)
    return _release(held, draft.tidy(), by=by)


@transaction.atomic
def take_back(matter: Matter, *, reason: str, note: str = "", by: Bearer) -> Matter:
    """Take a matter from the board; nobody outside finds it any more. Refused without a reason."""
    held = hold(matter.id)
    check_may_for(by, "matters.release", held.ward)
    rules.check_take_back(held, reason, dict(TAKE_BACK_REASONS))
    return off_the_board(held, reason, clean_text(note)[: rules.MAX_NOTE], by=by)


@transaction.atomic
def withdraw_words(opinion_id: UUID, *, by: Bearer) -> int:
    """Take from the board whatever rests on an opinion that may no longer be public; how many matters. Safe twice."""
    resting = Matter.objects.filter(source_id=opinion_id, board_row__isnull=False)
    gone = list(resting.exclude(reads.rests_on_public_words()).values_list("id", flat=True))
    for matter_id in gone:
        off_the_board(hold(matter_id), "guarded", "", by=by)
    erased = Matter.objects.filter(source_id=opinion_id, source__erased_at__isnull=False)
    searching.forget(*erased.values_list("id", flat=True))
    erased.update(title="", text="", place="", taken_back_note="", latitude=None, longitude=None)
    return len(gone)


def _release(matter: Matter, draft: rules.Draft, *, by: Mandate) -> Matter:
    check_seen(matter, draft.seen)
    require_keeper(matter.ward, by)
    rules.check_whose(draft.topic, matter.ward.code)
    before = matter.topic
    matter.title, matter.text, matter.place = draft.title, draft.text, draft.place
    matter.topic, matter.wording, matter.group = draft.topic, draft.wording, _group(matter.ward_id, draft.group_id)
    matter.latitude, matter.longitude = reads.public_point(matter)
    matter.due_on = reads.due_day(matter.ward, matter.raised_on, draft.topic, matter.paused_days)
    matter.released_at, matter.released_by, matter.changed_at = matter.released_at or now(), by, now()
    matter.taken_back_at = matter.taken_back_by = None
    matter.taken_back_reason = matter.taken_back_note = ""
    matter.board_row = matter.board_row or ordinals.of_moment(matter.changed_at)
    _choose_photos(matter, draft.photos, by=by)
    indexing.put_in(matter)
    indexing.tell_officers(matter)
    matter.version += 1
    matter.save()
    taking.show(reads.joined_ids(matter))
    record("matter.released", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"topic": matter.topic, "wording": matter.wording})  # fmt: skip
    if matter.topic != before:
        learnable.teach(matter, before, by=by)
    return matter


def off_the_board(matter: Matter, reason: str, note: str, *, by: Bearer) -> Matter:
    """The public words stay for officers, out of everybody else's reach."""
    indexing.take_out(matter)
    _hide_photos(matter, by=by)
    matter.board_row, matter.taken_back_at, matter.changed_at = None, now(), now()
    matter.taken_back_by_id = holder_of(by)
    matter.taken_back_reason, matter.taken_back_note = reason, note
    matter.version += 1
    matter.save()
    record("matter.taken_back", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
           facts={"reason": reason})  # fmt: skip
    return matter


def _group(ward_id: UUID, group_id: UUID | None) -> ResidentialGroup | None:
    return ResidentialGroup.objects.filter(ward_id=ward_id, id=group_id).first() if group_id else None


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
