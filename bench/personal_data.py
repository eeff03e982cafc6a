"""Personal data found in texts that other hands marked, and the processor's time for one text."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from langnghe.language.personal import findings
from langnghe.language.tests.personal_cases import Span, judged, score

JUDGING = Path(__file__).parents[1] / "tests" / "cases" / "words" / "personal_data.jsonl"
BARS = {"structured": (0.98, 0.95), "names": (0.85, 0.80)}
TURNS = 5


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The same on both databases, so measured once."""
    bare, others = (list(judged(JUDGING, bare_names=apart)) for apart in (True, False))
    everything = [*others, *bare]
    scores, size = score(everything, _found), f"{len(everything)} texts"
    for kind, (recall, precision) in BARS.items():
        one = scores[kind]
        yield Measure("personal-data", "-", f"{kind}: recall", one.recall, "", at_least(recall), str(one.marked), size)
        yield Measure(
            "personal-data", "-", f"{kind}: precision", one.precision, "", at_least(precision), str(one.given), size
        )
    apart = score(bare, _found)["names"]
    yield Measure(
        "personal-data", "-", "names, small and bare: recall", apart.recall, "", None, str(apart.marked), size
    )
    took = sorted(_took(text) for text, _spans in everything for _turn in range(1 if quick else TURNS))
    yield Measure(
        "personal-data", "-", "one text, median", statistics.median(took) * 1e3, "ms CPU", at_most(2), size=size
    )
    yield Measure("personal-data", "-", "one text, longest", took[-1] * 1e3, "ms CPU", at_most(8), size=size)


def _found(text: str) -> list[Span]:
    return [(one.start, one.end, one.kind) for one in findings(text)]


def _took(text: str) -> float:
    began = time.process_time()
    findings(text)
    return time.process_time() - began
