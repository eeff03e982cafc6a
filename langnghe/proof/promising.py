"""The promise of a leaf, at once: signed in the web process by a key that the log certified, computed when shown."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.proof.heads import signer
from langnghe.proof.leaves import keys_folder
from langnghe.proof.models import Log
from langnghe.tlog import notes, promises
from langnghe.tlog.notes import Signer, Verifier
from langnghe.tlog.promises import Promise
from langnghe.tlog.refusals import NotProven

CERTIFIED_FOR, RENEWED_BEFORE = timedelta(days=365), timedelta(days=180)
SEED_BYTES = 32


@dataclass(frozen=True)
class Promising:
    """The key of promises with its certificate; `logs`: the keys of the log that signed the certificate."""

    key: Signer
    certificate: bytes
    logs: tuple[str, ...]

    def promise(self, promise: Promise) -> bytes:
        """The promise note."""
        return promises.sign_promise(promise, self.key)


def prepare(log: Log) -> None:
    """Have a key of promises and a certificate that lasts a while, by every key that signs now. Asks the signer only
    when something is missing; raises what the signer raises."""
    key = _need_key(log)
    have = _certificate(log)
    if have and have[0].not_after - now() > RENEWED_BEFORE and list(have[1]) == log.keys:
        return
    note = signer().certify(log.origin, key.vkey, now() + CERTIFIED_FOR)
    write_durably(_certificate_file(log), note)


def promising(log: Log) -> Promising | None:
    """What signs promises for a log; None while the signer has certified nothing, or no longer."""
    seed, have = _key_file(log), _certificate(log)
    if have is None or have[0].not_after < now() or not seed.exists():
        return None
    return Promising(_key(log, seed), _certificate_file(log).read_bytes(), have[1])


def _certificate(log: Log) -> tuple[promises.Intake, tuple[str, ...]] | None:
    """What was certified, and by which of the log's keys."""
    try:
        keys = [Verifier.parse(vkey) for vkey in log.keys]
        note = notes.open_note(_certificate_file(log).read_bytes(), keys)
        return promises.parse_intake(note.text), tuple(key.vkey for key in keys if note.signed_by(key))
    except (FileNotFoundError, NotProven):
        return None


def _need_key(log: Log) -> Signer:
    path = _key_file(log)
    if not path.exists():
        write_durably(path, secrets.token_bytes(SEED_BYTES))
    return _key(log, path)


def _key(log: Log, path: Path) -> Signer:
    return Signer.from_seed(promises.intake_name(log.origin), path.read_bytes())


def _key_file(log: Log) -> Path:
    return keys_folder(log) / "intake.key"


def _certificate_file(log: Log) -> Path:
    return keys_folder(log) / "intake.certificate"
