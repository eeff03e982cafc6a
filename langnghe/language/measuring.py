"""How well the sorter guesses: macro-F1, precision and recall by topic, confusion, calibration, coverage; and how well
the guards hear: recall and precision of what is crime or danger, about an officer, of home or a child."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langnghe.language.alarms import hear
from langnghe.language.own import OwnSorter
from langnghe.language.search import search_form
from langnghe.language.sorter import Guess, Sorter

FLAGS = ("crime", "officer", "home")
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


def judge(sorter: Sorter | OwnSorter, known: Sequence[tuple[str, str]]) -> list[Judged]:
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


def report(sorter: Sorter | OwnSorter, known: Sequence[tuple[str, str]]) -> str:
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


@dataclass(frozen=True)
class Routed:
    """What a text is `meant` to be guarded for, and what was `heard`, of FLAGS; violence at home is danger too."""

    meant: frozenset[str]
    heard: frozenset[str]

    @property
    def is_alarm(self) -> bool:
        """Whether it is guarded; what is of home alone is never published, but open to the ward."""
        return not self.heard.isdisjoint({"crime", "officer"})


def routed(told: dict[str, Any]) -> Routed:
    """Judge a line: `text`, with `crime`, `officer`, `home` where they are true."""
    alarms = hear(told["text"], search_form(told["text"]))
    meant = {flag for flag in FLAGS if told.get(flag)}
    heard = zip(FLAGS, (alarms.crime, alarms.conduct, alarms.private), strict=True)
    return Routed(
        frozenset(meant | ({"crime"} if "home" in meant else set())), frozenset(flag for flag, rings in heard if rings)
    )


def share(judged: Sequence[Routed], flag: str) -> float:
    """Recall: the share that is heard of what is meant."""
    meant = [one for one in judged if flag in one.meant]
    return sum(flag in one.heard for one in meant) / max(1, len(meant))


def routing_report(judged: Sequence[Routed]) -> str:
    """Recall and precision by flag, and how many of the lines that mean nothing are guarded nonetheless."""
    lines = ["routing recall precision n"]
    for flag in FLAGS:
        heard = [one for one in judged if flag in one.heard]
        precision = sum(flag in one.meant for one in heard) / max(1, len(heard))
        lines.append(f"{flag:13} {share(judged, flag):.3f} {precision:.3f} {sum(flag in one.meant for one in judged)}")
    ordinary = [one for one in judged if not one.meant]
    alarmed = sum(one.is_alarm for one in ordinary) / max(1, len(ordinary))
    return "\n".join([*lines, f"guarded of what means nothing: {alarmed:.3f} of {len(ordinary)}"])
