"""How far things of two kinds share their measures: every pair with count, both containments and Jaccard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.asking.expressions import All
from kgraph.asking.grids import counts, grid, marks, strongest
from kgraph.asking.hits import hits
from kgraph.asking.kinds import kinds_named, plural
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import only_first
from kgraph.model import Cell, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.paths.touching import Touching
from kgraph.wording import columns, joined, refused, text

__all__ = ["SORTS", "matrix", "matrix_cell"]

SORTS = ("jaccard", "count", "name")
"""The orders of the pairs."""
_MOST_COLUMNS = 12
"""The most columns of a grid that can be read."""
_STRONGEST = 25
_MOST_ROWS = 10_000

_Numbers = npt.NDArray[np.int64]


def matrix(
    graph: KnowledgeGraph, rows: str, columns: str, *, sort: str | None = None, most: int | None = None, ids: bool = False
) -> Table:  # fmt: skip
    """Every thing of one kind beside every thing of another, by the measures that touch both.

    Kinds are those that a measure can touch (`kgraph.ways.TOUCHABLE`), by name or everyday word; "områden" is all three
    kinds of areas.  A pair has one row, also where both kinds are the same, and nothing is paired with itself.

    A row holds `row_id`, `column_id`, their names, and in both ways of counting (`…_stated`, and with interpreted links):
    `count` of shared measures, `row_measures` and `column_measures`, the containments `row_in_column` (the share of the
    row's measures that are the column's too) and `column_in_row`, and `jaccard` (Jaccard, 1901: shared by all that either
    has).  The share of nothing is unknown, None.  With `ids`, `measure_ids` are the shared measures, interpreted ones
    included.  `also` holds a `grid` for reading where there are at most twelve columns, and the `strongest` pairs.

    With "åtgärder" as rows the answer is of another sort: a row for each measure and each thing that it touches, `touch`
    saying "direct" (a link of its own or of a part) or "indirect" (through a cause, or an area that matters for it).

    `sort` is one of `SORTS` (jaccard by default; for measures count, by how many things they touch), `most` cuts the pairs,
    or the measures, after that many; without it there are at most 10,000 rows.  A note tells that there are more.  Raises
    `UnknownName` for a word that means no kind, `UsageError` for a kind that no measure touches or an unknown order.
    """
    down, across = _kinds(graph, rows, columns)
    if sort is not None and sort not in SORTS:
        raise refused("matrix.unknown_sort", name=sort, known=", ".join(SORTS))
    things = _in_order(graph, across)
    if down == ("Measure",):
        return _of_measures(graph, things, plural(graph, across), by_name=sort == "name", most=most)
    title = text("matrix.title", rows=plural(graph, down), columns=plural(graph, across))
    pairs = _Pairs.of(graph, _in_order(graph, down), things)
    return _of_things(graph, pairs, title, pairs.order(sort or "jaccard")[: most or _MOST_ROWS], ids=ids)


def matrix_cell(graph: KnowledgeGraph, rows: str, columns: str, row: str, column: str) -> Table:
    """What is behind one cell: the measures that touch both things, as `kgraph.overlap` tells them, with paths and sources.

    The kinds are those of the matrix, and the names are looked up among things of them.  Where measures are the rows, the
    answer is that measure with its path, or nothing when it does not touch the thing.
    Raises as `matrix`, and `UnknownName` or `AmbiguousName` for a name that none of the kind has.
    """
    down, across = _kinds(graph, rows, columns)
    first, second = graph.resolve(row, down), graph.resolve(column, across)
    if first.kind == "Measure":
        table = hits(
            graph, All(second.id), text("matrix.cell_touch", row=first.brief, column=second.brief), only=first.id
        )
    else:
        question = All(*dict.fromkeys((first.id, second.id)))
        title = "matrix.cell_one" if first.id == second.id else "matrix.cell"
        table = hits(graph, question, text(title, row=first.brief, column=second.brief))
    empty = "matrix.cell_empty" if first.kind != "Measure" else "matrix.cell_untouched"
    return table if table.rows else table.model_copy(update={"notes": (text(empty), *table.notes)})


def _kinds(graph: KnowledgeGraph, rows: str, columns: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds that two words mean, if measures touch them; measures themselves can be the rows."""
    down, across = (kinds_named(graph, name) for name in (rows, columns))
    _check(graph, rows, down, may_be_measures=True)
    _check(graph, columns, across, may_be_measures=False)
    return down, across


def _check(graph: KnowledgeGraph, name: str, kinds: Sequence[str], *, may_be_measures: bool) -> None:
    if set(kinds) <= set(ways.TOUCHABLE) or (may_be_measures and kinds == ("Measure",)):
        return
    plurals = [graph.ontology.kinds[kind].plural for kind in ways.TOUCHABLE]
    key = "matrix.measures_across" if kinds == ("Measure",) else "matrix.untouchable"
    raise refused(key, name=name, known=joined(plurals))


def _in_order(graph: KnowledgeGraph, kinds: Sequence[str]) -> tuple[Node, ...]:
    return tuple(sorted(graph.of_kind(*kinds), key=lambda node: (swedish_order(node.brief.sv), node.id)))


# --- things and things ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Counts:
    """One way of counting: shared measures (rows × columns), and the measures of each row and column."""

    shared: _Numbers
    down: _Numbers
    across: _Numbers

    def share(self, of: _Numbers) -> npt.NDArray[np.float64]:
        """The shared measures divided by `of`; NaN where that is nothing."""
        whole = np.broadcast_to(of, self.shared.shape)
        nothing = np.full(whole.shape, np.nan)
        shares: npt.NDArray[np.float64] = np.divide(self.shared, whole, out=nothing, where=whole > 0)
        return shares

    @property
    def jaccard(self) -> npt.NDArray[np.float64]:
        union: _Numbers = self.down[:, None] + self.across[None, :] - self.shared
        return self.share(union)


@dataclass(frozen=True)
class _Pairs:
    """The things of both sides, and the pairs that get a row, as places in them."""

    down: tuple[Node, ...]
    across: tuple[Node, ...]
    stated: _Counts
    every: _Counts
    places: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

    @classmethod
    def of(cls, graph: KnowledgeGraph, down: tuple[Node, ...], across: tuple[Node, ...]) -> _Pairs:
        rows, columns = ([node.id for node in side] for side in (down, across))
        stated, every = (
            _Counts(
                graph.index.shared(rows, columns, interpreted=layer), graph.index.counts(rows, interpreted=layer),
                graph.index.counts(columns, interpreted=layer),
            )
            for layer in (False, True)
        )  # fmt: skip
        return cls(down, across, stated, every, _once(rows, columns))

    def order(self, sort: str) -> npt.NDArray[np.int64]:
        """The places of the pairs in the order asked for; between equals by name."""
        row, column = self.places
        by = {
            "jaccard": (self.every.jaccard, self.stated.jaccard, self.every.shared),
            "count": (self.every.shared, self.stated.shared, self.every.jaccard),
            "name": (),
        }[sort]
        keys = [-np.nan_to_num(np.asarray(one, dtype=np.float64)[row, column], nan=-1.0) for one in by]
        return np.lexsort((column, row, *reversed(keys)))


def _once(rows: Sequence[str], columns: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Every pair of different things once, where a thing of the rows is among the columns too."""
    place = {one: number for number, one in enumerate(rows)}
    of_column = np.array([place.get(one, -1) for one in columns], dtype=np.int64)
    is_column = np.isin(np.arange(len(rows)), of_column)
    down, across = np.arange(len(rows))[:, None], of_column[None, :]
    wanted = (across < 0) | (down < across) | ((down > across) & ~is_column[:, None])
    row, column = np.nonzero(wanted)
    return row, column


def _of_things(
    graph: KnowledgeGraph, pairs: _Pairs, title: Text, order: npt.NDArray[np.int64], *, ids: bool
) -> Table:  # fmt: skip
    row, column = (places[order] for places in pairs.places)
    count = _pairs_that_share(pairs)
    made = [
        {"row_id": one.id, "column_id": other.id, "row": one.brief, "column": other.brief, "row_kind": one.kind, "column_kind": other.kind}
        for one, other in ((pairs.down[r], pairs.across[c]) for r, c in zip(row.tolist(), column.tolist(), strict=True))
    ]  # fmt: skip
    fields = {
        f"{key}{suffix}": values
        for suffix, one in (("_stated", pairs.stated), ("", pairs.every))
        for key, values in _measured(one, row, column).items()
    }
    rows: list[dict[str, Cell]] = [
        cells | dict(zip(fields, values, strict=True))
        for cells, values in zip(made, zip(*fields.values(), strict=True), strict=True)
    ]
    if ids:
        for cells in rows:
            cells["measure_ids"] = graph.index.overlap(
                (str(cells["row_id"]), str(cells["column_id"])), interpreted=True
            )
    # the cells are what they should be, and looking at each of a hundred thousand takes longer than counting
    return Table.model_construct(
        name="matrix", title=title, columns=columns(**_COLUMNS), rows=tuple(rows), counts=(count,),
        notes=(*only_first(len(rows), len(pairs.places[0]), "effects.shown"), text("matrix.rule")), also=_for_reading(pairs, rows, count.with_interpreted),
    )  # fmt: skip


_COLUMNS = {
    "row": "row", "column": "column", "count_stated": "shared_stated", "count": "shared",
    "row_in_column_stated": "row_in_column_stated", "row_in_column": "row_in_column",
    "column_in_row_stated": "column_in_row_stated", "column_in_row": "column_in_row",
    "jaccard_stated": "jaccard_stated", "jaccard": "jaccard", "row_id": "row_id", "column_id": "column_id",
}  # fmt: skip


def _measured(counts: _Counts, row: _Numbers, column: _Numbers) -> dict[str, list[Cell]]:
    """The figures of the pairs in one way of counting, as values of Python."""
    return {
        "count": counts.shared[row, column].tolist(), "row_measures": counts.down[row].tolist(),
        "column_measures": counts.across[column].tolist(),
        "row_in_column": _known(counts.share(counts.down[:, None])[row, column]),
        "column_in_row": _known(counts.share(counts.across[None, :])[row, column]),
        "jaccard": _known(counts.jaccard[row, column]),
    }  # fmt: skip


def _known(shares: npt.NDArray[np.float64]) -> list[Cell]:
    return [None if share != share else share for share in shares.tolist()]  # noqa: PLR0124  # what is not itself is NaN


def _pairs_that_share(pairs: _Pairs) -> Count:
    stated, every = (int((one.shared[pairs.places] > 0).sum()) for one in (pairs.stated, pairs.every))
    return Count(
        key="pairs", label=text("matrix.pairs"), stated=stated, with_interpreted=every, total=len(pairs.places[0]),
        rule=text("matrix.pairs_rule"),
    )  # fmt: skip


def _for_reading(pairs: _Pairs, rows: Sequence[dict[str, Cell]], sharing: int) -> tuple[Table, ...]:
    best = strongest([row for row in rows if row["count"]][:_STRONGEST], total=sharing)
    if len(pairs.across) > _MOST_COLUMNS or len(pairs.down) > 4 * _MOST_COLUMNS:
        return (best,)
    cells = [
        [counts(*numbers) for numbers in zip(*both, strict=True)]
        for both in zip(pairs.stated.shared.tolist(), pairs.every.shared.tolist(), strict=True)
    ]
    same = {one.id for one in pairs.down} & {one.id for one in pairs.across}
    return (grid(pairs.down, pairs.across, cells, text("matrix.grid_same" if same else "matrix.grid")), best)


# --- measures and things ----------------------------------------------------------------------------------------


def _of_measures(
    graph: KnowledgeGraph, things: tuple[Node, ...], kinds: Text, *, by_name: bool, most: int | None
) -> Table:  # fmt: skip
    stated, every = (Touching.of(graph, [one.id for one in things], interpreted=layer) for layer in (False, True))
    measures = np.array([graph.index.column(one.id) for one in _in_order(graph, ("Measure",))], dtype=np.int64)
    if not by_name:
        measures = measures[np.argsort(-every.touched[:, measures].sum(axis=0), kind="stable")]
    fitting = int((np.cumsum(every.touched[:, measures].sum(axis=0)) <= _MOST_ROWS).sum())
    chosen: list[int] = measures[: most or max(fitting, 1)].tolist()
    made = tuple(_touches(graph, things, chosen, stated, every))
    count = Count(
        key="measures", label=text("matrix.measures"), stated=int(stated.touched.any(axis=0).sum()),
        with_interpreted=int(every.touched.any(axis=0).sum()), total=len(graph.index.measures), rule=text("matrix.measures_rule"),
    )  # fmt: skip
    return Table.model_construct(
        name="matrix", title=text("matrix.title_touch", columns=kinds), counts=(count,), rows=made,
        notes=(*only_first(len(made), int(every.touched.sum()), "effects.shown"), text("matrix.touch_rule")),
        also=_marked(graph, things, chosen, stated, every),
        columns=columns(
            row="measure", column="column", touch_stated_label="touch_stated", touch_label="touch", row_id="row_id", column_id="column_id",
        ),
    )  # fmt: skip


def _touches(
    graph: KnowledgeGraph, things: Sequence[Node], measures: Sequence[int], stated: Touching, every: Touching
) -> Iterator[dict[str, Cell]]:  # fmt: skip
    words = {one: text(f"matrix.{one}") for one in ("direct", "indirect")}
    for measure in measures:
        node = graph[graph.index.measures[measure]]
        for place in np.flatnonzero(every.touched[:, measure]).tolist():
            how, how_stated = every.how(place, measure), stated.how(place, measure)
            yield {
                "row_id": node.id, "column_id": things[place].id, "row": node.brief, "column": things[place].brief,
                "touch_stated": how_stated, "touch": how, "touch_stated_label": words.get(how_stated or ""),
                "touch_label": words.get(how or ""),
            }  # fmt: skip


def _marked(
    graph: KnowledgeGraph, things: Sequence[Node], measures: Sequence[int], stated: Touching, every: Touching
) -> tuple[Table, ...]:  # fmt: skip
    """The grid of marks; none where there are too many columns to read."""
    if len(things) > _MOST_COLUMNS:
        return ()
    shown = [one for one in measures if every.touched[:, one].any()]
    cells = [[marks(stated.how(place, one), every.how(place, one)) for place in range(len(things))] for one in shown]
    return (grid([graph[graph.index.measures[one]] for one in shown], things, cells, text("matrix.marks")),)
