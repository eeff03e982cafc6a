"""Who releases answers and promises of a topic: the ward's own word, else the head of the unit that answers it."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from langnghe.answering.models import Approver
from langnghe.language.topics import TOPICS
from langnghe.people import access
from langnghe.people.models import Mandate, Post
from langnghe.people.reads import running
from langnghe.places.models import Ward

RELEASE = "answers.release"

# Default: police matters are the police chief's, local government's the chairman's (domain-vn: who answers what),
# complaints about officers the Front's and the chairman's; what has no topic either head may answer.
POLICE, COMMITTEE = frozenset({"police_chief"}), frozenset({"chairman"})
CONDUCT, EITHER = frozenset({"front_officer", "chairman"}), frozenset({"police_chief", "chairman"})
DEFAULTS: dict[str, frozenset[str]] = {
    "": EITHER,
    "traffic": POLICE,
    "drugs_vices": POLICE,
    "police_force": POLICE,
    "police_force.conduct": CONDUCT,
    "police_force.response": CONDUCT,
    "urban_env": COMMITTEE,
    "crime": POLICE,
    "movement": POLICE,
    "beyond_police": COMMITTEE,
    "admin_id": POLICE,
    "public_order": POLICE,
    "fire_rescue": POLICE,
}


def known(topic: str) -> str:
    """The topic as it exists today: a code that was withdrawn counts as its parent, and without one as no topic."""
    parent = topic.partition(".")[0]
    return topic if topic in TOPICS else parent if parent in TOPICS else ""


def default_roles(topic: str) -> frozenset[str]:
    """The roles that release answers of a topic where the ward set nothing of its own."""
    topic = known(topic)
    return DEFAULTS.get(topic) or DEFAULTS.get(topic.partition(".")[0]) or EITHER


def may_release(mandate: Mandate, topic: str) -> bool:
    """Whether a mandate, held or deputised, releases answers of a topic now.

    The ward's own posts while one of them is open and held; else the default's; and where nobody holds those either,
    whoever releases answers at all: no draft ever waits for an empty chair.
    """
    if not mandate.may(RELEASE):
        return False
    own = own_posts(mandate.ward, topic)
    if own:
        return mandate.post_id in {post.id for post in own}
    roles = default_roles(topic)
    return mandate.role in roles or not _held(mandate.ward, roles)


def releasers(ward: Ward, topic: str) -> list[Mandate]:
    """Who may release answers of a topic at this moment, to be named on pages."""
    running_now = Mandate.objects.filter(running(), ward=ward).select_related("post__unit", "officer", "ward")
    held = [mandate for mandate in running_now if mandate.may(RELEASE)]
    own = {post.id for post in own_posts(ward, topic)}
    if own:
        return [mandate for mandate in held if mandate.post_id in own]
    roles = default_roles(topic)
    return [mandate for mandate in held if mandate.role in roles] or held


def topics_of(mandate: Mandate) -> list[str]:
    """The topics whose answers a mandate releases, "" for none; one statement for the ward's settings and its heads."""
    if not mandate.may(RELEASE):
        return []
    own: dict[str, set[object]] = {}
    heads = Mandate.objects.filter(running(), ward=mandate.ward, post__role__in=EITHER | CONDUCT)
    marked = heads.annotate(topic=Value(_HEADS, output_field=CharField()))
    columns, held = ("topic", "post_id", "post__role"), set()
    for topic, post_id, role in _named(mandate.ward).values_list(*columns).union(marked.values_list(*columns)):
        if topic == _HEADS:
            held.add(role)
        elif RELEASE in access.TABLE[role]:
            own.setdefault(topic, set()).add(post_id)
    vacant = {roles: not roles & held for roles in {POLICE, COMMITTEE, CONDUCT, EITHER}}
    return [topic for topic in ["", *TOPICS] if _releases(mandate, topic, own, vacant)]


# In the place of a topic, for a row that says who heads a unit.
_HEADS = "*"


def _releases(
    mandate: Mandate, topic: str, own: dict[str, set[object]], vacant: dict[frozenset[str], bool]
) -> bool:  # fmt: skip
    posts = own.get(topic) or own.get(topic.partition(".")[0])
    if posts:
        return mandate.post_id in posts
    roles = default_roles(topic)
    return mandate.role in roles or vacant[roles]


def own_posts(ward: Ward, topic: str) -> list[Post]:
    """The posts a ward itself named for a topic, or for the topic above it, that are open and held."""
    topic = known(topic)
    rows = list(_own(ward, {topic, topic.partition(".")[0]}))
    return [row.post for row in rows if row.topic == topic] or [row.post for row in rows]


def _own(ward: Ward, topics: Iterable[str] | None = None) -> list[Approver]:
    rows = _named(ward)
    rows = rows if topics is None else rows.filter(topic__in=topics)
    return [row for row in rows.select_related("post__unit") if RELEASE in access.TABLE[row.post.role]]


def _named(ward: Ward) -> QuerySet[Approver]:
    """What the ward set itself, of posts that are open and held."""
    holders = Mandate.objects.filter(running(), post=OuterRef("post"))
    return Approver.objects.filter(Exists(holders), ward=ward, removed_at=None, post__closed_on=None)


def _held(ward: Ward, roles: frozenset[str]) -> bool:
    return Mandate.objects.filter(running(), ward=ward, post__role__in=roles).exists()


def sentence(found: Iterable[Mandate]) -> str:
    """Who releases answers (`releasers`), for the page of a draft."""
    names = ", ".join(dict.fromkeys(mandate.post.name for mandate in found))
    return _("Người duyệt: %(names)s.") % {"names": names} if names else _("Chưa có ai giữ chức danh được duyệt.")
