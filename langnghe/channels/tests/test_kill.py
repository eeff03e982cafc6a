"""The worker's process killed while mails go out: a seeded share of `bin/bench --drill mails`."""

from pathlib import Path

import pytest

from bench.drills.mails import kill_again_and_again

pytestmark = [pytest.mark.once, pytest.mark.slow]


def test_a_worker_killed_at_random_moments_loses_no_mail_and_doubles_none(tmp_path: Path) -> None:
    outcome = kill_again_and_again(tmp_path, kills=5, seed=20261122)
    assert outcome.expected
    assert outcome.lost == []
    assert outcome.doubled == []
