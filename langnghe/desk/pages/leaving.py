"""How a sender leaves, from the page behind the receipt: withdraw, think again, erase."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from langnghe.desk.forms import EraseForm
from langnghe.desk.pages.receipt import behind_receipt
from langnghe.kernel.actors import resident
from langnghe.kernel.doors import public
from langnghe.opinions import leaving, standing
from langnghe.opinions.models import Opinion


@public
@require_POST
@behind_receipt
def withdraw(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """Withdraw at one press; the page then offers to take it back."""
    leaving.withdraw(opinion, by=resident(opinion.ward_id).actor)
    return redirect("desk:mine", serial=opinion.serial)


@public
@require_POST
@behind_receipt
def resume(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """Withdraw no longer."""
    leaving.resume(opinion, by=resident(opinion.ward_id).actor)
    return redirect("desk:mine", serial=opinion.serial)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@behind_receipt
def erase(request: HttpRequest, opinion: Opinion) -> HttpResponse:
    """What erasing takes away and what stays; then, once ticked, it is asked for and done as far as the law lets us."""
    if opinion.erased_at:
        return redirect("desk:mine", serial=opinion.serial)
    form = EraseForm(request.POST or None)
    if not form.is_valid():
        context = {"opinion": opinion, "place": opinion.ward, "form": form, "held": standing.held(opinion)}
        return render(request, "desk/erase.html", context, status=422 if request.method == "POST" else 200)
    by = resident(opinion.ward_id)
    leaving.ask_erasure(opinion, by=by.actor)
    if not standing.held(opinion):
        leaving.erase(opinion, by=by)
    return redirect("desk:mine", serial=opinion.serial)
