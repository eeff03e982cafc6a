"""What tests of the inbox share: opinions, matters in states, and an officer's list."""

from langnghe.inbox.asking import Sought
from langnghe.inbox.lists import Scope
from langnghe.kernel.clock import local_today
from langnghe.matters.actions import open_matter
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed
from langnghe.opinions import tokens
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast

RUBBISH = "Rác hẻm 7 đầy ba ngày, ruồi bay vào nhà, xin phường cho xe tới."


def said(cast: Cast, words: str = RUBBISH, **more: object) -> Opinion:
    """An opinion sent a moment ago."""
    return say(cast, words, **{"token": tokens.issue(), **more}).opinion


def opened(cast: Cast, words: str = RUBBISH, *, topic: str = "urban_env.waste_pollution", **more: object) -> Matter:
    """A matter of one opinion, opened by the duty desk."""
    opinion = allowed(cast, words, **more)
    return open_matter(cast.ward, raised_on=local_today(), source=opinion, topic=topic, by=cast["binh"])


def listed(cast: Cast, name: str, **wish: object) -> list[Opinion | Matter]:
    """What an officer sees in a tab under some filters."""
    return list(Scope(cast[name]).rows(Sought(**wish)))  # type: ignore[arg-type]
