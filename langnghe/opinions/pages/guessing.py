"""What the words of a form may be about, asked before anything is sent; nothing of it is kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import public
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.search import search_form
from langnghe.language.suggested import Suggestion
from langnghe.opinions import forms, rules
from langnghe.opinions.guarding import judge_sent
from langnghe.opinions.guards import Guard, guards
from langnghe.opinions.pages.ward_of import ward_of
from langnghe.places.models import Ward
from langnghe.teaching.suggesting import suggestion


@public
@require_POST
def guess(request: HttpRequest, slug: str) -> HttpResponse:
    """The question to ask beside the words, as JSON; no content where there is nothing to ask."""
    ward = ward_of(slug)
    try:
        sent = forms.submission(request.POST)
        words = rules.check_words(sent.words)
    except Refused:
        return HttpResponse(status=204)
    found = offered(ward, sent, judge_sent(ward, sent, words, search_form(words)))
    if found is None:
        return HttpResponse(status=204)
    return JsonResponse({
        "topic": found.code,
        "asks": _("Chuyện này có phải về «%(topic)s» không?") % {"topic": found.name},
        "why": ", ".join(found.why),
        "chosen": _("Đã chọn «%(topic)s». Muốn đổi thì mở «Chuyện gì, ở đâu?».") % {"topic": found.name},
    })  # fmt: skip


def offered(ward: Ward, sent: rules.Submission, guard: Guard, asked: str = "") -> Suggestion | None:
    """The topic to offer to a sender who chose none; `asked`: one that was offered before.

    None for what is guarded or private, and never a topic that guards: that is the sender's own word.
    """
    if sent.topic or guard.kind or guard.private:
        return None
    found = suggestion(ward.id, clean_text(sent.words))
    return None if found is None or found.code == asked or guards(found.code) else found


def taken(data: QueryDict, found: Suggestion | None) -> QueryDict:
    """What was posted, with the offered topic chosen beforehand."""
    if found is None:
        return data
    filled = data.copy()
    filled["topic"] = filled["topic_asked"] = found.code
    return filled
