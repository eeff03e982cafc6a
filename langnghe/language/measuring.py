"""How well the sorter guesses: macro-F1, precision and recall by topic, confusion, calibration, coverage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from langnghe.language.sorter import Guess, Sorter

COVERAGES = (0.5, 0.75, 0.9, 1.0)
STEPS = 10


@dataclass(frozen=True)
class Judged:
    """A guess beside what a person says: the code, its subtopic behind the dot (empty: nobody said)."""

    guess: Guess
    code: str

    @property
    def topic(self) -> str:
        """The topic a person says."""
        return self.code.partition(".")[0]

    @property
    def right(self) -> bool:
        """Whether the topic is theirs."""
        return self.guess.topic == self.topic


def judge(sorter: Sorter, known: Sequence[tuple[str, str]]) -> list[Judged]:
    """Guess every text; `known`: texts with their codes."""
    return [Judged(sorter.guess(text), code) for text, code in known]


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean of the topics' F1, each topic counting the same."""
    scores = [_f1(*_precision_recall(judged, topic)) for topic in sorted({one.topic for one in judged})]
    return sum(scores) / len(scores)


def subtopic_accuracy(judged: Sequence[Judged]) -> float:
    """The share of subtopics guessed right, among those a person named."""
    named = [one for one in judged if not one.code.endswith(".")]
    return sum(one.guess.subtopic == one.code for one in named) / max(1, len(named))


def suggested(judged: Sequence[Judged]) -> tuple[float, float]:
    """The share that is suggested, and the share of those that is right."""
    offered = [one for one in judged if one.guess.suggest]
    return len(offered) / max(1, len(judged)), sum(one.right for one in offered) / max(1, len(offered))


def report(sorter: Sorter, known: Sequence[tuple[str, str]]) -> str:
    """Everything above as lines of a table."""
    judged = judge(sorter, known)
    if not judged:
        return "n 0"
    coverage, precision = suggested(judged)
    lines = [
        f"n {len(judged)}", f"macro-F1 {macro_f1(judged):.3f}", f"subtopic accuracy {subtopic_accuracy(judged):.3f}",
        f"suggested: coverage {coverage:.3f}, precision {precision:.3f}", "",
        "topic precision recall n confused with", *_by_topic(judged), "",
        "most confident share: precision, confidence from", *_by_coverage(judged), "",
        "confidence: said, right, n", *_calibration(judged),
    ]  # fmt: skip
    return "\n".join(lines)


def _precision_recall(judged: Sequence[Judged], topic: str) -> tuple[float, float]:
    right = sum(one.right for one in judged if one.topic == topic)
    guessed = sum(one.guess.topic == topic for one in judged)
    return right / max(1, guessed), right / max(1, sum(one.topic == topic for one in judged))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _by_topic(judged: Sequence[Judged]) -> list[str]:
    lines = []
    for topic in sorted({one.topic for one in judged}):
        precision, recall = _precision_recall(judged, topic)
        wrong = Counter(one.guess.topic for one in judged if one.topic == topic and not one.right)
        count = sum(one.topic == topic for one in judged)
        told = ", ".join(f"{other} {times}" for other, times in wrong.most_common(3))
        lines.append(f"{topic:13} {precision:.3f} {recall:.3f} {count} {told}")
    return lines


def _by_coverage(judged: Sequence[Judged]) -> list[str]:
    surest = sorted(judged, key=lambda one: -one.guess.confidence)
    lines = []
    for share in COVERAGES:
        some = surest[: max(1, round(len(surest) * share))]
        right = sum(one.right for one in some) / len(some)
        lines.append(f"{share:.2f} {right:.3f} {some[-1].guess.confidence:.3f}")
    return lines


def _calibration(judged: Sequence[Judged]) -> list[str]:
    steps: dict[int, list[Judged]] = {}
    for one in judged:
        steps.setdefault(min(int(one.guess.confidence * STEPS), STEPS - 1), []).append(one)
    return [
        f"{sum(one.guess.confidence for one in some) / len(some):.2f} "
        f"{sum(one.right for one in some) / len(some):.2f} {len(some)}"
        for _step, some in sorted(steps.items())
    ]
