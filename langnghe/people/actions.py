"""Verbs about officers, posts and mandates."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate, Officer, Post, PostGroup, Unit
from langnghe.places.models import ResidentialGroup, Ward


@transaction.atomic
def add_officer(ward: Ward, *, username: str, name: str, by: Bearer) -> Officer:
    """Give a person an account without a password yet. Refused when the sign-in name is taken."""
    username = clean_text(username).lower()
    if Officer.objects.filter(username=username).exists():
        raise Refused(_("Tên đăng nhập «%(name)s» đã có người dùng.") % {"name": username})
    officer = Officer(ward=ward, username=username, name=clean_text(name))
    officer.set_unusable_password()
    officer.save(force_insert=True)
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
    unit, _created = Unit.objects.get_or_create(ward=ward, name=unit_name, defaults={"kind": unit_kind})
    post = Post.objects.create(ward=ward, unit=unit, role=role, name=name)
    PostGroup.objects.bulk_create(PostGroup(ward=ward, post=post, group=group) for group in groups)
    return post


@transaction.atomic
def give_mandate(
    post: Post, officer: Officer, *, starts_on: date | None = None, ends_on: date | None = None, by: Bearer
) -> Mandate:
    """Let an officer hold a post from a day on (today when not said)."""
    mandate = Mandate.objects.create(
        ward=post.ward, post=post, officer=officer, starts_on=starts_on or local_today(), ends_on=ends_on
    )
    record("mandate.given", ward_id=post.ward_id, subject=("people", mandate.id), by=by.actor)
    return mandate
