"""First entry: a printed one-time code opens the way to set up signing in; the same way leads back after a loss."""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people import reads, rules
from langnghe.people.actions import MANAGE
from langnghe.people.models import Entrance, Officer
from langnghe.people.recovery import SIGNS, as_typed

VALID_FOR = timedelta(days=7)
# 16 signs of 5 bits: 80 bits, below 112, hence time-limited and kept as a slow salted hash (ASVS 6.5.2).
CODE_SIGNS = 16


@transaction.atomic
def make_entrance(officer: Officer, *, by: Bearer) -> tuple[Entrance, str]:
    """A slip with a new one-time code, given back once and kept as a hash; earlier slips end.

    Who could sign in already loses that: password, passkeys, codes and sessions end, because the device is lost.
    """
    rules.check_may(by, MANAGE, officer.ward)
    if not officer.is_active:
        raise Refused(_("Tài khoản đang khóa, xin mở lại trước khi in phiếu."))
    why = "lost" if can_sign_in(officer) else "first"
    _forget_sign_in(officer)
    code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_SIGNS))
    entrance = Entrance.objects.create(
        ward=officer.ward, officer=officer, why=why, code_hash=make_password(code), expires_at=now() + VALID_FOR
    )
    _record("officer.entrance_made", officer, by, {"why": why})
    return entrance, "-".join(code[at : at + 4] for at in range(0, CODE_SIGNS, 4))


@transaction.atomic
def enter(username: str, code: str) -> Officer:
    """The officer who typed name and one-time code; earlier sessions of them end. Refused with one sentence for all."""
    officer = Officer.objects.filter(username=username.strip().lower(), is_active=True).first()
    entrance = reads.open_entrance(officer, now()) if officer else None
    right = check_password(as_typed(code), entrance.code_hash if entrance else make_password(None))
    if officer is None or entrance is None or not right:
        raise Refused(
            _(
                "Tên đăng nhập hoặc mã trên phiếu chưa đúng, hoặc phiếu đã dùng hay quá 7 ngày. "
                "Xin xem lại phiếu, hoặc nhờ người quản trị in phiếu mới."
            )
        )
    officer.end_sessions()
    return officer


@transaction.atomic
def choose_password(officer: Officer, password: str) -> Officer:
    """Set the officer's own password; other sessions end. The form has checked its strength."""
    officer.set_password(password)
    officer.save(update_fields=["password"])
    _record_own_change(officer, "password")
    return officer


@transaction.atomic
def note_change(officer: Officer, what: str) -> None:
    """Record that an officer changed a part of how they sign in; the first second factor uses up the slip."""
    _record_own_change(officer, what)
    slips = Entrance.objects.filter(officer=officer, closed_at__isnull=True)
    if has_second_factor(officer) and slips.update(closed_at=now()):
        record("officer.entered", ward_id=officer.ward_id, subject=("people", officer.id), by=officer.actor)


def has_second_factor(officer: Officer) -> bool:
    """Whether the officer has a passkey or one-time codes."""
    own = Authenticator.objects.filter(user=officer)
    return bool(own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def can_sign_in(officer: Officer) -> bool:
    """Whether the officer has set up anything to sign in with."""
    return officer.has_usable_password() or has_second_factor(officer)


def _forget_sign_in(officer: Officer) -> None:
    Entrance.objects.filter(officer=officer, closed_at__isnull=True).update(closed_at=now())
    Authenticator.objects.filter(user=officer).delete()
    officer.set_unusable_password()
    officer.save(update_fields=["password"])
    officer.end_sessions()


def _record(kind: str, officer: Officer, by: Bearer, facts: dict[str, str | int | None]) -> None:
    record(kind, ward_id=officer.ward_id, subject=("people", officer.id), by=by.actor, facts=facts)


def _record_own_change(officer: Officer, what: str) -> None:
    record(
        "officer.sign_in_changed",
        ward_id=officer.ward_id,
        subject=("people", officer.id),
        by=officer.actor,
        facts={"what": what},
    )
