"""Why something proves nothing: one error with a reason in few words, for programs; pages say it in sentences."""


class NotProven(ValueError):
    """What was shown proves nothing. `reason` is a short code that stays the same (`base64`, `signature`, `path` …)."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Malformed(NotProven):
    """The bytes are not what the format says."""


class BadSignature(NotProven):
    """A signature of a key we know does not fit."""


class UnknownKey(NotProven):
    """Nobody we know signed it."""


class WrongProof(NotProven):
    """The hashes do not lead to the root."""
