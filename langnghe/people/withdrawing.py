"""Taking back accounts, posts and mandates that an import made, before anybody has used them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from langnghe.ledger.models import Entry
from langnghe.people import roll
from langnghe.people.models import Entrance, Mandate, Officer, Post, PostGroup, Unit
from langnghe.places.reads import pointing_at


@dataclass(frozen=True)
class Made:
    """Ids of what an import made."""

    officers: list[UUID] = field(default_factory=list)
    units: list[UUID] = field(default_factory=list)
    posts: list[UUID] = field(default_factory=list)
    mandates: list[UUID] = field(default_factory=list)


def signed_in(made: Made) -> str:
    """The name of one of these people who has set up signing in; empty for none."""
    factors = set(Authenticator.objects.filter(user__in=made.officers).values_list("user_id", flat=True))
    for officer in Officer.objects.filter(id__in=made.officers):
        if officer.has_usable_password() or officer.id in factors:
            return officer.name
    return ""


def in_use(ward_id: UUID, made: Made, *, since: UUID) -> bool:
    """Whether anything else rests on one of these; `since`: the import, whose id tells when."""
    acted = Entry.objects.filter(ward_id=ward_id, id__gt=since, actor_id__in=made.mandates)
    ours: dict[type[Model], list[UUID]] = {Post: made.posts, Mandate: made.mandates}
    return acted.exists() or any(
        rows.exclude(pk__in=ours.get(rows.model, ())).exists()
        for model, ids, ignored in (
            (Officer, made.officers, (Entrance,)),
            (Unit, made.units, ()),
            (Post, made.posts, (PostGroup,)),
            (Mandate, made.mandates, ()),
        )
        for rows in pointing_at(model, ids, ignored)
    )


def take_out(ward_id: UUID, made: Made) -> None:
    """Remove these, inside the caller's transaction; slips nobody used go with the account. The ledger keeps all.

    What somebody has come to use since the undo was asked stays.
    """
    _delete(Mandate, ward_id, made.mandates)
    _delete(Post, ward_id, made.posts, PostGroup, "post")
    _delete(Unit, ward_id, made.units)
    _delete(Officer, ward_id, made.officers, Entrance, "officer")
    roll.forget()


def _delete(
    model: type[Model], ward_id: UUID, ids: list[UUID], parts: type[Model] | None = None, name: str = ""
) -> None:
    """Remove rows with the `parts` that point at them by `name`; one that something else points at stays whole."""
    manager: Any = model._default_manager
    for row in manager.filter(ward=ward_id, id__in=ids):
        try:
            with transaction.atomic():
                if parts is not None:
                    parts._default_manager.filter(**{name: row}).delete()
                row.delete()
        except (ProtectedError, IntegrityError):
            continue
