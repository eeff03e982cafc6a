"""Who releases answers of which topic: as it is, and how to change it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.answering import approval, reads, setting
from langnghe.answering.forms import ApproversForm
from langnghe.answering.models import Approver
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.topics import TOPICS
from langnghe.people import access
from langnghe.people.acting import mandate_of
from langnghe.people.models import Post
from langnghe.people.reads import open_posts, role_name
from langnghe.places.models import Ward


@dataclass(frozen=True)
class Line:
    """A topic with who releases it; `own`: the ward said so; `closed`: a post it named that is closed since."""

    code: str
    name: str
    names: str
    own: bool
    closed: str


@officer("deadlines.manage")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every topic with who releases its answers; subtopics where something of their own stands."""
    ward = mandate_of(request).ward
    own = reads.own_approvers(ward)
    listed = [code for code in TOPICS if "." not in code or code in own or code in approval.DEFAULTS]
    others = [(code, _title(code)) for code in TOPICS if code not in listed]
    context = {"lines": [_line(code, own) for code in listed], "others": others}
    return render(request, "answering/approvers.html", context)


@officer("deadlines.manage")
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Change who releases answers of one topic."""
    if topic not in TOPICS:
        raise Http404
    by = mandate_of(request)
    posts = may_be_named(by.ward)
    own = reads.own_approvers(by.ward).get(topic, [])
    form = ApproversForm(
        posts, request.POST if request.method == "POST" else None, initial={"posts": [str(row.post_id) for row in own]}
    )
    if request.method == "POST" and form.is_valid():
        chosen = [post for post in posts if str(post.id) in form.cleaned_data["posts"]]
        try:
            setting.set_approvers(by.ward, topic, chosen, by=by)
            messages.success(request, _("Đã lưu. Áp dụng ngay, cả cho bản đang chờ duyệt."))
            return redirect("answering:approvers")
        except Refused as error:
            form.add_error(None, error.message)
    context = {"form": form, "title": _title(topic), "default": _default(topic)}
    return render(request, "answering/approver.html", context, status=422 if form.errors else 200)


def may_be_named(ward: Ward) -> list[Post]:
    """Open posts whose role releases answers."""
    return [post for post in open_posts(ward) if approval.RELEASE in access.TABLE[post.role]]


def _line(code: str, own: dict[str, list[Approver]]) -> Line:
    rows = own.get(code, [])
    standing = [row.post.name for row in rows if row.post.closed_on is None or row.post.closed_on > local_today()]
    closed = ", ".join(row.post.name for row in rows if row.post.name not in standing)
    return Line(code, _title(code), ", ".join(standing) or _default(code), bool(standing), closed)


def _default(code: str) -> str:
    return " · ".join(role_name(role) for role in sorted(approval.default_roles(code)))


def _title(code: str) -> str:
    parent, name = TOPICS[TOPICS[code].parent].name, TOPICS[code].name
    return str(name) if "." not in code else f"{parent} · {name}"
