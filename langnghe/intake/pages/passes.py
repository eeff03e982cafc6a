"""A pass for an officer to an opinion just written down, which may be hidden from them a moment later."""

from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate

SALT = "langnghe.intake.pass"
SECONDS = 2 * 60 * 60


def pass_for(opinion: Opinion, by: Mandate) -> str:
    """Lets this mandate agree with the sender on the receipt and a call, for two hours; opens no words."""
    return signing.dumps([opinion.id.hex, by.id.hex], salt=SALT)


def opinion_of_pass(request: HttpRequest) -> Opinion:
    """The opinion behind the pass that was sent. Refused when it is over, not ours, or was never given."""
    by = mandate_of(request)
    try:
        opinion_id, mandate_id = signing.loads(request.POST.get("pass", ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        raise _over() from None
    opinion = Opinion.objects.select_related("ward").filter(ward=by.ward_id, id=UUID(opinion_id)).first()
    if opinion is None or mandate_id != by.id.hex:
        raise _over()
    return opinion


def _over() -> Refused:
    return Refused(
        _("Trang này đã quá hai giờ. Người gửi vẫn được gọi lại nếu đã hẹn; phiếu kín thì không cấp được nữa.")
    )
