"""What a mail says: that there is news, and no more. No words, serial or secret, nothing that a locked screen tells.

Every mail looks the same whatever the opinion is about, so that nobody can tell a crime report from a broken lamp.
"""

from datetime import date, datetime
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from langnghe.kernel.clock import HANOI
from langnghe.kernel.formats import number, short_date
from langnghe.kernel.speaking import speak_of
from langnghe.notices import links, mornings
from langnghe.notices.models import Delivery, Letterbox

# RFC 2606: a name that can never exist, so an answer pressed by mistake goes nowhere, with its words.
NOBODY = "khong-tra-loi@thu-tu-dong.invalid"


def letter(delivery: Delivery, address: str) -> EmailMessage:
    """The mail of a delivery; made twice it has the same Message-ID and date."""
    box = delivery.letterbox
    with translation.override(box.language):
        speak_of(delivery.ward.name)
        subject, body = _words(delivery)
        return EmailMessage(
            subject, f"{body}\n\n{_ending(box)}\n", _sender(delivery.ward.name), [address],
            headers=_headers(delivery), reply_to=[NOBODY],
        )  # fmt: skip


def _words(delivery: Delivery) -> tuple[str, str]:
    if delivery.code == "morning":
        return _morning(delivery)
    return _confirm(delivery.letterbox, _moment(delivery)) if delivery.code == "confirm" else _step()


def _morning(delivery: Delivery) -> tuple[str, str]:
    """An officer's day: how many wait, and their serials."""
    lists = delivery.facts["lists"]
    lines = [
        f"{mornings.NAMES[name]}: {number(lists[name][0])} ({', '.join(lists[name][1:])})"
        for name in mornings.NAMES
        if name in lists
    ]
    day = short_date(date.fromisoformat(delivery.facts["day"]))
    address = f"{settings.PUBLIC_ADDRESS}{reverse('desk:home')}"
    told = _("%(lists)s\n\nMở danh sách (xin đăng nhập):\n%(address)s")
    return _("Việc hôm nay %(day)s") % {"day": day}, told % {"lists": "\n".join(lines), "address": address}


def _step() -> tuple[str, str]:
    address = f"{settings.PUBLIC_ADDRESS}{reverse('desk:receipt')}"
    subject = _("Có tin mới từ phường")
    body = _(
        "Có tin mới dành cho bà con.\n\n"
        "Muốn xem, xin mở trang sau rồi nhập số và mã trên phiếu của bà con:\n%(address)s"
    )
    return subject, body % {"address": address}


def _moment(delivery: Delivery) -> datetime:
    """As of when the mail is written; stays the same when it may have been sent before."""
    return delivery.began_at or delivery.prepared_at


def _confirm(box: Letterbox, moment: datetime) -> tuple[str, str]:
    subject = _("Xin xác nhận hộp thư nhận tin từ phường")
    body = _(
        "Có người xin nhận tin của phường qua hộp thư này.\n\n"
        "Nếu là bà con, xin mở đường dẫn sau rồi bấm nút xác nhận (dùng được trong 3 ngày):\n%(link)s\n\n"
        "Nếu không phải, xin bỏ qua thư này, sẽ không có thư nào nữa."
    )
    return subject, body % {"link": links.confirm_link(box, moment)}


def _ending(box: Letterbox) -> str:
    words = _("Thư tự động, xin đừng trả lời: không ai đọc được thư trả lời.\nThôi nhận thư: %(link)s")
    return words % {"link": links.stop_link(box)}


def _sender(name: str) -> str:
    return formataddr((name, settings.DEFAULT_FROM_EMAIL))


def _headers(delivery: Delivery) -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return {
        "Message-ID": f"<{delivery.id.hex}@{host}>",
        "Date": format_datetime(_moment(delivery).astimezone(HANOI)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": f"<{links.stop_link(delivery.letterbox)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
