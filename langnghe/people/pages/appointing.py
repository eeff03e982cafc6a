"""Posts and mandates: make, give, end, hand over."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.kernel.doors import officer as officers_only
from langnghe.people import actions, reads
from langnghe.people.acting import mandate_of
from langnghe.people.forms import CoverForm, GiveForm, HandOverForm, PostForm
from langnghe.people.models import Mandate, Post
from langnghe.people.pages.one_form import attempt, sent, show


@officers_only("people.manage")
def add_post(request: HttpRequest) -> HttpResponse:
    """Make a post."""
    ward = mandate_of(request).ward
    form = PostForm(sent(request), ward=ward)
    made = attempt(form, lambda data: actions.add_post(ward, by=mandate_of(request), **data))
    if made:
        messages.success(request, _("Đã thêm chức danh «%(post)s». Xin giao cho một cán bộ.") % {"post": made.name})
        return redirect(f"{reverse('people:give')}?chuc-danh={made.id}")
    return show(request, form, _("Thêm chức danh"), _("Thêm"), reverse("people:posts"), units=reads.units(ward))


@officers_only("people.manage")
def close_post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Close a post for good."""
    post = get_object_or_404(Post, ward=mandate_of(request).ward, pk=post_id, closed_on__isnull=True)
    form = Form(sent(request))
    if attempt(form, lambda data: actions.close_post(post, by=mandate_of(request))):
        messages.success(request, _("Đã đóng chức danh «%(post)s».") % {"post": post.name})
        return redirect("people:posts")
    lead = _("Chức danh đã đóng thì không giao cho ai được nữa; người đang giữ sẽ thôi giữ ngay.")
    title = _("Đóng chức danh «%(post)s»") % {"post": post.name}
    return show(request, form, title, _("Đóng chức danh"), reverse("people:posts"), lead=lead, danger=True)


@officers_only("people.manage")
def give(request: HttpRequest) -> HttpResponse:
    """Give a post to an officer; the address may name either."""
    asked = {"post": request.GET.get("chuc-danh"), "officer": request.GET.get("nguoi")}
    form = GiveForm(sent(request), ward=mandate_of(request).ward, initial={k: v for k, v in asked.items() if v})
    made = attempt(form, lambda data: actions.give_mandate(by=mandate_of(request), **data))
    if made:
        told = {"name": made.officer.name, "post": made.post.name}
        messages.success(request, _("Đã giao «%(post)s» cho %(name)s.") % told)
        return redirect("people:officer", made.officer_id)
    return show(request, form, _("Giao chức danh"), _("Giao"), reverse("people:index"))


@officers_only("people.manage")
def end(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """End a mandate now."""
    mandate = _mandate(request, mandate_id)
    form = CoverForm(sent(request), leaving=mandate.officer, needed=bool(reads.orphaned_by([mandate])))
    told = {"name": mandate.officer.name, "post": mandate.post.name}
    if attempt(form, lambda data: actions.end_mandate(mandate, by=mandate_of(request), **data)):
        messages.success(request, _("%(name)s đã thôi giữ «%(post)s».") % told)
        return redirect("people:officer", mandate.officer_id)
    lead = _("Nhiệm vụ kết thúc ngay và mọi phiên đang mở của người này đóng lại. Việc vẫn nằm ở chức danh.")
    back = reverse("people:officer", args=[mandate.officer_id])
    title = _("Kết thúc nhiệm vụ «%(post)s» của %(name)s?") % told
    return show(request, form, title, _("Kết thúc nhiệm vụ"), back, lead=lead, danger=True)


@officers_only("people.hand_over")
def hand_over(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Leave, transfer or shift: everything of a mandate in one step."""
    by, mandate = mandate_of(request), _mandate(request, mandate_id)
    form = HandOverForm(sent(request), receivers=reads.receivers(mandate, by))
    step = attempt(form, lambda data: actions.hand_over(mandate, by=by, **data))
    if step:
        told = {"post": mandate.post.name, "name": step.to_mandate.officer.name}
        return _handed_over(request, mandate, _("Đã bàn giao «%(post)s» cho %(name)s.") % told)
    title = _("Bàn giao: %(post)s") % {"post": mandate.post.name}
    lead = _("Việc nằm ở chức danh, nên người nhận có ngay mọi việc đang mở, không phải chuyển từng việc.")
    back = reverse("people:officer", args=[mandate.officer_id])
    return show(request, form, title, _("Bàn giao"), back, lead=lead)


def _handed_over(request: HttpRequest, mandate: Mandate, told: str) -> HttpResponse:
    """Where to go on: whoever gave their own post away is signed out, the desk belongs to the next."""
    mandate.refresh_from_db()
    if mandate.id == mandate_of(request).id and mandate.cut_off_at is not None:
        logout(request)
        messages.success(request, told + " " + _("Phiên làm việc của anh chị đã đóng."))
        return redirect("account_login")
    messages.success(request, told)
    return redirect("people:officer", mandate.officer_id)


def _mandate(request: HttpRequest, mandate_id: UUID) -> Mandate:
    found = Mandate.objects.filter(reads.running(), ward=mandate_of(request).ward)
    return get_object_or_404(found.select_related("post__unit", "officer", "ward"), pk=mandate_id)
