"""Tokens for programs: one's own, or all of the ward for the administrator; made, shown once, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.people import tokens
from langnghe.people.acting import mandate_of
from langnghe.people.forms import TokenForm
from langnghe.people.models import Mandate, Token
from langnghe.people.pages.one_form import attempt, sent, show
from langnghe.shell.paging import page_of


@officer("tokens.own")
def index(request: HttpRequest) -> HttpResponse:
    """Which programs act for whom, since when, until when, and whether they were used."""
    by = mandate_of(request)
    page = page_of(tokens.known_to(by), request)
    rows = [(token, _state(token), _may_be_withdrawn(token, by)) for token in page]
    return render(request, "people/tokens.html", {"page": page, "rows": rows, "manages": by.may(tokens.MANAGE)})


@officer("tokens.own")
def make(request: HttpRequest) -> HttpResponse:
    """Make one for the mandate one acts under; its text stands in the answer and nowhere else."""
    by, form = mandate_of(request), TokenForm(sent(request))
    made = attempt(form, lambda data: tokens.make_token(by, by=by, **data))
    if made:
        return render(request, "people/token.html", {"token": made[0], "text": made[1]})
    lead = _("Ai cầm mã thì đọc được những gì nhiệm vụ «%(post)s» đọc được. Mã hết theo nhiệm vụ.")
    lead = lead % {"post": by.post.name}
    return show(request, form, _("Làm mã phần mềm"), _("Làm mã"), reverse("people:tokens"), lead=lead)


@officer("tokens.own")
def withdraw(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Withdraw one at this moment."""
    by = mandate_of(request)
    token = tokens.known_to(by).filter(id=token_id).first()
    if token is None:
        raise Http404
    form = Form(sent(request))
    if attempt(form, lambda data: tokens.withdraw_token(token, by=by)):
        messages.success(request, _("Đã thu hồi mã «%(name)s». Phần mềm ấy không vào được nữa.") % {"name": token.name})
        return redirect("people:tokens")
    lead = _("Phần mềm đang dùng mã này bị dừng ngay. Mã đã thu hồi không mở lại được, phải làm mã khác.")
    title = _("Thu hồi mã «%(name)s»") % {"name": token.name}
    return show(request, form, title, _("Thu hồi"), reverse("people:tokens"), lead=lead, danger=True)


def _state(token: Token) -> tuple[str, str]:
    """In a word, and how it is marked."""
    if token.withdrawn_at:
        return _("Đã thu hồi"), "plain"
    if token.expires_on < local_today():
        return _("Hết hạn"), "plain"
    return (_("Đang dùng"), "good") if token.opens else (_("Nhiệm vụ đã hết"), "plain")  # type: ignore[attr-defined]


def _may_be_withdrawn(token: Token, by: Mandate) -> bool:
    return token.withdrawn_at is None and token.expires_on >= local_today() and tokens.may_withdraw(token, by)
