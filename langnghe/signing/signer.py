"""What the signer answers: it signs a head only when it goes on from the last one, and remembers before it answers.

A request is a verb, an LF and what the verb needs; an answer a number as in HTTP, an LF and what was asked for.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.signing.keys import SHAPE, Keys
from langnghe.tlog import checkpoints, notes, promises, requests
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.encoding import decimal, lines_of
from langnghe.tlog.refusals import Malformed, NotProven
from langnghe.tlog.remembering import Memory, RolledBack, Stale
from langnghe.tlog.requests import AddCheckpoint

MOST_BYTES = 64_000
LONGEST_CERTIFICATE = timedelta(days=400)
DONE, BAD, UNKNOWN, STALE, ENDED, REFUSED = 200, 400, 404, 409, 410, 422


@dataclass(frozen=True)
class Answer:
    """A number as in HTTP, and what was asked for or why not."""

    code: int
    body: str = ""

    def encode(self) -> bytes:
        """As it goes over the socket."""
        return f"{self.code}\n{self.body}".encode()

    @classmethod
    def parse(cls, content: bytes) -> "Answer":
        """What came back. Raises Malformed."""
        code, gap, body = content.decode().partition("\n")
        if not gap:
            raise Malformed("answer")
        return cls(decimal(code), body)


class Keeper:
    """The signer itself, over its folder. One request at a time."""

    def __init__(self, home: Path) -> None:
        self.keys, self.memory = Keys(home), Memory(home / "memory")
        self._verbs: dict[str, Callable[[bytes], Answer]] = {
            "begin": self._begin, "sign": self._sign, "certify": self._certify, "last": self._last, "end": self._end,
        }  # fmt: skip

    def answer(self, request: bytes) -> Answer:
        """Answer one request; raises OSError when the disk does not remember, and then signs nothing."""
        verb, _gap, body = request.partition(b"\n")
        act = self._verbs.get(verb.decode(errors="replace"))
        try:
            return act(body) if act else Answer(BAD, "verb\n")
        except NotProven as error:
            return Answer(BAD, f"{error.reason}\n")

    def _begin(self, body: bytes) -> Answer:
        """`begin`, origin: the keys of the log, made when it is new."""
        origin = notes.checked_name(_only(body, 1)[0])
        if not self.keys.has(origin):
            # The memory first: a key whose memory is gone signs nothing more.
            self.memory.begin(origin)
            self.keys.begin(origin)
        return Answer(DONE, "".join(f"{signer.vkey}\n" for signer in self.keys.signing(origin, now())))

    def _sign(self, body: bytes) -> Answer:
        """`sign`, `old N`, proof, empty line, the head as text: the note."""
        asked = requests.parse(body)
        head = checkpoints.parse(asked.checkpoint.decode(errors="replace"))
        if head.extensions or head.text().encode() != asked.checkpoint:
            raise Malformed("request", "a head has three lines")
        if not self.keys.has(head.origin):
            return Answer(UNKNOWN)
        return Answer(ENDED) if self._is_ended(head.origin) else self._decide(asked, head)

    def _decide(self, asked: AddCheckpoint, head: Checkpoint) -> Answer:
        try:
            self.memory.consider(asked.old_size, asked.proof, head)
        except RolledBack as error:
            return self._refuse(head, "rolled-back", str(error))
        except Stale as error:
            return Answer(STALE, f"{error.size}\n")
        except NotProven as error:
            return self._refuse(head, error.reason, str(error))
        return Answer(DONE, notes.sign(head.text(), *self.keys.signing(head.origin, now())).decode())

    def _refuse(self, head: Checkpoint, reason: str, why: str) -> Answer:
        self._alarm(head.origin, f"{reason} · a head of {head.size} was asked for · {why}")
        return Answer(REFUSED, f"{reason}\n")

    def _certify(self, body: bytes) -> Answer:
        """`certify`, origin, key, until when: the note by which the log's key vouches for the key of promises."""
        origin, vkey, until = _only(body, 3)
        if not self.keys.has(origin):
            return Answer(UNKNOWN)
        intake = promises.Intake(origin, vkey, promises.read_second(until))
        if notes.Verifier.parse(vkey).name != promises.intake_name(origin):
            raise Malformed("intake", "the key of another log")
        if intake.not_after > now() + LONGEST_CERTIFICATE:
            return Answer(REFUSED, "not after\n")
        return Answer(DONE, promises.sign_intake(intake, *self.keys.signing(origin, now())).decode())

    def _last(self, body: bytes) -> Answer:
        """`last`, origin: the last head signed, as text; of size 0 before the first."""
        origin = _only(body, 1)[0]
        if not self.keys.has(origin):
            return Answer(UNKNOWN)
        return Answer(DONE, self.memory.last(origin).text())

    def _end(self, body: bytes) -> Answer:
        """`end`, origin: nothing more is ever signed for this log."""
        origin = _only(body, 1)[0]
        if not self.keys.has(origin):
            return Answer(UNKNOWN)
        write_durably(self._ended_file(origin), b"ended\n")
        return Answer(DONE)

    def _is_ended(self, origin: str) -> bool:
        return self._ended_file(origin).exists()

    def _ended_file(self, origin: str) -> Path:
        return self.keys.folder(origin) / "ended"

    def _alarm(self, origin: str, what: str) -> None:
        """A line that stays, and one for whoever reads the journal."""
        line = f"{now().astimezone(UTC).strftime(SHAPE)} ALARM {origin} {what}"
        print(line, file=sys.stderr, flush=True)
        with (self.keys.folder(origin) / "alarms").open("a") as file:
            file.write(f"{line}\n")


def _only(body: bytes, count: int) -> list[str]:
    lines = lines_of(body, MOST_BYTES)
    if len(lines) != count:
        raise Malformed("request")
    return lines
