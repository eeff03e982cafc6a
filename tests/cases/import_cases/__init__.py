"""Lists of groups and households as wards really send them, and worse: built in code, each with what must come out."""

from tests.cases.import_cases.case import COLUMNS, HEADER, Case, Household
from tests.cases.import_cases.hostile import HOSTILE
from tests.cases.import_cases.letters import ENCODINGS
from tests.cases.import_cases.rows import ROWS
from tests.cases.import_cases.sheets import SHEETS

CASES: list[Case] = [*ROWS, *ENCODINGS, *SHEETS, *HOSTILE]

__all__ = ["CASES", "COLUMNS", "HEADER", "Case", "Household"]
