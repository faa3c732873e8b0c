"""The view of target groups: whom measures are for and in which areas, the forgotten ones, and those in need."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.measures.sets import below
from kgraph.model import Cell, Table
from kgraph.views.explorer.answers import family
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.groups import groups
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["GROUPS"]


def _pictures(part: Part) -> Iterator[Picture]:
    facts, tables = part.facts, part.tables
    if tables["groups"].rows:
        sure = facts.level == "internal"
        yield groups(facts.graph, tables["groups"], tables["group_areas"], facts.lang, sure=sure)


def _tables(part: Part) -> Iterator[Table]:
    found = part.tables["groups"]
    with_measures = tuple(row for row in found.rows if row["measures"])
    if with_measures:
        yield _groups(part, found, with_measures)
    for one in found.also:
        if one.rows:
            yield _as_published(part, one)


def _groups(part: Part, table: Table, rows: tuple[dict[str, Cell], ...]) -> Table:
    """The groups that have a measure: their own, and with narrower groups where there are any."""
    graph = part.facts.graph
    families = below(graph, "TargetGroup", "broader")
    told = tuple(
        {
            **row, **_areas(part, str(row["id"])), **family(families, str(row["id"])), "all_of": row["measures"],
            "all_of_stated": row["measures_stated"],
        }
        for row in rows
    )  # fmt: skip
    wider = any(row["narrower"] for row in rows)
    heads = {"own": "view_groups.own", "areas": "view_groups.by_area"}
    if wider:
        heads |= {"all_of": "view_groups.with_narrower", "narrower": "people.narrower"}
    if any(graph.incoming(str(row["id"]), "affects") for row in rows):
        heads["needs"] = "people.needs"
    notes = (text("view_groups.own_note"), *((text("view_groups.narrower_note"),) if wider else ()))
    counts = (*table.counts, *part.tables["group_areas"].counts)
    heading = columns(label="people.group", **heads)
    return table.model_copy(update={"rows": told, "columns": heading, "counts": counts, "notes": notes, "also": ()})


def _areas(part: Part, group: str) -> dict[str, Cell]:
    """The areas that the measures for a group touch, each with its number, which opens the overlap of the two."""
    rows = [row for row in part.tables["group_areas"].rows if row["group"] == group]
    keys = {"areas": "area_label", "areas_to": "area", "areas_count": "measures", "areas_stated": "measures_stated"}
    return {key: tuple(row[name] for row in rows) for key, name in keys.items()}  # type: ignore[misc]  # all of one sort


def _as_published(part: Part, table: Table) -> Table:
    """On an open page nobody is called forgotten: what readers have interpreted was left out of it."""
    if part.facts.level == "internal" or table.name != "forgotten_groups":
        return table
    return table.model_copy(
        update={"title": text("view_groups.forgotten_open"), "notes": (text("view_groups.forgotten_open_rule"),)}
    )


GROUPS = View(
    "malgrupper", "view_groups", ("groups", "group_areas"), pictures=_pictures, shown=_tables, packed=True,
    lists={
        "groups.own": "#overlapp;alla=*", "groups.all_of": "#overlapp;alla=+;lage=nagon",
        "groups#groups": "#lista;urval=med.TargetGroup", "groups#groups:total": "#lista;urval=slag.TargetGroup",
        "groups#pairs": "#lista;urval=par.TargetGroup",
    },
)  # fmt: skip
