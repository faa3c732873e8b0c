"""What every picture keeps to: well-formed, inside its frame, words that do not run into each other."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.views.svg import Picture, text_width

NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINE = 0.75
"""How high a line of text is drawn, as a part of its size, by the capitals."""


@dataclass(frozen=True)
class Words:
    """A line of text and the box that it takes, about."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Words) -> bool:
        """Whether two boxes overlap by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def root_of(picture: Picture) -> ET.Element:
    """The drawing as a tree; fails when it is not well-formed."""
    return ET.fromstring(f'<svg xmlns="{NAMESPACE[1:-1]}">{picture.body}</svg>')


def lines(picture: Picture, layer: str = "if-all") -> list[Words]:
    """Every line of text that is drawn in a layer."""
    other = {"if-all": "if-stated", "if-stated": "if-all"}[layer]
    found: list[Words] = []

    def walk(element: ET.Element, given: dict[str, str]) -> None:
        if other in element.get("class", "").split():
            return
        given = {
            **given,
            **{name: element.attrib[name] for name in ("text-anchor", "font-size") if name in element.attrib},
            "moved": str(float(given.get("moved", "0")) + _moved(element)),
        }
        if element.tag == f"{NAMESPACE}text":
            spans = [child for child in element if child.tag == f"{NAMESPACE}tspan"] or [element]
            found.extend(_words(element, span, given) for span in spans)
        for child in element:
            walk(child, given)

    walk(root_of(picture), {})
    return found


def _moved(element: ET.Element) -> float:
    """How far to the right a group is moved."""
    found = re.fullmatch(r"translate\(([\d.]+) 0\)", element.get("transform", ""))
    return float(found[1]) if found else 0.0


def _words(text: ET.Element, span: ET.Element, given: dict[str, str]) -> Words:
    size = float(given.get("font-size", "14"))
    x = float(given["moved"]) + float(span.get("x", text.get("x", "0")))
    y = float(span.get("y", text.get("y", "0")))
    said = span.text or ""
    width = text_width(said, size)
    left = x - {"middle": width / 2, "end": width}.get(given.get("text-anchor", ""), 0.0)
    return Words(said, left, y - size * _LINE, left + width, y)


def assert_in_frame(picture: Picture) -> None:
    """No circle, rectangle or line of text stands outside the drawing."""
    for words in (*lines(picture, "if-all"), *lines(picture, "if-stated")):
        assert words.left >= -1, words
        assert words.right <= picture.width + 1, words
        assert words.top >= -1, words
        assert words.bottom <= picture.height + 1, words
    for element, moved in _placed(root_of(picture)):
        values = {
            name: float(value)
            for name, value in element.attrib.items()
            if name in ("x", "y", "width", "height", "cx", "cy", "r")
        }
        if element.tag == f"{NAMESPACE}rect":
            assert values.get("x", 0) >= -1
            assert moved + values.get("x", 0) + values["width"] <= picture.width + 1
            assert values.get("y", 0) + values["height"] <= picture.height + 1
        if element.tag == f"{NAMESPACE}circle":
            assert values["r"] - 1 <= moved + values["cx"] <= picture.width - values["r"] + 1
            assert values["r"] - 1 <= values["cy"] <= picture.height - values["r"] + 1


def _placed(element: ET.Element, moved: float = 0.0) -> Iterator[tuple[ET.Element, float]]:
    moved += _moved(element)
    yield element, moved
    for child in element:
        yield from _placed(child, moved)


def assert_no_words_meet(picture: Picture) -> None:
    """No two lines of text overlap in either layer."""
    for layer in ("if-all", "if-stated"):
        for one, other in itertools.combinations(lines(picture, layer), 2):
            assert not one.meets(other), (one, other)
