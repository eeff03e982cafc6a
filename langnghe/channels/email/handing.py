"""Handing one mail over, with a note in our own books right before the dot that ends it (RFC 5321, 4.1.1.4).

Until that dot the other side has nothing, whatever happens; after its answer we know. Between the two nobody can.
"""

import smtplib
from collections.abc import Callable

from django.core.mail import EmailMessage

ACCEPTED, GO_ON = frozenset({250, 251}), 354


def hand_over(server: smtplib.SMTP, mail: EmailMessage, note: Callable[[], bool]) -> bool:
    """Give a mail to the server. `note` is called before the last dot; when it says no, nothing is given (False).

    Raises smtplib's errors; those with a code mean that the server does not have it.
    """
    recipient, address = mail.to[0], _plain(mail.from_email)
    _expect(server, *server.mail(address), smtplib.SMTPSenderRefused, address)
    code, words = server.rcpt(recipient)
    if code not in ACCEPTED:
        server.rset()
        raise smtplib.SMTPRecipientsRefused({recipient: (code, words)})
    code, words = server.docmd("DATA")
    if code != GO_ON:
        server.rset()
        raise smtplib.SMTPDataError(code, words)
    server.send(_dotted(mail.message().as_bytes()))
    if not note():
        server.close()
        return False
    server.send(b".\r\n")
    code, words = server.getreply()
    if code != 250:
        raise smtplib.SMTPDataError(code, words)
    return True


def _expect(server: smtplib.SMTP, code: int, words: bytes, error: type[smtplib.SMTPSenderRefused], sender: str) -> None:
    if code not in ACCEPTED:
        server.rset()
        raise error(code, words, sender)


def _plain(sender: str) -> str:
    """The address alone, without the name before it."""
    return sender.rpartition("<")[2].rstrip(">")


def _dotted(body: bytes) -> bytes:
    """Every line ended by CRLF, and those that begin with a dot with a second one (RFC 5321, 4.5.2)."""
    lines = body.splitlines()
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)
