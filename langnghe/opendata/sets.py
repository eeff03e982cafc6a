"""The data sets of a ward, by the word of their address."""

from langnghe.opendata.columns import Dataset
from langnghe.opendata.of_figures import NUMBERS
from langnghe.opendata.of_matters import MATTERS
from langnghe.opendata.of_promises import PROMISES

DATASETS: dict[str, Dataset] = {one.code: one for one in (MATTERS, PROMISES, NUMBERS)}
