"""Verbs about guards: what an officer, or words that came later, say about who alone may see an opinion."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.language.search import search_form
from langnghe.ledger.actions import record
from langnghe.opinions import standing, visibility
from langnghe.opinions.guards import Guard, Ticks, judge, stronger
from langnghe.opinions.models import BODIES, GuardStep, NamedOfficer, Opinion
from langnghe.opinions.rules import Submission
from langnghe.people.models import Mandate, Officer
from langnghe.people.roll import roll_of
from langnghe.places.models import Ward


def judge_sent(ward: Ward, sent: Submission, words: str, folded: str) -> Guard:
    """Who alone may see it. The place is read too: people write there what they do not dare to write above."""
    ticks = Ticks(sent.topic, sent.crime, sent.about_officer, sent.group_id)
    if not sent.place:
        return judge(roll_of(ward), words, folded, ticks)
    return judge(roll_of(ward), f"{words}\n{sent.place}", folded + search_form(sent.place).lstrip(), ticks)


def name_officers(opinion: Opinion, officer_ids: Iterable[UUID]) -> None:
    """Remember whom an opinion speaks about; inside the caller's transaction. Who is known already stays once."""
    wanted = list(officer_ids)
    found = Officer.objects.filter(id__in=wanted).values_list("id", "name") if wanted else ()
    rows = [
        NamedOfficer(ward_id=opinion.ward_id, opinion=opinion, officer_id=one, name_key=visibility.name_key(name))
        for one, name in found
    ]
    if rows:
        NamedOfficer.objects.bulk_create(rows, ignore_conflicts=True)


def unname_officers(officer_ids: Iterable[UUID]) -> None:
    """Forget whom opinions speak about for accounts that were taken back; inside the caller's transaction."""
    NamedOfficer.objects.filter(officer_id__in=list(officer_ids)).delete()


def judge_more(opinion: Opinion, words: str) -> None:
    """Words came later: they may close an opinion that was open, never open one. Inside the caller's transaction.

    A complaint that the Front had released closes again when the new words speak about another officer.
    """
    guard = judge(roll_of(opinion.ward), words, search_form(words), later=True)
    others = guard.named - {officer.id for officer in visibility.named_in(opinion)}
    name_officers(opinion, others)
    if stronger(opinion.guard, guard.kind):
        _close(opinion, guard)
    elif opinion.guard == "conduct" and others:
        opinion.guard_released_at = None
    opinion.also_crime = opinion.also_crime or (opinion.guard == "conduct" and guard.reports_crime)
    opinion.private = opinion.private or guard.private
    opinion.save(update_fields=["guard", "guard_reason", "guard_released_at", "also_crime", "private"])


def _close(opinion: Opinion, guard: Guard) -> None:
    opinion.also_crime = opinion.also_crime or opinion.guard == "crime"
    opinion.guard, opinion.guard_reason, opinion.guard_released_at = guard.kind, guard.reason, None


@transaction.atomic
def mark(opinion: Opinion, kind: str, *, by: Mandate) -> Opinion:
    """Say what an opinion is: a `crime` report, about an officer (`conduct`), or neither (`none`).

    Whoever reads it may close it. Opening a crime report is for those of its guard; opening a complaint, or handing
    it to the police, for the Front (product.md: the unit sees it when the Front releases it).
    """
    kept = standing.locked(opinion)
    check_may_mark(kept, kind, by)
    if kind == "none":
        _open(kept)
    else:
        kept.also_crime = kept.also_crime or (kind == "conduct" and kept.guard == "crime")
        kept.guard = kind
    kept.guard_reason = "officer" if kept.guard else ""
    kept.guard_released_at = None
    kept.save(update_fields=["guard", "guard_reason", "guard_released_at", "also_crime"])
    _trace(kept, kind, by)
    return kept


def _open(opinion: Opinion) -> None:
    """Take a guard away. What one guard hid because of the other falls back to that other, never to everybody."""
    if opinion.guard == "conduct":
        NamedOfficer.objects.filter(opinion=opinion).delete()
        opinion.guard = "crime" if opinion.also_crime else ""
        opinion.also_crime = False
    else:
        spoken_of = opinion.about_officer or NamedOfficer.objects.filter(opinion=opinion).exists()
        opinion.guard = "conduct" if spoken_of else ""


@transaction.atomic
def release(opinion: Opinion, *, by: Mandate) -> Opinion:
    """The Front lets the unit see a complaint about one of its officers; the officers it names still do not."""
    kept = standing.locked(opinion)
    check_may_release(kept, by)
    kept.guard_released_at = now()
    kept.save(update_fields=["guard_released_at"])
    _trace(kept, "released", by)
    return kept


@transaction.atomic
def name_officer(opinion: Opinion, officer: Officer, *, by: Mandate) -> None:
    """Say that an opinion speaks about this officer, who then cannot open it any more."""
    kept = standing.locked(opinion)
    check_may_name(kept, by)
    if officer.ward_id not in {kept.ward_id, by.ward_id} or officer.id == by.officer_id:
        raise Refused(_("Xin chọn một cán bộ khác của phường này."))
    name_officers(kept, [officer.id])
    _trace(kept, "named", by, officer=officer)


@transaction.atomic
def unname_officer(opinion: Opinion, officer: Officer, *, by: Mandate) -> None:
    """Say that an opinion does not speak about this officer: a name like theirs was somebody else's."""
    kept = standing.locked(opinion)
    check_may_name(kept, by)
    gone, _rows = NamedOfficer.objects.filter(opinion=kept, officer_id=officer.id).delete()
    if not gone:
        raise Refused(_("Cán bộ này không có trong danh sách được nói đến."))
    _trace(kept, "unnamed", by, officer=officer)


@transaction.atomic
def pass_on(opinion: Opinion, to: str, *, by: Mandate) -> GuardStep:
    """Pass a crime report, or a complaint, on to a body above the ward; a slip is printed from the step."""
    kept = standing.locked(opinion)
    check_may_pass_on(kept, by)
    if to not in dict(BODIES):
        raise Refused(_("Xin chọn nơi chuyển đến."))
    return _trace(kept, "passed_on", by, to=to)


def marks_open_to(opinion: Opinion, by: Mandate) -> list[str]:
    """As what an officer who sees an opinion may sort it; `check_may_mark` has the last word."""
    if opinion.erased_at is not None or (opinion.guard == "conduct" and not may_release(opinion, by)):
        return []
    return [kind for kind in ("crime", "conduct", "none") if kind != (opinion.guard or "none")]


def check_may_mark(opinion: Opinion, kind: str, by: Mandate) -> None:
    """Refused when it is so already, or when this mandate may not change the guard in this way."""
    _check_open_to(opinion, by)
    if kind not in {"crime", "conduct", "none"} or kind == (opinion.guard or "none"):
        raise Refused(_("Ý kiến này đang được xếp như vậy rồi."))
    if opinion.guard == "crime" and kind == "none" and not by.may(visibility.CRIME):
        raise Refused(_("Chỉ trưởng Công an và trực ban bỏ được dấu tin báo về tội phạm."))
    if opinion.guard == "conduct" and not may_release(opinion, by):
        raise Refused(_("Chỉ Mặt trận sửa được dấu này. Xin trao đổi với cán bộ Mặt trận."))
    police = visibility.officers_with(by.ward, visibility.CRIME)
    if kind == "crime" and not visibility.not_spoken_of(opinion, police):
        raise Refused(
            _("Trưởng Công an và trực ban đều được nói đến trong ý kiến này. Xin chuyển thẳng lên cấp trên bằng phiếu.")
        )


def check_may_release(opinion: Opinion, by: Mandate) -> None:
    """Refused unless it is a closed complaint, and `by` the Front, or whoever reads in the Front's place."""
    _check_open_to(opinion, by)
    if opinion.guard != "conduct" or opinion.guard_released_at is not None:
        raise Refused(_("Ý kiến này không chờ mở cho đơn vị."))
    if not may_release(opinion, by):
        raise Refused(_("Mở cho đơn vị là việc của Mặt trận. Xin báo cán bộ Mặt trận."))


def may_release(opinion: Opinion, by: Mandate) -> bool:
    """Whether `by` is the Front, or reads it because the opinion speaks about everybody of the Front."""
    if by.may(visibility.RELEASE):
        return True
    front = visibility.officers_with(by.ward, visibility.RELEASE)
    return reads_conduct(by) and not visibility.not_spoken_of(opinion, front)


def check_may_name(opinion: Opinion, by: Mandate) -> None:
    """Refused unless it is a complaint, and `by` one of those who read complaints."""
    _check_open_to(opinion, by)
    if opinion.guard != "conduct" or not reads_conduct(by):
        raise Refused(_("Chỉ Mặt trận và chủ tịch ghi được ý kiến nói về cán bộ nào."))


def may_pass_on(opinion: Opinion, by: Mandate) -> bool:
    """Whether `by` is one of those whom the guard lets in first."""
    if opinion.guard == "crime":
        return by.may(visibility.CRIME)
    return opinion.guard == "conduct" and (reads_conduct(by) or by.may(visibility.LAST))


def check_may_pass_on(opinion: Opinion, by: Mandate) -> None:
    """Refused unless it is guarded and `by` one of those of its guard."""
    _check_open_to(opinion, by)
    if not may_pass_on(opinion, by):
        raise Refused(_("Chỉ chuyển được tin báo về tội phạm hoặc ý kiến nói về cán bộ, bởi người được đọc nó."))


def reads_conduct(by: Bearer) -> bool:
    """Whether complaints about officers are this mandate's to read, first or in others' place."""
    return by.may(visibility.CONDUCT) or by.may(visibility.NEXT)


def _check_open_to(opinion: Opinion, by: Mandate) -> None:
    """Refused when erased, or when this mandate must not even know of it."""
    if opinion.erased_at is not None:
        raise Refused(_("Ý kiến này đã xóa, không làm gì thêm được."))
    seen = Opinion.objects.filter(visibility.seen_by(by), id=opinion.id).exists()
    if not seen or not (by.may("opinions.read") or by.may(visibility.LAST)):
        raise Refused(_("Không có ý kiến này trong phần việc của nhiệm vụ này."))


def _trace(opinion: Opinion, what: str, by: Mandate, *, officer: Officer | None = None, to: str = "") -> GuardStep:
    """The step, and its entry: of a kind that sorting any opinion has, without a word on how, nor a link in public."""
    step = GuardStep.objects.create(
        ward_id=opinion.ward_id, opinion=opinion, what=what, officer_id=officer.id if officer else None, to=to,
        mandate_id=by.id, at=now(),
    )  # fmt: skip
    record(
        "opinion.sorted", ward_id=opinion.ward_id, subject=("opinions", opinion.id), by=by.actor,
        facts={"step": str(step.id)},
    )  # fmt: skip
    return step
