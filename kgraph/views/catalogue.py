"""Every still picture by its name: what it is drawn from, and whether it is about one area.

A picture that is to be had from Python and the command line gets a line in `DRAWINGS`, its names in `wording/pictures.toml`
(`drawing.<name>`), and the tables it asks for a line in `kgraph.picturing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.views.pictures.fishbone import fishbone
from kgraph.views.pictures.grid import grid
from kgraph.views.pictures.matrix import matrix
from kgraph.views.pictures.pyramid import pyramid
from kgraph.views.pictures.star import star
from kgraph.views.pictures.tree import tree
from kgraph.views.svg import Picture

__all__ = ["DRAWINGS", "STATED", "Drawing"]

STATED = ":stated"
"""What the name of a table ends in that is made from stated and confirmed links alone."""


@dataclass(frozen=True)
class Drawing:
    """How a picture is drawn: from a graph, tables by the names of `needs`, and a language; `of_area` when it is about one area."""

    draw: Callable[[KnowledgeGraph, Mapping[str, Table], str], Picture]
    needs: tuple[str, ...] = ()
    of_area: bool = False


DRAWINGS: Mapping[str, Drawing] = {
    "tree": Drawing(lambda _, tables, lang: tree(tables["tree"], lang), ("tree",), of_area=True),
    "fishbone": Drawing(lambda graph, tables, lang: fishbone(graph, tables["tree"], lang), ("tree",), of_area=True),
    "matrix": Drawing(lambda _, tables, lang: matrix(tables["matrix"], lang), ("matrix",)),
    "star": Drawing(lambda graph, _, lang: star(graph, lang)),
    "grid": Drawing(lambda graph, _, lang: grid(graph, lang)),
    "pyramid": Drawing(lambda graph, _, lang: pyramid(graph, lang)),
}  # fmt: skip
"""The pictures by their names, in the order in which they are told."""
