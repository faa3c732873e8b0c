"""The cause tree of an area, a problem or a cause: what drives it, what drives that, and which measures meet each cause."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.analysis.tree.cells import Told
from kgraph.analysis.tree.walk import Walk
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["tree", "trees"]

_ROOTS = (*AREA_KINDS, "Problem", "Cause")


def tree(graph: KnowledgeGraph, thing: str, *, depth: int | None = None, gaps: bool = False) -> Table:
    """The cause tree of a thing, depth first: below each thing first the measures that meet it, then what drives it.

    A row holds `number` (its place, "" for the root, then "1", "1.2" …), `parent` (the number of the row above; None for the
    root), `depth` (0 for the root), `id`, `label`, `full_label`, `kind`, `relation` (of its link to the thing above),
    `basis` of that link ("stated" or "interpreted"; None for the root), `source`, `place` (what the source adds to that of the row above), and for a cause `gap`: "both" when no
    measure addresses or strengthens it, "stated" when only interpreted links say that one does, else None (for a problem
    "no_cause" when nothing is said to drive it).
    `cut` says why a branch does not go on here although it does in the graph: "cycle" (the thing stands above itself),
    "shown" (its branch is shown in another place, `cut_at`: the shallowest that stated links lead to, where they do, else the
    shallowest) or "depth".  What is left without the rows that hang on interpreted links is thus the tree of stated links.

    Every link that counts is walked, interpreted ones included; the counts tell what stated links alone would give.
    `depth` is the most steps from the root; measures take a step as causes do.  With `gaps` only the branches that end in a
    cause with `gap` "both" are kept.  The things and measures of a rejected link are not there.
    Raises `UnknownName` or `AmbiguousName` for a name that is no area, problem or cause.
    """
    root = graph.resolve(thing, _ROOTS)
    walk = Walk(graph, root, depth)
    if gaps:
        walk.keep_gaps()
    rows = walk.numbered()
    told = Told(graph, walk)
    causes = {layer: _causes(graph, root, interpreted=layer) for layer in (False, True)}
    # every cell is what it should be, and looking at each of a hundred thousand takes longer than finding them
    return Table.model_construct(
        name="tree", title=text("tree.title", thing=root.brief), rows=tuple(told.cells(row) for row in rows),
        counts=_counts(walk, causes), notes=_notes(graph, root, causes[True], gaps=gaps, alone=len(rows) == 1), also=(),
        columns=columns(
            number="number", depth="depth", label="what", kind_label="kind", relation_label="tree_relation", basis_label="basis",
            gap_label="gap", cut_label="cut", source="source", id="id", parent="parent",
        ),
    )  # fmt: skip


def trees(graph: KnowledgeGraph, *, depth: int | None = None) -> Table:
    """The cause trees of all areas: a row for each area with what its tree counts, and the trees themselves as `also`.

    A row holds `id`, `label` and, in both ways of counting (`…_stated`, and with interpreted links), `causes`, `covered` (of
    them with a measure), `uncovered` and `measures`.  Areas stand in Swedish order, the trees in that of the rows.
    """
    areas = sorted(graph.of_kind(*AREA_KINDS), key=lambda node: (swedish_order(node.brief.sv), node.id))
    found = tuple(tree(graph, area.id, depth=depth) for area in areas)
    return Table(
        name="trees", title=text("tree.all"), rows=tuple(map(_summed, areas, found)), also=found,
        columns=columns(
            label="area", causes_stated="tree.causes_stated", causes="tree.with_interpreted", uncovered_stated="tree.uncovered_stated",
            uncovered="tree.with_interpreted", measures_stated="tree.measures_stated", measures="tree.with_interpreted",
        ),
    )  # fmt: skip


def _summed(area: Node, found: Table) -> dict[str, Cell]:
    told: dict[str, Cell] = {"id": area.id, "label": area.brief}
    numbers = {count.key: (count.stated, count.with_interpreted) for count in found.counts}
    numbers["uncovered"] = (
        numbers["causes"][0] - numbers["covered"][0], numbers["causes"][1] - numbers["covered"][1],
    )  # fmt: skip
    for key, (stated, every) in numbers.items():
        told |= {f"{key}_stated": stated, key: every}
    return told


def _causes(graph: KnowledgeGraph, root: Node, *, interpreted: bool) -> set[str]:
    """The causes of the tree in one way of counting; a cause that is the root is one of them."""
    return {
        one for one in (root.id, *graph.index.driving(root.id, interpreted=interpreted)) if graph[one].kind == "Cause"
    }


def _counts(walk: Walk, causes: Mapping[bool, set[str]]) -> tuple[Count, ...]:
    met = {layer: {one for one in causes[layer] if walk.acting[layer].get(one)} for layer in (False, True)}
    measures = {layer: set[str]().union(*(walk.acting[layer][one] for one in met[layer])) for layer in (False, True)}
    total = {"covered": len(causes[True])}
    return tuple(
        Count(
            key=key, label=text(f"tree.{key}"), stated=len(found[False]), with_interpreted=len(found[True]),
            total=total.get(key), rule=text(f"tree.{key}_rule"),
        )
        for key, found in (("causes", causes), ("covered", met), ("measures", measures))
    )  # fmt: skip


def _notes(graph: KnowledgeGraph, root: Node, causes: set[str], *, gaps: bool, alone: bool) -> tuple[Text, ...]:
    """What the tree leaves out: the measures that touch the root without meeting any of its causes."""
    notes = []
    if alone:
        notes.append(text("tree.no_gaps" if gaps else "tree.alone", thing=root.brief))
    acting = {measure for measure, cause in graph.index.addressing(interpreted=True) if cause in causes}
    beside = set(graph.index.touching(root.id, interpreted=True)) - acting
    if beside:
        notes.append(text("tree.beside", count=len(beside), thing=root.brief))
    return tuple(notes)
