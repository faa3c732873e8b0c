"""Every still picture by its name: what it is drawn from, whether it is about one area or judged by a day, and when it can be drawn.

A picture that is to be had from Python and the command line gets a line in `DRAWINGS`, its names in `wording/pictures.toml`
(`drawing.<name>`), and the tables that it asks for a line in `kgraph.picturing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from kgraph import excerpts
from kgraph.errors import TooHeavy
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Table
from kgraph.views.pictures.actors import actors
from kgraph.views.pictures.collaboration import FEWEST, collaboration, strongest
from kgraph.views.pictures.comparison import comparison
from kgraph.views.pictures.fishbone import fishbone
from kgraph.views.pictures.grid import grid
from kgraph.views.pictures.groups import groups
from kgraph.views.pictures.matrix import matrix
from kgraph.views.pictures.network import MOST, DrawnNet, fits, net_of_answer, net_of_part, network
from kgraph.views.pictures.overlap import overlap
from kgraph.views.pictures.places import places
from kgraph.views.pictures.pyramid import pyramid
from kgraph.views.pictures.shares import shares
from kgraph.views.pictures.situation import situation
from kgraph.views.pictures.star import star
from kgraph.views.pictures.status import status
from kgraph.views.pictures.touching import touching
from kgraph.views.pictures.tree import tree
from kgraph.views.pictures.year import year_wheel, years
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["DRAWINGS", "Asked", "Drawing"]


@dataclass(frozen=True)
class Asked:
    """What a picture is drawn from: a graph, tables by the names of `needs`, a language, and the day that it is judged by.

    `is_open` tells that the graph holds only what may be published, so that nobody may say in it that something lacks a link;
    `areas` are the ids of those that are asked about, `interpreted` whether interpreted links are to be shown: of what is laid out
    anew without them.
    """

    graph: KnowledgeGraph
    tables: Mapping[str, Table]
    lang: str
    on: date
    is_open: bool = False
    areas: tuple[str, ...] = ()
    interpreted: bool = True

    @property
    def year(self) -> int:
        """The year that has a wheel: that of the day where it holds anything, else the nearest."""
        found = years(self.tables["calendar"], self.on) or (self.on.year,)
        return self.on.year if self.on.year in found else found[0]


def _always(_: Asked) -> bool:
    return True


@dataclass(frozen=True)
class Drawing:
    """How a picture is drawn, the tables that it `needs`, whether it is about one area, or may ask about several, and whether there
    is anything to draw.
    """

    draw: Callable[[Asked], Picture]
    needs: tuple[str, ...] = ()
    of_area: bool = False
    of_areas: bool = False
    has_any: Callable[[Asked], bool] = _always


_OFFERS = 5


def _net(it: Asked) -> DrawnNet:
    net = net_of_answer(it.graph, it.tables["overlap"], it.areas) if it.areas else net_of_part(it.graph)
    return net if it.interpreted else net.stated()


def _network(it: Asked) -> Picture:
    """The network; of more than can be read `TooHeavy`, with commands that draw parts which can."""
    net = _net(it)
    if fits(net):
        return network(it.graph, net, it.lang, it.tables["overlap"].title if it.areas else None)
    busiest = sorted(
        it.graph.of_kind(*AREA_KINDS), key=lambda one: (-it.graph.index.count(one.id, interpreted=True), one.id)
    )
    near = (one.id for one in busiest if fits(net_of_part(excerpts.near_thing(it.graph, one.id, 1).graph)))
    end = "".join([" --level open" * it.is_open, "" if it.interpreted else " --stated"])
    commands = "\n  ".join(f"kgraph view network --near {one} --steps 1{end}" for one in islice(near, _OFFERS))
    told = text("pictures.too_many", things=len(net.things), most=MOST, commands=commands)
    raise TooHeavy(told.sv, told.pick("en"))


def _overlap(it: Asked) -> Picture:
    """The hits of a question, or without one how large a part each two areas share."""
    if it.areas:
        return overlap(it.graph, it.tables["overlap"], it.areas, it.lang, stated_only=it.is_open)
    return shares(it.graph, it.tables["overlap"], it.lang)


def _has_rows(name: str) -> Callable[[Asked], bool]:
    return lambda it: bool(it.tables[name].rows)


DRAWINGS: Mapping[str, Drawing] = {
    "situation": Drawing(
        lambda it: situation(it.graph, it.tables["coverage"], it.tables["matrix_measures"], it.lang, stated_only=it.is_open),
        ("coverage", "matrix_measures"), has_any=lambda it: bool(it.graph.of_kind("Measure")),
    ),
    "overlap": Drawing(
        _overlap, ("overlap",), of_areas=True,
        has_any=lambda it: bool(it.areas) or any(row["row_measures"] or row["column_measures"] for row in it.tables["overlap"].rows),
    ),
    "tree": Drawing(lambda it: tree(it.tables["tree"], it.lang, stated_only=it.is_open), ("tree",), of_area=True),
    "fishbone": Drawing(lambda it: fishbone(it.graph, it.tables["tree"], it.lang, stated_only=it.is_open), ("tree",), of_area=True),
    "matrix": Drawing(lambda it: matrix(it.tables["matrix_areas"], it.lang, stated_only=it.is_open), ("matrix_areas",)),
    "measures": Drawing(lambda it: touching(it.graph, it.tables["matrix_measures"], it.lang), ("matrix_measures",), has_any=_has_rows("matrix_measures")),
    "star": Drawing(lambda it: star(it.graph, it.lang)),
    "grid": Drawing(lambda it: grid(it.graph, it.lang)),
    "pyramid": Drawing(lambda it: pyramid(it.graph, it.lang)),
    "network": Drawing(_network, ("overlap",), of_areas=True, has_any=lambda it: bool(_net(it).things)),
    "actors": Drawing(lambda it: actors(it.tables["actors"], it.lang), ("actors",), has_any=_has_rows("actors")),
    "collaboration": Drawing(
        lambda it: collaboration(it.graph, it.tables["collaboration"], it.lang), ("collaboration",),
        has_any=lambda it: len(strongest(it.tables["collaboration"])) >= FEWEST,
    ),
    "groups": Drawing(
        lambda it: groups(it.graph, it.tables["groups"], it.tables["group_areas"], it.lang, sure=not it.is_open),
        ("groups", "group_areas"), has_any=_has_rows("groups"),
    ),
    "places": Drawing(lambda it: places(it.graph, it.lang), has_any=lambda it: bool(it.graph.of_kind("Place"))),
    "status": Drawing(lambda it: status(it.tables["status"], it.lang), ("status",), has_any=_has_rows("status")),
    "year": Drawing(
        lambda it: year_wheel(it.tables["calendar"], it.year, it.on, it.lang), ("calendar",),
        has_any=_has_rows("calendar"),
    ),
    "compare": Drawing(lambda it: comparison(it.graph, it.tables["comparisons"], it.lang), ("comparisons",), has_any=_has_rows("comparisons")),
}  # fmt: skip
"""The pictures by their names, in the order in which they are told."""
