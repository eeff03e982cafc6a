"""The lessons of a ward as they are at this moment: words of opinions that may teach, and typed sentences."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import MAY_TEACH
from langnghe.places.models import Ward
from langnghe.places.reads import reach
from langnghe.teaching import reads

MOST = 4_000
"""The newest corrections; with more, what was said years ago would outvote how the ward sorts today."""
PAGE = 500


@dataclass
class Gathered:
    """What a child is given: rows [text, code, typed, fresh], the own codes, and whose words they are."""

    rows: list[tuple[str, str, bool, bool]] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    opinion_ids: list[UUID] = field(default_factory=list)


def lessons(ward: Ward, fresh_since: datetime | None) -> Gathered:
    """Everything a ward may learn from, also what merged wards left it; `fresh`: given after that moment."""
    found = Gathered()
    taught = list(reads.examples(reach(ward)).values_list("opinion_id", "code", "given_at")[:MOST])
    for start in range(0, len(taught), PAGE):
        page = taught[start : start + PAGE]
        words = dict(Opinion.objects.filter(MAY_TEACH, id__in=[id for id, *_rest in page]).values_list("id", "words"))
        for opinion_id, code, given_at in page:
            if words.get(opinion_id):
                fresh = fresh_since is not None and given_at > fresh_since
                found.rows.append((words[opinion_id], code, False, fresh))
                found.opinion_ids.append(opinion_id)
    _add_own(ward, found)
    return found


def _add_own(ward: Ward, found: Gathered) -> None:
    """Sentences and name of each open subtopic."""
    own = reads.open_subtopics(ward.id)
    sentences = reads.sentences_of(own)
    for one in own:
        found.own.append(one.code)
        found.rows += [(words, one.code, True, False) for words in [one.name, *sentences.get(one.id, [])]]
