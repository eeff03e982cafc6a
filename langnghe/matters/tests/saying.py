"""What tests of matters share: an opinion whose sender allows publication, and its release by the police chief."""

from langnghe.matters.actions import release_opinion
from langnghe.matters.models import Matter
from langnghe.matters.rules import Draft
from langnghe.opinions import tokens
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast

LAMP = "Đèn đường đầu hẻm 12 tắt nửa tháng nay, tối bọn trẻ đi học về phải soi điện thoại, ông Sáu té hai lần rồi."
TITLE = "Đèn đường hẻm 12 không sáng"
TEXT = "Đèn đường đầu hẻm 12 tắt nửa tháng nay, tối đi học về phải soi điện thoại."


def allowed(cast: Cast, words: str = LAMP, **more: object) -> Opinion:
    """An opinion whose sender lets the ward publish the words."""
    return say(cast, words, **{"may_publish_words": True, "token": tokens.issue(), **more}).opinion


def draft(title: str = TITLE, text: str = TEXT, **more: object) -> Draft:
    """Public words for the broken lamp."""
    return Draft(**{"title": title, "text": text, "topic": "beyond_police.infrastructure", "wording": "sender", **more})  # type: ignore[arg-type]


def released(cast: Cast, words: str = LAMP, title: str = TITLE, text: str = TEXT, **more: object) -> Matter:
    """A matter on the board, from an opinion sent a moment ago."""
    return release_opinion(allowed(cast, words), draft(title, text, **more), by=_chief(cast))


def _chief(cast: Cast):  # type: ignore[no-untyped-def]
    return cast["dung"] if "dung" in cast.mandates else cast["quy"]
