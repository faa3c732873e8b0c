"""The view of the star: the picture where it can be read, and its measures as a table."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Cell, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.star import MOST_AREAS, Placing, fits, placing, star
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["STAR"]


def _pictures(part: Part) -> Iterable[Picture]:
    graph = part.facts.graph
    return (star(graph, part.facts.lang),) if fits(placing(graph)) else ()


def _absent(part: Part) -> str | None:
    """What stands in place of a star that cannot be read: why, as the command says it."""
    who = placing(part.facts.graph)
    return None if fits(who) else part.facts.pick(text("star.too_many", areas=len(who.areas), most=MOST_AREAS))


def _table(part: Part) -> Iterable[Table]:
    """Number, name, home and further areas of each measure, on an open page as stated alone; counts of those that touch several."""
    who = placing(part.facts.graph)
    several = [sum(len(layer[one.id]) > 1 for one in who.measures) for layer in (who.stated, who.every)]
    count = Count(
        key="several", label=text("view_star.count"), stated=several[0], with_interpreted=several[1], total=len(who.measures),
        rule=text("view_star.rule"),
    )  # fmt: skip
    told = {
        "label": "measure", "number": "view_star.number", "home": "home", "also": "view_star.also", "also_read": "view_star.also_read",
        "areas_stated": "view_star.areas_stated", "areas": "view_star.areas",
    }  # fmt: skip
    if part.facts.level == "open":
        del told["also_read"], told["areas"]
    yield Table(
        name="star", title=text("view_star.table"), rows=tuple(_row(who, one) for one in who.measures),
        columns=columns(**told), counts=(count,),
    )  # fmt: skip


def _row(who: Placing, measure: Node) -> dict[str, Cell]:
    home, stated, every = (layer[measure.id] for layer in (who.homes, who.stated, who.every))
    return {
        "id": measure.id, "label": measure.brief, "number": who.number[measure.id], "home": _names(who, home), "also": _names(who, stated - home),
        "also_read": _names(who, every - stated - home), "areas_stated": len(stated), "areas": len(every),
    }  # fmt: skip


def _names(who: Placing, areas: Iterable[str]) -> tuple[Text, ...]:
    wanted = set(areas)
    return tuple(sorted((one.brief for one in who.areas if one.id in wanted), key=lambda name: swedish_order(name.sv)))


STAR = View(
    "stjarnan", "view_star", (), pictures=_pictures, shown=_table, more=_absent, packed=True,
    lists={
        "star#several": "#atgarder;urval=flera", "star#several:total": "#atgarder;",
        "star.areas_stated": "#lista;urval=omraden.*;tolkade=0", "star.areas": "#lista;urval=omraden.*;tolkade=1",
    },
)  # fmt: skip
