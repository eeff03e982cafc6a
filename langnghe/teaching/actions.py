"""Verbs of officers who teach: what an opinion is about, a subtopic of the ward's own, which version is in force."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.ledger.actions import Step, record, record_all
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.models import Ward
from langnghe.places.reads import heir
from langnghe.teaching import reads, rules
from langnghe.teaching.models import Choosing, Example, Learning, Sentence, Subtopic, Version

CAPABILITY = "machine.teach"


def give(ward_id: UUID, opinion_ids: Collection[UUID], code: str, *, kind: str, by: Mandate) -> int:
    """Let opinions be examples of a subtopic, inside the caller's transaction, who knows that they may teach.

    A topic without subtopic teaches nothing: what was said before is taken back. How many changed.
    """
    code = code if "." in code else ""
    known = {one.opinion_id: one for one in Example.objects.filter(ward=ward_id, opinion_id__in=opinion_ids)}
    changed = [one for one in known.values() if one.code != code]
    for one in changed:
        one.code, one.kind, one.given_at, one.given_by = code, kind, now(), by
    Example.objects.bulk_update(changed, ["code", "kind", "given_at", "given_by"])
    fresh = [
        Example(ward_id=ward_id, opinion_id=id, code=code, kind=kind, since=now(), given_at=now(), given_by=by)
        for id in opinion_ids if code and id not in known
    ]  # fmt: skip
    Example.objects.bulk_create(fresh)
    if not changed and not fresh:
        return 0
    told = "example.given" if code else "example.taken_back"
    record_all([Step(told, ward_id, ("teaching", one.id), by.actor) for one in [*changed, *fresh]])
    return len(changed) + len(fresh)


def forget(ward_id: UUID, opinion_id: UUID, *, by: Actor) -> int | None:
    """An opinion may teach no longer: its reference goes, and every version that may have learnt from it is emptied.

    Inside the caller's transaction. How many versions; None when it never was an example.
    """
    found = (
        Example.objects.select_for_update().select_related("ward").filter(ward=ward_id, opinion_id=opinion_id).first()
    )
    if found is None:
        return None
    since, example_id = found.since, found.id
    found.delete()
    learnt = Version.objects.filter(
        ward_id__in={ward_id, heir(found.ward).id}, learnt_at__gte=since, rows__isnull=False
    )
    emptied = learnt.update(rows=None, emptied_at=now())
    record("example.forgotten", ward_id=ward_id, subject=("teaching", example_id), by=by, facts={"versions": emptied})
    return emptied


@transaction.atomic
def add_subtopic(ward: Ward, wanted: rules.Wanted, *, by: Mandate) -> Subtopic:
    """A subtopic of the ward's own, offered from now on. Refused as `rules.check_subtopic` says, and past twenty."""
    check_may(by, CAPABILITY, ward)
    open_now = reads.open_subtopics(ward.id)
    names = [str(topic.name) for topic in TOPICS.values()] + [one.name for one in open_now]
    rules.check_subtopic(wanted, names)
    if len(open_now) >= rules.MOST_OPEN:
        raise Refused(_("Phường đã có 20 lĩnh vực con đang dùng. Xin đóng bớt một lĩnh vực rồi thêm."))
    id = uuid7()
    added = Subtopic.objects.create(
        id=id, ward=ward, code=rules.code_for(wanted.parent, ward.code, id), name=wanted.name,
        instruction=wanted.instruction, private=wanted.private, added_at=now(), added_by=by,
    )  # fmt: skip
    Sentence.objects.bulk_create(Sentence(ward=ward, subtopic=added, words=words) for words in wanted.sentences)
    record("subtopic.added", ward_id=ward.id, subject=("teaching", id), by=by.actor, facts={"code": added.code})
    ask(ward, "subtopic", by=by)
    return added


@transaction.atomic
def close_subtopic(subtopic: Subtopic, *, by: Mandate) -> Subtopic:
    """Offer it no more; what was sorted by it keeps it. Twice does no harm."""
    return _set_closed(subtopic, True, by)


@transaction.atomic
def reopen_subtopic(subtopic: Subtopic, *, by: Mandate) -> Subtopic:
    """Offer it again. Twice does no harm. Refused when its name was given to another one since."""
    return _set_closed(subtopic, False, by)


def _set_closed(subtopic: Subtopic, closed: bool, by: Mandate) -> Subtopic:
    check_may(by, CAPABILITY, subtopic.ward)
    held = Subtopic.objects.select_for_update().select_related("ward").get(id=subtopic.id)
    if held.is_open != closed:
        return held
    if not closed:
        _check_free(held)
    held.closed_at, held.closed_by = (now(), by) if closed else (None, None)
    held.save(update_fields=["closed_at", "closed_by"])
    kind = "subtopic.closed" if closed else "subtopic.reopened"
    record(kind, ward_id=held.ward_id, subject=("teaching", held.id), by=by.actor, facts={"code": held.code})
    ask(held.ward, "subtopic", by=by)
    return held


def _check_free(subtopic: Subtopic) -> None:
    others = reads.open_subtopics(subtopic.ward_id)
    if any(one.name == subtopic.name for one in others):
        raise Refused(_("Đã có lĩnh vực tên này. Xin dùng lĩnh vực ấy, hoặc đặt tên khác."))
    if len(others) >= rules.MOST_OPEN:
        raise Refused(_("Phường đã có 20 lĩnh vực con đang dùng. Xin đóng bớt một lĩnh vực rồi thêm."))


@transaction.atomic
def ask(ward: Ward, why: str, *, by: Bearer) -> Learning:
    """Have the worker learn the ward's rows anew; asked while it learns, it begins once more with what is new."""
    check_may(by, CAPABILITY, ward)
    running = Learning.objects.select_for_update().filter(ward=ward, finished_at=None).first()
    if running is not None:
        running.turn, running.judged = 0, {}
        running.save(update_fields=["turn", "judged"])
        return running
    by_id = by.actor.id if by.actor.kind == "officer" else None
    try:
        with transaction.atomic():
            asked = Learning.objects.create(ward=ward, why=why, asked_at=now(), asked_by_id=by_id)
    except IntegrityError:
        return Learning.objects.get(ward=ward, finished_at=None)
    record("model.asked", ward_id=ward.id, subject=("teaching", asked.id), by=by.actor, facts={"why": why})
    return asked


@transaction.atomic
def choose(ward: Ward, version: Version | None, *, by: Bearer) -> Choosing:
    """Sort the ward's words by a version from now on; None: by what all wards share. Choosing again is the undo.

    Refused for a version that was emptied.
    """
    check_may(by, CAPABILITY, ward)
    if version is not None and not Version.objects.filter(ward=ward, id=version.id, rows__isnull=False).exists():
        raise Refused(_("Bản này không còn giữ nữa. Xin chọn bản khác."))
    last = reads.choosing(ward.id)
    if (last.version_id if last else None) == (version.id if version else None):
        return last or Choosing(ward=ward)
    by_id = by.actor.id if by.actor.kind == "officer" else None
    made = Choosing.objects.create(ward=ward, version=version, at=now(), by_id=by_id)
    facts = {"number": version.number if version else 0}
    record("model.chosen", ward_id=ward.id, subject=("teaching", made.id), by=by.actor, facts=facts)
    return made
