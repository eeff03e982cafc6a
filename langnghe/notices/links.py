"""The links in mails: a letterbox's random handle, signed; without our key nobody can make one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from langnghe.notices.models import Letterbox
from langnghe.notices.rules import CONFIRM_DAYS

CONFIRM = "langnghe.notices.confirm"
STOP = "langnghe.notices.stop"


class _SignerAt(signing.TimestampSigner):
    """Signs as of a moment, so that a mail made twice is the same mail."""

    moment: datetime

    def timestamp(self) -> str:
        return signing.b62_encode(int(self.moment.timestamp()))


def confirm_link(letterbox: Letterbox, moment: datetime) -> str:
    """Where the address is confirmed; good for three days from `moment`."""
    signer = _SignerAt(salt=CONFIRM)
    signer.moment = moment
    return _link("notices:confirm", signer.sign(letterbox.handle))


def stop_link(letterbox: Letterbox) -> str:
    """Where mails are stopped; good for ever."""
    return _link("notices:stop", signing.Signer(salt=STOP).sign(letterbox.handle))


def confirmed_by(token: str) -> Letterbox | None:
    """The letterbox behind a confirm link; None when it is not ours or too old."""
    try:
        handle = signing.TimestampSigner(salt=CONFIRM).unsign(token, max_age=timedelta(days=CONFIRM_DAYS))
    except signing.BadSignature:
        return None
    return _found(handle)


def stopped_by(token: str) -> Letterbox | None:
    """The letterbox behind a stop link; None when it is not ours."""
    try:
        return _found(signing.Signer(salt=STOP).unsign(token))
    except signing.BadSignature:
        return None


def _found(handle: str) -> Letterbox | None:
    return Letterbox.objects.select_related("ward").filter(handle=handle).first()


def _link(name: str, token: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=[token])}"
