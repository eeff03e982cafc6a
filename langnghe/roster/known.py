"""What a ward has of officers and posts before a list comes in; one reading of each table."""

from collections.abc import Iterable, Iterator
from itertools import islice

from langnghe.kernel.clock import local_today
from langnghe.kernel.folding import fold
from langnghe.people.models import Mandate, Officer, Post, PostGroup, Unit
from langnghe.people.reads import running
from langnghe.places.judging import Groups
from langnghe.places.models import Ward
from langnghe.roster.judging import Account, GroupKey, Known, KnownPost

MANY = 400


def known_of(ward: Ward, usernames: Iterable[str], groups: Groups) -> Known:
    """The ward as judging needs it; `usernames` are those of the list, which may belong to other wards."""
    known = Known(groups, local_today(), is_province=ward.level == "province")
    for officer in _accounts(ward, set(usernames)):
        known.accounts[officer.username] = Account(officer.name, officer.is_active, officer.ward_id == ward.id)
    known.units = {fold(name): name for name in Unit.objects.filter(ward=ward).values_list("name", flat=True)}
    looked_after = _looked_after(ward)
    for post in Post.objects.filter(ward=ward).select_related("unit"):
        known.posts[fold(post.unit.name), fold(post.name)] = KnownPost(
            post.unit.name, post.name, post.role, frozenset(looked_after.get(str(post.id), ())), bool(post.closed_on)
        )
    held = Mandate.objects.filter(running(), ward=ward, is_deputy=False).select_related("officer", "post__unit")
    known.held = {(one.officer.username, (fold(one.post.unit.name), fold(one.post.name))) for one in held}
    return known


def _accounts(ward: Ward, usernames: set[str]) -> Iterator[Officer]:
    yield from Officer.objects.filter(ward=ward)
    asked = iter(sorted(usernames))
    while some := list(islice(asked, MANY)):
        yield from Officer.objects.filter(username__in=some).exclude(ward=ward)


def _looked_after(ward: Ward) -> dict[str, list[GroupKey]]:
    found: dict[str, list[GroupKey]] = {}
    for row in PostGroup.objects.filter(ward=ward).select_related("group"):
        found.setdefault(str(row.post_id), []).append((row.group.folded, row.group.came_from))
    return found
