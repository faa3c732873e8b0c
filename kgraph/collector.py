"""Python's search for circular rubbish, put off while records or rows are made by the ten thousand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_put_off"]


@contextmanager
def collector_put_off() -> Iterator[None]:
    """For the time of a block, or of each call of the function that it decorates.

    Records and rows make no circles, and looking through all of them again and again takes a third of the time that loading or
    a large answer takes.  What was not needed any more is let go of at once all the same.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
