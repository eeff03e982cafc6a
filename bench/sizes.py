"""How much a run measures on: as promised, shortened by `--quick`, or as `--matters`, `--wards`, `--seconds` say."""

from dataclasses import dataclass


@dataclass
class Chosen:
    """What the command line says; None: as the bench has it."""

    matters: int | None = None
    wards: int | None = None
    seconds: float | None = None


chosen = Chosen()


def ground(quick: bool, usual: tuple[int, int], short: tuple[int, int]) -> tuple[int, int]:
    """Matters and wards."""
    matters, wards = short if quick else usual
    return chosen.matters or matters, chosen.wards or wards


def matters(quick: bool, usual: int, short: int) -> int:
    """Matters of one ward."""
    return ground(quick, (usual, 1), (short, 1))[0]


def seconds(quick: bool, usual: float, short: float) -> float:
    """How long a load lasts."""
    return chosen.seconds or (short if quick else usual)
