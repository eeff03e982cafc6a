"""Which promises wait for a person outside the unit: the senders were silent too long, and this one has not spoken."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from langnghe.commitments import rules
from langnghe.commitments.models import Claim, Commitment, Confirmation
from langnghe.commitments.roles import CONFIRM
from langnghe.kernel.clock import HANOI, local_now
from langnghe.people.models import Mandate, Unit
from langnghe.people.reads import running


def confirmable(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises of the ward that this person may confirm today from outside, as `rules.check_outsider` would say.

    Those whose senders may still contest come first, then what closed unconfirmed; the longest wait on top.
    """
    waiting = _from_outside(mandate, _silent() | Q(Exists(_said(kind="shown_sender"))), ("claimed", "unconfirmed"))
    return waiting.order_by("state", "ended_on", "id")


def booked(mandate: Mandate) -> QuerySet[Commitment]:
    """Promises done by the ward's book of earlier years, which this person may confirm from outside at any time."""
    return _from_outside(mandate, Q(), ("booked",)).order_by("-ended_on", "-id")


def _silent() -> Q:
    """Claims whose senders had fourteen whole days to answer."""
    midnight = local_now().astimezone(HANOI).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(claimed_at__lt=midnight - timedelta(days=rules.SILENT_DAYS))


def _from_outside(mandate: Mandate, when: Q, states: tuple[str, ...]) -> QuerySet[Commitment]:
    if not mandate.may(CONFIRM):
        return Commitment.objects.none()
    claims = Claim.objects.filter(when, commitment=OuterRef("pk"), voided_at=None)
    claims = claims.exclude(_is_of(mandate, "claimed_by")).exclude(Exists(_said(officer=mandate.officer_id)))
    found = Commitment.objects.filter(Exists(claims), ward_id__in=mandate.ward_ids(), state__in=states)
    return found.exclude(_is_of(mandate, "responsible"))


def _said(**who: object) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(claim=OuterRef("pk"), **who)


def _is_of(mandate: Mandate, doer: str) -> Q:
    """As `roles` asks it: a doer is this very person or of one of their units, whichever post they hold there; of a
    ward that was merged, of a unit of the same kind."""
    held = Mandate.objects.filter(running(), officer=mandate.officer_id)
    own = Unit.objects.filter(Q(id=mandate.post.unit_id) | Q(id__in=held.values("post__unit_id")))
    merged = ~Q(**{f"{doer}__post__ward": mandate.ward_id}) & Q(**{f"{doer}__post__unit__kind__in": own.values("kind")})
    there = Q(**{f"{doer}__post__unit__in": own.values("id")}) | merged | Q(**{f"{doer}__officer": mandate.officer_id})
    return Q(**{f"{doer}__isnull": False}) & there
