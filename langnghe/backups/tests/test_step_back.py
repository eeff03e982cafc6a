"""A backup leaves the processor to people."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from langnghe.backups import saving

pytestmark = pytest.mark.once


def test_a_backups_hands_step_back_and_nobody_else_does() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with ThreadPoolExecutor(1, initializer=saving.step_back) as hands:
        assert hands.submit(os.getpriority, os.PRIO_PROCESS, 0).result() == min(19, before + saving.BEHIND)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
