"""A backup leaves processor and disk to people."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from langnghe.backups import saving

pytestmark = pytest.mark.once


def test_a_backups_hands_step_back_and_nobody_else_does() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with ThreadPoolExecutor(1, initializer=saving.step_back) as hands:
        assert hands.submit(os.getpriority, os.PRIO_PROCESS, 0).result() == min(19, before + saving.BEHIND)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def disk_class() -> str:
    """In which class this thread, and what it begins, asks the disk: a child tells what it was given."""
    return subprocess.run(["ionice"], capture_output=True, text=True, check=True).stdout.strip()


def test_what_a_backup_begins_asks_the_disk_when_nobody_else_does() -> None:
    before = disk_class()
    with ThreadPoolExecutor(1, initializer=saving.step_back) as hands:
        assert hands.submit(disk_class).result() == "idle"
    assert disk_class() == before != "idle"
