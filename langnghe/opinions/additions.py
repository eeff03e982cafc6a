"""Verbs about words that come later: the sender adds, the ward asks, an officer has read what is new."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.files.models import File
from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.language.search import search_form
from langnghe.ledger.actions import record
from langnghe.opinions import finding, photos, rules, standing
from langnghe.opinions.attempts import MIN_TOKEN
from langnghe.opinions.guarding import judge_more
from langnghe.opinions.models import Addition, Opinion, Question
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for
from langnghe.searching import writing as searching


@dataclass(frozen=True)
class Extra:
    """What a sender adds: words, photos or both, and which question they answer; `token` as with an opinion.

    `photos`: kept files, in order; `photo_marks` stand for them when the same form is recognised.
    """

    words: str
    token: str = ""
    question_id: UUID | None = None
    photos: tuple[File, ...] = ()
    photo_marks: tuple[str, ...] = ()


def add(opinion: Opinion, extra: Extra, *, by: Actor) -> Addition:
    """Keep the sender's further words beside the opinion, which stays as it was. The same form twice adds once.

    Refused when there is nothing to read, when the opinion was withdrawn or erased, or after `standing.MOST` additions.
    """
    words = rules.check_words(extra.words) if extra.words.strip() or not extra.photos else ""
    disk.demand_room()
    attempt = _attempt(opinion, extra, words)
    try:
        return _write(opinion, extra, words, attempt, by)
    except IntegrityError:
        earlier = Addition.objects.filter(ward_id=opinion.ward_id, attempt=attempt).first()
        if earlier is None:
            raise
        return earlier


def _attempt(opinion: Opinion, extra: Extra, words: str) -> bytes:
    own = extra.token if len(extra.token) >= MIN_TOKEN else new_token()
    fields = (own, words, extra.question_id, extra.photo_marks)
    parts = [opinion.id.bytes, *(str(part).encode("utf-8", "replace") for part in fields)]
    seed = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(b"langnghe/addition/v1\0" + seed).digest()


@transaction.atomic
def _write(opinion: Opinion, extra: Extra, words: str, attempt: bytes, by: Actor) -> Addition:
    kept = standing.locked(opinion)
    earlier = Addition.objects.filter(ward_id=kept.ward_id, attempt=attempt).first()
    if earlier:
        return earlier
    standing.check_may_add(kept)
    addition = _addition(kept, extra, words, attempt)
    addition.save(force_insert=True)
    searching.put(finding.text_of_later(addition))
    photos.attach(kept, [file.id for file in extra.photos], by=by, addition=addition)
    judge_more(kept, words)
    record(
        "opinion.added", ward_id=kept.ward_id, subject=("opinions", kept.id), by=by,
        facts={"addition": str(addition.id), "answers": str(addition.question_id or "")},
        commitment=bytes(addition.commitment), about=bytes(kept.commitment),
    )  # fmt: skip
    return addition


def _question(opinion: Opinion, question_id: UUID | None) -> Question | None:
    """The question that is answered, marked so; None when the words answer none."""
    if question_id is None:
        return None
    asked = Question.objects.filter(opinion=opinion, id=question_id).first()
    if asked is None:
        raise Refused(_("Không tìm thấy câu hỏi này. Xin viết vào ô «Nói thêm»."))
    Question.objects.filter(id=asked.id, answered_at=None).update(answered_at=now())
    return asked


def _addition(opinion: Opinion, extra: Extra, words: str, attempt: bytes) -> Addition:
    salt, pictures = form.new_salt(), [bytes(file.commitment) for file in extra.photos]
    return Addition(
        ward_id=opinion.ward_id, opinion=opinion, question=_question(opinion, extra.question_id), added_at=now(),
        words=words, folded=search_form(words), attempt=attempt,
        salt=salt, commitment=form.commitment(form.OPINION_V1, salt, form.words_bytes(words, pictures)),
    )  # fmt: skip


@transaction.atomic
def ask(opinion: Opinion, words: str, *, by: Mandate) -> Question:
    """Ask the sender something, to be answered on the resident's page. The same question pressed twice is asked once.

    Refused without the capability, in another ward, when the opinion was withdrawn or erased, or while
    `standing.MOST_OPEN` questions wait.
    """
    _check_asker(opinion, by)
    kept = standing.locked(opinion)
    tidy = standing.check_question(words)
    waiting = {asked.words: asked for asked in Question.objects.filter(opinion=kept, answered_at=None)}
    if tidy in waiting:
        return waiting[tidy]
    standing.check_may_ask(kept, len(waiting))
    asked = Question.objects.create(ward_id=kept.ward_id, opinion=kept, words=tidy, asked_at=now(), asked_by=by)
    searching.put(finding.text_of_later(asked))
    record(
        "question.asked", ward_id=kept.ward_id, subject=("opinions", kept.id), by=by.actor,
        facts={"question": str(asked.id)}, about=bytes(kept.commitment),
    )  # fmt: skip
    return asked


def _check_asker(opinion: Opinion, by: Mandate) -> None:
    if not by.may("opinions.ask"):
        raise Refused(_("Nhiệm vụ này không hỏi lại người gửi được. Xin chuyển cho người phụ trách ý kiến."))
    if not acts_for(by, opinion.ward_id):
        raise Refused(_("Nhiệm vụ này không hỏi lại người gửi được. Xin chuyển cho người phụ trách ý kiến."))


@transaction.atomic
def mark_read(opinion: Opinion, *, by: Mandate) -> int:
    """An officer has read what the sender added; tells how many additions were new. The sender sees it as a step."""
    if not by.may("opinions.ask"):
        raise Refused(_("Nhiệm vụ này chỉ xem. Người phụ trách ý kiến mới ghi «đã đọc»."))
    read = Addition.objects.filter(ward_id=opinion.ward_id, opinion=opinion, read_at=None).update(read_at=now())
    if read:
        record(
            "addition.read", ward_id=opinion.ward_id, subject=("opinions", opinion.id), by=by.actor,
            facts={"count": read}, about=bytes(opinion.commitment),
        )  # fmt: skip
    return read


@transaction.atomic
def mark_unread(opinion: Opinion, addition_ids: list[UUID], *, by: Mandate) -> int:
    """Take back that these additions were read, when they were marked by mistake; tells how many are new again."""
    if not by.may("opinions.ask"):
        raise Refused(_("Nhiệm vụ này chỉ xem. Người phụ trách ý kiến mới ghi «đã đọc»."))
    own = Addition.objects.filter(ward_id=opinion.ward_id, opinion=opinion, id__in=addition_ids)
    unread = own.exclude(read_at=None).update(read_at=None)
    if unread:
        record(
            "addition.unread", ward_id=opinion.ward_id, subject=("opinions", opinion.id), by=by.actor,
            facts={"count": unread}, about=bytes(opinion.commitment),
        )  # fmt: skip
    return unread
