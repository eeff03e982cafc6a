"""Which hash of a story stands over which words: found by making it again, so that it can be made for other words."""

from dataclasses import dataclass

from django.db.models import Model

from langnghe.commitments.evidence import COMMITMENT_V1
from langnghe.demo.volume import harvest
from langnghe.demo.volume.slots import Slots
from langnghe.demo.volume.texts import Text
from langnghe.kernel import entry as form
from langnghe.opinions.erasures import DECLINE_V1

DOMAINS = (form.OPINION_V1, COMMITMENT_V1, DECLINE_V1)


@dataclass(frozen=True)
class Sealed:
    """A slot holds the hash of a text under a salt."""

    slot: int
    domain: bytes
    salt: int
    text: Text


def sealed(pattern: Slots, rows: list[Model]) -> list[Sealed]:
    """The hashes over words that the rows hold."""
    known = {key[1] for key in pattern.slots if isinstance(key, tuple) and key[0] == "bytes"}
    return [
        Sealed(pattern.slot(("bytes", digest)), domain, pattern.slot(("bytes", salt)), pattern.words(text))
        for row in rows
        for salt, text in _pairs(row)
        for domain in DOMAINS
        if (digest := form.commitment(domain, salt, form.words_bytes(text))) in known
    ]


def _pairs(row: Model) -> list[tuple[bytes, str]]:
    values = harvest.values(row)
    salts = [value for column, value in values.items() if column.endswith("salt") and value]
    texts = [value for value in values.values() if isinstance(value, str)]
    return [(salt, text) for salt in salts for text in texts]
