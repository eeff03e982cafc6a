"""The worker killed while mails go out: `bin/bench --drill mails --kills 20`. A real process, SIGKILL, a local server.

Counted by Message-ID, which is the delivery's own: lost = never arrived; doubled = arrived twice although the worker
had noted that it was through, or in two versions. What nobody can know (killed between the last dot and our own note of
the answer) is sent again byte for byte and counted apart, as `in doubt`. docs/decisions/mails.md.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from bench.report import Measure, as_json, at_most, holds, table
from langnghe.house.tests.processes import run, scratch_variables
from langnghe.testing import prepared
from langnghe.testing.mail_server import MailServer, catching

EACH = 12
PAUSE_SECONDS = 0.004
PREPARE = """
import django; django.setup()
from langnghe.testing.cast import dien_hong
from langnghe.kernel.actors import resident
from langnghe.notices import actions
from langnghe.opinions.tests.test_receive import say
cast = dien_hong()
for number in range({count}):
    opinion = say(cast, f"Y kien so {{number}} ve den duong").opinion
    by = resident(opinion.ward_id).actor
    actions.ask(opinion.ward, ("opinions", opinion.id), f"nguoi{{number}}@vidu.vn", language="vi", by=by)
"""
# The worker as it is, but that it looks for mails often; a lease of whoever was killed has run out, as after minutes.
WORK = """
import django; django.setup()
from langnghe.house import work
from langnghe.notices.models import Delivery
Delivery.objects.filter(state="waiting").update(leased_until=None)
work.POST_SECONDS = 0.02
print("works", flush=True)
work.run_forever()
"""


@dataclass
class Outcome:
    """What arrived, by Message-ID, and which were in doubt when a worker died."""

    expected: set[str] = field(default_factory=set)
    arrived: defaultdict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    doubts: Counter[str] = field(default_factory=Counter)

    @property
    def lost(self) -> list[str]:
        """Mails that never arrived."""
        return sorted(self.expected - set(self.arrived))

    @property
    def doubled(self) -> list[str]:
        """Mails that came again without a doubt, or not the same."""
        return [
            name for name, copies in self.arrived.items()
            if len(copies) > 1 + self.doubts[name] or len(set(copies)) > 1
        ]  # fmt: skip

    @property
    def again(self) -> int:
        """Copies that came again because of a doubt."""
        return sum(len(copies) - 1 for copies in self.arrived.values())


def kill_again_and_again(folder: Path, kills: int, seed: int) -> Outcome:
    """Let mails go out, the worker killed at `kills` random moments and then left to end its work."""
    chance, outcome, count = random.Random(seed), Outcome(), EACH * kills
    with catching(pause=PAUSE_SECONDS) as server:
        more = {"LANGNGHE_SMTP": server.url, "LANGNGHE_SMTP_FROM": "tin@vidu.vn"}
        prepared.into(folder / "data")
        run(folder, "prepare", "--migrate", "--quiet", **more)
        variables = scratch_variables(folder, **more) | {"DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
        subprocess.run([sys.executable, "-c", PREPARE.format(count=count)], env=variables, cwd=folder, check=True)
        outcome.expected = {row for (row,) in _rows(folder, "SELECT id FROM notices_delivery")}
        for _turn in range(kills):
            _work(folder, variables, server, wanted=1, then=chance.uniform(0, 0.25))
            outcome.doubts.update(row for (row,) in _rows(folder, IN_DOUBT))
        _work(folder, variables, server, wanted=count, then=1)
        for letter in server.letters:
            outcome.arrived[str(letter["Message-ID"])[1:].partition("@")[0]].append(bytes(letter))
    return outcome


IN_DOUBT = "SELECT id FROM notices_delivery WHERE handed_at IS NOT NULL AND sent_at IS NULL"
WAITING = "SELECT id FROM notices_delivery WHERE state = 'waiting'"


def _work(folder: Path, variables: dict[str, str], server: MailServer, *, wanted: int, then: float) -> None:
    """A worker until so many mails more arrived or none waits, some moments longer, and killed."""
    before, until = len(server.letters), time.monotonic() + 90
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK], env=variables, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while len(server.letters) - before < wanted and _rows(folder, WAITING) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(then)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()


def _rows(folder: Path, statement: str) -> list[tuple[str]]:
    database = next((folder / "data").glob("*.sqlite3"))
    connection = sqlite3.connect(database, timeout=20)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Kill, count, and print; 0 when nothing was lost or doubled."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill mails", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="langnghe-mails-") as scratch:
        outcome = kill_again_and_again(Path(scratch), options.kills, options.seed)
    measures = [
        Measure("mails", "sqlite", "mails lost", len(outcome.lost), "mails", at_most(0)),
        Measure("mails", "sqlite", "mails doubled", len(outcome.doubled), "mails", at_most(0)),
        Measure("mails", "sqlite", "sent again in doubt, the same bytes", outcome.again, "mails"),
    ]
    print("\n".join(as_json(measure) for measure in measures) if options.json else table(measures))
    return 1 if any(holds(measure) is False for measure in measures) else 0
