"""Numbers and dates as a Vietnamese office writes them (NĐ 30/2020/NĐ-CP, Annex I)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from langnghe.kernel.clock import HANOI


def number(value: int) -> str:
    """`1200` as `1.200`."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float | Fraction, places: int = 1) -> str:
    """`1234.5` as `1.234,5`; halves go up, as in school and in a spreadsheet (`0.25` as `0,3`)."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded or abs(rounded):,}".translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int) -> str:
    """The share `part` of `whole` as `98,5 %`; an empty whole gives an empty string."""
    return f"{decimal(Fraction(100 * part, whole))} %" if whole else ""


def short_date(day: date) -> str:
    """`dd/mm/yyyy`."""
    return f"{day:%d/%m/%Y}"


def paper_date(day: date) -> str:
    """As on a document: days under 10 and months 1 and 2 get a 0: `ngày 09 tháng 8 năm 2023`."""
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"ngày {day:%d} tháng {month} năm {day.year}"


def moment(at: datetime) -> str:
    """`19:30, 09/08/2023` on the Vietnamese wall clock."""
    local = at.astimezone(HANOI)
    return f"{local:%H:%M}, {short_date(local.date())}"
