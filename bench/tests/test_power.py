"""A power loss replayed: what was acknowledged is there, and the replay would have seen it missing."""

import stat
from pathlib import Path

import pytest

from bench.drills import faults, kills
from bench.power import trace
from bench.power.disk import Disk
from bench.power.laying import Place
from bench.power.recording import Deaf, Ground, Recording, ground, read, recorded
from bench.power.replaying import points, replay
from bench.power.trace import Call, Unknown

pytestmark = pytest.mark.once
SEED = 20261122
OPINIONS, HANDS, POINTS = 6, 3, 24


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Two wards on SQLite, nobody's word yet."""
    return ground("sqlite", tmp_path_factory.mktemp("power") / "ground")


@pytest.fixture(scope="module")
def recording(on: Ground, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The product as it is, followed while residents send."""
    return recorded(on, tmp_path_factory.mktemp("recorded") / "own", many=OPINIONS, hands=HANDS, seed=SEED)


@pytest.mark.slow
def test_after_a_power_loss_at_any_moment_every_receipt_still_holds(recording: Recording, tmp_path: Path) -> None:
    result = replay(recording, points(recording, POINTS, SEED), tmp_path, SEED)
    assert len(recording.shown) == OPINIONS
    assert result.receipts >= OPINIONS
    assert [str(fault) for _point, fault in result.faults] == []


def _commit(call: Call) -> bool:
    return call.name in {"fsync", "fdatasync"} and ".sqlite3" in call.path


def _photo(call: Call) -> bool:
    return call.name == "fsync" and "/.part-" in call.path


def _folder(call: Call) -> bool:
    return call.name == "fsync" and "/files" in call.path and "/.part-" not in call.path


@pytest.mark.slow
@pytest.mark.parametrize(("deaf", "kind"), [(_commit, "lost"), (_photo, "half"), (_folder, "half")])
def test_a_wait_that_were_missing_would_be_seen(recording: Recording, tmp_path: Path, deaf: Deaf, kind: str) -> None:
    root, receipts = recording.disk.root, [receipt for _at, receipt in recording.shown]
    without = read(recording.ground, root, root.parent / "trace", receipts, deaf)
    assert replay(without, points(without, 6, SEED), tmp_path, SEED).count(kind)


@pytest.mark.slow
def test_killed_while_people_send_nothing_acknowledged_is_lost(on: Ground, tmp_path: Path) -> None:
    result = kills.drill(on, tmp_path / "own", 2, SEED, people=8, whole=False)
    assert (result.faults, result.without_answer) == ([], 0)
    assert result.receipts >= 8
    assert result.share_between == 100


@pytest.mark.slow
def test_when_the_disk_fails_the_sender_is_told_and_nothing_half_stays(on: Ground, tmp_path: Path) -> None:
    result = faults.drill(on, tmp_path / "own", 3, SEED, whole=False)
    assert result.faults == []
    assert result.told["unclear"] == 0
    assert result.injected >= 3


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A folder in which the file `kept` lay safely."""
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "kept").write_bytes(b"kept")
    return Disk(Path("/d"), tmp_path / "before")


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def _left(disk: Disk, target: Path, moment: int, keeps: str = "nothing") -> dict[str, bytes]:
    Place(target).lay(disk.left(moment, keeps, SEED))  # type: ignore[arg-type]
    return _files(target)


def _files(target: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in target.rglob("*") if stat.S_ISREG(path.stat().st_mode)}


def _new_file() -> list[str]:
    new, folder = _hex("/d/new"), _hex("/d")
    return [
        f'1  openat(AT_FDCWD<{_hex("/")}>, "{new}", O_RDWR|O_CREAT|O_EXCL, 0600) = 3<{new}>',
        f'1  write(3<{new}>, "{_hex("a" * 5000)}", 5000) = 5000',
        f"1  fsync(3<{new}> <unfinished ...>",
        f'2  pwrite64(4<{new}>, "{_hex("b")}", 1, 0) = 1',
        "1  <... fsync resumed>) = 0",
        f"1  fsync(5<{folder}>) = 0",
    ]


def test_only_what_was_waited_for_is_certain(disk: Disk, tmp_path: Path) -> None:
    list(disk.follow(trace.calls(_new_file()), Path("/d")))
    assert _left(disk, tmp_path / "named", 4) == {"kept": b"kept"}
    assert _left(disk, tmp_path / "all", 5) == {"kept": b"kept", "new": b"a" * 5000}, "the second write came too late"
    assert _left(disk, tmp_path / "most", 5, "everything")["new"].startswith(b"ba")


def test_a_disk_laid_again_holds_nothing_of_what_was_done_on_it(disk: Disk, tmp_path: Path) -> None:
    list(disk.follow(trace.calls(_new_file()), Path("/d")))
    place = Place(tmp_path / "again")
    place.lay(disk.left(5, "nothing", SEED))
    with (place.folder / "kept").open("r+b") as kept:
        kept.write(b"PPPP")
    (place.folder / "new").unlink()
    (place.folder / "more").mkdir()
    (place.folder / "more" / "said").write_bytes(b"by the server")
    place.lay(disk.left(5, "nothing", SEED))
    assert _files(place.folder) == {"kept": b"kept", "new": b"a" * 5000}
    assert (tmp_path / "before" / "kept").read_bytes() == b"kept"


@pytest.mark.parametrize("moment", range(1, 5))
def test_what_was_not_waited_for_survives_in_whole_pages(disk: Disk, tmp_path: Path, moment: int) -> None:
    list(disk.follow(trace.calls(_new_file()), Path("/d")))
    for keeps in ("everything", "some"):
        left = _left(disk, tmp_path / keeps, moment, keeps).get("new", b"")
        assert len(left) in {0, 1, 4096, 5000}
        assert set(left[1:]) <= {0, ord("a")}


def test_a_trace_that_is_not_understood_is_refused(disk: Disk) -> None:
    kept = _hex("/d/kept")
    for said in (
        f'1  symlink("{kept}", "{_hex("/d/other")}") = 0',
        f"1  mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3<{kept}>, 0) = 0x7f",
        f'1  write(3<{kept}>, "{_hex("ab")}"..., 5) = 5',
    ):
        with pytest.raises(Unknown):
            list(disk.follow(trace.calls([said]), Path("/d")))
