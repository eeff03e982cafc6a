"""A flood told from a crowd, without knowing any sender: by the form's token and by how many came in ten minutes.

Nobody is turned away. What may be a flood gets its receipt like all others and waits beside the list until its
browser has done a piece of work, its sender has answered a simple question, or an officer has looked.
"""

import hashlib
import threading
from collections import OrderedDict, deque
from uuid import UUID

from django.conf import settings

from langnghe.kernel.clock import now
from langnghe.kernel.folding import fold
from langnghe.opinions import tokens

WINDOW = 600.0  # seconds
STEP = 5.0
ONE_FORM = 3  # different opinions from one drawn form before more of them wait
NO_FORM = 20  # opinions without a form of ours, in the memory of a process
REMEMBERED = 20_000
WORK_BITS = 16
SUMS = {
    "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
    "muoi ba": 13, "muoi bon": 14, "muoi lam": 15, "muoi sau": 16, "muoi bay": 17, "muoi tam": 18,
}  # fmt: skip


class Crowd:
    """How many came to each ward lately, read off the serials it gives: one number, whichever process took them in."""

    def __init__(self) -> None:
        self._seen: dict[UUID, deque[tuple[float, int]]] = {}
        self._lock = threading.Lock()

    def pressed(self, ward_id: UUID, number: int, at: float) -> bool:
        """Whether more than `settings.CROWD` came in the last ten minutes, this one (its serial's number) included."""
        with self._lock:
            marks = self._seen.setdefault(ward_id, deque())
            if marks and number < marks[-1][1]:
                marks.clear()  # a new year begins at 1
            while marks and marks[0][0] < at - WINDOW:
                marks.popleft()
            if not marks or at - marks[-1][0] >= STEP:
                marks.append((at, number))
            return number - marks[0][1] > settings.CROWD


class Forms:
    """How many different opinions each drawn form brought. Forgotten with the process: a hint, never a proof."""

    def __init__(self) -> None:
        self._brought: OrderedDict[str, set[bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def overused(self, token: str, attempt: bytes) -> bool:
        """Whether the form brought more than people do; the same form sent again is no other opinion."""
        form, most = (token, ONE_FORM) if tokens.ours(token) else ("", NO_FORM)
        with self._lock:
            brought = self._brought.setdefault(form, set())
            if len(brought) <= most:
                brought.add(attempt)
            if len(self._brought) > REMEMBERED:
                self._brought.popitem(last=False)
            return len(brought) > most


crowd = Crowd()
forms = Forms()


def forget() -> None:
    """Begin anew, as a restarted process does."""
    crowd.__init__()  # type: ignore[misc]
    forms.__init__()  # type: ignore[misc]


def doubtful(ward_id: UUID, number: int, token: str, attempt: bytes) -> bool:
    """Whether what just came by the public form, with this serial's number, waits to be looked at."""
    overused = forms.overused(token, attempt)
    return crowd.pressed(ward_id, number, now().timestamp()) or overused


def challenge(secret_hash: bytes) -> str:
    """What the browser works on; follows from the receipt, so nothing can be worked out before."""
    return hashlib.sha256(b"langnghe/work/v1\0" + secret_hash).hexdigest()


def work_done(secret_hash: bytes, nonce: str) -> bool:
    """Whether SHA-256 of `challenge:nonce` begins with 16 zero bits: some 65,000 tries, a second of a cheap phone."""
    digest = hashlib.sha256(f"{challenge(secret_hash)}:{nonce[:20]}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - WORK_BITS) == 0


def question(secret_hash: bytes) -> tuple[int, int]:
    """Two small numbers to add up, for who has no script."""
    seed = hashlib.sha256(b"langnghe/question/v1\0" + secret_hash).digest()
    return 2 + seed[0] % 8, 2 + seed[1] % 8


def answered(secret_hash: bytes, answer: str) -> bool:
    """Whether the sum is right, in digits or in Vietnamese words, with or without accents."""
    said = " ".join(fold(answer[:40]).split())
    value = int(said) if said.isascii() and said.isdigit() else SUMS.get(said)
    return value == sum(question(secret_hash))
