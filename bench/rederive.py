"""The public log of a ward made anew from a million entries: every leaf, every tile, the signed head."""

from collections.abc import Iterator

from bench import processor
from bench.private_postgres import PrivatePostgres
from bench.proof_cost import told
from bench.report import Measure, at_most
from bench.served import served

ENTRIES, QUICK = 1_000_000, 20_000


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Processor of one core, and memory; what was filled and sealed is nobody's to look at meanwhile."""
    count = QUICK if quick else ENTRIES
    for database, postgres in databases.items():
        with served(database, postgres) as product:
            processor.wait_for_calm(product)
            with product.resting():
                filled, made = told(product, "fill", count), told(product, "rederive")
        size = f"{made['leaves']:,} leaves"
        yield Measure(
            "rederive", database, "processor a sealed entry", filled["processor"] / count * 1e6, "µs", size=size
        )
        yield Measure("rederive", database, "processor", made["processor"], "s", at_most(30), "1", size)
        yield Measure("rederive", database, "memory at most", made["peak"], "MB", at_most(300), "1", size)
        yield Measure("rederive", database, "what does not fit", made["wrong"], "", at_most(0), "1", size)
