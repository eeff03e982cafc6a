"""What a resident's first page and form weigh and how soon they can be used on a slow line; Lighthouse's word on them.

Lighthouse comes from npm, once, into the ignored folder; without npm the bench is red.
"""

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from bench.served import ROOT, WARD, Served, served
from langnghe.testing import browser as browsers

LIGHTHOUSE = "lighthouse@12.8.2"
FOLDER = ROOT / ".cache" / "bench" / "lighthouse"
PAGES = {"home": f"/{WARD}/", "form": f"/{WARD}/gui-y-kien/"}
RUNS = 3
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
JUDGED = {"accessibility": 95, "best-practices": 95}


@dataclass
class Load:
    """One first load: bytes on the line, milliseconds until it could be used, other hosts that were asked."""

    bytes: int = 0
    usable: float = 0.0
    strangers: list[str] = field(default_factory=list)


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Weight, time to use at 400 kbit/s and 400 ms, and Lighthouse's mobile preset; the database plays no part."""
    runs = 1 if quick else RUNS
    database, postgres = next(iter(databases.items()))
    _fetch_lighthouse()
    with served(database, postgres) as product, browsers.chromium() as chromium:
        for name, path in PAGES.items():
            yield from _weigh(product, chromium, name, path, runs)
            yield from _judge(product, name, path, runs)


def _weigh(product: Served, chromium: Browser, name: str, path: str, runs: int) -> Iterator[Measure]:
    loads = [_load(product, chromium, path) for _run in range(runs)]
    n, strangers = str(runs), sum(len(load.strangers) for load in loads)
    weight = statistics.median(load.bytes for load in loads) / 1000
    usable = statistics.median(load.usable for load in loads) / 1000
    yield Measure("pages", product.database, f"{name}, first load", weight, "kB", at_most(60), n)
    yield Measure("pages", product.database, f"{name}, requests to other hosts", strangers, "", at_most(0), n)
    yield Measure("pages", product.database, f"{name}, usable at 400 kbit/s and 400 ms", usable, "s", at_most(5), n)


def _load(product: Served, chromium: Browser, path: str) -> Load:
    """A phone's first visit, with nothing in its cache."""
    load, base = Load(), f"http://127.0.0.1:{product.port}"
    context = chromium.new_context(base_url=base, locale="vi", **browsers.PHONE)
    page = context.new_page()
    _watch(page, load)
    page.goto(path, wait_until="load")
    page.wait_for_load_state("networkidle")
    load.usable = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return load


def _watch(page: Page, load: Load) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)

    def ended(event: dict[str, Any]) -> None:
        load.bytes += int(event["encodedDataLength"])

    def asked(event: dict[str, Any]) -> None:
        host = urlsplit(event["request"]["url"]).hostname
        load.strangers += [str(host)] if host not in {"127.0.0.1", None} else []

    line.on("Network.loadingFinished", ended)
    line.on("Network.requestWillBeSent", asked)


def _judge(product: Served, name: str, path: str, runs: int) -> Iterator[Measure]:
    reports = [_lighthouse(f"http://127.0.0.1:{product.port}{path}") for _run in range(runs)]
    for category, least in JUDGED.items():
        score = statistics.median(report["categories"][category]["score"] * 100 for report in reports)
        yield Measure(
            "pages", product.database, f"{name}, Lighthouse {category}", score, "", at_least(least), str(runs)
        )


def _fetch_lighthouse() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (FOLDER / "node_modules" / "lighthouse").exists():
        command = ["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", LIGHTHOUSE]
        subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)


def _lighthouse(url: str) -> dict[str, Any]:
    """Lighthouse's report with its mobile preset, which is what it does unasked."""
    command = [
        str(FOLDER / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json",
        f"--only-categories={','.join(JUDGED)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    told = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": str(browsers.CHROMIUM)}, capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(told.stdout)
    return report
