"""Papers from the system: the poster with the QR code, blank opinion forms with numbers."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from langnghe.intake import actions, reads
from langnghe.intake.forms import RunForm
from langnghe.intake.papers import format_number
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.kernel.units import language_of
from langnghe.opinions import codes
from langnghe.people.acting import mandate_of
from langnghe.places.models import Ward
from langnghe.shell.paging import page_of

LONGEST_PHONE = 40


@officer("papers.print")
def index(request: HttpRequest) -> HttpResponse:
    """What can be printed; numbering a run of blank forms."""
    by = mandate_of(request)
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.print_run(by.ward, form.cleaned_data["count"], by=by)
            return redirect("intake:forms", run.id)
        except Refused as error:
            form.add_error(None, error.message)
    context = {"form": form, "page": page_of(reads.runs(by), request)}
    return render(request, "intake/papers.html", context, status=422 if form.errors else 200)


@officer("papers.print")
@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """A sheet for the hall and the noticeboard, A4 or A3; `?dt=`: the duty desk's number, printed large."""
    ward = mandate_of(request).ward
    where = _form_address(ward)
    context = {
        "ward": ward, "where": where.partition("://")[2], "qr": codes.svg(where),
        "speech": language_of(ward.name) or "vi", "phone": request.GET.get("dt", "")[:LONGEST_PHONE].strip(),
    }  # fmt: skip
    return render(request, "intake/poster.html", context)


def _form_address(ward: Ward) -> str:
    """The address of the ward's form and nothing more: no mark tells who read which poster."""
    return settings.PUBLIC_ADDRESS + reverse("opinions:send", args=[ward.slug])


@officer("papers.print")
@require_safe
def forms(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A run of blank forms, two on a sheet of A4, each with its number and strip."""
    by = mandate_of(request)
    run = get_object_or_404(reads.runs(by), id=run_id)
    numbers = [format_number(by.ward, number) for number in range(run.first, run.last + 1)]
    where = settings.PUBLIC_ADDRESS + reverse("intake:paper", args=[by.ward.slug])
    context = {
        "ward": by.ward, "run": run, "pairs": [numbers[start : start + 2] for start in range(0, len(numbers), 2)],
        "where": where.partition("://")[2], "speech": language_of(by.ward.name) or "vi",
    }  # fmt: skip
    return render(request, "intake/forms.html", context)
