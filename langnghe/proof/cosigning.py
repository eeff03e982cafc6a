"""Words of witnesses under the published head: verified, then put there, where everybody fetches them with it."""

from dataclasses import dataclass, replace

from django.conf import settings

from langnghe.kernel.durable import write_durably
from langnghe.proof.models import Log
from langnghe.proof.shelf import CHECKPOINT, Shelf
from langnghe.tlog import notes
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.notes import Signature, Verifier
from langnghe.tlog.refusals import Malformed, UnknownKey


def witnesses() -> list[CosignatureVerifier]:
    """The witnesses whose word counts here: LANGNGHE_WITNESSES."""
    return [witness.key for witness in named()]


@dataclass(frozen=True)
class Named:
    """A witness that this installation names. `place`: where it is asked; empty: it comes itself, or by USB."""

    key: CosignatureVerifier
    place: str


def named() -> list[Named]:
    """LANGNGHE_WITNESSES: public keys apart by spaces, each followed by its witness's address if it has one.

    Raises Malformed for what is neither, or for an address that follows no key.
    """
    found: list[Named] = []
    for word in settings.WITNESSES.split():
        if "://" not in word:
            found.append(Named(CosignatureVerifier.parse(word), ""))
        elif found and not found[-1].place:
            found[-1] = replace(found[-1], place=word)
        else:
            raise Malformed("witnesses", f"{word} follows no key")
    return found


def add(log: Log, lines: str) -> int:
    """Put a witness's lines under the published head, each once; how many stand there newly.

    Raises NotProven for a line of nobody known, and for one that was given for another head.
    """
    shelf, known = Shelf(log.origin), witnesses()
    with shelf.holding_the_head():
        content = shelf.note()
        if content is None:
            raise UnknownKey("unsigned", "no head is published yet")
        text, there = notes.split_note(content)
        fresh = [line for line in map(notes.parse_line, lines.splitlines()) if line not in there]
        for line in fresh:
            _demand_known(text, line, known)
        kept = [one for one in there if (one.name, one.key_id) not in {(line.name, line.key_id) for line in fresh}]
        note = notes.note_of(text, "".join(one.line() for one in [*kept, *fresh]))
        notes.open_note(note, [Verifier.parse(vkey) for vkey in log.keys])
        if fresh:
            write_durably(shelf.folder / CHECKPOINT, note)
    return len(fresh)


def _demand_known(text: str, line: Signature, known: list[CosignatureVerifier]) -> None:
    notes.open_note(notes.note_of(text, line.line()), known)
