"""The ward answers: the answer as everybody concerned reads it, its promises, its hand-over, the matter's new state."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.answering import approval, handing, holding, moving, rules
from langnghe.answering.models import Draft
from langnghe.answering.rules import Written
from langnghe.commitments import actions as commitments
from langnghe.commitments.evidence import sealed_words
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters.holding import check_seen, hold
from langnghe.matters.indexing import text_of_said
from langnghe.matters.models import Answer, Matter
from langnghe.people.models import Mandate
from langnghe.people.reads import running
from langnghe.places.reads import heir, require_keeper
from langnghe.searching.writing import put

PROMISE = "commitments.release"


@transaction.atomic
def release(matter: Matter, written: Written, *, by: Mandate) -> Answer:
    """Answer a matter with these words, which finish the draft there is, if any. A second answer edits no first one.

    Refused for who does not release answers of the topic, while something is missing, when words show somebody's data,
    when the answer would take back what was said before, and when somebody changed matter or draft meanwhile.
    """
    tidy, today = written.tidy(), local_today()
    held = hold(matter.id)
    draft = holding.open_draft(held) if written.draft_seen else None
    holding.check_seen(draft, written.draft_seen)
    _check_releaser(held, draft, by)
    check_seen(held, written.matter_seen)
    require_keeper(held.ward, by)
    rules.check_complete(tidy, today)
    rules.check_private(tidy)
    after = rules.check_outcome(tidy.kind, held.state, len(tidy.promises))
    promises = _promises(held, tidy, by)
    receiver = handing.receiving_ward(held, tidy)
    answer = _write(held, tidy, receiver.name if receiver else tidy.body, by)
    moving.answered(held, after, counts=tidy.kind != "handed_over", promised=[p.due_on for p in promises])
    found_by = text_of_said(answer)
    if promises:
        commitments.make_within(held.ward, ("matters", held.id), promises, said=[found_by], by=by)
    else:
        put(found_by)
    if tidy.kind == "handed_over":
        handing.open_hand_over(held, answer, tidy.brief or tidy.words, tidy.share_words, to_ward=receiver, by=by)
    if draft is not None:
        holding.keep(draft, by, state="released", answer=answer, words=tidy.words, kind=tidy.kind)
    return answer


def _check_releaser(held: Matter, draft: Draft | None, by: Mandate) -> None:
    roles = holding.roles_of(held, by)
    if "releaser" not in roles:
        raise Refused(
            _("Lời trả lời của lĩnh vực này do người khác duyệt. Xin gửi duyệt. %(who)s")
            % {"who": approval.sentence(approval.releasers(heir(held.ward), held.topic))}
        )
    rules.check_step(draft.state if draft else "draft", "release", roles)


def _promises(held: Matter, tidy: Written, by: Mandate) -> list[commitments.Promised]:
    """The promises with who answers for them now: whoever acts on the post today, not who held it when drafted."""
    if not tidy.promises:
        return []
    if not by.may(PROMISE):
        raise Refused(
            _("Lời hứa do trưởng Công an hoặc chủ tịch duyệt. Xin gửi duyệt, hoặc trả lời không kèm lời hứa.")
        )
    posts = {promised.post_id for promised in tidy.promises}
    mandates = Mandate.objects.filter(running(), ward=heir(held.ward), post__in=posts).select_related(
        "post__unit", "officer"
    )
    # A deputy is appointed for a leave: while there is one, the deputy acts.
    acting = {mandate.post_id: mandate for mandate in mandates.order_by("is_deputy", "-id")}
    if posts - acting.keys():
        raise Refused(_("Người chịu trách nhiệm phải đang có nhiệm vụ ở phường. Xin chọn người khác."))
    return [commitments.Promised(p.words, acting[p.post_id], p.due_on) for p in tidy.promises]


def _write(held: Matter, tidy: Written, body: str, by: Mandate) -> Answer:
    """The answer, and its entry: the same facts whatever the matter is about, so that a guarded one tells no more."""
    salt, digest = sealed_words(tidy.words)
    answer = Answer.objects.create(
        ward_id=held.ward_id, matter=held, kind=tidy.kind, words=tidy.words, body=body, reason=tidy.reason,
        salt=salt, answered_on=local_today(), released_at=now(), released_by=by,
    )  # fmt: skip
    record(
        "answer.released", ward_id=held.ward_id, subject=("matters", held.id), by=by.actor,
        facts={"answer": str(answer.id), "promises": len(tidy.promises)}, commitment=digest,
    )  # fmt: skip
    return answer
