"""Verbs about officers, posts and mandates. Sealed contacts: `contacts.py`; first entries: `entrances.py`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.folding import clean_text
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.people import reads, roll, rules
from langnghe.people.contacts import erase_contacts, open_contact, seal_contact
from langnghe.people.models import Entrance, HandOver, Mandate, Officer, Post, PostGroup, Unit
from langnghe.places.models import ResidentialGroup, Ward

__all__ = ["erase_contacts", "open_contact", "seal_contact"]

MANAGE = "people.manage"


@transaction.atomic
def add_officer(ward: Ward, *, username: str, name: str, by: Bearer) -> Officer:
    """Give a person an account without a password yet. Refused when the sign-in name is taken or not typable."""
    rules.check_may(by, MANAGE, ward)
    username, name = clean_text(username).lower(), clean_text(name)[:120]
    rules.check_new_officer(username, name, Officer.objects.filter(username=username).exists())
    officer = Officer(ward=ward, username=username, name=name)
    officer.set_unusable_password()
    officer.save(force_insert=True)
    roll.forget()
    record("officer.added", ward_id=ward.id, subject=("people", officer.id), by=by.actor)
    return officer


@transaction.atomic
def add_post(
    ward: Ward,
    *,
    unit_kind: str,
    unit_name: str,
    role: str,
    name: str,
    groups: Iterable[ResidentialGroup] = (),
    by: Bearer,
) -> Post:
    """Make a post at a unit (made too when new); `groups` limits it to these residential groups."""
    rules.check_may(by, MANAGE, ward)
    rules.check_role(ward, role)
    unit_name, name = clean_text(unit_name), clean_text(name)
    unit, _created = Unit.objects.get_or_create(ward=ward, name=unit_name, defaults={"kind": unit_kind})
    rules.check_new_post(unit_name, name, Post.objects.filter(ward=ward, unit=unit, name=name).exists())
    post = Post.objects.create(ward=ward, unit=unit, role=role, name=name)
    PostGroup.objects.bulk_create(PostGroup(ward=ward, post=post, group=group) for group in groups)
    record("post.added", ward_id=ward.id, subject=("people", post.id), by=by.actor, facts={"role": role})
    return post


@transaction.atomic
def close_post(post: Post, *, by: Bearer) -> Post:
    """Close a post that nobody needs any more; who holds it loses it at once. Refused for the last administrator's."""
    rules.check_may(by, MANAGE, post.ward)
    _check_administrators_remain(post.ward, reads.administrators(post.ward).filter(post=post))
    for mandate in reads.on_post(post):
        _cut_off(mandate)
    post.closed_on = local_today()
    post.save(update_fields=["closed_on"])
    record("post.closed", ward_id=post.ward_id, subject=("people", post.id), by=by.actor)
    return post


@transaction.atomic
def give_mandate(
    post: Post, officer: Officer, *, starts_on: date | None = None, ends_on: date | None = None, by: Bearer
) -> Mandate:
    """Let an officer hold a post from a day on (today when not said). Refused across wards, twice, or when closed."""
    rules.check_may(by, MANAGE, post.ward)
    rules.check_days(starts_on or local_today(), ends_on, local_today())
    mandate = _appoint(post, officer, starts_on or local_today(), ends_on)
    _record_mandate("mandate.given", mandate, by)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, cover: Officer | None = None, by: Bearer) -> Mandate:
    """End a mandate at this moment, with every session of its officer; `cover` takes the post over.

    Refused when the post would be left to nobody, or the ward without an administrator.
    """
    rules.check_may(by, MANAGE, mandate.ward)
    covering = _let_go([mandate], cover)
    facts = {"cover": str(covering[0].id) if covering else None}
    _record_mandate("mandate.ended", mandate, by, facts)
    return mandate


@transaction.atomic
def hand_over(
    mandate: Mandate,
    *,
    to: Officer,
    kind: str,
    from_day: date | None = None,
    to_day: date | None = None,
    note: str = "",
    by: Bearer,
) -> HandOver:
    """Pass on everything of a mandate in one step: work belongs to the post, so its new holder has it all.

    `leave`: `to` deputises from `from_day` to `to_day`, both included. `transfer`: `to` holds the post from `from_day`
    on. `shift`: `to` holds it from this moment. Whoever gives a post away is signed out at that moment.
    """
    today = local_today()
    from_day = from_day or today
    same_unit = any(colleague.id == to.id for colleague in reads.colleagues(mandate))
    rules.check_hand_over(mandate, to, same_unit, by)
    rules.check_hand_over_days(mandate, kind, from_day, to_day, today)
    received = _HANDING[kind](mandate, to, from_day, to_day)
    step = HandOver.objects.create(
        ward=mandate.ward, kind=kind, mandate=mandate, to_mandate=received,
        from_day=from_day, to_day=to_day, note=clean_text(note)[:2000],
    )  # fmt: skip
    facts = {"kind": kind, "to": str(received.id), "from": str(from_day), "until": str(to_day) if to_day else None}
    _record_mandate("mandate.handed_over", mandate, by, facts)
    return step


@transaction.atomic
def disable_officer(officer: Officer, *, cover: Officer | None = None, by: Bearer) -> Officer:
    """Close an account at this moment, with its sessions, slips and mandates; `cover` takes posts nobody else holds.

    Refused when a post would be left to nobody, or the ward without an administrator.
    """
    rules.check_may(by, MANAGE, officer.ward)
    covering = _let_go(reads.current_mandates(officer), cover)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    Entrance.objects.filter(officer=officer, closed_at__isnull=True).update(closed_at=now())
    officer.end_sessions()
    _record_officer("officer.disabled", officer, by)
    for mandate in covering:
        _record_mandate("mandate.given", mandate, by)
    return officer


@transaction.atomic
def enable_officer(officer: Officer, *, by: Bearer) -> Officer:
    """Open a closed account again; mandates are given anew."""
    rules.check_may(by, MANAGE, officer.ward)
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    _record_officer("officer.enabled", officer, by)
    return officer


def _let_go(mandates: list[Mandate], cover: Officer | None) -> list[Mandate]:
    """Cut off mandates; gives the new mandates of `cover` on the posts that would have been left to nobody."""
    if not mandates:
        return []
    held = [mandate for mandate in mandates if mandate.role == "administrator"]
    orphaned = reads.orphaned_by(mandates)
    for post in orphaned:
        rules.check_covered(post, [], cover)
    for mandate in mandates:
        _cut_off(mandate)
    covering = [_appoint(post, cover, local_today(), None) for post in orphaned if cover]
    if held:
        _check_administrators_remain(held[0].ward, reads.administrators(held[0].ward).none())
    return covering


def _check_administrators_remain(ward: Ward, leaving: Iterable[Mandate]) -> None:
    gone = {mandate.id for mandate in leaving}
    rules.check_administrators(ward, sum(mandate.id not in gone for mandate in reads.administrators(ward)))


def _appoint(
    post: Post, officer: Officer, starts_on: date, ends_on: date | None, *, is_deputy: bool = False
) -> Mandate:
    rules.check_appointable(post, officer, reads.current_mandates(officer))
    roll.forget()
    return Mandate.objects.create(
        ward=post.ward, post=post, officer=officer, starts_on=starts_on, ends_on=ends_on, is_deputy=is_deputy
    )


def _cut_off(mandate: Mandate) -> None:
    roll.forget()
    mandate.cut_off_at = now()
    mandate.save(update_fields=["cut_off_at"])
    mandate.officer.end_sessions()


def _leave(mandate: Mandate, to: Officer, from_day: date, to_day: date | None) -> Mandate:
    return _appoint(mandate.post, to, from_day, to_day, is_deputy=True)


def _transfer(mandate: Mandate, to: Officer, from_day: date, to_day: date | None) -> Mandate:
    received = _appoint(mandate.post, to, from_day, to_day or mandate.ends_on, is_deputy=mandate.is_deputy)
    if from_day == local_today():
        _cut_off(mandate)
    else:
        mandate.ends_on = from_day - timedelta(days=1)
        mandate.save(update_fields=["ends_on"])
    return received


_HANDING = {"leave": _leave, "transfer": _transfer, "shift": _transfer}


def _record_officer(kind: str, officer: Officer, by: Bearer) -> Entry:
    return record(kind, ward_id=officer.ward_id, subject=("people", officer.id), by=by.actor)


def _record_mandate(kind: str, mandate: Mandate, by: Bearer, facts: Mapping[str, Fact] | None = None) -> Entry:
    return record(kind, ward_id=mandate.ward_id, subject=("people", mandate.id), by=by.actor, facts=facts)
