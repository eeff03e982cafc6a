"""Questions about call-backs, boxes and papers."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from langnghe.intake.models import BoxForm, BoxOpening, CallBack, PaperRun
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import in_scope, opinion_for
from langnghe.people.models import Mandate
from langnghe.places.models import Ward


def call_backs(mandate: Mandate) -> QuerySet[Opinion]:
    """Opinions within the mandate's work whose senders wait to be called, longest waiting first."""
    if not mandate.may("opinions.read"):
        return Opinion.objects.none()
    called = CallBack.objects.filter(opinion=OuterRef("pk"))
    waiting = in_scope(mandate).filter(call_back=True, withdrawn_at=None, erased_at=None).exclude(Exists(called))
    return waiting.select_related("ward", "group").defer("folded").order_by("id")


def call_back_for(mandate: Mandate, serial: str) -> Opinion | None:
    """An opinion within the mandate's work whose sender was promised a call."""
    opinion = opinion_for(mandate, serial)
    return opinion if opinion and opinion.call_back else None


def stays_open_to(mandate: Mandate, opinion: Opinion) -> bool:
    """Whether the officer who wrote the opinion down finds it again."""
    return opinion_for(mandate, opinion.serial) is not None


def openings(mandate: Mandate) -> QuerySet[BoxOpening]:
    """The ward's openings of boxes with how many papers are entered (`entered`), newest first."""
    papers = BoxForm.objects.filter(opening=OuterRef("pk")).order_by().values("opening").annotate(count=Count("id"))
    entered = Coalesce(Subquery(papers.values("count")), 0)
    return BoxOpening.objects.filter(ward=mandate.ward_id).annotate(entered=entered).order_by("-id")


def papers_of(opening: BoxOpening) -> QuerySet[BoxForm]:
    """The papers entered so far, last first."""
    entered = BoxForm.objects.filter(ward=opening.ward_id, opening=opening)
    return entered.select_related("opinion__ward").order_by("-place")


def paper(ward: Ward, number: int) -> BoxForm | None:
    """The paper with this printed number, once it came out of a box."""
    return BoxForm.objects.select_related("opinion__ward", "opening").filter(ward=ward, number=number).first()


def was_printed(ward: Ward, number: int) -> bool:
    """Whether the ward ever printed a form with this number."""
    return PaperRun.objects.filter(ward=ward, first__lte=number, last__gte=number).exists()


def runs(mandate: Mandate) -> QuerySet[PaperRun]:
    """The ward's printed runs, newest first."""
    return PaperRun.objects.filter(ward=mandate.ward_id).select_related("printed_by__officer").order_by("-id")
