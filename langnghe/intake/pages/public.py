"""A resident who put a paper form into the box finds its serial by the number on the strip."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.intake import reads
from langnghe.intake.forms import PaperForm
from langnghe.intake.papers import format_number, parse_number
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.places.reads import open_ward_by_slug


@public
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The number of the strip in, the serial out; nothing of what was written."""
    ward = open_ward_by_slug(slug)
    if ward is None:
        raise Http404
    form = PaperForm(request.POST if request.method == "POST" else None)
    context = {"ward": ward, "place": ward, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            number = parse_number(ward, form.cleaned_data["number"])
            context |= {
                "asked": format_number(ward, number), "paper": reads.paper(ward, number),
                "printed": reads.was_printed(ward, number),
            }  # fmt: skip
        except Refused as error:
            form.add_error("number", error.message)
    return render(request, "intake/paper.html", context, status=422 if form.errors else 200)
