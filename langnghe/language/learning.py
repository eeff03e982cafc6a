"""Learning the sorter's weights from examples: TF-IDF and multinomial logistic regression, by scikit-learn.

In a process that ends afterwards, for its packages weigh 150 MB; the web process only reads the file that comes out.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langnghe.kernel.later import Later
from langnghe.language import alarms, suspicion
from langnghe.language.deriving import Text, derive, rarities
from langnghe.language.examples import Example, Telling, examples, guard_examples, tellings_of_scenes, version
from langnghe.language.features import features
from langnghe.language.search import search_form
from langnghe.language.sorter import hash_of, pack

np = Later("numpy")
linear = Later("sklearn.linear_model")
counting = Later("sklearn.feature_extraction.text")
sparse = Later("scipy.sparse")

SCALE = 500
"""Weights are kept as whole numbers of 1/500: their spread is a few units."""
SEEN_BEFORE = 2
STRENGTH = 30.0
TURNS = 200
# Measured over hands that the learner had not read (decision words-sorter): the guess as sure as it is often right.
TEMPERATURE, THRESHOLD = 0.4, 0.65
USUAL_RARITY = 6.0
"""What a mark's rarity is measured by, so that scores keep the size they have with rarities alone."""


def learn(known: Sequence[Example], guards: Sequence[Example] = (), scenes: Sequence[Telling] = ()) -> bytes:
    """The file of a sorter that learnt these examples; `guards`: for the guards alone, `scenes`: for what is alike."""
    reader = counting.CountVectorizer(analyzer=features, min_df=SEEN_BEFORE, binary=True, dtype=np.float32)
    rarity = counting.TfidfTransformer(sublinear_tf=True)
    seen = rarity.fit_transform(reader.fit_transform(example.text for example in known))
    learner = linear.LogisticRegression(C=STRENGTH, max_iter=TURNS, solver="sag", random_state=0)
    learner.fit(seen, [example.subtopic for example in known])
    texts = [example.text for example in known]
    alike = [Text(one.text, one.subtopic) for one in known] + [Text(one.text, one.trouble, one.scene) for one in scenes]
    meanings, tables = derive(alike)
    head = {
        "meanings": meanings, "tellings": rarities(texts),
        "codes": list(learner.classes_), "bias": [float(one) for one in learner.intercept_], "scale": SCALE,
        "temperature": TEMPERATURE, "threshold": THRESHOLD, "examples": len(known), "version": version(),
    }  # fmt: skip
    told, columns = _guards([*known, *guards])
    return _packed(head | {"guards": told}, reader.vocabulary_, rarity.idf_, learner.coef_, columns + tables)


def _guards(known: Sequence[Example]) -> tuple[dict[str, Any], bytes]:
    """What `suspicion` reads: bias and step of each column, and the columns; marks met once weigh nothing."""
    marks = _marks(known)
    met = np.asarray(marks.sum(axis=0)).ravel()
    rarity = np.where(met >= SEEN_BEFORE, np.log((1 + len(known)) / (1 + met)) + 1, 0)
    length = np.sqrt(np.maximum(marks.sum(axis=1), 1)).A1 * USUAL_RARITY
    seen = (sparse.diags(1 / length) @ marks @ sparse.diags(rarity)).tocsr()
    told: dict[str, Any] = {"bias": [], "step": []}
    columns = b""
    for name in suspicion.COLUMNS:
        learner = linear.LogisticRegression(C=STRENGTH, max_iter=TURNS, class_weight="balanced", solver="liblinear")
        learner.fit(seen, [_column(example)[name] for example in known])
        weights = learner.coef_[0] * rarity / USUAL_RARITY
        step = max(float(np.abs(weights).max()), 1e-9) / (suspicion.MIDDLE - 1)
        told["bias"].append(float(learner.intercept_[0]))
        told["step"].append(step)
        columns += (np.rint(weights / step) + suspicion.MIDDLE).astype(np.uint8).tobytes()
    return told, columns


def _marks(known: Sequence[Example]) -> Any:
    """A row for each text, a 1 for each mark."""
    rows: list[int] = []
    columns: list[int] = []
    for row, example in enumerate(known):
        heard = alarms.listen(example.text, search_form(example.text))
        places = set(suspicion.places_of(heard.spoken, heard.classes))
        rows += [row] * len(places)
        columns += places
    size = (len(known), 1 << suspicion.BITS)
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=size)


def _column(example: Example) -> dict[str, bool]:
    """What each column is to suspect: violence at home is danger too."""
    return {"crime": example.crime or example.home, "officer": example.officer, "home": example.home}


def learn_ours() -> bytes:
    """The file of a sorter that learnt all our examples; half a minute of processor."""
    return learn(list(examples()), list(guard_examples()), list(tellings_of_scenes()))


def main(arguments: list[str]) -> int:
    """`python -m langnghe.language.learning FILE`: learn our examples and write the file whole or not at all."""
    os.nice(10)
    path = Path(arguments[0])
    part = path.with_suffix(".part")
    part.write_bytes(learn_ours())
    part.replace(path)
    return 0


def _packed(head: dict[str, Any], places: dict[str, int], rarity: Any, weights: Any, behind: bytes) -> bytes:
    """In the order of the hashes; of two features with one hash the first stays."""
    by_hash = {hash_of(feature): place for feature, place in sorted(places.items(), reverse=True)}
    order = [by_hash[number] for number in sorted(by_hash)]
    table = np.clip(np.rint(weights[:, order].T * SCALE), -32767, 32767).astype("<i2")
    hashes = np.array(sorted(by_hash), dtype="<u4")
    head = head | {"features": len(order)}
    return pack(head, hashes.tobytes(), rarity[order].astype("<f4").tobytes(), table.tobytes(), behind)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
