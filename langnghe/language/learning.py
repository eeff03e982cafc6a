"""Learning the sorter's weights from examples: TF-IDF and multinomial logistic regression, by scikit-learn.

In a process that ends afterwards, for its packages weigh 150 MB; the web process only reads the file that comes out.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langnghe.kernel.later import Later
from langnghe.language.examples import Example, examples, version
from langnghe.language.features import features
from langnghe.language.sorter import hash_of, pack

np = Later("numpy")
linear = Later("sklearn.linear_model")
counting = Later("sklearn.feature_extraction.text")

SCALE = 500
"""Weights are kept as whole numbers of 1/500: their spread is a few units."""
SEEN_BEFORE = 2
STRENGTH = 30.0
TURNS = 200
# Measured over hands that the learner had not read (decision words-sorter): the guess as sure as it is often right.
TEMPERATURE, THRESHOLD = 0.4, 0.65


def learn(known: Sequence[Example]) -> bytes:
    """The file of a sorter that learnt these examples; seconds of processor for thousands of them."""
    reader = counting.CountVectorizer(analyzer=features, min_df=SEEN_BEFORE, binary=True, dtype=np.float32)
    rarity = counting.TfidfTransformer(sublinear_tf=True)
    seen = rarity.fit_transform(reader.fit_transform(example.text for example in known))
    learner = linear.LogisticRegression(C=STRENGTH, max_iter=TURNS, solver="sag", random_state=0)
    learner.fit(seen, [example.subtopic for example in known])
    head = {
        "codes": list(learner.classes_), "bias": [float(one) for one in learner.intercept_], "scale": SCALE,
        "temperature": TEMPERATURE, "threshold": THRESHOLD, "examples": len(known), "version": version(),
    }  # fmt: skip
    return _packed(head, reader.vocabulary_, rarity.idf_, learner.coef_)


def main(arguments: list[str]) -> int:
    """`python -m langnghe.language.learning FILE`: learn our examples and write the file whole or not at all."""
    os.nice(10)
    path = Path(arguments[0])
    part = path.with_suffix(".part")
    part.write_bytes(learn(list(examples())))
    part.replace(path)
    return 0


def _packed(head: dict[str, Any], places: dict[str, int], rarity: Any, weights: Any) -> bytes:
    """In the order of the hashes; of two features with one hash the first stays."""
    by_hash = {hash_of(feature): place for feature, place in sorted(places.items(), reverse=True)}
    order = [by_hash[number] for number in sorted(by_hash)]
    table = np.clip(np.rint(weights[:, order].T * SCALE), -32767, 32767).astype("<i2")
    hashes = np.array(sorted(by_hash), dtype="<u4")
    return pack(
        head | {"features": len(order)}, hashes.tobytes(), rarity[order].astype("<f4").tobytes(), table.tobytes()
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
