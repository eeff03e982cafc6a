"""Making slices ahead in a process of its own, while this one writes the slice before."""

import marshal
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from django.apps import apps
from django.db import connections

from langnghe.demo.volume.slices import Slice
from langnghe.kernel.refused import Refused

Made = Callable[[], Iterable[Slice]]


def beside(make: Made) -> Iterator[Slice]:
    """The slices, each made while the one before is written. The other process ends with this one.

    It begins at once: what this process has open is closed before.
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    other = context.Process(target=_send, args=(make, here, there), daemon=True)
    other.start()
    there.close()
    return _until_over(here, other)


def _until_over(here: Connection, other: BaseProcess) -> Iterator[Slice]:
    try:
        yield from _received(here)
    finally:
        here.close()
        other.terminate()
        other.join()


def straight(make: Made) -> Iterator[Slice]:
    """The slices, made in this process."""
    yield from make()


def _send(make: Made, here: Connection, there: Connection) -> None:
    """A broken pipe says that nobody writes any more."""
    here.close()
    try:
        for one in make():
            rows = {model._meta.label: some for model, some in one.rows.items()}
            told: Any = (one.matters, rows, one.last)
            there.send_bytes(marshal.dumps(told))
        there.send_bytes(marshal.dumps(""))
    except Refused as refused:
        there.send_bytes(marshal.dumps(str(refused)))
    except BrokenPipeError:
        return


def _received(here: Connection) -> Iterator[Slice]:
    models = {model._meta.label: model for model in apps.get_models()}
    while not isinstance(told := marshal.loads(here.recv_bytes()), str):  # noqa: S302 - our own child wrote it
        matters, rows, last = told
        yield Slice(matters, defaultdict(list, {models[label]: rows[label] for label in rows}), last)
    if told:
        raise Refused(told)
