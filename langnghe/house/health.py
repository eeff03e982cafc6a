"""`/suc-khoe/` and `langnghe health`: does the database answer and fit, does the worker live, is there room?"""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from langnghe.backups import state, traces
from langnghe.house.migrations_applied import waiting
from langnghe.house.work import HEARTBEAT_SECONDS, heartbeat_file
from langnghe.kernel import disk
from langnghe.kernel.clock import now
from langnghe.kernel.doors import public
from langnghe.people import passwords
from langnghe.proof import reads

STALE_SECONDS = HEARTBEAT_SECONDS * 3.5


@dataclass(frozen=True)
class Finding:
    """One question and its answer, a word without any secret; `well` is false when somebody must come and look."""

    question: str
    answer: str
    well: bool


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The findings for a monitor: 200 when all is well, else 503."""
    findings = examine()
    well = all(finding.well for finding in findings)
    answers = {finding.question: finding.answer for finding in findings}
    return JsonResponse({"well": well} | answers, status=200 if well else 503)


def examine() -> list[Finding]:
    """All findings, the database's first: without it the migrations cannot be known."""
    database = _database()
    migrations = _migrations() if database.well else Finding("migrations", "unknown", False)
    of_the_machine = [_worker(), _disk(), _backup(), _erased(), _leaked_passwords()]
    return [database, migrations, *of_the_machine, *(_log() if migrations.well else ())]


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return Finding("database", "silent", False)
    return Finding("database", "answers", True)


def _migrations() -> Finding:
    number = waiting()
    return Finding("migrations", "waiting" if number else "applied", not number)


def _worker() -> Finding:
    try:
        age = now().timestamp() - heartbeat_file().stat().st_mtime
    except OSError:
        return Finding("worker", "never seen", False)
    alive = age < STALE_SECONDS
    return Finding("worker", "works" if alive else "silent", alive)


def _backup() -> Finding:
    """Not set is said, and is no alarm: who installs may copy the machine as a whole."""
    if state.folder() is None:
        return Finding("backup", "not set", True)
    last = state.last()
    if last is None:
        return Finding("backup", "none yet", True)
    return Finding("backup", "fresh" if last.fresh else "old", last.fresh)


def _erased() -> Finding:
    """Whether the database's files still hold what was erased. What only its owner can grant is said, and no alarm."""
    left = traces.state()
    answer = (left.hindered or "waiting") if left.waiting else "swept"
    return Finding("erased", answer, not left.late or left.hindered in {"right", "log kept"})


def _leaked_passwords() -> Finding:
    """Whether new passwords are looked up in a list of leaked ones; one that was set and cannot be read is an alarm."""
    said = passwords.leaked_list()
    return Finding("leaked passwords", said, said != "unreadable")


def _log() -> list[Finding]:
    """How the public logs go, where their keys lie (in the worker itself is said, and is no alarm), and who witnesses.

    A witness that is silent is said; one that gives no word to what it is shown must be looked into.
    """
    said, witnesses = reads.state(), reads.witnessing()
    return [
        Finding("log", said, said in {"seals", "none yet"}),
        Finding("signer", "apart" if reads.is_apart() else "in the worker", True),
        Finding("witnesses", witnesses, "declined" not in witnesses and witnesses != "misspelt"),
    ]


def _disk() -> Finding:
    state = disk.state()
    return Finding("disk", state, state != "full")
