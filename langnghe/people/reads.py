"""Questions about officers, posts, mandates and sealed contacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from langnghe.kernel import sorting
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.refused import Refused
from langnghe.people import access, sealing
from langnghe.people.models import (
    ContactOpening,
    Entrance,
    HandOver,
    Mandate,
    Officer,
    Post,
    PostGroup,
    SealedContact,
    Unit,
    WardKey,
)
from langnghe.places.models import Ward

SOON = timedelta(days=14)
OFF_SHIFT = timedelta(days=60)


def running(day: date | None = None) -> Q:
    """The condition on mandates to be in force on a day (today when not said): neither over nor cut off."""
    day = day or local_today()
    ends_later = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return Q(starts_on__lte=day, cut_off_at__isnull=True, post__closed_on__isnull=True, officer__is_active=True) & (
        ends_later
    )


def current_mandates(officer: Officer) -> list[Mandate]:
    """The mandates an officer holds at this moment, own posts before deputyships."""
    groups = PostGroup.objects.filter(ward=OuterRef("ward"), post=OuterRef("post"))
    merged = Ward.objects.filter(successor=OuterRef("ward"))
    mandates = Mandate.objects.filter(running(), officer=officer)
    mandates = mandates.annotate(has_groups=Exists(groups), has_merged=Exists(merged))
    return list(_with_post(mandates).order_by("is_deputy", "id"))


def mandates_of(ward: Ward, day: date | None = None) -> list[Mandate]:
    """All mandates in force in a ward, in Vietnamese order of unit and post."""
    mandates = _with_post(Mandate.objects.filter(running(day), ward=ward))
    return sorted(mandates, key=lambda m: (sorting.key(m.post.unit.name), sorting.key(m.post.name), m.is_deputy))


def on_post(post: Post, day: date | None = None) -> list[Mandate]:
    """Who holds a post on a day: holders, then deputies."""
    return list(_with_post(Mandate.objects.filter(running(day), post=post)).order_by("is_deputy", "id"))


def acting(post: Post, day: date | None = None) -> Mandate | None:
    """Who acts on a post on a day: a deputy while one is appointed (leave), else the holder; None when vacant."""
    holders = on_post(post, day)
    return next((mandate for mandate in holders if mandate.is_deputy), holders[0] if holders else None)


def officers(ward: Ward) -> list[Officer]:
    """All officers of a ward, active ones first, in Vietnamese order of given name."""
    everyone = Officer.objects.filter(ward=ward)
    return sorted(everyone, key=lambda officer: (not officer.is_active, sorting.key(officer.name.split()[-1])))


def officer_named(ward: Ward, username: str) -> Officer:
    """The officer of a ward with this sign-in name. Refused when there is none."""
    found = Officer.objects.filter(ward=ward, username=username.strip().lower()).first()
    if found is None:
        raise Refused(_("%(ward)s không có cán bộ nào tên đăng nhập «%(name)s».") % {"ward": ward, "name": username})
    return found


def keys_of(ward: Ward) -> list[WardKey]:
    """Every generation of a ward's key, oldest first."""
    return list(WardKey.objects.filter(ward=ward).order_by("id"))


def colleagues(mandate: Mandate) -> list[Officer]:
    """Active officers of the same unit, without the holder: to whom work may be handed over.

    Who is off shift holds nothing at the moment and still belongs: they gave a post of the unit to the next shift.
    """
    here = {m.officer for m in mandates_of(mandate.ward) if m.post.unit_id == mandate.post.unit_id}
    shifts = HandOver.objects.filter(ward=mandate.ward, kind="shift", mandate__post__unit_id=mandate.post.unit_id)
    off_shift = shifts.filter(at__gt=now() - OFF_SHIFT, mandate__officer__is_active=True)
    here |= {step.mandate.officer for step in off_shift.select_related("mandate__officer")}
    return sorted((o for o in here if o.id != mandate.officer_id), key=lambda o: sorting.key(o.name.split()[-1]))


def open_posts(ward: Ward) -> list[Post]:
    """Posts that are not closed, by unit and name."""
    posts = Post.objects.filter(ward=ward, closed_on__isnull=True).select_related("unit")
    return sorted(posts, key=lambda post: (sorting.key(post.unit.name), sorting.key(post.name)))


def vacant_posts(ward: Ward, day: date | None = None) -> list[Post]:
    """Open posts that nobody holds on a day: their work waits for an owner, so chief and administrator see them."""
    held = Mandate.objects.filter(running(day), ward=ward).values("post_id")
    posts = Post.objects.filter(ward=ward, closed_on__isnull=True).exclude(pk__in=held).select_related("unit")
    return sorted(posts, key=lambda post: (sorting.key(post.unit.name), sorting.key(post.name)))


def soon_vacant(ward: Ward) -> list[Post]:
    """Open posts held today that nobody will hold two weeks from now."""
    now_vacant = {post.id for post in vacant_posts(ward)}
    return [post for post in vacant_posts(ward, local_today() + SOON) if post.id not in now_vacant]


def groups_of(posts: Iterable[Post]) -> dict[UUID, list[str]]:
    """Names of the residential groups of each post; a post of the whole ward is absent."""
    names: dict[UUID, list[str]] = {}
    for row in PostGroup.objects.filter(post__in=list(posts)).select_related("group"):
        names.setdefault(row.post_id, []).append(str(row.group))
    return {post_id: sorted(found, key=sorting.key) for post_id, found in names.items()}


def administrators(ward: Ward) -> "QuerySet[Mandate]":
    """Administrator mandates of a ward in force at this moment."""
    return Mandate.objects.filter(running(), ward=ward, post__role="administrator")


def hand_overs(ward: Ward, limit: int = 20) -> list[HandOver]:
    """The latest hand-overs of a ward."""
    found = HandOver.objects.filter(ward=ward).select_related(
        "mandate__officer", "mandate__post__unit", "to_mandate__officer"
    )
    return list(found.order_by("-at")[:limit])


def open_entrance(officer: Officer, at: datetime) -> Entrance | None:
    """The slip with which an officer may enter now, if there is one."""
    return Entrance.objects.filter(officer=officer, closed_at__isnull=True, expires_at__gt=at).order_by("-id").first()


@dataclass(frozen=True)
class Opening:
    """Someone opened a sealed contact: when, in which role, why (None when the reason cannot be unsealed now)."""

    at: datetime
    role: str
    unit: str
    reason: str | None


def contacts_of(ward_id: UUID, room: str, subject_id: UUID) -> list[SealedContact]:
    """The sealed contacts kept for a row of another room, erased ones left out."""
    found = SealedContact.objects.filter(ward_id=ward_id, subject_room=room, subject_id=subject_id)
    return list(found.filter(erased_at__isnull=True).order_by("id"))


def openings(contact: SealedContact) -> list[Opening]:
    """Each time a contact was opened, oldest first; roles, not names: for the person concerned to see."""
    found = ContactOpening.objects.filter(ward_id=contact.ward_id, contact=contact)
    return [_opening(row) for row in found.select_related("mandate__post__unit").order_by("id")]


def openings_with_names(contacts: Iterable[SealedContact]) -> "dict[UUID, list[tuple[Mandate, Opening]]]":
    """By the id of the contact, each opening with who it was: for officers and those who inspect them only."""
    found: dict[UUID, list[tuple[Mandate, Opening]]] = {}
    rows = ContactOpening.objects.filter(contact__in=[contact.id for contact in contacts]).order_by("id")
    for row in rows.select_related("mandate__post__unit", "mandate__officer"):
        found.setdefault(row.contact_id, []).append((row.mandate, _opening(row)))
    return found


def role_name(role: str) -> str:
    """A role in the reader's language."""
    return str(dict(access.ROLES)[role])


def _opening(row: ContactOpening) -> Opening:
    try:
        reason = sealing.unseal(row, "reason")
    except Refused:
        reason = None
    post = row.mandate.post
    return Opening(row.at, role_name(post.role), post.unit.name, reason)


def _with_post(mandates: "QuerySet[Mandate]") -> "QuerySet[Mandate]":
    return mandates.select_related("post__unit", "ward", "officer")


def roles_at(ward: Ward) -> list[tuple[str, str]]:
    """Roles that exist at a ward's level, with their names."""
    everywhere = ward.level == "commune"
    return [(role, str(name)) for role, name in access.ROLES if everywhere or role in access.PROVINCE_ROLES]


def units(ward: Ward) -> list[str]:
    """Names of a ward's units."""
    return sorted(Unit.objects.filter(ward=ward).values_list("name", flat=True), key=sorting.key)


def receivers(mandate: Mandate, by: Mandate) -> list[Officer]:
    """To whom `by` may hand over a mandate: colleagues of the same unit, or anyone active for an administrator."""
    if not by.may("people.manage"):
        return colleagues(mandate)
    return [o for o in officers(mandate.ward) if o.is_active and o.id != mandate.officer_id]


def orphaned_by(mandates: Iterable[Mandate]) -> list[Post]:
    """Posts that nobody else holds: ending these mandates would leave them to nobody."""
    alone = (m.post for m in mandates if all(other.officer_id == m.officer_id for other in on_post(m.post)))
    return list({post.id: post for post in alone}.values())
