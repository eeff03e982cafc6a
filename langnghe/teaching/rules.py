"""Decisions about what is taught; nothing here touches a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused
from langnghe.language.personal import FIRM, findings
from langnghe.language.search import search_form
from langnghe.language.tallies import NOTHING, Tally
from langnghe.language.topics import OWN, TOPICS

# Choosing one of these says who alone may read an opinion; a subtopic under them would say it without being known.
NO_OWN_UNDER = frozenset({"crime", "drugs_vices", "police_force"})
LONGEST_NAME, LONGEST_INSTRUCTION, LONGEST_SENTENCE = 60, 300, 300
FEWEST_SENTENCES, MOST_SENTENCES, FEWEST_WORDS, MOST_OPEN = 3, 20, 3, 20
FEWEST_JUDGED = 20
"""Corrections below which a share says nothing."""
FEWEST_FRESH = 10
MAY_FORGET = 1
"""Of our hundred sentences that were never learnt so many may be lost to chance."""
GOOD_ENOUGH = 0.95
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Wanted:
    """A subtopic as an officer describes it; `sentences`: one a line."""

    parent: str
    name: str
    instruction: str
    sentences: Sequence[str]
    private: bool = False


def wanted(parent: str, name: str, instruction: str, sentences: str, private: bool = False) -> Wanted:
    """What was typed, tidied."""
    lines = dict.fromkeys(filter(None, (" ".join(clean_text(line).split()) for line in _LINE.split(sentences))))
    return Wanted(
        parent, " ".join(clean_text(name).split()), " ".join(clean_text(instruction).split()), [*lines], private
    )


def check_subtopic(one: Wanted, names: Sequence[str]) -> None:
    """Refused when it lies where topics guard, has no name or no instruction, or too few sentences; `names`: taken."""
    if one.parent not in TOPICS or "." in one.parent:
        raise Refused(_("Xin chọn lĩnh vực mà lĩnh vực con này thuộc về."))
    if one.parent in NO_OWN_UNDER:
        raise Refused(
            _("Lĩnh vực này quyết định ai được đọc ý kiến nên không thêm lĩnh vực con. Xin chọn lĩnh vực khác.")
        )
    if not search_form(one.name).strip() or len(one.name) > LONGEST_NAME:
        raise Refused(_("Xin đặt tên ngắn, tối đa 60 chữ cái, ví dụ: Bến đò, đò ngang."))
    if fold(one.name) in {fold(name) for name in names}:
        raise Refused(_("Đã có lĩnh vực tên này. Xin dùng lĩnh vực ấy, hoặc đặt tên khác."))
    if not search_form(one.instruction).strip() or len(one.instruction) > LONGEST_INSTRUCTION:
        raise Refused(_("Xin ghi một câu hướng dẫn, tối đa 300 chữ cái: chuyện gì xếp vào đây, chuyện gì không."))
    _check_sentences(one.sentences)


def _check_sentences(sentences: Sequence[str]) -> None:
    if not FEWEST_SENTENCES <= len(sentences) <= MOST_SENTENCES:
        raise Refused(_("Xin viết từ 3 đến 20 câu ví dụ, mỗi câu một dòng, như bà con hay nói."))
    for sentence in sentences:
        if len(sentence) > LONGEST_SENTENCE or len(search_form(sentence).split()) < FEWEST_WORDS:
            raise Refused(_("Mỗi câu ví dụ từ 3 chữ đến 300 chữ cái: «%(sentence)s».") % {"sentence": sentence[:60]})
        if any(found.kind in FIRM for found in findings(sentence)):
            raise Refused(
                _("Câu ví dụ không được có số điện thoại, số giấy tờ, biển số: «%(sentence)s».")
                % {"sentence": sentence[:60]}
            )


def code_for(parent: str, ward_code: str, id: UUID) -> str:
    """The code of a ward's own subtopic: of no other ward, and none of ours."""
    return f"{parent}{OWN}{ward_code.lower()}_{id.hex[-8:]}"


def verdict(judged: Mapping[str, Tally], *, has_own: bool) -> str:
    """Whether what was learnt may replace what is in force: a code of `VERDICTS`, by what nobody had learnt from.

    `ward`, `ward_own`: corrections guessed by the shared weights and, each by rows learnt without it, by the new ones.
    `fresh`, `fresh_own`: the same of corrections that came after what is in force was learnt. `dev`, `dev_own`: our own
    sentences that are never learnt.
    """
    ward, own = judged.get("ward", NOTHING), judged.get("ward_own", NOTHING)
    if ward.n < FEWEST_JUDGED and not has_own:
        return "few"
    if judged["dev_own"].right < judged["dev"].right - MAY_FORGET:
        return "unlearnt"
    if _worth(own) < _worth(ward) or own.precision < min(ward.precision, GOOD_ENOUGH):
        return "worse"
    fresh, fresh_own = judged.get("fresh", NOTHING), judged.get("fresh_own", NOTHING)
    if fresh.n >= FEWEST_FRESH and _worth(fresh_own) < _worth(fresh):
        return "stale"
    return "better"


def _worth(tally: Tally) -> int:
    """Topics right and subtopics right count the same."""
    return tally.right + tally.exact
