"""What is sealed for the disk: opened by its two papers, by the program `age`, and by nothing else."""

import hashlib
import io
import os
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyrage import x25519

from langnghe.backups import recovery_key, sealing, sealing_apart
from langnghe.backups.sealing import Differs, Writing, unseal
from langnghe.kernel.refused import Refused
from langnghe.people.recovery import split

pytestmark = pytest.mark.once
WORDS = ("Sổ ý kiến của phường. " * 9_000).encode()


def _inside(sealed: bytes, identity: x25519.Identity) -> bytes:
    said = io.BytesIO()
    unseal(io.BytesIO(sealed), Writing(said), identity)
    return said.getvalue()


@settings(max_examples=60)
@given(some.binary(min_size=32, max_size=32))
def test_a_secret_goes_through_two_papers_and_comes_back_as_the_same_age_identity(secret: bytes) -> None:
    identity = recovery_key.identity_of(secret)
    assert recovery_key.secret_of(identity) == secret
    assert str(recovery_key.of_halves(*split(secret))) == str(identity)


def test_only_the_papers_key_opens_what_was_sealed(tmp_path: Path) -> None:
    identity = x25519.Identity.generate()
    written = sealing.seal(io.BytesIO(WORDS), tmp_path / "a.age", identity.to_public())
    sealed = (tmp_path / "a.age").read_bytes()
    assert (written.size, written.inner_size) == (len(sealed), len(WORDS))
    assert _inside(sealed, identity) == WORDS
    with pytest.raises(Refused, match="hai tờ khác"):
        _inside(sealed, x25519.Identity.generate())


@settings(max_examples=40)
@given(some.data())
def test_no_flipped_bit_and_no_cut_goes_unnoticed(data: some.DataObject) -> None:
    sealed = _SEALED
    at = data.draw(some.integers(0, len(sealed) - 1))
    flipped = bytes([*sealed[:at], sealed[at] ^ (1 << data.draw(some.integers(0, 7))), *sealed[at + 1 :]])
    for wrong in (flipped, sealed[:at]):
        with pytest.raises(Refused):
            _inside(wrong, _IDENTITY)


@pytest.mark.parametrize("whole", [sealing.WHOLE, 1_000])
def test_a_disk_that_gives_back_other_bytes_is_found_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    key = x25519.Identity.generate().to_public()
    monkeypatch.setattr(sealing, "WHOLE", whole)
    # One byte would be the same as what lies there once in 256 times.
    monkeypatch.setattr(os, "fsync", lambda handle: os.pwrite(handle, b"!" * 16, 100_000))
    with pytest.raises(Differs):
        sealing.seal(io.BytesIO(WORDS), tmp_path / "a.age", key)
    assert not (tmp_path / "a.age").exists()


@pytest.mark.parametrize("size", [0, 1, sealing.WHOLE - 1, sealing.WHOLE, 3 * sealing.WHOLE + 7])
def test_another_process_seals_a_stream_of_any_size_alike(tmp_path: Path, size: int) -> None:
    identity, content = x25519.Identity.generate(), os.urandom(size)
    (tmp_path / "a").write_bytes(content)
    with (tmp_path / "a").open("rb") as source:
        sealed, inside = sealing_apart.seal(source.fileno(), tmp_path / "a.age", identity.to_public())
    assert (sealed.inner_size, inside) == (size, hashlib.sha256(content).hexdigest())
    assert sealed.sha256 == hashlib.sha256((tmp_path / "a.age").read_bytes()).hexdigest()
    assert sealing_apart.so_far(tmp_path / "a.age") == sealed.size
    assert _inside((tmp_path / "a.age").read_bytes(), identity) == content


def test_what_keeps_another_process_from_writing_is_told_here(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb+") as source, pytest.raises(FileNotFoundError, match="nowhere"):
        sealing_apart.seal(source.fileno(), tmp_path / "nowhere" / "a.age", x25519.Identity.generate().to_public())


def _sealed() -> bytes:
    said = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(WORDS), Writing(said), [_IDENTITY.to_public()])
    return said.getvalue()


_IDENTITY = x25519.Identity.generate()
_SEALED = _sealed()
