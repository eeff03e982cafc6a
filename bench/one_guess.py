"""A process that has just begun suggests: `python -m bench.one_guess SORTER CASES` prints what it paid.

First topics alone, then everything that is suggested for a text: topic, personal data, whose eyes it needs.
"""

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
    learnt = import_module("langnghe.language.sorter").read(Path(sorter))
    guess = learnt.guess
    times = sorted(_milliseconds(guess, text) for text in texts)
    longest = _milliseconds(guess, " ".join(texts)[:LONGEST])
    findings = import_module("langnghe.language.personal").findings
    listen = import_module("langnghe.language.alarms").listen
    search_form = import_module("langnghe.language.search").search_form

    def everything(text: str) -> None:
        heard = listen(text, search_form(text))
        guess(text), findings(text), learnt.suspicion.chances(heard.spoken, heard.classes)

    everything(texts[0])
    together = sorted(_milliseconds(everything, text) for text in texts)
    told = {
        "p95": times[len(times) * 95 // 100], "longest": longest, "megabytes": _megabytes() - before,
        "everything": together[len(together) * 95 // 100], "everything longest": together[-1],
    }  # fmt: skip
    print(json.dumps(told))


def _milliseconds(guess: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    guess(text)
    return (time.process_time() - began) * 1000


def _megabytes() -> float:
    found = re.search(r"^Pss: +(\d+) kB", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
