"""Which entry kinds exist and who follows them. Filled once at start by `langnghe.house`; the ledger knows no room."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from langnghe.ledger.models import Entry

Follower = Callable[[Entry], bool | None]
"""Reacts to one entry; True asks to be called again soon (long work in slices, others in between)."""
Together = Callable[[Sequence[Entry]], object]
"""Reacts to several entries as the follower does to one after the other, in fewer statements."""

_kinds: dict[str, str] = {}
_of_words: set[str] = set()
_followers: dict[str, Follower] = {}
_together: dict[str, Together] = {}
_after: dict[str, list[str]] = {}


def register_kinds(kinds: Mapping[str, str]) -> None:
    """Make entry kinds known, each with its meaning in one English line."""
    _kinds.update(kinds)


def register_words(kinds: Iterable[str]) -> None:
    """Say which kinds commit to words or bytes kept elsewhere, whose salt lies with them; all others to their facts."""
    _of_words.update(kinds)


def register_follower(kind: str, name: str, follower: Follower) -> None:
    """Let `follower` react to every later entry of `kind`; `name` is stored with its jobs and must not change."""
    if kind not in _kinds:
        raise LookupError(f"no room registers the entry kind {kind!r}")
    _followers[name] = follower
    if name not in _after.setdefault(kind, []):
        _after[kind].append(name)


def register_together(name: str, together: Together) -> None:
    """Let the follower called `name` take several entries at once; it fails for all of them or for none."""
    _together[name] = together


def forget_follower(kind: str, name: str) -> None:
    """Take a follower off the list of `kind`; jobs it already has still find it. For tests."""
    _after[kind].remove(name)


def kinds() -> Mapping[str, str]:
    """All entry kinds with their meaning."""
    return _kinds


def commits_to_words(kind: str) -> bool:
    """Whether entries of `kind` commit to something kept elsewhere, not to their own facts."""
    return kind in _of_words


def follower(name: str) -> Follower:
    """The follower called `name`; LookupError when this version no longer knows it."""
    return _followers[name]


def together(name: str) -> Together | None:
    """How the follower called `name` takes several entries at once, if it can."""
    return _together.get(name)


def followers_of(kind: str) -> list[str]:
    """Names of those who react to `kind`."""
    return _after.get(kind, [])
