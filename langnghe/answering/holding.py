"""A draft held for one step, and the roles of whoever takes it."""

from django.utils.translation import gettext as _

from langnghe.answering import approval
from langnghe.answering.models import Draft, DraftPromise
from langnghe.answering.rules import Promised, Written
from langnghe.answering.states import OPEN_DRAFTS
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for

WORK = "matters.work"


def roles_of(matter: Matter, by: Mandate) -> frozenset[str]:
    """The columns of `states.DRAFTS` a mandate stands in about a matter that its scope shows it."""
    works = acts_for(by, matter.ward_id) and by.may(WORK)
    return roles_known(matter, by, releases=works and approval.may_release(by, matter.topic))


def roles_known(matter: Matter, by: Mandate, *, releases: bool) -> frozenset[str]:
    """The same where it is known already whether the mandate releases answers of the topic."""
    if not acts_for(by, matter.ward_id) or not by.may(WORK):
        return frozenset({"bystander"})
    return frozenset({"drafter", "releaser"} if releases else {"drafter"})


def open_draft(matter: Matter) -> Draft | None:
    """The draft of a held matter that somebody still has to do something about, held with it."""
    drafts = Draft.objects.filter(ward=matter.ward_id, matter=matter, state__in=OPEN_DRAFTS)
    return drafts.select_for_update(of=("self",)).select_related("changed_by__officer").first()


def check_seen(draft: Draft | None, seen: str) -> None:
    """Refused when somebody began, changed or finished the draft since the officer opened the page."""
    if draft is None:
        if seen:
            raise Refused(
                _("Bản soạn này vừa được duyệt hoặc bỏ. Lời anh chị viết còn ở dưới, xin mở lại trang để xem.")
            )
        return
    if seen != str(draft.version):
        raise Refused(
            _("%(name)s vừa sửa bản soạn này. Lời anh chị viết còn nguyên ở dưới; xin đối chiếu rồi lưu lại.")
            % {"name": draft.changed_by.officer.name}
        )


def keep(draft: Draft, by: Mandate, **changes: object) -> Draft:
    """Save what changed of a held draft under its next version."""
    steps = {**changes, "version": draft.version + 1, "changed_at": now(), "changed_by": by}
    for name, value in steps.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(steps))
    return draft


def written_of(draft: Draft) -> Written:
    """What a draft holds, as an officer wrote it."""
    promises = DraftPromise.objects.filter(ward=draft.ward_id, draft=draft).order_by("number")
    return Written(
        kind=draft.kind, words=draft.words, reason=draft.reason, body=draft.body, brief=draft.brief,
        to_ward=draft.to_ward, share_words=draft.share_words, draft_seen=str(draft.version),
        promises=tuple(Promised(promise.words, promise.post_id, promise.due_on) for promise in promises),
    )  # fmt: skip
