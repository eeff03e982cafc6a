"""Decisions about letterboxes; nothing here writes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused

MAX_ADDRESS = 200
CONFIRM_DAYS = 3
# Against being used to pester strangers: how many mails that ask to confirm go out in a day.
MOST_OF_SUBJECT = 3
MOST_OF_ADDRESS = 3


def email_is_on() -> bool:
    """Whether this installation has a mail server; pages offer e-mail only then."""
    return bool(settings.EMAIL_HOST)


def check_address(text: str) -> str:
    """The address as it will be sealed. Refused when it is none."""
    tidy = "".join(clean_text(text).split())
    try:
        validate_email(tidy)
        # Our mail goes out in plain ASCII headers; such addresses are rare and their servers rarer.
        tidy.encode("ascii")
    except (ValidationError, UnicodeEncodeError):
        raise Refused(_("Địa chỉ thư chưa đúng. Ví dụ đúng: ten@vidu.vn")) from None
    if len(tidy) > MAX_ADDRESS:
        raise Refused(_("Địa chỉ thư dài quá. Xin dùng địa chỉ khác."))
    return tidy


def check_asked_today(count: int) -> None:
    """Refused when the holder of a receipt has had enough mails sent for one day."""
    if count >= MOST_OF_SUBJECT:
        raise Refused(_("Hôm nay đã gửi ba thư xác nhận cho phiếu này. Xin xem cả mục thư rác, hoặc thử lại ngày mai."))
