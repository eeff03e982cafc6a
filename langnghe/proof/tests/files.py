"""A log of a few leaves, with files a resident keeps, made by the formats alone: no table, no signer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from langnghe.kernel.entry import OPINION_V1, commitment, leaf_bytes, words_bytes
from langnghe.tlog import promises
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.cosignatures import Cosigner
from langnghe.tlog.merkle import inclusion, root
from langnghe.tlog.merkle import leaf_hash as hash_of
from langnghe.tlog.notes import Signer, sign
from langnghe.tlog.openings import Opening
from langnghe.tlog.proofs import Proof

ORIGIN = "langnghe.example/log/dien-hong/1"
WORDS = "Đèn đường tổ 5 hỏng"
AT = datetime(2026, 11, 22, 10, 40, tzinfo=UTC)
DUE = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
UNTIL = datetime(2027, 1, 1, tzinfo=UTC)
PHOTOS = (bytes([7] * 32), bytes([8] * 32))


def record_of(words: str, salt: bytes, photos: tuple[bytes, ...] = (), kind: str = "opinion.received") -> bytes:
    """The public record of words received."""
    return leaf_bytes(kind, AT, None, commitment(OPINION_V1, salt, words_bytes(words, photos)))


@dataclass
class SmallLog:
    """Its keys, its leaves, and the opening of the one that is asked about."""

    log: Signer = field(default_factory=lambda: Signer.from_seed(ORIGIN, bytes(range(32))))
    witness: Cosigner = field(default_factory=lambda: Cosigner.from_seed("dai-hoc.example/w", bytes([1] * 32)))
    intake: Signer = field(default_factory=lambda: Signer.from_seed(f"{ORIGIN}/intake", bytes([2] * 32)))
    size: int = 11
    index: int = 6
    opening: Opening = field(init=False)

    def __post_init__(self) -> None:
        salt = bytes(range(64, 96))
        self.opening = Opening(
            "DH26-214-K", (self.log.vkey,), bytes(range(32, 64)), record_of(WORDS, salt, PHOTOS), salt, PHOTOS,
            (self.witness.vkey,),
        )  # fmt: skip

    def hashes(self) -> list[bytes]:
        """The hashes of all leaves, ours among them."""
        others = [hash_of(f"leaf {number}".encode()) for number in range(self.size)]
        others[self.index] = self.opening.leaf
        return others

    def head(self) -> Checkpoint:
        """What the log signs."""
        return Checkpoint(ORIGIN, self.size, root(self.hashes()))

    def note(self, head: Checkpoint | None = None) -> bytes:
        """The signed and cosigned head."""
        text = (head or self.head()).text()
        return sign(text, self.log) + self.witness.cosign(text, 1_795_344_000).line().encode()

    def proof(self, **changed: object) -> bytes:
        """The file, or one with these parts of it changed."""
        hashes = self.hashes()
        path = inclusion(self.index, self.size, lambda level, at: root(hashes[at << level : (at + 1) << level]))
        true = Proof(self.index, tuple(path), self.note(), self.opening.encode())
        return replace(true, **changed).encode()  # type: ignore[arg-type]

    def promise(
        self, *, made: Callable[[promises.Promise], promises.Promise] = lambda same: same, until: datetime = UNTIL
    ) -> bytes:
        """The promise file, perhaps of a promise bent before it was signed."""
        intake = promises.Intake(ORIGIN, self.intake.vkey, until)
        certificate = promises.sign_intake(intake, self.log)
        promised = made(promises.Promise(ORIGIN, self.opening.leaf, DUE))
        opening = replace(self.opening, witnesses=())
        return promises.encode_file(opening.encode(), certificate, promises.sign_promise(promised, self.intake))
