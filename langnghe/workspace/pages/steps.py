"""What an officer does about a matter: each button one verb, then back to the page; a refusal keeps what was typed."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.matters import actions, gathering, pausing, suggesting, working
from langnghe.matters import reads as matters
from langnghe.matters.forms import TakeBackForm
from langnghe.matters.models import Joining, Matter
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.workspace import reads
from langnghe.workspace.forms import AskOneForm, NoteForm, NumberForm, PostForm, TopicForm
from langnghe.workspace.pages.matter import Refusal, fetch, page

Done = Callable[[], str]


@officer("matters.work")
@require_POST
def retopic(request: HttpRequest, serial: str) -> HttpResponse:
    """Correct the topic, or take the last correction back."""
    found = fetch(request, serial)
    form = TopicForm(found.ward_id, request.POST, auto_id="linh-vuc_%s")

    def do() -> str:
        working.retopic(found, form.cleaned_data["topic"], seen=_seen(request), by=mandate_of(request))
        return _("Đã đổi lĩnh vực. Lĩnh vực cũ còn trong các bước, bấm hoàn lại được.")

    return _done(request, found, Refusal("topic_form", form), do)


@officer("matters.work")
@require_POST
def assign(request: HttpRequest, serial: str) -> HttpResponse:
    """Give the matter to a post, or back to the desk."""
    found = fetch(request, serial)
    posts = suggesting.posts(found.ward)
    form = PostForm(posts, request.POST, auto_id="giao_%s")

    def do() -> str:
        post = next((post for post in posts if str(post.id) == form.cleaned_data["post"]), None)
        working.assign(found, post, seen=_seen(request), by=mandate_of(request))
        return _("Đã giao cho %(post)s.") % {"post": post.name} if post else _("Đã trả việc về trực ban.")

    return _done(request, found, Refusal("post_form", form), do)


@officer("matters.work")
@require_POST
def note(request: HttpRequest, serial: str) -> HttpResponse:
    """Leave a note for colleagues."""
    found, form = fetch(request, serial), NoteForm(request.POST, auto_id="ghi-chu_%s")

    def do() -> str:
        working.note(found, form.cleaned_data["words"], by=mandate_of(request))
        return _("Đã ghi chú.")

    return _done(request, found, Refusal("note_form", form), do)


@officer("matters.work")
@require_POST
def ask(request: HttpRequest, serial: str) -> HttpResponse:
    """Ask one of the senders; the clock stands still."""
    found, form = fetch(request, serial), AskOneForm(request.POST, auto_id="hoi_%s")
    opinion = opinions.opinion_for(mandate_of(request), request.POST.get("opinion", ""))

    def do() -> str:
        if opinion is None:
            raise Refused(_("Xin chọn người gửi cần hỏi."))
        pausing.ask(found, opinion, form.cleaned_data["words"], seen=_seen(request), by=mandate_of(request))
        return _("Đã gửi câu hỏi. Người gửi thấy khi mở trang của phiếu.")

    return _done(request, found, Refusal("ask_form", form, _joined(found, opinion)), do)


@officer("matters.work")
@require_POST
def hear_back(request: HttpRequest, serial: str) -> HttpResponse:
    """The sender answered otherwise, by phone or at the desk: the clock runs again."""
    found = fetch(request, serial)

    def do() -> str:
        pausing.hear_back(found, seen=_seen(request), by=mandate_of(request))
        return _("Thời hạn tính tiếp từ hôm nay.")

    return _done(request, found, Refusal("step_form", forms.Form(request.POST)), do)


@officer("matters.work")
@require_POST
def part(request: HttpRequest, serial: str) -> HttpResponse:
    """Take an opinion out of the matter; it waits again to be taken up."""
    found = fetch(request, serial)

    def do() -> str:
        opinion = opinions.opinion_for(mandate_of(request), request.POST.get("opinion", ""))
        joining = Joining.objects.filter(matter=found, opinion=opinion, parted_at=None).first() if opinion else None
        if joining is None:
            raise Refused(_("Ý kiến này không còn ở trong việc. Xin mở lại trang."))
        actions.part(joining, seen=_seen(request), by=mandate_of(request))
        return _("Đã tách ý kiến ra. Ý kiến trở lại «Mới đến»; người gửi thấy bước này.")

    return _done(request, found, Refusal("step_form", forms.Form(request.POST)), do)


@officer("matters.work")
@require_POST
def join(request: HttpRequest, serial: str) -> HttpResponse:
    """Join what is about the same thing: an opinion into this matter, or another matter and this one."""
    found, form = fetch(request, serial), NumberForm(request.POST, auto_id="nhap_%s")
    if not form.is_valid():
        return page(request, found, Refusal("number_form", form), status=422)
    try:
        joined = _join(request, found, form.cleaned_data["number"])
    except Refused as error:
        form.add_error(None, error.message)
        return page(request, found, Refusal("number_form", form), status=422)
    messages.success(request, _("Đã nhập chung. Mọi người gửi đều thấy bước này."))
    return redirect("workspace:matter", serial=joined.serial)


@officer("matters.work")
@require_POST
def take_apart(request: HttpRequest, serial: str) -> HttpResponse:
    """Take this matter out of the one it was joined to."""
    found = fetch(request, serial)

    def do() -> str:
        gathering.take_apart(found, seen=_seen(request), by=mandate_of(request))
        return _("Đã tách lại. Các ý kiến của việc này trở về đây.")

    return _done(request, found, Refusal("step_form", forms.Form(request.POST)), do)


@officer("matters.release")
@require_POST
def take_back(request: HttpRequest, serial: str) -> HttpResponse:
    """Take the matter from the board."""
    found, form = fetch(request, serial), TakeBackForm(request.POST, auto_id="rut_%s")

    def do() -> str:
        actions.take_back(found, **form.cleaned_data, by=mandate_of(request))
        return _("Đã rút khỏi bảng.")

    return _done(request, found, Refusal("take_back_form", form), do)


def _join(request: HttpRequest, found: Matter, number: str) -> Matter:
    """The matter that holds everything now: this one, unless it alone can still go into the other."""
    by, seen = mandate_of(request), _seen(request)
    opinion = opinions.opinion_for(by, number)
    if opinion is not None:
        holding = matters.matter_of(opinion)
        if holding is None:
            actions.join(found, opinion, seen=seen, by=by)
            return found
        number = holding.serial
    other = reads.matter_for(matters.in_scope(by), number)
    if other is None:
        raise Refused(_("Không tìm thấy số này trong phần việc của nhiệm vụ hiện tại. Xin xem lại."))
    if other.state in ("open", "asked") and request.POST.get("chieu") != "di":
        gathering.merge(other, found, by=by)
        return found
    gathering.merge(found, other, seen=seen, by=by)
    return other


def _done(request: HttpRequest, found: Matter, refusal: Refusal, do: Done) -> HttpResponse:
    """Do it and come back; refused, the page as it is now with what was typed and why not."""
    if refusal.form.is_valid():
        try:
            messages.success(request, do())
        except Refused as error:
            refusal.form.add_error(None, error.message)
        else:
            return _back(request, found)
    return page(request, fetch(request, found.serial), refusal, status=422)


def _joined(found: Matter, opinion: Opinion | None) -> Opinion | None:
    """The opinion, as long as it belongs to the matter whose page it stands on."""
    return opinion if opinion and matters.joined_ids(found).filter(opinion=opinion).exists() else None


def _back(request: HttpRequest, found: Matter) -> HttpResponse:
    """The matter's page, where it was, or the day's list for who has just given away what was theirs to see."""
    if matters.in_scope(mandate_of(request)).filter(id=found.id).exists():
        page, url = request.POST.get("trang", ""), reverse("workspace:matter", args=[found.serial])
        return redirect(f"{url}?trang={page}" if page.isascii() and page.isdigit() and page != "1" else url)
    return redirect("desk:home")


def _seen(request: HttpRequest) -> str:
    return request.POST.get("seen", "")
