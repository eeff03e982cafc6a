"""Who is trusted, as a text file (C2SP tlog-policy): logs, witnesses, groups of them, and the quorum."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.notes import Note, Verifier
from langnghe.tlog.refusals import Malformed, UnknownKey

MOST_BYTES: Final = 200_000
NONE: Final = "none"
_FOREIGN = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")
_BLANK = re.compile("[ \t]+")
_THRESHOLD = re.compile("[1-9][0-9]{0,3}")


@dataclass
class Policy:
    """Keys and the rule which of them suffice."""

    logs: dict[str, str] = field(default_factory=dict)
    """vkey → address, or empty"""
    witnesses: dict[str, CosignatureVerifier] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    """witness → address, where one is given"""
    groups: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """group → how many of which members"""
    quorum: str = ""

    def log_keys(self) -> list[Verifier]:
        """The keys of the logs."""
        return [Verifier.parse(vkey) for vkey in self.logs]

    def open(self, checkpoint: bytes) -> tuple[Checkpoint, Note]:
        """Head and note of a checkpoint that a log signed and enough witnesses cosigned. Raises NotProven."""
        head, note = open_checkpoint(checkpoint, self.log_keys(), self.witnesses.values())
        if not self._witnessed(self.quorum, note):
            raise UnknownKey("quorum", "too few witnesses")
        return head, note

    def _witnessed(self, name: str, note: Note) -> bool:
        if name == NONE:
            return True
        if name in self.witnesses:
            return note.signed_by(self.witnesses[name])
        wanted, members = self.groups[name]
        return sum(self._witnessed(member, note) for member in members) >= wanted


def parse(content: bytes) -> Policy:
    """The policy in a file. Raises Malformed with the line's number."""
    if len(content) > MOST_BYTES or _FOREIGN.search(content) or not content.endswith(b"\n"):
        raise Malformed("policy", "too long, foreign signs, or no LF at the end")
    policy = Policy()
    for number, line in enumerate(content.decode("utf-8", "surrogateescape").split("\n"), 1):
        words = _BLANK.split(line.strip(" \t"))
        if words[0] and not words[0].startswith("#"):
            _take(policy, words, number)
    if not policy.quorum:
        raise Malformed("policy", "no quorum")
    return policy


def _take(policy: Policy, words: Sequence[str], number: int) -> None:
    try:
        _LINES[words[0]](policy, *words[1:])
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed("policy", f"line {number}: {words[0].encode(errors='replace').decode()}") from error


def _log(policy: Policy, vkey: str, url: str = "") -> None:
    if any(key.public == Verifier.parse(vkey).public for key in policy.log_keys()):
        raise Malformed("policy", "the same key twice")
    policy.logs[vkey] = url


def _witness(policy: Policy, name: str, vkey: str, url: str = "") -> None:
    key = CosignatureVerifier.parse(vkey)
    if any(key.public == other.public for other in policy.witnesses.values()):
        raise Malformed("policy", "the same key twice")
    policy.witnesses[_new(policy, name)] = key
    policy.addresses |= {name: url} if url else {}


def _group(policy: Policy, name: str, wanted: str, *members: str) -> None:
    listed = [member for _name, (_wanted, members) in policy.groups.items() for member in members]
    if not members or len(set(members)) != len(members) or set(members) & set(listed):
        raise Malformed("policy", "each name is a member once")
    if any(member not in policy.witnesses and member not in policy.groups for member in members):
        raise Malformed("policy", "a member must be named before")
    policy.groups[_new(policy, name)] = (_threshold(wanted, len(members)), members)


def _quorum(policy: Policy, name: str) -> None:
    if policy.quorum or (name != NONE and name not in policy.witnesses and name not in policy.groups):
        raise Malformed("policy", "one quorum, of a name that stands before")
    policy.quorum = name


def _new(policy: Policy, name: str) -> str:
    if name == NONE or name in policy.witnesses or name in policy.groups:
        raise Malformed("policy", "the name is taken")
    return name


def _threshold(wanted: str, count: int) -> int:
    if wanted in ("all", "any"):
        return count if wanted == "all" else 1
    if not _THRESHOLD.fullmatch(wanted) or int(wanted) > count:
        raise Malformed("policy", "how many of them")
    return int(wanted)


_LINES: dict[str, Callable[..., None]] = {"log": _log, "witness": _witness, "group": _group, "quorum": _quorum}
