"""Packages that few requests need are loaded when the first one does, so that a quiet machine does not carry them."""

from importlib import import_module
from typing import Any


class Later:
    """A package by its name, used as if imported: `openpyxl = Later("openpyxl")`, `openpyxl.load_workbook`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, part: str) -> Any:
        return getattr(import_module(self._name), part)
