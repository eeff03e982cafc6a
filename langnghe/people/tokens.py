"""Tokens: how a program acts under a mandate. Shown once, kept as a hash, over with the mandate."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.folding import clean_text
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate, PostGroup, Token
from langnghe.people.reads import running

OWN, MANAGE = "tokens.own", "tokens.manage"
# So long a token lives at most, in days; who needs it longer makes a new one.
DAYS = (30, 90, 365)
MOST = 5
MAX_NAME = 120
# Begins every token, so that programs that look for leaked ones find ours.
BEGIN = "langnghe"
MARK_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
MARK_LENGTH = 10
_FORM = re.compile(rf"{BEGIN}_([{MARK_SIGNS}]{{{MARK_LENGTH}}})_([A-Za-z0-9_-]{{43}})")


@dataclass(frozen=True)
class Held:
    """A token that opens, with the mandate as it stands at this moment."""

    token: Token
    mandate: Mandate


@transaction.atomic
def make_token(mandate: Mandate, *, name: str, days: int, may_write: bool = False, by: Mandate) -> tuple[Token, str]:
    """A token and its text, which nobody sees again. Only the holder makes one: whoever has it reads as they do.

    Refused for somebody else's mandate, without a name, for a time that is not offered, or beside too many others.
    """
    if by.id != mandate.id or not by.may(OWN):
        raise Refused(_("Chỉ người giữ nhiệm vụ tự làm mã cho nhiệm vụ ấy: ai cầm mã thì đọc được như người ấy."))
    tidy = " ".join(clean_text(name).split())[:MAX_NAME]
    if not tidy:
        raise Refused(_("Xin ghi mã này cho phần mềm nào, của ai, để sau này biết mà thu hồi."))
    if days not in DAYS:
        raise Refused(_("Xin chọn mã dùng được trong 30, 90 hay 365 ngày."))
    Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if standing(mandate).count() >= MOST:
        raise Refused(_("Nhiệm vụ này đã có 5 mã đang dùng. Xin thu hồi mã không còn cần trước."))
    mark = "".join(secrets.choice(MARK_SIGNS) for _sign in range(MARK_LENGTH))
    text = f"{BEGIN}_{mark}_{new_token()}"
    made = Token.objects.create(
        ward_id=mandate.ward_id, mandate=mandate, name=tidy, mark=mark, secret_hash=_hashed(text),
        may_write=may_write, expires_on=local_today() + timedelta(days=days),
    )  # fmt: skip
    facts: dict[str, Fact] = {
        "mandate": str(mandate.id),
        "writes": int(may_write),
        "until": made.expires_on.isoformat(),
    }
    record("token.made", ward_id=made.ward_id, subject=("people", made.id), by=by.actor, facts=facts)
    return made, text


@transaction.atomic
def withdraw_token(token: Token, *, by: Mandate) -> Token:
    """Withdraw a token: it opens nothing from now on. Twice is once. Refused for who neither holds nor manages it."""
    held = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if not may_withdraw(held, by):
        raise Refused(_("Mã này của nhiệm vụ khác. Người giữ nhiệm vụ ấy hoặc người quản trị mới thu hồi được."))
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by = now(), by
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        facts = {"mandate": str(held.mandate_id)}
        record("token.withdrawn", ward_id=held.ward_id, subject=("people", held.id), by=by.actor, facts=facts)
    return held


def may_withdraw(token: Token, by: Mandate) -> bool:
    """The holder's own, or any of the ward for who manages tokens."""
    return token.ward_id == by.ward_id and (token.mandate_id == by.id or by.may(MANAGE))


def standing(mandate: Mandate) -> QuerySet[Token]:
    """The tokens of a mandate that were neither withdrawn nor ran out."""
    return Token.objects.filter(ward=mandate.ward_id, mandate=mandate).filter(_stands())


def known_to(by: Mandate) -> QuerySet[Token]:
    """The tokens somebody may see: their own, or all of the ward for who manages them; newest first."""
    found = Token.objects.filter(ward=by.ward_id)
    found = found if by.may(MANAGE) else found.filter(mandate=by)
    current = Mandate.objects.filter(running(), pk=OuterRef("mandate_id"))
    return found.select_related("mandate__post__unit", "mandate__officer").annotate(
        opens=Exists(current)
    ).order_by("-made_at", "-id")  # fmt: skip


def held_by(text: str) -> Held | None:
    """The token with this text, when it opens at this moment: it stands, and its mandate and officer do."""
    parts = _FORM.fullmatch(text)
    if parts is None:
        return None
    hashed, found = _hashed(text), None
    for token in Token.objects.filter(_stands(), mark=parts[1]):
        if hmac.compare_digest(bytes(token.secret_hash), hashed):
            found = token
    mandate = _mandate_of(found) if found else None
    return Held(found, mandate) if found and mandate else None


def note_use(token: Token) -> None:
    """Remember the day, once a day."""
    today = local_today()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def _stands() -> Q:
    return Q(withdrawn_at=None, expires_on__gte=local_today())


def _mandate_of(token: Token) -> Mandate | None:
    groups = PostGroup.objects.filter(ward=OuterRef("ward"), post=OuterRef("post"))
    mandates = Mandate.objects.filter(running(), id=token.mandate_id).annotate(has_groups=Exists(groups))
    return mandates.select_related("post__unit", "ward", "officer").first()


def _hashed(text: str) -> bytes:
    return hashlib.sha256(b"langnghe/api-token/v1\0" + text.encode()).digest()
