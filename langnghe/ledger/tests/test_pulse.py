"""What a page remembers of a ward holds until the ward's next step: asking that costs nothing of what is long done."""

import pytest
from django.db import connection

from langnghe.ledger.reads import dead_letters, pulse
from langnghe.testing.cast import Cast
from langnghe.testing.plans import plans_of

pytestmark = pytest.mark.django_db


def test_whether_a_step_still_waits_is_asked_of_waiting_steps_alone(dien_hong: Cast) -> None:
    plan = plans_of(lambda: pulse([dien_hong.ward.id]))
    waiting = ("job_waiting_of_ward", "job_waiting") if connection.vendor == "postgresql" else ("job_waiting_of_ward",)
    assert any(name in plan for name in waiting), plan
    assert "job_once" not in plan, plan


def test_what_failed_for_good_is_found_without_reading_what_went_well(dien_hong: Cast) -> None:
    plan = plans_of(lambda: list(dead_letters([dien_hong.ward.id])))
    assert "job_dead" in plan, plan
