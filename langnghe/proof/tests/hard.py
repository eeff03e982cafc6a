"""Files that are nearly right, each with the code that page and command give."""

from collections.abc import Callable
from dataclasses import replace

from langnghe.proof.tests.files import ORIGIN, PHOTOS, UNTIL, WORDS, SmallLog, record_of
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.merkle import EMPTY
from langnghe.tlog.notes import Signer, sign
from langnghe.tlog.openings import Opening

Case = tuple[Callable[[SmallLog], bytes], str]


def _bent(bend: Callable[[bytes], bytes]) -> Callable[[SmallLog], bytes]:
    return lambda log: bend(log.proof())


def _opened(change: Callable[[Opening], bytes]) -> Callable[[SmallLog], bytes]:
    return lambda log: log.proof(extra=change(log.opening))


def _other_key(log: SmallLog) -> Signer:
    return Signer.from_seed(ORIGIN, bytes([9] * 32))


def _headed(change: Callable[[Checkpoint], Checkpoint]) -> Callable[[SmallLog], bytes]:
    return lambda log: log.proof(checkpoint=log.note(change(log.head())))


PROOFS: dict[str, Case] = {
    "nothing": (lambda log: b"", "not-a-proof"),
    "a photo": (lambda log: b"\xff\xd8\xff\xe0", "not-a-proof"),
    "too much": (lambda log: log.proof() + b"x" * 200_000, "too-big"),
    "a byte order mark": (_bent(lambda file: b"\xef\xbb\xbf" + file), "not-a-proof"),
    "line ends of Windows": (_bent(lambda file: file.replace(b"\n", b"\r\n")), "not-a-proof"),
    "without last line end": (_bent(lambda file: file[:-1]), "damaged"),
    "one more line end": (_bent(lambda file: file + b"\n"), "damaged"),
    "cut in the middle": (_bent(lambda file: file[: len(file) // 2]), "damaged"),
    "a space behind the index": (_bent(lambda file: file.replace(b"index 6\n", b"index 6 \n")), "damaged"),
    "a zero before the index": (_bent(lambda file: file.replace(b"index 6\n", b"index 06\n")), "damaged"),
    "an index beyond all": (_bent(lambda file: file.replace(b"index 6\n", b"index 9223372036854775808\n")), "damaged"),
    "a hyphen for the dash": (_bent(lambda file: file.replace("—".encode(), b"-")), "damaged"),
    "not UTF-8": (_bent(lambda file: file.replace(b"index 6\n", b"index \xff\n")), "damaged"),
    "64 hashes": (lambda log: log.proof(hashes=(bytes(32),) * 64), "damaged"),
    "without opening": (lambda log: log.proof(extra=None), "no-opening"),
    "an opening of another kind": (lambda log: log.proof(extra=b"langnghe/opening/v2\n"), "no-opening"),
    "a sum that does not fit": (
        _opened(lambda opening: opening.encode().replace(b"DH26-214-K", b"DH26-215-K")), "damaged",
    ),
    "an opening without its last line end": (_opened(lambda opening: opening.encode()[:-1]), "damaged"),
    "a serial in small letters": (_opened(lambda opening: replace(opening, serial="dh26-214-k").encode()), "damaged"),
    "no key": (_opened(lambda opening: replace(opening, logs=()).encode()), "damaged"),
    "a short salt": (_opened(lambda opening: replace(opening, words_salt=bytes(31)).encode()), "damaged"),
    "a record with a line more": (
        _opened(lambda opening: replace(opening, record=opening.record + b"x\n").encode()), "damaged",
    ),
    "a key with another's id": (
        _opened(lambda opening: replace(opening, logs=(opening.logs[0].replace("+", "+0", 1)[:-1],)).encode()),
        "damaged",
    ),
    "a fixed head for many": (
        _opened(lambda opening: replace(opening, leaf_salt=bytes(32)).encode()), "not-in-log",
    ),
    "another place": (lambda log: log.proof(index=7), "not-in-log"),
    "beyond the end": (lambda log: log.proof(index=11), "not-in-log"),
    "no way to the top": (lambda log: log.proof(hashes=()), "not-in-log"),
    "a head of nothing": (_headed(lambda head: replace(head, size=0, root=EMPTY)), "not-in-log"),
    "another size": (_headed(lambda head: replace(head, size=7)), "not-in-log"),
    "another root": (_headed(lambda head: replace(head, root=bytes(32))), "not-in-log"),
    "a head of another log": (_headed(lambda head: replace(head, origin="khac.example/log/khac/1")), "other-origin"),
    "without the witness's line": (lambda log: log.proof(checkpoint=sign(log.head().text(), log.log)), "not-signed"),
    "a line of nobody named": (
        lambda log: log.proof(checkpoint=log.note() + sign(log.head().text(), _other_key(log)).split(b"\n\n")[1]),
        "not-signed",
    ),
    "signed by another of the same name": (
        lambda log: log.proof(checkpoint=sign(log.head().text(), _other_key(log))), "not-signed",
    ),
    "the line twice": (lambda log: log.proof(checkpoint=log.note() + log.note().split(b"\n\n")[1]), "damaged"),
    "the signature of another head": (
        lambda log: log.proof(
            checkpoint=log.head().text().encode()
            + b"\n"
            + log.note(replace(log.head(), size=12)).split(b"\n\n")[1]
        ),
        "wrong-signature",
    ),
}  # fmt: skip


def _other_entry(log: SmallLog) -> bytes:
    kind = "opinion.erased"
    log = replace(log)
    log.opening = replace(log.opening, record=record_of(WORDS, log.opening.words_salt, PHOTOS, kind))
    return log.proof()


PROOFS["another step of the same opinion"] = (_other_entry, "other-entry")

PROMISES: dict[str, Case] = {
    "about another leaf": (
        lambda log: log.promise(made=lambda promise: replace(promise, leaf=bytes(32))), "other-leaf",
    ),
    "in the name of another log": (
        lambda log: log.promise(made=lambda promise: replace(promise, origin="khac.example/log/a/1")), "other-origin",
    ),
    "later than its key may": (
        lambda log: log.promise(made=lambda promise: replace(promise, due=UNTIL.replace(year=2028))), "not-certified",
    ),
    "signed by somebody the log does not vouch for": (
        lambda log: replace(log, intake=Signer.from_seed(f"{ORIGIN}/intake", bytes([5] * 32))).promise().replace(
            *_certificates(log)
        ),
        "not-signed",
    ),
    "vouched for by another log": (
        lambda log: _vouched_by(log, _other_key(log)), "not-certified",
    ),
    "cut short": (lambda log: log.promise()[:-1], "damaged"),
    "with a time that there is not": (
        lambda log: log.promise().replace(b"2026-11-22T11:00:00Z", b"2026-11-22T11:61:00Z"), "damaged",
    ),
    "with another time": (
        lambda log: log.promise().replace(b"2026-11-22T11:00:00Z", b"2026-11-22T11:01:00Z"), "wrong-signature",
    ),
}  # fmt: skip


def _certificates(log: SmallLog) -> tuple[bytes, bytes]:
    """The certificate of the stranger's key, and the true one: to be put in its place."""
    stranger = replace(log, intake=Signer.from_seed(f"{ORIGIN}/intake", bytes([5] * 32)))
    return _certificate_line(stranger.promise()), _certificate_line(log.promise())


def _certificate_line(file: bytes) -> bytes:
    return file.split(b"\n")[2]


def _vouched_by(log: SmallLog, other: Signer) -> bytes:
    false = replace(log, log=other)
    return log.promise().replace(_certificate_line(log.promise()), _certificate_line(false.promise()))
