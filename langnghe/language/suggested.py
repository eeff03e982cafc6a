"""The topic to offer to a person who wrote, heard or reads a text; silence while unsure, or not learnt yet."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from langnghe.language import shelf
from langnghe.language.own import OwnSorter
from langnghe.language.sorter import Sorter
from langnghe.language.topics import name_of


@dataclass(frozen=True)
class Suggestion:
    """A subtopic's code, and the words of the text that decided it, as they were typed."""

    code: str
    why: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The subtopic's name in the reader's language."""
        return name_of(self.code)

    @property
    def full_name(self) -> str:
        """The topic's name with the subtopic's, for whoever does not read it in a list under its topic."""
        return f"{name_of(self.code.partition('.')[0])}: {self.name}"

    @property
    def because(self) -> str:
        """The words that decided, as a sentence that is safe in a page; empty for none."""
        return format_html(_("Máy đoán vì trong lời có: {}."), self._words) if self.why else ""

    @property
    def told(self) -> str:
        """What a person who sorts reads, safe in a page."""
        if not self.why:
            return format_html(_("Máy gợi ý «{}»."), self.full_name)
        return format_html(_("Máy gợi ý «{}», vì trong lời có: {}."), self.full_name, self._words)

    @property
    def _words(self) -> str:
        return format_html('<span lang="vi" translate="no">{}</span>', ", ".join(self.why))


def can_suggest() -> bool:
    """Whether this machine has learnt to."""
    return shelf.sorter() is not None


def suggested_by(sorter: Sorter | OwnSorter, text: str) -> Suggestion | None:
    """What a text is surely enough about; a millisecond, no statement. Never asked inside an accepting transaction."""
    guess = sorter.guess(text) if text else None
    return Suggestion(guess.subtopic, guess.why) if guess and guess.suggest else None
