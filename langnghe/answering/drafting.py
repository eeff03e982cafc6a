"""Verbs about drafts: write, submit, recall, send back, drop. Releasing is in `releasing.py`."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.answering import holding, rules
from langnghe.answering.models import Draft, DraftPromise, DraftReturn
from langnghe.answering.rules import Promised, Written
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters.holding import hold
from langnghe.matters.models import NOBODY_WAITS, Matter
from langnghe.people.models import Mandate, Post
from langnghe.places.models import Ward
from langnghe.places.reads import heir, require_keeper


@transaction.atomic
def write(matter: Matter, written: Written, *, by: Mandate) -> Draft:
    """Begin the draft of a matter, or write on the one there is. An unfinished draft may be kept.

    Refused for who may not work on the matter, and when somebody else wrote on the draft meanwhile.
    """
    held, tidy = hold(matter.id), written.tidy()
    rules.check_draft(tidy)
    draft, roles = holding.open_draft(held), holding.roles_of(held, by)
    holding.check_seen(draft, written.draft_seen)
    if draft is None:
        return _begin(held, tidy, roles, by)
    state = rules.check_step(draft.state, "write", roles)
    holding.keep(draft, by, state=state, **_columns(tidy))
    _keep_promises(draft, held.ward, tidy.promises)
    _record("answer.drafted", draft, by)
    return draft


@transaction.atomic
def submit(matter: Matter, written: Written, *, by: Mandate) -> Draft:
    """Write the draft and give it to whoever releases answers of the topic. Refused while it is not complete."""
    tidy = written.tidy()
    rules.check_complete(tidy, local_today())
    held = hold(matter.id)
    rules.check_outcome(tidy.kind, held.state, len(tidy.promises))
    before = holding.open_draft(held)
    if before is not None:
        rules.check_step(before.state, "submit", holding.roles_of(held, by))
    draft = write(matter, written, by=by)
    holding.keep(draft, by, state="submitted", submitted_at=now(), submitted_by=by)
    _record("answer.submitted", draft, by)
    return draft


@transaction.atomic
def recall(matter: Matter, *, seen: str, by: Mandate) -> Draft:
    """Take a submitted draft back, to write on it."""
    draft, state = _step(matter, "recall", seen, by)
    holding.keep(draft, by, state=state, submitted_at=None, submitted_by=None)
    _record("answer.recalled", draft, by)
    return draft


@transaction.atomic
def send_back(matter: Matter, *, words: str, seen: str, by: Mandate) -> Draft:
    """Return a submitted draft for change. Refused without saying what to change."""
    tidy = rules.check_return(words)
    draft, state = _step(matter, "send_back", seen, by)
    DraftReturn.objects.create(ward_id=draft.ward_id, draft=draft, words=tidy, at=now(), by=by)
    holding.keep(draft, by, state=state)
    _record("answer.returned", draft, by)
    return draft


@transaction.atomic
def drop(matter: Matter, *, seen: str, by: Mandate) -> Draft:
    """Drop the draft; it stays as the trace, and a new one may be begun."""
    draft, state = _step(matter, "drop", seen, by)
    holding.keep(draft, by, state=state)
    _record("answer.dropped", draft, by)
    return draft


def _begin(held: Matter, tidy: Written, roles: frozenset[str], by: Mandate) -> Draft:
    rules.check_step("draft", "write", roles)
    require_keeper(held.ward, by)
    if held.state == "joined":
        raise Refused(_("Việc này đã nhập vào việc khác. Xin trả lời ở việc đó."))
    if held.state in NOBODY_WAITS:
        raise Refused(rules.nobody_there(held.state))
    draft = Draft.objects.create(
        ward_id=held.ward_id, matter=held, made_at=now(), changed_at=now(), changed_by=by, **_columns(tidy)
    )
    _keep_promises(draft, held.ward, tidy.promises)
    _record("answer.drafted", draft, by)
    return draft


def _step(matter: Matter, verb: str, seen: str, by: Mandate) -> tuple[Draft, str]:
    held = hold(matter.id)
    draft = holding.open_draft(held)
    if draft is None:
        raise Refused(_("Việc này không có bản soạn nào. Xin mở lại trang để xem."))
    holding.check_seen(draft, seen)
    return draft, rules.check_step(draft.state, verb, holding.roles_of(held, by))


def _columns(tidy: Written) -> dict[str, object]:
    names = ("kind", "words", "reason", "body", "brief", "to_ward", "share_words")
    return {name: getattr(tidy, name) for name in names}


def _keep_promises(draft: Draft, ward: Ward, promises: tuple[Promised, ...]) -> None:
    """The draft's promises, anew. Refused for a post that is not of the ward that goes on with the work."""
    posts = Post.objects.filter(ward=heir(ward), id__in=[promised.post_id for promised in promises])
    ours = set(posts.values_list("id", flat=True))
    if any(promised.post_id not in ours for promised in promises):
        raise Refused(_("Người chịu trách nhiệm phải đang có nhiệm vụ ở phường. Xin chọn người khác."))
    DraftPromise.objects.filter(ward=draft.ward_id, draft=draft).delete()
    DraftPromise.objects.bulk_create(
        DraftPromise(
            ward_id=draft.ward_id, draft=draft, number=number, words=promised.words, post_id=promised.post_id,
            due_on=promised.due_on,
        )
        for number, promised in enumerate(promises, 1)
    )  # fmt: skip


def _record(kind: str, draft: Draft, by: Mandate) -> None:
    facts: dict[str, Fact] = {"draft": str(draft.id), "version": draft.version}
    record(kind, ward_id=draft.ward_id, subject=("matters", draft.matter_id), by=by.actor, facts=facts)
