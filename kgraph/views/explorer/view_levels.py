"""The views of levels: the grid of time and level, and the prevention pyramid with the balance of each area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.model import Cell, Measure, Table, Text, integer
from kgraph.views.explorer.counted import EVERY_AREA, NO_AREA, UNSAID
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.grid import LEVELS, PERSPECTIVES, grid, squares
from kgraph.views.pictures.pyramid import pyramid
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["GRID", "PYRAMID"]

_FIELDS = {"level": "prevention_level", "type": "prevention_type", "time": "time_perspective"}
_SORTS = {"level": "niva", "type": "typ", "time": "tid"}
"""What the page calls the lists of each dimension (see `kgraph.views.explorer.counted.FIELDS`)."""
_TYPES = ("social", "situational", "unknown")


def _grid(part: Part) -> Iterable[Picture]:
    return (grid(part.facts.graph, part.facts.lang),)


def _pyramid(part: Part) -> Iterable[Picture]:
    return (pyramid(part.facts.graph, part.facts.lang),)


def _placed(part: Part) -> Iterator[Table]:
    """How many measures each square of the grid holds; then level, type and perspective of each measure of which any is known."""
    yield _counts(part)
    known = [one for one in part.facts.measures if any(getattr(one, field) for field in _FIELDS.values())]
    yield Table(
        name="levels", title=text("view_grid.table"), rows=tuple(_row(part, one) for one in known), notes=(text("view_grid.note"),),
        columns=columns(label="measure", level="view_grid.level", type="view_grid.type", time="view_grid.time", home="home"),
    )  # fmt: skip


def _counts(part: Part) -> Table:
    """The numbers of the grid: a row for each level, a column for each perspective, both ways."""
    stated, every = (squares(part.facts.graph, interpreted=layer) for layer in (False, True))
    rows = tuple(
        {
            "label": _concept(part, "prevention_level", level), "ask": (level or UNSAID,),
            **{f"t_{time}_stated": len(stated[level, time]) for time in PERSPECTIVES},
            **{f"t_{time}": len(every[level, time]) for time in PERSPECTIVES},
        }
        for level in LEVELS
    )  # fmt: skip
    heads = columns(label="view_grid.level", **{f"t_{time}": "view_grid.time" for time in PERSPECTIVES})
    named = tuple(
        one.model_copy(update={"label": _concept(part, "time_perspective", time)})
        for one, time in zip(heads[1:], PERSPECTIVES, strict=True)
    )
    return Table(name="squares", title=text("view_grid.counts"), rows=rows, columns=(heads[0], *named))


def _concept(part: Part, field: str, value: str | None) -> Text:
    return part.facts.graph.ontology.concept_label(field, value) if value else text(f"grid.unknown_{field}")


def _row(part: Part, measure: Measure) -> dict[str, Cell]:
    told: dict[str, Cell] = {}
    for key, field in _FIELDS.items():
        value = getattr(measure, field)
        told |= {key: _concept(part, field, value) if value else None, f"{key}_is_read": field in measure.interpreted}
    homes = tuple(area.brief for area in part.facts.homes(measure.id))
    return {"id": measure.id, "label": measure.brief, **told, "home": homes}


def _balance(part: Part) -> Iterator[Table]:
    """The balance of each area with every number by itself, so that it opens its measures; then which causes meet which types."""
    table = part.tables["balance"]
    areas = {row["area"]: {"-": EVERY_AREA, "?": NO_AREA}.get(str(row["area"]), row["area"]) for row in table.rows}
    rows: list[dict[str, Cell]] = [
        {**row, "ask": (str(areas[row["area"]]),), **{k: v for key in _FIELDS for k, v in _divided(row, key).items()}}
        for row in table.rows
    ]
    heads = columns(
        label="area",
        measures_stated="measures_stated",
        measures="measures_all",
        **{key: f"balance.{key}" for key in _FIELDS},
    )
    notes = table.notes[1:]  # the first tells how numbers in brackets are read; here there are none
    yield table.model_copy(update={"rows": tuple(rows), "columns": heads, "notes": notes, "also": ()})
    for one in table.also:
        met: tuple[dict[str, Cell], ...] = tuple(
            {**row, "ask": (UNSAID if row["nature"] == "unknown" else str(row["nature"]),)} for row in one.rows
        )
        heads = columns(label="balance.nature", **{kind: f"balance.meets_{kind}" for kind in _TYPES})
        yield one.model_copy(update={"rows": met, "columns": heads, "notes": (text("view_pyramid.matching"),)})


def _divided(row: dict[str, Cell], dimension: str) -> dict[str, Cell]:
    """A cell of the balance: each value with its measures, both ways, and what is said of the values that have none."""
    verdict = str(row[f"verdict_{dimension}"])
    if verdict in ("none", "unsaid"):
        return {dimension: row[f"{dimension}_label"]}
    values = _VALUES[dimension]
    known = [(value, value) for value in values] + [(UNSAID, f"{dimension}_unknown")]
    told = [(one, key) for one, key in known if row[key] or row[f"{key}_stated"]]
    missing = row[f"missing_{dimension}"]
    lacks = [text(f"balance.{verdict}_lacks_{one}") for one in missing] if isinstance(missing, tuple) else []
    names = [_bare(text("balance.unknown" if one == UNSAID else f"balance.of_{one}", count="")) for one, _ in told]
    return {
        dimension: (*names, *lacks), f"{dimension}_to": (*(one for one, _ in told), *("" for _ in lacks)),
        f"{dimension}_count": (*(integer(row, key) for _, key in told), *(None for _ in lacks)),
        f"{dimension}_stated": (*(integer(row, f"{key}_stated") for _, key in told), *(None for _ in lacks)),
    }  # fmt: skip


def _bare(words: Text) -> Text:
    return Text(sv=words.sv.strip(), en=words.pick("en").strip())


_VALUES = {
    "type": ("social", "situational"), "level": ("universal", "selective", "indicated"),
    "time": ("reactive", "prevent_onset", "change_conditions"),
}  # fmt: skip

GRID = View(
    "tid-niva", "view_grid", (), pictures=_grid, shown=_placed,
    lists={f"squares.t_{time}": f"#atgarder;urval=niva.+&tid.{time or UNSAID}" for time in PERSPECTIVES},
)  # fmt: skip
PYRAMID = View(
    "pyramid", "view_pyramid", ("balance",), pictures=_pyramid, shown=_balance,
    lists={
        "balance.measures_stated": "#atgarder;urval=beror.+;tolkade=0", "balance.measures": "#atgarder;urval=beror.+;tolkade=1",
        **{f"balance.{key}": f"#atgarder;urval={sort}.~&beror.+" for key, sort in _SORTS.items()},
        **{f"balance#{key}": f"#atgarder;urval=kand.{sort}" for key, sort in _SORTS.items()},
        **{f"balance#{key}:total": "#atgarder;" for key in _SORTS},
        **{f"matching.{kind}": f"#lista;urval=verkar.+.{UNSAID if kind == 'unknown' else kind}" for kind in _TYPES},
    },
)  # fmt: skip
