"""Similar opinions among 300,000: how well they are found, and how quickly by the command and on an officer's page.

How well is judged by pairs of other hands, each looked for among some sixty open ones (tests/cases/words). The 300,000
lines are put together from parts, many of them alike, as in a ward where the same troubles come back every year.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import client, grounds
from bench.asking import right
from bench.inbox import MATTERS, QUICK, QUICK_WARDS, WARDS, get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from bench.served import ROOT, Served
from langnghe.demo.volume.phrases import STREETS
from langnghe.language.learning import learn_ours
from langnghe.language.sorter import Sorter
from langnghe.language.tests.similar_cases import cases, judged

LINES, QUICK_LINES = 300_000, 10_000
ASKED, QUICK_ASKED = 300, 60
PAGES, QUICK_PAGES = 200, 20
BAR_MS = 80
DAYS = 5 * 365
THINGS = (
    "Đèn đường",
    "Nắp cống",
    "Rác thải",
    "Chó thả rông",
    "Loa kẹo kéo",
    "Xe tải",
    "Vỉa hè",
    "Dây điện",
    "Cây xanh",
)
TROUBLES = (
    "hỏng lâu ngày",
    "bị lấn chiếm",
    "tràn ra đường",
    "gây nguy hiểm cho học sinh",
    "ồn tới khuya",
    "bị che khuất",
)
SAID = [
    "Bà con đi lại rất khó", "đã báo mà chưa thấy ai", "mong phường xem giúp", "tối qua có người té", "hôi quá",
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """What is found, once; the command, once; the page of a matter on both databases."""
    yield from _found()
    yield from _command(QUICK_LINES if quick else LINES, QUICK_ASKED if quick else ASKED)
    matters, wards = (QUICK, QUICK_WARDS) if quick else (MATTERS, WARDS)
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("similar")
        yield from _pages(ground.product, QUICK_PAGES if quick else PAGES, f"{matters:,} matters, {wards} wards")


def _found() -> Iterator[Measure]:
    three, suggested, wrong = judged(Sorter(learn_ours()), cases())
    n = str(len(cases()))
    yield Measure("similar", "-", "right one among the first three", three, "", at_least(0.95), n)
    yield Measure("similar", "-", "right one first and suggested", suggested, "", None, n)
    yield Measure("similar", "-", "look-alike first and suggested", wrong, "", at_most(0.05), n)


def _command(lines: int, asked: int) -> Iterator[Measure]:
    """One question after the other to `langnghe language similar`, by the clock."""
    size = f"{lines:,} opinions"
    with tempfile.TemporaryDirectory(prefix="lang-nghe-bench-") as folder:
        among = Path(folder) / "among.jsonl"
        chance = random.Random(lines)
        with among.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(_opinion(number, chance))}\n" for number in range(lines))
        command = [sys.executable, "-m", "langnghe", "language", "similar", "--among", str(among)]
        began = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
            took = [_asked(running, _opinion(-number - 1, chance)) for number in range(asked)]
        built, rest = time.perf_counter() - began - sum(took[1:]), sorted(took[1:])
    yield Measure("similar", "-", "until the first answer", built, "s", None, "1", size)
    yield Measure(
        "similar",
        "-",
        "one question, p95",
        rest[len(rest) * 95 // 100] * 1e3,
        "ms",
        at_most(BAR_MS),
        str(len(rest)),
        size,
    )


def _asked(running: "subprocess.Popen[bytes]", opinion: dict[str, Any]) -> float:
    if running.stdin is None or running.stdout is None:
        raise RuntimeError("no pipes")
    began = time.perf_counter()
    running.stdin.write(json.dumps(opinion).encode() + b"\n")
    running.stdin.flush()
    answer = json.loads(running.stdout.readline())
    if not answer["matches"]:
        raise RuntimeError(f"nothing like {opinion}")
    return time.perf_counter() - began


def _opinion(number: int, chance: random.Random) -> dict[str, Any]:
    place = f"hẻm {chance.randrange(1, 900)} {chance.choice(STREETS)}"
    text = f"{chance.choice(THINGS)} {chance.choice(TROUBLES)} ở {place}. {chance.choice(SAID)}, {chance.choice(SAID)}."
    day = date(2026, 6, 1) - timedelta(days=chance.randrange(DAYS))
    return {"id": number, "text": text, "place": place, "date": day.isoformat()}


def _pages(product: Served, count: int, size: str) -> Iterator[Measure]:
    """The page of a matter, which shows what is like it."""
    work: Any = grounds.given(product, "police_chief", count)
    pages = [get(f"/can-bo/viec/{serial}/", work["session"]) for serial, _version in work["matters"]]
    for page in pages:  # each process reads its lists once
        client.ask(product.port, page)
    took = []
    for page in pages:
        began = time.perf_counter()
        answer = client.ask(product.port, page)
        took.append(time.perf_counter() - began)
        if not right(answer):
            raise RuntimeError(f"not shown: {answer.status}")
    took.sort()
    name, p95 = "page of a matter with what is like it, p95", took[len(took) * 95 // 100] * 1e3
    yield Measure("similar", product.database, name, p95, "ms", at_most(BAR_MS), str(len(took)), size)
