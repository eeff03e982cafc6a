"""What is true of a text besides its words, as words of the index: `_` begins each, so nobody types one."""

from collections.abc import Iterable
from uuid import UUID

from langnghe.searching.expressions import Node, any_word, word


def ward_mark(ward_id: UUID) -> str:
    """The word all texts of a ward share."""
    return f"_w{ward_id.hex}"


def province_mark(province_id: int) -> str:
    """The word all texts of a province share."""
    return f"_p{province_id}"


def in_wards(ward_ids: Iterable[UUID]) -> Node:
    """Texts of one of these wards."""
    marks = [ward_mark(ward_id) for ward_id in ward_ids]
    return word(marks[0]) if len(marks) == 1 else any_word(*marks)
