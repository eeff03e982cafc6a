"""The worker: claims jobs, runs them, and once in a while sweeps. Safe to kill at any moment."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection

from langnghe.backups import nightly, traces
from langnghe.channels.email import sending
from langnghe.commitments.settling import settle_due
from langnghe.desk.mailing import prepare_due
from langnghe.earlier.imports import machine as earlier
from langnghe.figures import summing
from langnghe.files import housekeeping
from langnghe.kernel.actors import system
from langnghe.language import shelf
from langnghe.ledger import jobs, pruning
from langnghe.matters.escalating import escalate_due
from langnghe.matters.pausing import end_pauses
from langnghe.places.imports import remove_old_files
from langnghe.places.models import Ward
from langnghe.proof.asking import Asker
from langnghe.proof.working import Sealer
from langnghe.retention import actions as retention
from langnghe.roster.imports import machine as roster
from langnghe.searching.merging import Merger
from langnghe.training.scheduling import ask_due
from langnghe.workbook.imports import machine as workbook

IDLE_SECONDS = 0.5
HEARTBEAT_SECONDS = 10
POST_SECONDS = 5
SWEEP_SECONDS = 3600
MORNING_SECONDS = 60
SUMMING_SECONDS = 10.0
PRUNING_SECONDS = 5.0
LEARN_AFTER_SECONDS = 90
BACKUP_SECONDS = 60
SEAL_SECONDS = 5
ASK_SECONDS = 5
TRACES_SECONDS = 15
MERGE_SECONDS = 1

log = logging.getLogger(__name__)


def heartbeat_file() -> Path:
    """Touched by a living worker; the health page looks at its age."""
    return Path(settings.DATA) / "worker.heartbeat"


class Worker:
    """One worker process: a loop, a heartbeat beside it that keeps the lease of long jobs alive."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.lease: UUID | None = None
        self.next_sweep = 0.0
        self.next_morning = 0.0
        self.next_merge = 0.0
        self.merger = Merger()

    def run_forever(self) -> None:
        """Work until asked to stop (SIGTERM, SIGINT); the job at hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for beside in (self._beat, self._learn, *self._besides()):
            threading.Thread(target=beside, daemon=True).start()
        while not self.stopping.is_set():
            if not self.turn():
                self.stopping.wait(IDLE_SECONDS)

    def turn(self) -> int:
        """Claim and run what is due, then sweep when it is time; the number of jobs that went well."""
        try:
            self._sweep()
            claimed = jobs.claim()
            self.lease = claimed[0].lease if claimed else None
            return jobs.run_all(claimed, stopping=self.stopping.is_set)
        except Exception:
            log.exception("a turn of the worker failed")
            close_old_connections()
            return 0
        finally:
            self.lease = None

    def _beat(self) -> None:
        while not self.stopping.wait(0 if not heartbeat_file().exists() else HEARTBEAT_SECONDS):
            try:
                heartbeat_file().touch()
                if self.lease:
                    jobs.extend(self.lease)
            except Exception:
                log.exception("heartbeat failed")
            finally:
                connection.close()

    def _besides(self) -> Iterator[Callable[[], None]]:
        """What runs beside the jobs, each in a thread of its own, so that no job and no other one waits: for a
        mail server, for the disk, for a signer, for a witness that does not answer, for a lock."""
        yield self._beside(POST_SECONDS, self._post, "sending mails")
        yield self._beside(BACKUP_SECONDS, nightly.run_if_due, "the nightly backup")
        yield self._beside(SEAL_SECONDS, Sealer().turn, "sealing the public logs")
        yield self._beside(ASK_SECONDS, Asker().turn, "asking the witnesses")
        yield self._beside(TRACES_SECONDS, traces.turn, "sweeping what was erased")

    def _beside(self, seconds: float, turn: Callable[[], object], what: str) -> Callable[[], None]:
        """A life: a turn every so often until the worker stops, whatever a turn runs into."""

        def live() -> None:
            while not self.stopping.wait(seconds):
                try:
                    turn()
                except Exception:
                    log.exception("%s failed", what)
                finally:
                    connection.close()

        return live

    def _post(self) -> None:
        while sending.turn() and not self.stopping.is_set():
            pass

    def _learn(self) -> None:
        """Once for each version of the examples: half a minute of a process of its own, while all else goes on."""
        if self.stopping.wait(LEARN_AFTER_SECONDS):
            return
        try:
            shelf.learn()
        except Exception:
            log.exception("learning to sort failed")

    def _sweep(self) -> None:
        if time.monotonic() >= self.next_merge:
            self.next_merge = time.monotonic() + MERGE_SECONDS
            self.merger.turn()
        if time.monotonic() >= self.next_morning:
            self.next_morning = time.monotonic() + MORNING_SECONDS
            prepare_due()
            summing.work_off(SUMMING_SECONDS)
        if time.monotonic() >= self.next_sweep:
            self.next_sweep = time.monotonic() + SWEEP_SECONDS
            call_command("clearsessions")
            for ward_id in Ward.objects.values_list("id", flat=True):
                remove_old_files(by=system(ward_id))
                for machine in (earlier, roster, workbook):
                    machine.remove_old_files(by=system(ward_id))
                settle_due(by=system(ward_id))
                end_pauses(by=system(ward_id))
                escalate_due(by=system(ward_id))
                ask_due(by=system(ward_id))
                retention.run_if_night(by=system(ward_id))
            housekeeping.sweep()
            pruning.prune(PRUNING_SECONDS)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def run_forever() -> None:
    """Run one worker in this process."""
    Worker().run_forever()


def one_turn() -> int:
    """Run some of what is due now, as a worker's turn does; for whoever moves the clock itself."""
    worker = Worker()
    worker.next_sweep = worker.next_morning = worker.next_merge = float("inf")
    return worker.turn()


def drain() -> int:
    """Run everything that is due now and return; for the command line and for tests."""
    worker, done = Worker(), 0
    worker.next_sweep = worker.next_morning = worker.next_merge = float("inf")
    while turn := worker.turn() + sending.turn():
        done += turn
    return done
