"""The outbox and the append-only ledger under poison, killed workers and many hands, on both databases."""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import Error, connection, transaction
from pytest_django import DjangoAssertNumQueries

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.clock import clock, now
from langnghe.kernel.ids import first_of, uuid7
from langnghe.ledger import jobs, pruning, registry
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry, Job
from langnghe.testing.cast import Cast

KIND = "group.added"


@pytest.fixture(autouse=True)
def own_followers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the followers a test registers itself."""
    monkeypatch.setattr(registry, "_followers", {})
    monkeypatch.setattr(registry, "_after", {})
    monkeypatch.setattr(registry, "_together", {})


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Move the clock forward, as often as needed."""
    real, gone = clock.read, [timedelta()]
    clock.read = lambda: real() + gone[0]  # type: ignore[method-assign]

    def move(span: timedelta) -> None:
        gone[0] += span

    yield move
    clock.read = real  # type: ignore[method-assign]


@pytest.fixture
def diary(dien_hong: Cast) -> Callable[[int], list[Entry]]:
    """Record so many steps in Diên Hồng."""

    def write(count: int) -> list[Entry]:
        ward = dien_hong.ward
        with transaction.atomic():
            return [
                record(KIND, ward_id=ward.id, subject=("places", ward.id), by=Actor("system"), facts={"n": number})
                for number in range(count)
            ]

    return write


def follow(name: str, follower: Callable[[Entry], None]) -> None:
    registry.register_follower(KIND, name, follower)


def number(entry: Entry) -> int:
    return int(entry.facts["n"])


# ── Poison ─────────────────────────────────────────────────────────────────────────────────────────────────────


def sql_error(_entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM ledger_job")


def too_deep(entry: Entry) -> None:
    too_deep(entry)


def half_done(entry: Entry) -> None:
    with transaction.atomic():
        Job.objects.filter(entry=entry).update(last_error="half")
        raise RuntimeError


def plain_error(_entry: Entry) -> None:
    raise ValueError("số 12 Lê Lợi, bà Tư, 0905 000 000")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("poison", [plain_error, sql_error, too_deep, half_done], ids=lambda each: each.__name__)
def test_a_poisoned_job_does_not_stop_the_next(
    diary: Callable[[int], list[Entry]], poison: Callable[[Entry], None]
) -> None:
    seen: list[int] = []
    follow("a.poison", poison)
    follow("b.healthy", lambda entry: seen.append(number(entry)))
    diary(5)
    results = [jobs.run(job) for job in jobs.claim(100)]
    assert sorted(seen) == [0, 1, 2, 3, 4]
    assert Counter(results) == {True: 5, False: 5}
    assert Job.objects.filter(follower="b.healthy", done_at=None).count() == 0
    assert set(Job.objects.filter(follower="a.poison").values_list("attempts", "done_at", "dead_at")) == {
        (1, None, None)
    }


def test_an_error_leaves_its_name_and_no_word_of_a_resident(
    diary: Callable[[int], list[Entry]], caplog: pytest.LogCaptureFixture
) -> None:
    follow("a.poison", plain_error)
    diary(1)
    jobs.run(jobs.claim()[0])
    kept = Job.objects.get().last_error
    assert "ValueError" in kept
    assert "Lê Lợi" not in kept + caplog.text
    assert "0905" not in kept + caplog.text


def test_a_failure_waits_longer_each_time_and_ends_as_a_dead_letter(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    follow("a.poison", plain_error)
    diary(1)
    waits = []
    while Job.objects.filter(dead_at=None).exists():
        (job,) = jobs.claim()
        assert not jobs.run(job)
        waits.append(Job.objects.get().due_at - now())
        assert jobs.claim() == []  # not before its time
        later(waits[-1] + timedelta(seconds=1))
        assert len(waits) < 50
    assert 5 <= len(waits) <= 20
    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=1)
    assert sum(waits, timedelta()) > timedelta(hours=1)
    later(timedelta(days=400))
    assert jobs.claim() == []


def test_a_dead_letter_can_be_given_another_life(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    mended: list[int] = []
    state = {"broken": True}
    follow("a.poison", lambda entry: plain_error(entry) if state["broken"] else mended.append(number(entry)))
    diary(1)
    while Job.objects.filter(dead_at=None).exists():
        jobs.run(jobs.claim()[0])
        later(timedelta(hours=12))
    state["broken"] = False
    jobs.revive(Job.objects.get(), by=system(Job.objects.get().ward_id))
    assert jobs.run(jobs.claim()[0])
    assert mended == [0]


def test_a_follower_that_left_the_program_is_a_failure_like_any_other(diary: Callable[[int], list[Entry]]) -> None:
    seen: list[int] = []
    follow("a.gone", lambda entry: None)
    follow("b.healthy", lambda entry: seen.append(number(entry)))
    diary(2)
    del registry._followers["a.gone"]
    for job in jobs.claim():
        jobs.run(job)
    assert sorted(seen) == [0, 1]
    assert Job.objects.filter(follower="a.gone", done_at=None, attempts=1).count() == 2


# ── Several at once ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_follower_that_takes_several_at_once_is_called_once_and_all_are_noted_in_one_statement(
    diary: Callable[[int], list[Entry]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen: list[list[int]] = []
    follow("a.many", lambda entry: None)
    registry.register_together("a.many", lambda entries: seen.append([number(entry) for entry in entries]))
    diary(5)
    claimed = jobs.claim()
    with django_assert_num_queries(3):  # a savepoint, one statement, its end
        assert jobs.run_all(claimed) == 5
    assert seen == [[0, 1, 2, 3, 4]]
    assert not Job.objects.filter(done_at=None).exists()


def test_when_several_fail_together_each_is_tried_alone(diary: Callable[[int], list[Entry]]) -> None:
    def poison_of_three(entry: Entry) -> None:
        if number(entry) == 3:
            raise ValueError
        seen.append(number(entry))

    def together(entries: Sequence[Entry]) -> None:
        with transaction.atomic():
            for entry in entries:
                poison_of_three(entry)

    seen: list[int] = []
    follow("a.many", poison_of_three)
    registry.register_together("a.many", together)
    diary(5)
    assert jobs.run_all(jobs.claim()) == 4
    assert Counter(seen) == Counter([0, 1, 2, 0, 1, 2, 4])
    assert Job.objects.get(done_at=None).attempts == 1


def test_a_worker_killed_before_it_noted_what_is_done_leaves_it_to_be_done_again(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """Nothing catches it."""

    def killed(entry: Entry) -> None:
        seen.append(number(entry))
        if len(seen) == 2:
            raise KilledError

    seen: list[int] = []
    follow("a.slow", killed)
    diary(3)
    claimed = jobs.claim()
    with monkeypatch.context() as machine:
        machine.setattr(jobs, "_note", lambda done: None)
        with pytest.raises(KilledError):
            jobs.run_all(claimed)
    assert Job.objects.filter(done_at=None).count() == 3
    later(jobs.LEASE + timedelta(seconds=1))
    assert jobs.run_all(jobs.claim()) == 3
    assert seen == [0, 1, 0, 1, 2]


def test_who_stops_hands_back_what_is_not_begun(diary: Callable[[int], list[Entry]]) -> None:
    seen: list[int] = []
    follow("a.slow", lambda entry: seen.append(number(entry)))
    diary(4)
    assert jobs.run_all(jobs.claim(), stopping=lambda: len(seen) == 2) == 2
    assert Job.objects.filter(done_at=None, lease=None, leased_until=None).count() == 2
    assert jobs.run_all(jobs.claim()) == 2


# ── Pruning ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_done_goes_after_a_month_and_nothing_else(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "AT_ONCE", 2)
    follow("a.done", lambda entry: None)
    diary(5)
    jobs.run_all(jobs.claim())
    follow("a.poison", plain_error)
    diary(1)
    Job.objects.filter(follower="a.poison").update(dead_at=now())
    assert pruning.prune(5) == 0
    later(pruning.KEPT + timedelta(days=1))
    # Ids carry the time of the machine, which stands still here.
    monkeypatch.setattr(pruning, "first_of", lambda at: uuid7())
    done = Job.objects.filter(follower="a.done", done_at__isnull=False).count()
    assert pruning.prune(5) == done == 5
    assert set(Job.objects.values_list("follower", "done_at")) == {("a.done", None), ("a.poison", None)}
    assert Entry.objects.filter(kind=KIND, facts__has_key="n").count() == 6


def test_the_least_id_of_a_moment_stands_before_all_that_were_made_then() -> None:
    before = first_of(now())
    assert before < uuid7() < first_of(now() + timedelta(seconds=1))
    assert before.version == 7


# ── Leases ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    follow("a.slow", lambda entry: None)
    diary(3)
    assert len(jobs.claim(2)) == 2
    assert len(jobs.claim(9)) == 1
    assert jobs.claim(9) == []
    later(jobs.LEASE - timedelta(seconds=5))
    assert jobs.claim(9) == []
    later(timedelta(seconds=10))
    assert len(jobs.claim(9)) == 3


def test_a_job_whose_worker_died_runs_again_and_then_never_more(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    seen: list[int] = []
    follow("a.once", lambda entry: seen.append(number(entry)))
    diary(1)
    jobs.claim()  # and the worker is gone
    later(jobs.LEASE + timedelta(seconds=1))
    assert jobs.run(jobs.claim()[0])
    later(timedelta(days=30))
    assert jobs.claim() == []
    assert seen == [0]


def test_a_worker_that_slept_through_its_lease_does_not_run_what_another_holds(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    seen: list[str] = []
    follow("a.once", lambda entry: seen.append("ran"))
    diary(1)
    (sleeper,) = jobs.claim()
    later(jobs.LEASE + timedelta(seconds=1))
    (other,) = jobs.claim()
    assert not jobs.run(sleeper)
    assert seen == []
    assert jobs.run(other)
    assert not jobs.run(sleeper)
    assert seen == ["ran"]
    assert Job.objects.get().attempts <= 1


def test_a_late_failure_does_not_undo_anothers_success(
    diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]
) -> None:
    def overtaken(_entry: Entry) -> None:
        if Job.objects.filter(done_at=None).exists() and not state["inside"]:
            state["inside"] = True
            later(jobs.LEASE + timedelta(seconds=1))
            assert jobs.run(jobs.claim()[0])
            raise RuntimeError("the first worker fails after the second was done")

    state = {"inside": False}
    follow("a.once", overtaken)
    diary(1)
    jobs.run(jobs.claim()[0])
    job = Job.objects.get()
    assert job.done_at is not None
    assert job.dead_at is None


@pytest.mark.django_db(transaction=True)
def test_four_threads_run_each_job_once_and_never_two_at_a_time(diary: Callable[[int], list[Entry]]) -> None:
    ran: Counter[int] = Counter()
    inside: set[int] = set()
    clashes: list[int] = []
    gate = threading.Lock()

    def careful(entry: Entry) -> None:
        with gate:
            ran[number(entry)] += 1
            if number(entry) in inside:
                clashes.append(number(entry))
            inside.add(number(entry))
        time.sleep(0.002)
        with gate:
            inside.discard(number(entry))

    def work() -> None:
        try:
            while claimed := jobs.claim(3):
                for job in claimed:
                    jobs.run(job)
        finally:
            connection.close()

    follow("a.once", careful)
    diary(60)
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert clashes == []
    assert ran == dict.fromkeys(range(60), 1)
    assert not Job.objects.filter(done_at=None).exists()


def address() -> str:
    """The test database, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite://{name}"
    return urlunsplit(urlsplit(os.environ["LANGNGHE_DATABASE"])._replace(path=f"/{name}"))


def other_worker(code: str) -> subprocess.Popen[str]:
    """Another process of the product at the same database."""
    environment = os.environ | {"LANGNGHE_DATABASE": address(), "DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    start = "import django; django.setup()\nfrom langnghe.ledger import jobs\n"
    return subprocess.Popen([sys.executable, "-c", start + code], env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.django_db(transaction=True)
def test_three_processes_share_the_jobs_out_without_a_double(diary: Callable[[int], list[Entry]]) -> None:
    follow("a.once", lambda entry: None)
    diary(90)
    code = "while claimed := jobs.claim(4):\n    print(*(job.id for job in claimed), flush=True)\n"
    claimed = [
        each for worker in [other_worker(code) for _ in range(3)] for each in worker.communicate(timeout=60)[0].split()
    ]
    assert len(claimed) == len(set(claimed)) == 90


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_loses_no_job(diary: Callable[[int], list[Entry]], later: Callable[[timedelta], None]) -> None:
    seen: list[int] = []
    follow("a.once", lambda entry: seen.append(number(entry)))
    diary(4)
    worker = other_worker("import signal\nprint(len(jobs.claim(3)), flush=True)\nsignal.pause()")
    assert worker.stdout
    assert worker.stdout.readline().strip() == "3"
    assert [jobs.run(job) for job in jobs.claim()] == [True]
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    worker.stdout.close()
    assert jobs.claim() == []
    later(jobs.LEASE + timedelta(seconds=1))
    assert [jobs.run(job) for job in jobs.claim()] == [True] * 3
    assert sorted(seen) == [0, 1, 2, 3]


def test_a_step_that_is_rolled_back_leaves_neither_entry_nor_job(dien_hong: Cast) -> None:
    follow("a.once", lambda entry: None)
    entries = Entry.objects.count()
    ward = dien_hong.ward
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        record(KIND, ward_id=ward.id, subject=("places", ward.id), by=Actor("system"))
        raise ZeroDivisionError
    assert Entry.objects.count() == entries
    assert Job.objects.count() == 0


# ── Append-only ────────────────────────────────────────────────────────────────────────────────────────────────

ORM = {
    "save": lambda entry: entry.save(),
    "save one field": lambda entry: entry.save(update_fields=["facts"]),
    "delete": lambda entry: entry.delete(),
    "update": lambda entry: Entry.objects.filter(id=entry.id).update(kind="group.renamed"),
    "update to the same": lambda entry: Entry.objects.filter(id=entry.id).update(kind=entry.kind),
    "delete all": lambda entry: Entry.objects.all().delete(),
    "raw delete": lambda entry: Entry.objects.filter(id=entry.id)._raw_delete("default"),
    "bulk_update": lambda entry: Entry.objects.bulk_update([entry], ["at"]),
    "update_or_create": lambda entry: Entry.objects.update_or_create(id=entry.id, defaults={"room": "people"}),
    "upsert": lambda entry: Entry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["id"], update_fields=["kind"]
    ),
    "insert again": lambda entry: entry.save(force_insert=True),
}
SQL = [
    "UPDATE ledger_entry SET kind = 'x'",
    "UPDATE ledger_entry SET salt = NULL, facts = '{}'",
    "DELETE FROM ledger_entry",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'x'",
]
SQLITE = [
    "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
    "REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
    "UPDATE OR REPLACE ledger_entry SET kind = 'x'",
    "UPDATE OR IGNORE ledger_entry SET kind = 'x'",
    "INSERT OR REPLACE INTO ledger_entry ({columns}) SELECT {copies} FROM ledger_entry LIMIT 1",
]
POSTGRESQL = [
    "TRUNCATE ledger_entry CASCADE",
    "TRUNCATE ledger_job, ledger_leaf, ledger_entry",
    "WITH gone AS (DELETE FROM ledger_entry RETURNING *) SELECT count(*) FROM gone",
    "MERGE INTO ledger_entry e USING ledger_entry s ON e.id = s.id WHEN MATCHED THEN DELETE",
    "MERGE INTO ledger_entry e USING ledger_entry s ON e.id = s.id WHEN MATCHED THEN UPDATE SET kind = 'x'",
]


def as_stored() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_entry ORDER BY id")
        return [
            tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in cursor.fetchall()
        ]


def refuses(change: Callable[[], object]) -> None:
    before = as_stored()
    assert before
    with pytest.raises(Error), transaction.atomic():
        change()
    assert as_stored() == before


@pytest.mark.parametrize("way", ORM)
def test_no_way_of_the_program_changes_an_entry(diary: Callable[[int], list[Entry]], way: str) -> None:
    entry = diary(2)[0]
    entry.facts = {"n": 99}
    refuses(lambda: ORM[way](entry))


def run_sql(statement: str) -> None:
    columns = [field.column for field in Entry._meta.concrete_fields]
    copies = ["lower(hex(randomblob(16)))" if name == "id" else name for name in columns]
    statement = statement.replace("{columns}", "rowid, " + ", ".join(columns))
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{copies}", "rowid, " + ", ".join(copies)))


@pytest.mark.parametrize("statement", SQL + SQLITE + POSTGRESQL)
def test_no_statement_changes_an_entry(diary: Callable[[int], list[Entry]], statement: str) -> None:
    if statement in (POSTGRESQL if connection.vendor == "sqlite" else SQLITE):
        return
    diary(2)
    refuses(lambda: run_sql(statement))


def test_a_new_entry_is_still_welcome_after_every_refusal(diary: Callable[[int], list[Entry]]) -> None:
    diary(1)
    refuses(lambda: Entry.objects.all().delete())
    count = Entry.objects.count()
    diary(3)
    assert Entry.objects.count() == count + 3


def test_an_unknown_kind_or_a_missing_transaction_is_an_error_of_ours(dien_hong: Cast) -> None:
    ward = dien_hong.ward
    with pytest.raises(LookupError):
        record("no.such_kind", ward_id=ward.id, subject=("places", ward.id), by=Actor("system"))


@pytest.mark.django_db(transaction=True)
def test_a_step_outside_the_transaction_of_its_change_is_an_error_of_ours(dien_hong: Cast) -> None:
    ward = dien_hong.ward
    with pytest.raises(RuntimeError):
        record(KIND, ward_id=ward.id, subject=("places", ward.id), by=Actor("system"))


def test_facts_that_other_verifiers_would_read_differently_are_never_recorded(dien_hong: Cast) -> None:
    ward, count = dien_hong.ward, Entry.objects.count()
    for fact in (0.5, 2**60, ["a"], {"a": 1}):
        with pytest.raises((TypeError, ValueError)), transaction.atomic():
            record(KIND, ward_id=ward.id, subject=("places", ward.id), by=Actor("system"), facts={"n": fact})  # type: ignore[dict-item]
    assert Entry.objects.count() == count


def test_an_entry_commits_to_its_own_facts_under_its_own_salt(diary: Callable[[int], list[Entry]]) -> None:
    diary(3)
    entries = list(Entry.objects.filter(kind=KIND, facts__has_key="n"))
    assert len({bytes(entry.salt) for entry in entries}) == len(entries) == 3
    for entry in entries:
        content = json.dumps(entry.facts, separators=(",", ":")).encode()
        digest = hashlib.sha256(b"langnghe/facts/v1\x00" + bytes(entry.salt) + content)
        assert bytes(entry.commitment) == digest.digest()
