"""Decisions about opinions: nothing here writes."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused

MAX_WORDS = 20_000
MAX_PLACE = 200
MAX_CONTACT = 200


@dataclass(frozen=True)
class Taken:
    """How an officer wrote an opinion down for somebody: under which mandate, and what was agreed.

    `secret_shown`: the receipt's secret goes over a staff screen or printer, and so counts as seen by staff.
    """

    mandate_id: UUID
    call_back: bool = False
    secret_shown: bool = False


@dataclass(frozen=True)
class Submission:
    """What a resident sends. `token`: the form's own random token, by which the same form sent twice is recognised."""

    words: str
    token: str = ""
    group_id: UUID | None = None
    place: str = ""
    contact: str = ""
    may_publish_words: bool = False
    may_publish_summary: bool = False
    taken: Taken | None = None


def check_words(words: str) -> str:
    """The words as they will be kept. Refused when there is nothing to read or far too much."""
    tidy = clean_text(words)
    if not any(sign.isalnum() for sign in tidy):
        raise Refused(_("Xin bà con viết vài chữ để phường biết chuyện gì, ở đâu."))
    if len(tidy) > MAX_WORDS:
        raise Refused(_("Lời quá dài: tối đa 20.000 chữ cái. Xin gửi làm hai lần, hoặc gọi trực ban để được ghi giúp."))
    return tidy
