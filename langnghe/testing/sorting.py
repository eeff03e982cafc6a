"""Sorters for tests: one that learnt a few words by heart, sure of them and silent else; and the real one."""

import fcntl
import os
import struct
from pathlib import Path

from langnghe.kernel.folding import fold
from langnghe.language.examples import version
from langnghe.language.learning import learn_ours
from langnghe.language.sorter import Sorter, hash_of, pack, read

KNOWS = {
    "beyond_police.infrastructure": ("đèn",),
    "crime.theft": ("trộm", "cạy"),
    "police_force.conduct": ("hách dịch", "quát"),
    "public_order.noise": ("karaoke", "ầm ĩ"),
    "urban_env.waste_pollution": ("rác", "mùi"),
}
SURE = 8
KEPT = Path(__file__).resolve().parents[2] / ".cache" / "words"


def learnt() -> Sorter:
    """The real one: learnt once for each version of the examples, kept beside the other caches of this checkout.

    Of the two processes of a run of bin/test, who comes second waits for what the first learns.
    """
    kept = KEPT / f"sorter-{version()}.bin"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            part = kept.with_suffix(f".{os.getpid()}")
            part.write_bytes(learn_ours())
            part.replace(kept)
    return read(kept)


def few_words() -> Sorter:
    """One that knows `KNOWS` and nothing else."""
    codes = sorted(KNOWS)
    rows = {}
    for code, words in KNOWS.items():
        for word in " ".join(words).split():
            rows[hash_of(f"w {fold(word)}")] = [SURE * (other == code) for other in codes]
    order = sorted(rows)
    head = {
        "codes": codes, "bias": [0.0] * len(codes), "scale": 1, "temperature": 1.0, "threshold": 0.65,
        "features": len(order),
    }  # fmt: skip
    many = len(order)
    weights = [weight for number in order for weight in rows[number]]
    data = pack(
        head, struct.pack(f"<{many}I", *order), struct.pack(f"<{many}f", *[1.0] * many),
        struct.pack(f"<{len(weights)}h", *weights),
    )  # fmt: skip
    return Sorter(data)
