"""What programs ask of a ward's board and of an officer's work: a list and one row, whole and when nothing changed."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

from bench import client, grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import ROOT, WARD, Served

MATTERS, QUICK = 100_000, 3_000
API = "/api/v1"
CLIENTS = 1


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """p95 of lists and single rows, with and without the ETag that is known. No bar was set."""
    matters = sizes.matters(quick, MATTERS, QUICK)
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, matters)
        yield ground.filling("api")
        yield from _measure(ground.product, f"{matters:,} matters", QUICK_SECONDS if quick else SECONDS)


def _measure(product: Served, size: str, seconds: float) -> Iterator[Measure]:
    token = _token(product)
    rows = _told(product, f"{API}/phuong/{WARD}/viec?so_dong=50", token)
    pages = {
        "board, 50 rows": [f"{API}/phuong/{WARD}/viec?so_dong=50{more}" for more in ("", f"&sau={rows['tiep']}")],
        "one matter of the board": [f"{API}/phuong/{WARD}/viec/{row['viec']}" for row in rows["du_lieu"][:20]],
        "the mandate's matters, 50 rows": [f"{API}/viec?so_dong=50"],
        "new opinions, 50 rows": [f"{API}/y-kien?so_dong=50"],
    }  # fmt: skip
    for name, asked in pages.items():
        yield _p95(product, [_get(one, token) for one in asked], 200, f"{name}, p95", size, seconds)
        known = [_get(one, token, _etag(product, one, token)) for one in asked]
        yield _p95(product, known, 304, f"{name}, unchanged (304), p95", size, seconds)


def _p95(product: Served, asked: list[bytes], status: int, name: str, size: str, seconds: float) -> Measure:
    result = client.closed_loop(
        product.port, lambda turn: asked[turn % len(asked)], lambda answer: answer.status == status, CLIENTS, seconds
    )
    if result.wrong:
        raise RuntimeError(f"{name}: {len(result.wrong)} wrong, the first: {result.wrong[0].status}")
    return Measure("api", product.database, name, result.percentile(95), "ms", None, f"{len(result.latencies):,}", size)


def _get(path: str, token: str, etag: str = "") -> bytes:
    known = f"If-None-Match: {etag}\r\n" if etag else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n{known}\r\n".encode()


def _etag(product: Served, path: str, token: str) -> str:
    found = re.search(rb"\r\netag: *([^\r]+)", client.ask(product.port, _get(path, token)).head, re.IGNORECASE)
    if found is None:
        raise RuntimeError(f"{path} has no ETag")
    return found[1].decode()


def _told(product: Served, path: str, token: str) -> dict[str, list[dict[str, str]]]:
    answer = client.ask(product.port, _get(path, token))
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {answer.body[:300]!r}")
    found: dict[str, list[dict[str, str]]] = json.loads(answer.body)
    return found


def _token(product: Served) -> str:
    command = [sys.executable, "-m", "bench.give_token", WARD]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.split()[-1]
