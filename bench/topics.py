"""Topics guessed by what our examples teach, judged by opinions of other hands, beside the recipe of Signalen.

Without a database. Their recipe (Signalen/classification, not maintained since 2023): words counted, term frequencies
without rarity, logistic regression with L1, one or two words and strength chosen by five-fold cross-validation. Its
Dutch stems and stop words have no Vietnamese counterpart and are left out. It learns the same lines in the same run.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.private_postgres import PrivatePostgres
from bench.report import Bar, Measure, at_least, at_most
from bench.served import ROOT
from langnghe.kernel.folding import fold
from langnghe.kernel.later import Later
from langnghe.language.examples import Example, examples
from langnghe.language.learning import learn
from langnghe.language.measuring import Judged, judge, macro_f1, subtopic_accuracy, suggested
from langnghe.language.sorter import Guess, Sorter

counting = Later("sklearn.feature_extraction.text")
linear = Later("sklearn.linear_model")
several = Later("sklearn.multiclass")
choosing = Later("sklearn.model_selection")
pipeline = Later("sklearn.pipeline")

CASES = ROOT / "tests" / "cases" / "words" / "topics_test.jsonl"
FOLDS, TURNS = 5, 500
GRID: dict[str, list[Any]] = {"count__ngram_range": [(1, 1), (1, 2)], "sort__estimator__C": [1.0, 10.0]}
QUICK_SHARE = 5
Known = Sequence[tuple[str, str]]


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """How well, how sure, how far ahead, and what one guess costs; quick: a fifth of the examples."""
    known = list(examples())[:: QUICK_SHARE if quick else 1]
    cases, size = _cases(), f"{len(known):,} examples"
    with tempfile.TemporaryDirectory(prefix="lang-nghe-bench-") as folder:
        file = Path(folder) / "sorter.bin"
        file.write_bytes(learn(known))
        sorter = Sorter(file.read_bytes())
        plain = [(fold(text), code) for text, code in cases]
        for name, value, bar in [*_judged(sorter, cases, plain), *_beside(sorter, known, cases, plain, quick)]:
            yield Measure("topics", "-", name, value, "", bar, f"{len(cases)}", size)
        yield from _cost(file, f"{len(cases)}", size)


def _judged(sorter: Sorter, cases: Known, plain: Known) -> Iterator[tuple[str, float, Bar | None]]:
    judged = judge(sorter, cases)
    coverage, precision = suggested(judged)
    yield "macro-F1", macro_f1(judged), at_least(0.88)
    yield "macro-F1 without accents", macro_f1(judge(sorter, plain)), at_least(0.84)
    yield "accuracy of subtopics", subtopic_accuracy(judged), at_least(0.75)
    yield "precision of what is suggested", precision, at_least(0.95)
    yield "coverage: what is suggested", coverage, at_least(0.75)


def _beside(
    sorter: Sorter, known: Sequence[Example], cases: Known, plain: Known, quick: bool
) -> Iterator[tuple[str, float, Bar | None]]:
    """Signalen's recipe on both, and how far ours is ahead of it on the lines as they are."""
    theirs = _signalen(known, quick)
    as_is = macro_f1(_guessed(theirs, cases))
    yield "Signalen's recipe: macro-F1", as_is, None
    yield "Signalen's recipe: macro-F1 without accents", macro_f1(_guessed(theirs, plain)), None
    yield "ahead of Signalen's recipe, macro-F1", macro_f1(judge(sorter, cases)) - as_is, at_least(0.04)


def _signalen(known: Sequence[Example], quick: bool) -> Any:
    """Their model of topics, which learnt these examples."""
    learner = linear.LogisticRegression(l1_ratio=1.0, solver="liblinear", max_iter=TURNS, random_state=0)
    recipe = pipeline.Pipeline([
        ("count", counting.CountVectorizer()),
        ("share", counting.TfidfTransformer(use_idf=False)),
        ("sort", several.OneVsRestClassifier(learner)),
    ])  # fmt: skip
    grid = {name: values[:1] for name, values in GRID.items()} if quick else GRID
    found = choosing.GridSearchCV(recipe, grid, cv=FOLDS, scoring="f1_macro")
    with warnings.catch_warnings():
        # Some strengths want more turns than theirs has.
        warnings.simplefilter("ignore")
        return found.fit([one.text for one in known], [one.topic for one in known])


def _guessed(theirs: Any, cases: Known) -> list[Judged]:
    topics = theirs.predict([text for text, _code in cases])
    return [Judged(Guess(str(topic), "", 1.0, True), code) for topic, (_text, code) in zip(topics, cases, strict=True)]


def _cost(file: Path, n: str, size: str) -> Iterator[Measure]:
    """What a process pays that has only just begun."""
    command = [sys.executable, "-m", "bench.one_guess", str(file), str(CASES)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    yield Measure("topics", "-", "one guess, p95", told["p95"], "ms CPU", None, n, size)
    yield Measure("topics", "-", "all kinds for one text, p95", told["everything"], "ms CPU", at_most(8), n, size)
    yield Measure("topics", "-", "all kinds, the longest text", told["everything longest"], "ms CPU", None, n, size)
    yield Measure("topics", "-", "one guess, 4,000 signs", told["longest"], "ms CPU", None, "1", size)
    yield Measure("topics", "-", "memory added to a process, PSS", told["megabytes"], "MB", at_most(60), "1", size)


def _cases() -> list[tuple[str, str]]:
    told = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [(one["text"], f"{one['topic']}.{one['subtopic']}") for one in told]
