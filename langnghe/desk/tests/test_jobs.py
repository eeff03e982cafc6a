"""A reaction that failed too often waits for a person, who can let it try again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from langnghe.kernel.clock import now
from langnghe.ledger import jobs, registry
from langnghe.ledger.models import Entry, Job
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


class Broken(Exception):
    """What a broken follower raises."""


def dead_letter(cast: Cast) -> Job:
    """A job that was run until it gave up."""

    def fail(entry: Entry) -> None:
        raise Broken

    registry.register_follower("opinion.received", "always fails", fail)
    try:
        say(cast, "Lời làm việc nền hỏng")
        job = Job.objects.filter(ward_id=cast.ward.id, follower="always fails").latest("id")
        for turn in range(jobs.MAX_ATTEMPTS):
            with frozen(now() + timedelta(days=turn + 1)):
                for claimed in jobs.claim():
                    jobs.run(claimed)
        job.refresh_from_db()
        return job
    finally:
        registry.forget_follower("opinion.received", "always fails")


@pytest.fixture
def dead(dien_hong: Cast) -> Job:
    return dead_letter(dien_hong)


def test_after_its_last_attempt_a_job_is_a_dead_letter(dead: Job) -> None:
    assert dead.dead_at is not None
    assert (dead.attempts, dead.last_error) == (jobs.MAX_ATTEMPTS, "Broken")


def test_the_administrator_sees_it_and_lets_it_try_again(dien_hong: Cast, dead: Job) -> None:
    client = client_for(dien_hong["hanh"])
    assert "always fails" in client.get(reverse("desk:jobs")).content.decode()
    client.post(reverse("desk:revive_job", args=[dead.id]))
    dead.refresh_from_db()
    assert (dead.dead_at, dead.attempts) == (None, 0)
    assert Entry.objects.filter(kind="job.revived", subject_id=dead.id).exists()


def test_an_auditor_sees_it_and_cannot_touch_it(dien_hong: Cast, dead: Job) -> None:
    client = client_for(dien_hong["khoa"])
    assert "always fails" in client.get(reverse("desk:jobs")).content.decode()
    assert client.post(reverse("desk:revive_job", args=[dead.id])).status_code == 403


def test_a_neighbour_finds_nothing(dien_hong: Cast, hac_thanh: Cast, dead: Job) -> None:
    client = client_for(hac_thanh["son"])
    assert "always fails" not in client.get(reverse("desk:jobs")).content.decode()
    assert client.post(reverse("desk:revive_job", args=[dead.id])).status_code == 404
