"""Room on the disk: told early, refused before anything breaks."""

from types import SimpleNamespace

import pytest

from langnghe.kernel import disk
from langnghe.kernel.refused import Refused


def _free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr(
        "langnghe.kernel.disk.shutil.disk_usage", lambda path: SimpleNamespace(free=megabytes * 1_000_000)
    )


@pytest.mark.parametrize(
    ("megabytes", "state"), [(2_000, "enough"), (1_999, "short"), (200, "short"), (199, "full"), (0, "full")]
)
def test_the_disk_is_enough_short_or_full(monkeypatch: pytest.MonkeyPatch, megabytes: int, state: str) -> None:
    _free(monkeypatch, megabytes)
    assert disk.state() == state


def test_a_full_disk_refuses_with_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    _free(monkeypatch, 10)
    with pytest.raises(Refused, match="Xin gọi hoặc đến thẳng phường"):
        disk.demand_room()


def test_a_short_disk_still_takes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    _free(monkeypatch, 500)
    disk.demand_room()
