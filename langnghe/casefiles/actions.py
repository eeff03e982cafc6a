"""Making a case file: the whole one by an officer, with a trace; the covered one by anybody."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from langnghe.casefiles import covered, full, pictures
from langnghe.casefiles.gathering import gather
from langnghe.documents import printing
from langnghe.documents.printing import Printed
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.kernel.units import language_of
from langnghe.ledger.actions import record
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

# Who reads a public page does not hold a thread of the web process for longer.
PUBLIC_PATIENCE_SECONDS = 2.0


def make(matter: Matter, *, by: Mandate) -> Printed:
    """The whole file as one PDF. The ledger keeps that it was made, by whom, and the hash of the very file.

    Refused when the matter is not the mandate's to work on, or when the paper cannot be made now.
    """
    if not matters.in_scope(by).filter(id=matter.id).exists():
        raise Refused(_("Nhiệm vụ này không có phần trong việc này, nên không lập hồ sơ được."))
    made_at = now()
    with _paper_language(matter.ward):
        paper = full.paper(gather(matter, by), by, made_at)
    printed = printing.pdf(paper, at=made_at, pictures=pictures.folder())
    with transaction.atomic():
        record(
            "case_file.made", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
            facts={"pages": printed.pages, "sha256": printed.sha256},
        )  # fmt: skip
    return printed


def make_covered(matter: Matter) -> Printed:
    """What the public page of a matter shows, as one PDF. Refused when the machine is busy."""
    made_at = now()
    with _paper_language(matter.ward):
        paper = covered.paper(matter, made_at)
    return printing.pdf(
        paper, at=made_at, pictures=pictures.folder(), queue="public-papers", patience=PUBLIC_PATIENCE_SECONDS
    )


def _paper_language(ward: Ward) -> override:
    """Papers are Vietnamese whatever the screen speaks; a xã calls itself xã."""
    return override(language_of(ward.name) or "vi")
