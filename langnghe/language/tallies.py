"""How often guesses were right, counted so that parts can be put together: numbers only, no text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from langnghe.language.sorter import Guess


@dataclass(frozen=True)
class Tally:
    """Of `n` texts: topics right, subtopics right too, suggested, suggested rightly; the last four of each topic.

    `topics`: by the topic that people said, (n, right, suggested, suggested rightly).
    """

    n: int = 0
    right: int = 0
    exact: int = 0
    offered: int = 0
    offered_right: int = 0
    topics: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The share of suggestions that are right; 1 while nothing was suggested."""
        return self.offered_right / self.offered if self.offered else 1.0

    @property
    def coverage(self) -> float:
        """The share of texts for which something was suggested."""
        return self.offered / self.n if self.n else 0.0

    @property
    def share(self) -> float:
        """The share of topics guessed right."""
        return self.right / self.n if self.n else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        topics = {
            topic: [one + two for one, two in zip(self._of(topic), other._of(topic), strict=True)]
            for topic in sorted({*self.topics, *other.topics})
        }
        return Tally(
            self.n + other.n, self.right + other.right, self.exact + other.exact, self.offered + other.offered,
            self.offered_right + other.offered_right, topics,
        )  # fmt: skip

    def _of(self, topic: str) -> list[int]:
        return self.topics.get(topic, [0, 0, 0, 0])


NOTHING = Tally()


def tally(judged: Iterable[tuple[Guess, str]]) -> Tally:
    """Guesses beside the codes that people gave."""
    found = NOTHING
    for guess, code in judged:
        topic = code.partition(".")[0]
        right, offered = int(guess.topic == topic), int(guess.suggest)
        row = [1, right, offered, offered * right]
        found += Tally(1, right, int(guess.subtopic == code), offered, offered * right, {topic: row})
    return found


def from_json(told: dict[str, Any]) -> Tally:
    """A tally as it was kept."""
    return Tally(**told)
