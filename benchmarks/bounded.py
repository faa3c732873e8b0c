"""A part of the measurements in a process of its own, which is ended when its time is over: no rival holds up the rest."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from time import monotonic

from benchmarks.timing import Row

__all__ = ["bounded"]


def bounded(name: str, rows: Callable[[], Iterable[Row]], seconds: float) -> Iterator[Row]:
    """The rows that are there within `seconds`; when there would be more, that is told on stderr.

    `rows` must be possible to pickle.  Raises `RuntimeError` when the part itself fails.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(rows, sender))
    process.start()
    sender.close()
    ends = monotonic() + seconds
    try:
        while receiver.poll(max(0.0, ends - monotonic())):
            yield receiver.recv()
        print(f"{name}: ended after {seconds:g} s, what is missing was not measured", file=sys.stderr, flush=True)
    except EOFError:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{name} failed") from None
    finally:
        process.kill()
        process.join()


def _send(rows: Callable[[], Iterable[Row]], sender: Connection) -> None:
    for row in rows():
        sender.send(row)
