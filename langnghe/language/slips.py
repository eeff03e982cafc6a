"""Folded names with a slip of the finger, and numbers written out in words."""

_DIGITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}


def like(one: str, other: str) -> bool:
    """Whether two folded names are one: the longer begins with the shorter, a slip of a finger forgiven if long."""
    ours, theirs = one.split(), other.split()
    return bool(ours and theirs) and all(_near(mine, their) for mine, their in zip(ours, theirs, strict=False))


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(long) < 4 or long[0] != short[0] or one[0].isdigit():
        return False
    start = next((at for at, (mine, their) in enumerate(zip(short, long, strict=False)) if mine != their), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def spelt(words: list[str]) -> tuple[int, int]:
    """A number in words, from ten to 99, and how many words it takes: `muoi hai` → 12, 2; (0, 0) for none."""
    if words[:1] == ["muoi"]:
        unit = _DIGITS.get(words[1], 0) if len(words) > 1 else 0
        return 10 + unit, 2 if unit else 1
    tens = _DIGITS.get(words[0], 0) if words else 0
    if tens > 1 and words[1:2] == ["muoi"]:
        unit = _DIGITS.get(words[2], 0) if len(words) > 2 else 0
        return tens * 10 + unit, 3 if unit else 2
    return 0, 0
