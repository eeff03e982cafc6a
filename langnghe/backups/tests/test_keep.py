"""Old backups go, and the erased words in them; enough stay."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from langnghe.backups.keep import DAYS, MONTHS, WEEKS, to_keep
from langnghe.backups.nightly import due
from langnghe.backups.state import Last

pytestmark = pytest.mark.once
TONIGHT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.sets(some.integers(0, 24 * 800), min_size=1, max_size=30))
def test_the_newest_stays_and_never_more_than_the_rule_says(hours: set[int]) -> None:
    moments = [TONIGHT - timedelta(hours=one) for one in hours]
    kept = to_keep(moments)
    assert max(moments) in kept <= set(moments)
    assert len(kept) <= DAYS + WEEKS + MONTHS
    assert to_keep(kept) == kept


def test_after_two_years_of_nights_a_week_a_month_and_a_year_can_be_gone_back_to() -> None:
    nights = [TONIGHT - timedelta(days=one) for one in range(730)]
    kept = to_keep(nights)
    assert {TONIGHT - timedelta(days=one) for one in range(7)} <= kept
    assert min(kept) < TONIGHT - timedelta(days=300)
    assert len(kept) < 24


def test_it_is_made_once_a_night_and_tried_again_an_hour_after_a_refusal() -> None:
    two_at_night = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    good = Last((two_at_night - timedelta(hours=24)).isoformat(), "/mnt", "", "")
    assert due(None, two_at_night)
    assert due(good, two_at_night)
    assert not due(good, two_at_night - timedelta(minutes=1))
    assert not due(Last(two_at_night.isoformat(), "/mnt", "", ""), two_at_night + timedelta(hours=20))
    refused = Last(two_at_night.isoformat(), "/mnt", "không đủ chỗ", "")
    assert not due(refused, two_at_night + timedelta(minutes=59))
    assert due(refused, two_at_night + timedelta(minutes=60))
