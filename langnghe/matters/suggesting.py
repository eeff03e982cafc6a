"""What to suggest for a matter: a topic by its words; a post by its group, else the unit its topic belongs to."""

from uuid import UUID

from django.db.models import Q

from langnghe.kernel import sorting
from langnghe.language.suggested import Suggestion
from langnghe.language.topics import parent_of
from langnghe.matters import reads, rules
from langnghe.matters.models import Matter
from langnghe.matters.roles import WORK
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people import access
from langnghe.people.models import Mandate, Post, PostGroup
from langnghe.people.reads import running
from langnghe.places.models import Ward
from langnghe.places.reads import heir
from langnghe.teaching.suggesting import suggestion

ROLES = [role for role, carried in access.TABLE.items() if WORK in carried]
# Topics that are the committee's; all others are the police's. Groups come first: a beat officer knows the alley.
_COMMITTEE = ("beyond_police", "urban_env")
_AT_ONE_GROUP = "beat_officer"
_BY_TOPIC = {"committee": "committee_officer", "police": "duty_desk"}
# Complaints about officers go to whoever may read them, never to a group's own officer.
_ABOUT_OFFICERS = ("police_force.conduct", "police_force.response")


def posts(ward: Ward) -> list[Post]:
    """Open posts that work on the ward's matters, by unit and name; of a ward that was merged, its successor's."""
    found = Post.objects.filter(ward=heir(ward), closed_on=None, role__in=ROLES).select_related("unit")
    return sorted(found, key=lambda post: (sorting.key(post.unit.name), sorting.key(post.name)))


def topic_for(ward_id: UUID, words: str, topic: str, guard: str = "") -> Suggestion | None:
    """The topic to suggest where nobody chose one; never a complaint about officers that nobody marked as such."""
    found = None if topic else suggestion(ward_id, words)
    return None if found is None or (found.code in rules.NEVER_PUBLIC and guard != "conduct") else found


def post_for(among: list[Post], group_id: UUID | None, topic: str, guard: str = "") -> Post | None:
    """The post to suggest `among` those of `posts`; None where nobody fits, and for what is guarded."""
    if guard or topic in _ABOUT_OFFICERS:
        return None
    kind = "committee" if topic and parent_of(topic) in _COMMITTEE else "police"
    if kind == "police" and group_id is not None:
        here = Q(group=group_id) | Q(group__former_id=group_id)
        near = PostGroup.objects.filter(here, post__in=among, post__role=_AT_ONE_GROUP)
        found = near.order_by("post__id").values_list("post_id", flat=True).first()
        if found is not None:
            return next(post for post in among if post.id == found)
    return next((post for post in among if topic and post.role == _BY_TOPIC[kind]), None)


def posts_for(opinion: Opinion) -> list[Post]:
    """Those of `posts` that can be given a matter of this opinion: who may not read it cannot work on it."""
    every = posts(opinion.ward)
    if not opinion.guard:
        return every
    return [post for post in every if _reads(post, [opinion.id])]


def may_work(post: Post, matter: Matter) -> bool:
    """Whether whoever acts on a post works on matters and may read all opinions of this one; vacant: by its role."""
    if post.role not in ROLES:
        return False
    return _reads(post, list(reads.joined_ids(matter)))


def _reads(post: Post, joined: list[UUID]) -> bool:
    """Whether everybody who acts on a post may read these opinions."""
    mandates = Mandate.objects.filter(running(), ward=post.ward_id, post=post).select_related("post", "ward", "officer")
    holders = list(mandates) or [Mandate(ward=post.ward, post=post)]
    return all(opinions.unguarded(held).filter(id__in=joined).count() == len(joined) for held in holders)
