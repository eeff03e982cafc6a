"""Whatever is sent for a proof, a parser says why not; no bit can be turned: `bin/bench --drill log-parsers`."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator

from bench.report import Measure, as_json, at_most, holds, table
from langnghe.tlog import notes, receipts
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.tests.fuzzing import EXACT, PARSERS, bent
from langnghe.tlog.tests.logs import Log, accepted, flipped, promise_file, proof_file, witness

MOST_CPU = 1_000  # ms
_LOG = Log.of(700)
FILES: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "proof": (receipts.check_proof, proof_file(witness(), size=1_000, index=700)),
    "promise": (receipts.check_promise, promise_file()),
    "checkpoint": (lambda content: notes.open_note(content, [_LOG.signer.verifier]), _LOG.checkpoint()),
}


def main(arguments: list[str]) -> int:
    """0 when nothing but a refusal was raised, quickly, and no turned bit was taken."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill log-parsers", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many inputs for each parser")
    parser.add_argument("--parser", choices=PARSERS, help="only this one")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    names = [options.parser] if options.parser else list(PARSERS)
    measures = list(_flips())
    for name in names:
        measures += _drill(name, options.inputs, options.seed)
    print("\n".join(map(as_json, measures)) if options.json else table(measures))
    return 1 if any(holds(one) is False for one in measures) else 0


def _flips() -> Iterator[Measure]:
    for name, (read, content) in FILES.items():
        taken = accepted(read, flipped(content))
        yield Measure(
            "log", "-", f"{name}: turned bits taken", len(taken), "bits", at_most(0), f"{len(content) * 8} bits"
        )


def _drill(name: str, count: int, seed: int) -> Iterator[Measure]:
    chance, (parse, seeds) = random.Random(f"{seed} {name}"), PARSERS[name]
    raised, longest, read, taken = 0, 0.0, 0, 0
    for _ in range(count):
        content, began = bent(chance, seeds), time.process_time()
        try:
            parse(content)
            read += 1
            taken += name in EXACT and content not in seeds
        except NotProven:
            pass
        except Exception as error:
            raised += 1
            print(f"{name}: {error!r} for {content[:300]!r}", file=sys.stderr)
        longest = max(longest, time.process_time() - began)
    yield Measure("log", "-", f"{name}: exceptions", raised, "inputs", at_most(0), f"{count} inputs, {read} read")
    if name in EXACT:
        yield Measure("log", "-", f"{name}: bent ones taken", taken, "inputs", at_most(0), f"{count} inputs")
    yield Measure("log", "-", f"{name}: longest", longest * 1e3, "ms CPU", at_most(MOST_CPU), f"{count} inputs")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
