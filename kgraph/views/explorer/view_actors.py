"""The view of actors: their load, who works with whom, and where sources say that cooperation falls short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.model import Cell, Table
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.actors import actors
from kgraph.views.pictures.collaboration import FEWEST, collaboration, strongest
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["ACTORS", "PAIRS"]

PAIRS = 25
"""How many pairs stand in the page's table."""
_OWN = ("of_first", "of_second")
_NUMBERS = ("measures", "responsible_one", "responsible_several", "takes_part", "responsible_unknown", "alone")


def _pictures(part: Part) -> Iterator[Picture]:
    """The load and, where at least three actors share measures, the matrix of pairs."""
    load, pairs = part.tables["actors"], part.tables["collaboration"]
    if load.rows:
        yield actors(load, part.facts.lang)
    if len(strongest(pairs)) >= FEWEST:
        yield collaboration(part.facts.graph, pairs, part.facts.lang)


def _tables(part: Part) -> Iterable[Table]:
    yield _load(part.tables["actors"])
    pairs = part.tables["collaboration"]
    if pairs.rows:
        yield _pairs(pairs)
    for gaps in pairs.also:
        if gaps.rows:
            yield gaps.model_copy(update={"rows": tuple({**row, "ask": row["actor_ids"]} for row in gaps.rows)})


def _load(table: Table) -> Table:
    """The load with a number a cell, which follows the switch; zeros are left out to let the others be seen."""
    told = [key for key in _NUMBERS if any(row[key] or row[f"{key}_stated"] for row in table.rows)]
    rows = tuple({**row, **{key: _shown(row, key) for key in told}} for row in table.rows)
    words = {key: "view_actors.unknown" if key == "responsible_unknown" else f"people.{key}" for key in told}
    heads = columns(label="people.actor", type_label="people.type", **words, always_with="people.always_with")
    both = text("people.both")
    notes = tuple(note for note in table.notes if note != both)
    return table.model_copy(update={"rows": rows, "columns": heads, "notes": notes})


def _shown(row: dict[str, Cell], key: str) -> Cell:
    return row[key] if row[key] or row[f"{key}_stated"] else None


def _pairs(table: Table) -> Table:
    """The strongest pairs; the number of a pair opens what both are touched by."""
    rows = tuple(
        {
            **row, "together_both_stated": row["together_stated"], "together_both": row["together"],
            "ask": (row["first"], row["second"]), **_own(row, "of_first", row["first"]), **_own(row, "of_second", row["second"]),
        }
        for row in table.rows[:PAIRS]
    )  # fmt: skip
    note = text("view_actors.pairs_all")
    if len(table.rows) > PAIRS:
        note = text("view_actors.pairs_shown", most=PAIRS, total=len(table.rows))
    heads = columns(
        label="people.pair_column", together_both="view_actors.together", of_first="view_actors.of_first",
        of_second="view_actors.of_second",
    )  # fmt: skip
    return table.model_copy(update={"rows": rows, "columns": heads, "notes": (note,), "also": ()})


def _own(row: dict[str, Cell], key: str, actor: Cell) -> dict[str, Cell]:
    """All measures of one actor of a pair, as a number that opens them."""
    numbers = {f"{key}_count": (row[key],), f"{key}_stated": (row[f"{key}_stated"],)}
    return {key: ("",), f"{key}_to": (actor,), **numbers}  # type: ignore[dict-item]  # an id and whole numbers


ACTORS = View(
    "aktorer", "view_actors", ("actors", "collaboration"), pictures=_pictures, shown=_tables, packed=True,
    lists={
        **{f"actors.{key}": f"#atgarder;urval=roll.{key}.*" for key in _NUMBERS},
        "actors#with_measures": "#lista;urval=med.Actor", "actors#with_measures:total": "#lista;urval=slag.Actor",
        "actors#answered": "#atgarder;urval=ansvar", "actors#by_one": "#atgarder;urval=ensam",
        **{f"actors#{key}:total": "#atgarder;" for key in ("answered", "by_one")},
        "cooperation_gaps.together_stated": "#overlapp;alla=+;tolkade=0", "cooperation_gaps.together": "#overlapp;alla=+;tolkade=1",
        "cooperation_gaps#gaps": "#lista;urval=brister", "cooperation_gaps#gaps:total": "#lista;urval=brister.alla",
        "collaboration.together_both": "#overlapp;alla=+", "collaboration#pairs": "#lista;urval=par.Actor",
        **{f"collaboration.{key}": "#atgarder;urval=roll.measures.~" for key in _OWN},
    },
)  # fmt: skip
