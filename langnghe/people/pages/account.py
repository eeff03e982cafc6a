"""An officer's own account: how they sign in, their language, their mandates."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import account
from langnghe.people import reads
from langnghe.people.forms import PasswordForm
from langnghe.people.middleware import CHOSEN, second_factor_done
from langnghe.people.models import Officer
from langnghe.people.pages.first_entry import keep_password
from langnghe.people.pages.one_form import sent
from langnghe.people.signing_in import remember_language


@account
def home(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    officer = _officer(request)
    if not second_factor_done(request):
        return redirect("people:second_step")
    factors = list(Authenticator.objects.filter(user=officer).order_by("pk"))
    codes = next((factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None)
    return render(
        request,
        "people/account.html",
        {
            "officer": officer,
            "mandates": reads.current_mandates(officer),
            "passkeys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
            "codes_on_phone": any(factor.type == Authenticator.Type.TOTP for factor in factors),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "languages": settings.LANGUAGES,
        },
    )


@account
@require_POST
def choose_mandate(request: HttpRequest) -> HttpResponse:
    """Act under another of one's mandates."""
    officer = _officer(request)
    chosen = next((m for m in reads.current_mandates(officer) if str(m.id) == request.POST.get("mandate")), None)
    if chosen is None:
        messages.error(request, _("Nhiệm vụ này không còn hiệu lực, xin chọn nhiệm vụ khác."))
        return redirect("mfa_index")
    request.session[CHOSEN] = str(chosen.id)
    messages.success(request, _("Từ giờ anh chị làm với nhiệm vụ: %(post)s.") % {"post": chosen.post.name})
    return redirect("mfa_index")


@account
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language, for this browser and for the next sign-in."""
    officer, language = _officer(request), request.POST.get("language", "")
    response = redirect("mfa_index")
    if language in dict(settings.LANGUAGES):
        officer.language = language
        officer.save(update_fields=["language"])
        remember_language(response, language)
        with override(language):
            messages.success(request, _("Đã đổi ngôn ngữ."))
    return response


@account
def password(request: HttpRequest) -> HttpResponse:
    """Change the password, or set one beside a passkey; asks to confirm who is there first."""
    officer = _officer(request)
    if not second_factor_done(request):
        return redirect("people:second_step")
    raise_if_reauthentication_required(request, app="allauth.mfa")
    form = PasswordForm(sent(request), officer=officer)
    if form.is_valid():
        keep_password(request, officer, form.cleaned_data["password"])
        messages.success(request, _("Đã đổi mật khẩu. Các phiên làm việc ở máy khác đã đóng."))
        return redirect("mfa_index")
    return render(request, "people/password.html", {"form": form, "has_password": officer.has_usable_password()})


def _officer(request: HttpRequest) -> Officer:
    return get_object_or_404(Officer, pk=request.user.pk)
