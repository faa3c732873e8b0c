"""The cause tree of an area, a problem or a cause: what drives it, what drives that, and which measures meet each cause."""

from __future__ import annotations

from datetime import date

from kgraph.analysis.tree.cells import Told
from kgraph.analysis.tree.ground import Ground
from kgraph.analysis.tree.walk import Walk
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["tree", "trees"]

_ROOTS = (*AREA_KINDS, "Problem", "Cause")
_COUNTED = ("causes", "covered", "measures")


@collector_put_off()
def tree(
    graph: KnowledgeGraph, thing: str, *, depth: int | None = None, gaps: bool = False, on: date | None = None
) -> Table:
    """The cause tree of a thing, depth first: below each thing first the measures that meet it, then what drives it.

    A row holds `number` (its place, "" for the root, then "1", "1.2" …), `parent` (the number of the row above; None for the
    root), `depth` (0 for the root), `id`, `label`, `full_label`, `kind`, `relation` (of its link to the thing above),
    `basis` of that link ("stated" or "interpreted"; None for the root), `source`, `place` (what the source adds to that of the row above), and for a cause `gap`: "both" when no
    measure addresses or strengthens it, "stated" when only interpreted links say that one does, else None (for a problem
    "no_cause" when nothing is said to drive it).  Where somebody has accepted that gap, `decision` tells the reason, the role that
    owns the decision and the day that it is reviewed, and `lapsed` whether that day has come (`on`; without it all hold).
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
    told = Told.of(graph, on)
    cells = tuple([told.cells(row, walk) for row in rows])
    decided = {"decision": "decision"} if any(row["decision"] for row in cells) else {}
    # every cell is what it should be, and looking at each of a hundred thousand takes longer than finding them
    return Table.model_construct(
        name="tree", title=text("tree.title", thing=root.brief), rows=cells,
        counts=_counts(graph, root.id), notes=_notes(graph, root, gaps=gaps, alone=len(rows) == 1), also=(),
        columns=columns(
            number="number", depth="depth", label="what", kind_label="kind", relation_label="tree_relation", basis_label="basis",
            gap_label="gap", **decided, cut_label="cut", source="source", id="id", parent="parent",
        ),
    )  # fmt: skip


@collector_put_off()
def trees(graph: KnowledgeGraph, *, depth: int | None = None, drawn: bool = False, on: date | None = None) -> Table:
    """What the cause trees of all areas hold: a row for each area with what its tree counts; with `drawn` the trees too, as `also`.

    A row holds `id`, `label` and, in both ways of counting (`…_stated`, and with interpreted links), `causes`, `covered` (of
    them with a measure), `uncovered` and `measures`, of the whole tree.  Areas stand in Swedish order, the trees in that of the
    rows, each as deep as `depth` lets it be.  Where sixty areas share a thousand causes their trees have half a million rows:
    have them drawn where they are shown.
    """
    areas = sorted(graph.of_kind(*AREA_KINDS), key=lambda node: (swedish_order(node.brief.sv), node.id))
    return Table(
        name="trees", title=text("tree.all"), rows=tuple(_summed(graph, area) for area in areas),
        also=tuple(tree(graph, area.id, depth=depth, on=on) for area in areas) if drawn else (),
        columns=columns(
            label="area", causes_stated="tree.causes_stated", causes="tree.with_interpreted", uncovered_stated="tree.uncovered_stated",
            uncovered="tree.with_interpreted", measures_stated="tree.measures_stated", measures="tree.with_interpreted",
        ),
    )  # fmt: skip


def _summed(graph: KnowledgeGraph, area: Node) -> dict[str, Cell]:
    told: dict[str, Cell] = {"id": area.id, "label": area.brief}
    stated, every = (Ground.of(graph).tally(area.id, interpreted=layer) for layer in (False, True))
    for key in _COUNTED:
        told |= {f"{key}_stated": getattr(stated, key), key: getattr(every, key)}
    return told | {"uncovered_stated": stated.causes - stated.covered, "uncovered": every.causes - every.covered}


def _counts(graph: KnowledgeGraph, root: str) -> tuple[Count, ...]:
    stated, every = (Ground.of(graph).tally(root, interpreted=layer) for layer in (False, True))
    return tuple(
        Count(
            key=key, label=text(f"tree.{key}"), stated=getattr(stated, key), with_interpreted=getattr(every, key),
            total=every.causes if key == "covered" else None, rule=text(f"tree.{key}_rule"),
        )
        for key in _COUNTED
    )  # fmt: skip


def _notes(graph: KnowledgeGraph, root: Node, *, gaps: bool, alone: bool) -> tuple[Text, ...]:
    """What the tree leaves out: the measures that touch the root without meeting any of its causes."""
    notes = []
    if alone:
        notes.append(text("tree.no_gaps" if gaps else "tree.alone", thing=root.brief))
    if beside := Ground.of(graph).tally(root.id, interpreted=True).beside:
        notes.append(text("tree.beside", count=beside, thing=root.brief))
    return tuple(notes)
