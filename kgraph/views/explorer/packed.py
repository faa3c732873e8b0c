"""Drawings in few bytes: what every element of a kind has alike stands once, things are numbers, and their names are the page's.

The page's script puts the elements back; without it the table of a drawing says the same.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markupsafe import Markup

from kgraph.views.explorer.facts import Facts
from kgraph.views.svg import Picture, el

__all__ = ["NAME", "Packed"]

NAME = "\x01"
"""What stands in a text for the short name of the thing it is drawn for; no drawing can hold this sign."""
_SVG = "http://www.w3.org/2000/svg"
_VARYING = frozenset(
    {"x", "y", "width", "height", "cx", "cy", "d", "data-thing", "data-ask", "data-holds", "transform", "id"}
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Packed:
    """The drawings of a view.  `kinds` are the sorts of elements, [name, fixed attributes, names of the others]; `drawn` holds the
    elements of each drawing by its id, as [kind, values…, texts and elements inside…]; a text that holds nothing is the short
    name of its thing.  Measures are whole numbers.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.kinds: list[list[Any]] = []
        self.drawn: dict[str, list[Any]] = {}
        self._known: dict[str, int] = {}

    def shell(self, picture: Picture, ident: str, block: str) -> Markup:
        """The drawing without anything in it; `ident` is the id of its frame, `block` of the element that holds the rest."""
        root = ET.fromstring(f'<r xmlns="{_SVG}">{picture.inline(ident)}</r>')[0]  # noqa: S314  # our own
        self.drawn[ident] = [self._element(one, None) for one in root]
        looks = {key: value for key, value in root.attrib.items() if key != "class"}
        return el("svg", class_="pic", data_packed=block, **looks)

    def values(self) -> dict[str, Any]:
        """What the script needs."""
        return {"kinds": self.kinds, "drawn": self.drawn}

    def _element(self, element: ET.Element, thing: str | None) -> list[Any]:
        thing = element.get("data-thing", thing)
        varying = [key for key in element.attrib if key in _VARYING]
        fixed = {key: value for key, value in element.attrib.items() if key not in _VARYING}
        kind = [element.tag.removeprefix(f"{{{_SVG}}}"), fixed, *varying]
        number = self._known.setdefault(repr(kind), len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(kind)
        values = [self._value(key, element.attrib[key]) for key in varying]
        words = [said] if element.text and (said := self._words(element.text, thing)) != NAME else []
        return [number, *values, *words, *(self._element(one, thing) for one in element)]

    def _value(self, key: str, value: str) -> Any:
        if key == "data-thing":
            return self.facts.number.get(value, value)
        return round(float(value)) if _NUMBER.fullmatch(value) else value

    def _words(self, words: str, thing: str | None) -> str:
        name = self.facts.brief(thing) if thing and thing in self.facts.number else ""
        return NAME + words[len(name) :] if name and words.startswith(name) else words
