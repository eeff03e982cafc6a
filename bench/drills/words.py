"""Whatever is written, the language room reads it: `bin/bench --drill words --inputs 1000000`."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator

from bench.report import Measure, as_json, at_most, holds, table
from langnghe.kernel.folding import clean_text, fold
from langnghe.language.alarms import listen
from langnghe.language.features import features
from langnghe.language.personal import findings
from langnghe.language.search import search_form, terms
from langnghe.language.spots import spots_of
from langnghe.language.tellings import heard
from langnghe.language.tests.test_personal import ODD, PARTS, SNIPPETS
from langnghe.searching.abbreviations import known_everywhere
from langnghe.searching.asking import read

PARSERS: dict[str, Callable[[str], object]] = {
    "personal": findings,
    "alarms": lambda text: listen(text, search_form(text)).by_points(),
    "fold": fold,
    "clean": clean_text,
    "terms": terms,
    "topics": features,
    "tellings": lambda text: list(heard(text)),
    "spots": lambda text: spots_of(text, text[::-1]),
    "question": lambda text: read(text, known_everywhere()).node(),
}
LONGEST = 5_000
"""Letters of an opinion at most."""
MOST_CPU = 50  # ms
_WORDS = [word for text in SNIPPETS for word in text.split(" ")] + ODD + PARTS


def main(arguments: list[str]) -> int:
    """0 when nothing was raised and nothing took longer than promised."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill words", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many texts for each parser")
    parser.add_argument("--parser", choices=PARSERS, help="only this one")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    names = [options.parser] if options.parser else list(PARSERS)
    measures = [one for name in names for one in _drill(name, options.inputs, options.seed)]
    print("\n".join(map(as_json, measures)) if options.json else table(measures))
    return 1 if any(holds(one) is False for one in measures) else 0


def written(chance: random.Random) -> str:
    """A text of pieces of real ones, of any signs at all, or of one piece over and over."""
    way = chance.random()
    if way < 0.6:
        text = chance.choice([" ", "", ", ", "\n"]).join(chance.choices(_WORDS, k=chance.randrange(60)))
    elif way < 0.8:
        text = "".join(map(chr, (_sign(chance) for _ in range(chance.randrange(200)))))
    else:
        text = chance.choice(_WORDS) * chance.randrange(200)
    return text[:LONGEST]


def _sign(chance: random.Random) -> int:
    return chance.choice((chance.randrange(0x80), chance.randrange(0x370), 0x1EA0 + chance.randrange(90),
                          chance.randrange(0x110000)))  # fmt: skip


def _drill(name: str, count: int, seed: int) -> Iterator[Measure]:
    chance, parse, raised, longest, worst = random.Random(seed), PARSERS[name], 0, 0.0, ""
    parse("ông Tám 0905 000 111")
    for _ in range(count):
        text, began = written(chance), time.process_time()
        try:
            parse(text)
        except Exception as error:
            raised += 1
            print(f"{name}: {error!r} for {text[:200]!r}", file=sys.stderr)
        took = time.process_time() - began
        if took > longest:
            longest, worst = took, text
    print(f"{name}: longest for {len(worst)} letters: {worst[:80]!r}", file=sys.stderr)
    yield Measure("words", "-", f"{name}: exceptions", raised, "texts", at_most(0), f"{count} texts")
    yield Measure("words", "-", f"{name}: longest", longest * 1e3, "ms CPU", at_most(MOST_CPU), f"{count} texts")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
