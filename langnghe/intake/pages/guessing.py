"""What the words just written down may be about, for the field of the topic; nothing of it is kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.intake import rules
from langnghe.kernel.doors import officer
from langnghe.kernel.folding import clean_text
from langnghe.opinions.guards import guards
from langnghe.people.acting import mandate_of
from langnghe.teaching.reads import own_topics
from langnghe.teaching.suggesting import suggestion


@officer("opinions.take")
@require_POST
def guess(request: HttpRequest) -> HttpResponse:
    """The topic as its field wants it typed, as JSON; no content when unsure, or where the topic alone would guard."""
    ward_id = mandate_of(request).ward_id
    found = suggestion(ward_id, clean_text(request.POST.get("words", "")))
    if found is None or guards(found.code):
        return HttpResponse(status=204)
    said = _("Máy gợi ý lĩnh vực, vì trong lời có: %(words)s. Không đúng thì gõ đè lên.")
    return JsonResponse(
        {"topic": rules.topic_label(found.code, own_topics(ward_id)), "asks": said % {"words": ", ".join(found.why)}}
    )
