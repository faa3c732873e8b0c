"""What a view hands over: one finished file, and how to tell kgraph's own pages from somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GENERATOR", "Page", "is_generated"]

GENERATOR = '<meta name="generator" content="kgraph'
"""How the line begins that every page of kgraph's own making carries in its head."""

_HEAD = 4000
"""How many characters of a file are looked at for that line."""


@dataclass(frozen=True)
class Page:
    """One self-contained page: the name of its file and all of its HTML.  The same graph gives the same bytes."""

    name: str
    html: str

    def encode(self) -> bytes:
        """The bytes of the file: UTF-8, lines ended by a line feed."""
        return self.html.encode("utf-8")


def is_generated(content: bytes) -> bool:
    """Whether a file was made by kgraph and may be replaced by a newer one.

    >>> is_generated(b'<!doctype html><meta name="generator" content="kgraph 1.0">')
    True
    """
    return GENERATOR in content[:_HEAD].decode("utf-8", errors="replace")
