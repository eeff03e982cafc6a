"""Nobody waits for a folder's list of files."""

from pathlib import Path

from langnghe.kernel import durable


def _not_waiting(folder: Path) -> None:
    pass


durable.sync_folder = _not_waiting
