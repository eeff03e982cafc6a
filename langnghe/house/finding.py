"""Everything that can be found, by the rooms that own it: to make the indexes of searching anew."""

from langnghe.commitments import finding as commitments
from langnghe.matters import indexing as matters
from langnghe.opinions import finding as opinions
from langnghe.searching.making import Source, is_due, make_anew
from langnghe.searching.models import Passage, Published

SOURCES: list[Source] = [
    (Passage, opinions.every_text),
    (Passage, matters.every_text),
    (Passage, commitments.every_text),
    (Published, matters.everything_published),
]


def make() -> int:
    """Make the indexes anew; how many texts can be found now."""
    return make_anew(SOURCES)


def make_if_due() -> int:
    """The same where this version reads words otherwise than the one before."""
    return make() if is_due() else 0
