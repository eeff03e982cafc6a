"""Making the whole case file of a matter, with a trace."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.casefiles import full, pictures
from langnghe.casefiles.gathering import gather
from langnghe.casefiles.saying import paper_language
from langnghe.casefiles.scope import matters_of
from langnghe.documents import printing
from langnghe.documents.printing import Printed
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate


def make(matter: Matter, *, by: Mandate) -> Printed:
    """The whole file as one PDF. The ledger keeps that it was made, by whom, and the hash of the very file.

    Refused when the matter is not the mandate's to work on, or when the paper cannot be made now.
    """
    if not matters_of(by).filter(id=matter.id).exists():
        raise Refused(_("Nhiệm vụ này không có phần trong việc này, nên không lập hồ sơ được."))
    made_at = now()
    with paper_language(matter.ward):
        paper = full.paper(gather(matter, by), by, made_at)
    printed = printing.pdf(paper, at=made_at, pictures=pictures.folder())
    with transaction.atomic():
        record(
            "case_file.made", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
            facts={"pages": printed.pages, "sha256": printed.sha256},
        )  # fmt: skip
    return printed
