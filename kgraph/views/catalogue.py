"""Every still picture by its name: what it is drawn from, whether it is about one area or judged by a day, and when it can be drawn.

A picture that is to be had from Python and the command line gets a line in `DRAWINGS`, its names in `wording/pictures.toml`
(`drawing.<name>`), and the tables that it asks for a line in `kgraph.picturing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.views.pictures.actors import actors
from kgraph.views.pictures.collaboration import FEWEST, collaboration, strongest
from kgraph.views.pictures.fishbone import fishbone
from kgraph.views.pictures.grid import grid
from kgraph.views.pictures.groups import groups
from kgraph.views.pictures.matrix import matrix
from kgraph.views.pictures.pyramid import pyramid
from kgraph.views.pictures.star import star
from kgraph.views.pictures.status import status
from kgraph.views.pictures.tree import tree
from kgraph.views.pictures.year import year_wheel, years
from kgraph.views.svg import Picture

__all__ = ["DRAWINGS", "Asked", "Drawing"]


@dataclass(frozen=True)
class Asked:
    """What a picture is drawn from: a graph, tables by the names of `needs`, a language, and the day that it is judged by.

    `is_open` tells that the graph holds only what may be published, so that nobody may say in it that something lacks a link.
    """

    graph: KnowledgeGraph
    tables: Mapping[str, Table]
    lang: str
    on: date
    is_open: bool = False

    @property
    def year(self) -> int:
        """The year that has a wheel: that of the day where it holds anything, else the nearest."""
        found = years(self.tables["calendar"], self.on) or (self.on.year,)
        return self.on.year if self.on.year in found else found[0]


def _always(_: Asked) -> bool:
    return True


@dataclass(frozen=True)
class Drawing:
    """How a picture is drawn, the tables that it `needs`, whether it is about one area, and whether there is anything to draw."""

    draw: Callable[[Asked], Picture]
    needs: tuple[str, ...] = ()
    of_area: bool = False
    has_any: Callable[[Asked], bool] = _always


DRAWINGS: Mapping[str, Drawing] = {
    "tree": Drawing(lambda it: tree(it.tables["tree"], it.lang, stated_only=it.is_open), ("tree",), of_area=True),
    "fishbone": Drawing(lambda it: fishbone(it.graph, it.tables["tree"], it.lang, stated_only=it.is_open), ("tree",), of_area=True),
    "matrix": Drawing(lambda it: matrix(it.tables["matrix"], it.lang, stated_only=it.is_open), ("matrix",)),
    "star": Drawing(lambda it: star(it.graph, it.lang)),
    "grid": Drawing(lambda it: grid(it.graph, it.lang)),
    "pyramid": Drawing(lambda it: pyramid(it.graph, it.lang)),
    "actors": Drawing(lambda it: actors(it.tables["actors"], it.lang), ("actors",), has_any=lambda it: bool(it.tables["actors"].rows)),
    "collaboration": Drawing(
        lambda it: collaboration(it.graph, it.tables["collaboration"], it.lang), ("collaboration",),
        has_any=lambda it: len(strongest(it.tables["collaboration"])) >= FEWEST,
    ),
    "groups": Drawing(
        lambda it: groups(it.graph, it.tables["groups"], it.tables["group_areas"], it.lang, sure=not it.is_open),
        ("groups", "group_areas"), has_any=lambda it: bool(it.tables["groups"].rows),
    ),
    "status": Drawing(lambda it: status(it.tables["status"], it.lang), ("status",), has_any=lambda it: bool(it.tables["status"].rows)),
    "year": Drawing(
        lambda it: year_wheel(it.tables["calendar"], it.year, it.on, it.lang), ("calendar",),
        has_any=lambda it: bool(it.tables["calendar"].rows),
    ),
}  # fmt: skip
"""The pictures by their names, in the order in which they are told."""
