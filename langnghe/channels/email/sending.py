"""Taking mails from the outbox and handing them to the ward's mail server. One connection a turn, few mails each."""

import logging
import smtplib
import ssl

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from langnghe.channels.email.handing import hand_over
from langnghe.channels.email.letters import letter
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.notices import actions, outbox
from langnghe.notices.models import Delivery
from langnghe.people import sealing

AT_ONCE = 10
# Whatever happens to the connection or to our own sign-in is no fault of the mail: it is tried again later.
LATER = (OSError, ssl.SSLError, smtplib.SMTPException)

log = logging.getLogger(__name__)


def turn() -> int:
    """Send what is due now; how many mails were handed over. Nothing happens while e-mail is off."""
    if not settings.EMAIL_HOST:
        return 0
    due = outbox.claim(AT_ONCE)
    if not due:
        return 0
    server = get_connection(fail_silently=False)
    try:
        server.open()
    except LATER as error:
        log.warning("the mail server does not answer: %s", _code(error))
        for delivery in due:
            outbox.put_back(delivery, _code(error))
        return 0
    try:
        return sum([_send(delivery, server) for delivery in due])
    finally:
        _leave(server)


def _send(delivery: Delivery, server: BaseEmailBackend) -> bool:
    if not outbox.begin(delivery):
        return False
    try:
        address = sealing.unseal(delivery.letterbox, "sealed")
    except Refused:
        outbox.put_back(delivery, "KeyMissing")
        return False
    try:
        if not _give(delivery, server, address):
            return False
    except smtplib.SMTPRecipientsRefused as error:
        _refused(delivery, next(iter(error.recipients.values()))[0])
        return False
    except LATER as error:
        _failed(delivery, error)
        return False
    outbox.sent(delivery)
    return True


def _give(delivery: Delivery, server: BaseEmailBackend, address: str) -> bool:
    mail = letter(delivery, address)
    if isinstance(server, EmailBackend) and server.connection:
        return hand_over(server.connection, mail, lambda: outbox.hand(delivery))
    return outbox.hand(delivery) and bool(server.send_messages([mail]))


def _refused(delivery: Delivery, code: int) -> None:
    """The other side does not take mail for this address: for ever (5xx), or not now (4xx: full, greylisted)."""
    if code < 500:
        outbox.put_back(delivery, str(code))
        return
    outbox.fail(delivery, str(code))
    actions.stop(delivery.letterbox, by=system(delivery.ward_id).actor, end="refused")


def _failed(delivery: Delivery, error: Exception) -> None:
    if isinstance(error, smtplib.SMTPResponseException):
        outbox.refused(delivery)
    for_ever = isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
    (outbox.fail if for_ever else outbox.put_back)(delivery, _code(error))


def _code(error: Exception) -> str:
    """The kind of an error and its number, never its words: they may hold the address."""
    number = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {number}" if number else type(error).__name__


def _leave(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except LATER as error:
        log.warning("the mail server left before we did: %s", _code(error))
