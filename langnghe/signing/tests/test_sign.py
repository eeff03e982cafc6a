"""The signer signs what goes on from its last head and nothing else, and forgets nothing."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from langnghe.signing import calling, command, keys, running
from langnghe.signing.calling import Behind, Declined, Signing, Silent
from langnghe.signing.signer import MOST_BYTES, Answer, Keeper
from langnghe.testing.clock import frozen
from langnghe.tlog import notes, promises, remembering
from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint
from langnghe.tlog.merkle import EMPTY, consistency, leaf_hash, root
from langnghe.tlog.notes import Signer, Verifier
from langnghe.tlog.refusals import Malformed

pytestmark = pytest.mark.once
ORIGIN = "dienhong.example/log/dien-hong/1"
MOMENT = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


class Ward:
    """A ward that grows a tree and asks for heads."""

    def __init__(self, signing: Signing, said: str = "entry") -> None:
        self.signing, self.said, self.signed = signing, said, 0
        signing.begin(ORIGIN)

    def hashes(self, size: int) -> list[bytes]:
        return [leaf_hash(f"{self.said} {number}".encode()) for number in range(size)]

    def at(self, size: int) -> Checkpoint:
        return Checkpoint(ORIGIN, size, root(self.hashes(size)))

    def proof(self, old: int, size: int) -> list[bytes]:
        hashes = self.hashes(size)
        return consistency(old, size, lambda level, at: root(hashes[at << level : at + 1 << level]))

    def ask(self, size: int, old: int | None = None) -> bytes:
        before = self.signed if old is None else old
        note = self.signing.sign(before, self.proof(before, size) if before <= size else [], self.at(size))
        self.signed = size
        return note


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return Signing("", tmp_path / "signer")


def keys_of(signing: Signing) -> list[Verifier]:
    return [Verifier.parse(vkey) for vkey in signing.begin(ORIGIN)]


def test_heads_that_go_on_are_signed_and_again_when_asked_again(signing: Signing) -> None:
    ward = Ward(signing)
    for size in (8, 8, 16, 300):
        head, _note = open_checkpoint(ward.ask(size), keys_of(signing))
        assert head == ward.at(size)
    assert signing.last(ORIGIN) == ward.at(300).text()


@pytest.mark.parametrize("trial", range(50))
def test_a_fork_a_rollback_and_a_stale_signer_are_refused_and_told(
    signing: Signing, trial: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ward, other = Ward(signing), Ward(signing, said="another")
    size = 3 + trial * 7
    ward.ask(size)
    with pytest.raises(Behind) as behind:
        ward.ask(size + 8, old=size - 1)
    assert behind.value.size == size
    assert capsys.readouterr().err == ""
    for asked in (size, size + 8):
        with pytest.raises(Declined, match=r"forked|unproven"):
            other.ask(asked, old=size)
        assert "ALARM" in capsys.readouterr().err
    with pytest.raises(Declined, match="rolled-back"):
        ward.ask(size - 1, old=0)
    assert f"ALARM {ORIGIN} rolled-back" in capsys.readouterr().err
    alarms = next(signing.home.glob("*/alarms")).read_text().splitlines()
    assert len(alarms) == 3
    assert open_checkpoint(ward.ask(size + 8, old=size), keys_of(signing))[0].size == size + 8


def test_without_its_memory_it_signs_nothing_more_for_that_log(signing: Signing) -> None:
    ward = Ward(signing)
    ward.ask(8)
    for path in (signing.home / "memory").glob("*.head"):
        path.unlink()
    with pytest.raises(Declined, match="unremembered"):
        ward.ask(16)
    assert signing.begin(ORIGIN)
    with pytest.raises(Declined, match="unremembered"):
        ward.ask(16)
    assert signing.last(ORIGIN) == ""


def test_it_remembers_before_it_answers(signing: Signing) -> None:
    ward = Ward(signing)
    with (
        mock.patch.object(remembering, "write_durably", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="full"),
    ):
        ward.ask(8)
    assert signing.last(ORIGIN) == Checkpoint(ORIGIN, 0, EMPTY).text()
    ward.ask(8)


def test_two_keys_sign_while_they_rotate_then_the_new_one_alone(signing: Signing) -> None:
    with frozen(MOMENT):
        ward = Ward(signing)
        (old,) = keys_of(signing)
        new = keys.Keys(signing.home).rotate(ORIGIN, MOMENT, timedelta(days=90)).verifier
        both = notes.open_note(ward.ask(8), [old, new])
        assert len(both.signatures) == 2
    with frozen(MOMENT + timedelta(days=91)):
        after = notes.open_note(ward.ask(16), [new])
        assert (len(after.signatures), after.unknown) == (1, ())
        assert [key.vkey for key in keys_of(signing)] == [new.vkey]
        newest = keys.Keys(signing.home).rotate(ORIGIN, MOMENT + timedelta(days=91), timedelta(days=1))
        assert [key.vkey for key in keys_of(signing)] == [new.vkey, newest.vkey]


def test_it_vouches_for_the_key_of_promises_of_its_own_log_only_and_not_for_ever(signing: Signing) -> None:
    with frozen(MOMENT):
        Ward(signing)
        intake = Signer.from_seed(promises.intake_name(ORIGIN), bytes(32))
        note = signing.certify(ORIGIN, intake.vkey, MOMENT + timedelta(days=365))
        assert promises.parse_intake(notes.open_note(note, keys_of(signing)).text).vkey == intake.vkey
        with pytest.raises(Declined, match="not after"):
            signing.certify(ORIGIN, intake.vkey, MOMENT + timedelta(days=3_650))
        with pytest.raises(Declined, match="intake"):
            signing.certify(ORIGIN, Signer.from_seed("other.example/intake", bytes(32)).vkey, MOMENT)
        with pytest.raises(Declined, match="unknown"):
            signing.certify("other.example/log/x/1", intake.vkey, MOMENT)


def test_a_log_that_ended_gets_no_head_and_a_log_it_never_saw_neither(signing: Signing) -> None:
    ward = Ward(signing)
    ward.ask(8)
    signing.end(ORIGIN)
    with pytest.raises(Declined, match="ended"):
        ward.ask(16)
    for ask in (
        lambda: signing.end("other.example/log/x/1"),
        lambda: signing.sign(0, [], Checkpoint("other.example/log/x/1", 0, EMPTY)),
    ):
        with pytest.raises(Declined, match="unknown"):
            ask()
    assert signing.last("other.example/log/x/1") == ""


@pytest.mark.parametrize(
    "request_",
    [
        b"", b"\n", b"begin", b"begin\n", b"begin\na b\n", b"begin\na\nb\n", b"sign\n", b"sign\nold 0\n\n", b"\xff\n",
        b"sign\nold 00\n\nx\n0\n\n", b"sign\nold 0\n\n" + Checkpoint(ORIGIN, 0, EMPTY, ("more",)).text().encode(),
        b"sign\nold 0\n\n" + Checkpoint(ORIGIN, 0, EMPTY).text().encode() + b"\xff", b"certify\nx\ny\n", b"last\n",
        b"delete\nall\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_a_plain_no(signing: Signing, request_: bytes) -> None:
    Ward(signing)
    assert Keeper(signing.home).answer(request_).code == 400


def test_an_answer_is_read_strictly() -> None:
    assert Answer.parse(Answer(200, "a\n").encode()) == Answer(200, "a\n")
    for wrong in (b"", b"200", b"x\n"):
        with pytest.raises(Malformed):
            Answer.parse(wrong)


def test_a_log_that_has_a_key_keeps_it_and_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    kept = keys.Keys(tmp_path)
    kept.begin(ORIGIN)
    first = kept.signing(ORIGIN, MOMENT)
    kept.begin(ORIGIN)
    assert [signer.vkey for signer in kept.signing(ORIGIN, MOMENT)] == [signer.vkey for signer in first]
    assert {path.stat().st_mode & 0o777 for path in kept.folder(ORIGIN).iterdir()} == {0o600}


def _says(line: socket.socket, count: int) -> None:
    with suppress(OSError):
        line.sendall(b"x" * count)
        line.shutdown(socket.SHUT_WR)


def test_who_says_as_much_as_is_allowed_is_heard() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        threading.Thread(target=_says, args=(theirs, MOST_BYTES)).start()
        assert len(calling.everything(ours)) == MOST_BYTES


def test_who_says_too_much_is_not_heard_to_the_end() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        threading.Thread(target=_says, args=(theirs, MOST_BYTES + 1)).start()
        with pytest.raises(ValueError, match="too much"):
            calling.everything(ours)


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Signing]:
    """The signer as it is installed: a process of its own."""
    home, path = tmp_path / "home", tmp_path / "run" / "socket"
    assert command.main(["init", "--home", str(home)]) == 0
    child = subprocess.Popen(
        [sys.executable, "-m", "langnghe", "signer", "run", "--home", str(home), "--socket", str(path)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == f"signer: {path}\n"
        yield Signing(str(path), home)
    finally:
        child.terminate()
        assert child.wait(10) == 0
        assert not path.exists()


def test_apart_it_answers_over_its_socket_and_stays_small(process: Signing, tmp_path: Path) -> None:
    ward = Ward(process)
    assert process.is_apart
    assert open_checkpoint(ward.ask(8), keys_of(process))[0].size == 8
    with socket.socket(socket.AF_UNIX) as rude:
        rude.connect(process.socket)
    with pytest.raises(Silent), mock.patch.object(calling, "SECONDS", 5.0):
        calling._over(process.socket, b"x" * 200_000)
    threads = [threading.Thread(target=ward.signing.begin, args=(ORIGIN,)) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert open_checkpoint(ward.ask(16), keys_of(process))[0].size == 16
    assert (Path(process.socket).stat().st_mode & 0o777, process.home.stat().st_mode & 0o777) == (0o660, 0o700)
    assert pss_of_child() < 50


def pss_of_child() -> float:
    """MB of the youngest child of ours."""
    time.sleep(0.1)
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
    rolled = Path(f"/proc/{children[-1]}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rolled.splitlines() if line.startswith("Pss:")) / 1024


def test_the_socket_of_a_signer_that_was_killed_is_taken_over_and_nothing_else(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tmp_path / "socket"))
    with running._listening(tmp_path / "socket"):
        assert (tmp_path / "socket").stat().st_mode & 0o777 == 0o660
    (tmp_path / "letter").write_text("somebody's")
    with pytest.raises(OSError, match="in use"):
        running._listening(tmp_path / "letter")
    assert (tmp_path / "letter").read_text() == "somebody's"


def test_where_nobody_listens_it_is_silent(tmp_path: Path) -> None:
    with pytest.raises(Silent):
        Signing(str(tmp_path / "nobody"), tmp_path).begin(ORIGIN)


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ["--home", str(tmp_path / "home")]
    assert command.main(["run", *home, "--socket", str(tmp_path / "socket")]) == 1
    assert "signer init" in capsys.readouterr().err
    assert command.main(["init", *home]) == 0
    assert command.main(["rotate", ORIGIN, *home]) == 1
    assert ORIGIN in capsys.readouterr().err
    Ward(Signing("", tmp_path / "home"))
    assert command.main(["rotate", ORIGIN, *home]) == 0
    capsys.readouterr()
    assert command.main(["show", *home]) == 0
    assert capsys.readouterr().out.count(f"  {ORIGIN}+") == 2
