"""A process that has just begun guesses topics: `python -m bench.one_guess SORTER CASES` prints what it paid."""

import json
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

LONGEST = 4_000


def main(sorter: str, cases: str) -> None:
    """Reads the sorter, guesses every text of the cases and one as long as is looked at."""
    texts = [json.loads(line)["text"] for line in Path(cases).read_text("utf-8").splitlines()]
    before = _megabytes()
    guess = import_module("langnghe.language.sorter").read(Path(sorter)).guess
    times = sorted(_milliseconds(guess, text) for text in texts)
    added = _megabytes() - before
    longest = _milliseconds(guess, " ".join(texts)[:LONGEST])
    print(json.dumps({"p95": times[len(times) * 95 // 100], "longest": longest, "megabytes": added}))


def _milliseconds(guess: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    guess(text)
    return (time.process_time() - began) * 1000


def _megabytes() -> float:
    found = re.search(r"^Pss: +(\d+) kB", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
