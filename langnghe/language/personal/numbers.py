"""Numbers that belong to somebody: telephones, identity numbers, accounts."""

import re
from collections.abc import Callable

from langnghe.language.personal import around
from langnghe.language.personal.digits import Atom, Run, chains, runs
from langnghe.language.personal.seen import Seen

Found = tuple[int, int, str]
Fits = Callable[[Run], bool]
_MOST = 19
_PHONE = re.compile(
    r"0[35789][0-9]{8}|01[2689][0-9]{8}|02[0-9]{9}|(?:00)?840?[35789][0-9]{8}|(?:00)?840?2[0-9]{9}|"
    r"(?:00)?841[2689][0-9]{8}"
)
_SHORT_LANDLINE = re.compile(r"02[0-9]{8}|0[4-9][0-9]{7,8}")
_WITHOUT_NOUGHT = re.compile(r"[35789][0-9]{8}")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_MISTYPED = re.compile(r"0[35789][0-9]{7,9}")
_CITIZEN = re.compile(r"0[0-9]{2}[0-9][0-9]{2}[0-9]{6}")
_FIRM_GAP = re.compile(r"[ \t]{1,2}|[.\-]|")
_NEAR_ACCOUNT = 22
_ID_DIGITS = {9, 12}
_ACCOUNT_DIGITS = range(6, _MOST + 1)


def find(seen: Seen) -> list[Found]:
    """Every such number, from left to right."""
    return [found for chain in chains(seen) for found in _read(seen, chain)]


def _read(seen: Seen, chain: list[Atom]) -> list[Found]:
    found: list[Found] = []
    at = 0
    if sum(len(atom.digits) for atom in chain) < min(_ACCOUNT_DIGITS):
        return []
    # What announces the first number of a chain announces the others too.
    announced = around.kind_before(seen.plain, chain[0].start)
    while at < len(chain):
        one = _number(seen, chain, at, announced)
        if one:
            run, kind = one
            found.append((_with_sign(seen.plain, run.start), run.end, kind))
            at += len(run.atoms)
        else:
            at += 1
    return found


def _number(seen: Seen, chain: list[Atom], at: int, announced: str) -> tuple[Run, str] | None:
    """The number that begins at an atom, and what it is."""
    choices = runs(chain, at, _MOST)
    if announced == "bank_account" and not chain[at].spoken and _meant_as_account(seen, choices):
        return _account(seen, choices)
    if announced == "id_number" and (run := _longest(choices, _is_id)):
        return run, "id_number"
    if announced == "other" and at == 0 and around.names_it(seen.plain, chain[at].start):
        return None
    if run := _longest(choices, _is_phone):
        if around.bank_after(seen.plain, run.end) and announced not in {"phone", "zalo"}:
            return run, "bank_account"
        return run, "zalo" if announced == "zalo" else "phone"
    return _told_by_context(seen, choices, announced)


def _meant_as_account(seen: Seen, choices: list[Run]) -> bool:
    """A telephone long after "chuyển khoản" is a telephone."""
    looks_like_a_phone = _longest(choices, _is_phone) is not None
    return not looks_like_a_phone or len(around.words_between(seen.plain, choices[0].start)) <= _NEAR_ACCOUNT


def _told_by_context(seen: Seen, choices: list[Run], announced: str) -> tuple[Run, str] | None:
    if announced in {"phone", "zalo"} and (run := _longest(choices, _is_local)):
        amount = around.counts_something(seen.plain, run.end)
        return None if amount else (run, announced)
    if (run := _longest(choices, _is_id)) and around.was_issued(seen.plain, run.end):
        return run, "id_number"
    if announced != "other" and (run := _longest(choices, _is_citizen)):
        return run, "bank_account" if around.bank_after(seen.plain, run.end) else "id_number"
    banked = [run for run in choices if len(run.digits) >= min(_ACCOUNT_DIGITS) and not run.atoms[0].spoken]
    if banked and around.bank_after(seen.plain, banked[-1].end) and not _is_amount(seen, banked[-1]):
        return banked[-1], "bank_account"
    return None


def _account(seen: Seen, choices: list[Run]) -> tuple[Run, str] | None:
    """The longest run that may be an account; an amount of money is none."""
    written = [run for run in choices if not any(atom.spoken for atom in run.atoms) and _close(seen.plain, run)]
    run = _longest(written, lambda run: len(run.digits) in _ACCOUNT_DIGITS)
    return (run, "bank_account") if run and not _is_amount(seen, run) else None


def _close(plain: str, run: Run) -> bool:
    return all(
        _FIRM_GAP.fullmatch(plain, one.end, two.start) for one, two in zip(run.atoms, run.atoms[1:], strict=False)
    )


def _is_amount(seen: Seen, run: Run) -> bool:
    """`5.000.000`, `500000`, or anything followed by a unit."""
    if around.counts_something(seen.plain, run.end):
        return True
    grouped = len(run.atoms) > 1 and all(len(atom.digits) == 3 for atom in run.atoms[1:])
    return run.digits.endswith("000") and (grouped or len(run.digits) < 9)


def _is_phone(run: Run) -> bool:
    return _PHONE.fullmatch(run.digits) is not None and _evenly_spoken(run)


def _evenly_spoken(run: Run) -> bool:
    """One nought in a word and the rest in digits happens; one digit among words too; a sentence does not."""
    return run.atoms[0].digits[0] in "08" and run.atoms[0].digits != "8"


def _is_local(run: Run) -> bool:
    """What is a telephone only because it is announced as one: no area code, the first nought left out."""
    if any(atom.spoken for atom in run.atoms):
        return _WITHOUT_NOUGHT.fullmatch(run.digits) is not None
    shapes = (_SHORT_LANDLINE, _WITHOUT_NOUGHT, _LOCAL, _MISTYPED)
    return any(shape.fullmatch(run.digits) for shape in shapes)


def _is_id(run: Run) -> bool:
    return len(run.digits) in _ID_DIGITS


def _is_citizen(run: Run) -> bool:
    return _CITIZEN.fullmatch(run.digits) is not None and not any(atom.spoken for atom in run.atoms[1:])


def _longest(choices: list[Run], fits: Fits) -> Run | None:
    return next((run for run in reversed(choices) if fits(run)), None)


def _with_sign(plain: str, start: int) -> int:
    """Where the number begins with the plus or bracket before it."""
    while start > 0 and plain[start - 1] in "+(":
        start -= 1
    return start
