"""Squares with numbers in them, for the pictures that hold things against each other: who with whom, whom for in which area.

The shade is a third of the largest number and never says more than the number that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kgraph.views.svg import Key, el
from kgraph.wording import text

__all__ = ["shades", "square", "strength"]

_STEPS = 3


def strength(count: int, most: int) -> int:
    """Which of three shades a number has, 1 to 3: the thirds of the largest.

    >>> [strength(count, 18) for count in (1, 6, 7, 12, 13, 18)]
    [1, 1, 2, 2, 3, 3]
    """
    return max(1, -(-_STEPS * count // max(most, 1)))


def square(
    box: tuple[float, float, float, float], counts: tuple[int, int], most: int, *, ask: tuple[int, int]
) -> Markup:  # fmt: skip
    """The square of two things in a box (left, top, width, height): its number by stated links and with interpreted ones.

    It is dashed where these differ.  `ask` are the places of the two among the things of the picture, in the order in
    which they are drawn: the page opens what both are touched by.  Texts are centred by the group around.
    """
    stated, every = counts
    x, y, shape = box[0] + box[2] / 2, box[1] + box[3] / 2 + 5, _shape(*box)
    firm, read = (
        (el("path", d=shape, class_=f"heat-{strength(count, most)}{looks}"), el("text", str(count), x=x, y=y))
        for count, looks in ((stated, ""), (every, " dashes"))
    )
    asked = {"data_ask": f"{ask[0]} {ask[1]}"}
    if stated == every:
        return el("g", *firm, **asked)
    if not stated:
        return el("g", *read, class_="if-all", **asked)
    return el("g", el("g", *read, class_="if-all"), el("g", *firm, class_="if-stated"), **asked)


def _shape(x: float, top: float, width: float, height: float) -> str:
    return f"M{x + 1:.0f} {top + 1:.0f}h{width - 2:.0f}v{height - 2:.0f}h-{width - 2:.0f}z"


def shades(most: int, key: str, *, read: str | None, lang: str) -> Iterator[Key]:
    """The legend: which numbers each shade stands for, in the words of `key`, and what dashes mean where there are any."""
    low = 1
    for step in range(1, _STEPS + 1):
        high = step * most // _STEPS
        if high >= low:
            said = str(low) if low == high else f"{low}–{high}"
            yield Key("box", f"heat-{step}", text(f"{key}_one" if high == 1 else key, count=said).pick(lang))
            low = high + 1
    if read:
        yield Key("box", "ground dashes", text(read).pick(lang))
