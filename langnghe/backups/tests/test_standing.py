"""Whoever looks after the machine reads on one page whether backups are made, and what to do when not."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse

from langnghe.backups import nightly, recovery_key, standing, state
from langnghe.kernel.clock import now
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    state._state_file().unlink(missing_ok=True)
    recovery_key.recipient_file().unlink(missing_ok=True)
    yield
    state._state_file().unlink(missing_ok=True)
    recovery_key.recipient_file().unlink(missing_ok=True)


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:  # type: ignore[no-untyped-def]
    """Where backups go, with a key."""
    settings.BACKUP_TO = str(tmp_path / "disk")
    (tmp_path / "disk").mkdir()
    recovery_key.make()
    return tmp_path / "disk"


def read(cast: Cast) -> str:
    return client_for(cast["hanh"]).get(reverse("backups:index")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_after_a_night_the_page_says_when_it_was_made_and_verified_and_when_the_next_comes(
    dien_hong: Cast, folder: Path
) -> None:
    say(dien_hong)
    nightly.run_if_due()
    found = standing.standing()
    assert (found.wrong, found.whole, found.well) == ("", 1, True)
    assert found.newest
    assert found.newest.size > 1_000
    assert found.newest.verified_at >= found.newest.made_at
    page = read(dien_hong)
    for words in ("Sao lưu vẫn chạy tốt", "Đọc lại đúng", "Lần tới, từ lúc", "02:00", str(folder)):
        assert words in page


def test_each_thing_that_is_wrong_says_what_to_do(dien_hong: Cast, folder: Path, settings) -> None:  # type: ignore[no-untyped-def]
    moment = now().isoformat()
    state.remember(state.Last(moment, str(folder), "Ổ đĩa không đủ chỗ: cần 2 GB.", ""))
    assert "Ổ đĩa không đủ chỗ: cần 2 GB." in read(dien_hong)
    state.remember(state.Last(moment, str(folder), "", "2026-01-02T02:00:00+07:00"))
    assert "Đã hơn hai ngày không có bản mới" in read(dien_hong)
    settings.BACKUP_TO = str(folder / "rút ra rồi")
    assert "Không thấy ổ đĩa sao lưu" in read(dien_hong)
    recovery_key.recipient_file().unlink()
    assert "langnghe backup-key" in read(dien_hong)
    settings.BACKUP_TO = ""
    assert "LANGNGHE_BACKUP_TO" in read(dien_hong)


@pytest.mark.once
@pytest.mark.parametrize(
    ("tried", "refused", "moment", "next_at"),
    [
        ("2026-11-22T02:00:30", "", "2026-11-22T09:00:00", "2026-11-23T02:00:00"),
        ("2026-11-21T02:00:30", "", "2026-11-22T01:00:00", "2026-11-22T02:00:00"),
        ("2026-11-22T09:30:00", "đầy", "2026-11-22T10:00:00", "2026-11-22T10:30:00"),
    ],
)
def test_when_the_next_one_comes(tried: str, refused: str, moment: str, next_at: str) -> None:
    with frozen(moment):
        last = state.Last(f"{tried}+07:00", "/x", refused, "")
        assert standing.next_run(last, now()) == datetime.fromisoformat(f"{next_at}+07:00")
