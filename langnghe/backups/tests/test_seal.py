"""What is sealed for the disk: opened by its two papers, by the program `age`, and by nothing else."""

import io
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyrage import x25519

from langnghe.backups import recovery_key
from langnghe.backups.sealing import Sealer, Writing, unseal
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
    written = Sealer(identity.to_public()).seal(io.BytesIO(WORDS), tmp_path / "a.age")
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


def test_a_disk_that_gives_back_other_bytes_is_found_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealer = Sealer(x25519.Identity.generate().to_public())
    monkeypatch.setattr(
        "langnghe.backups.sealing.unseal", lambda _source, target, _identity: target.write(WORDS[:-1] + b"!")
    )
    with pytest.raises(Refused, match="không tin được"):
        sealer.seal(io.BytesIO(WORDS), tmp_path / "a.age")
    assert not (tmp_path / "a.age").exists()


def _sealed() -> bytes:
    said = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(WORDS), Writing(said), [_IDENTITY.to_public()])
    return said.getvalue()


_IDENTITY = x25519.Identity.generate()
_SEALED = _sealed()
