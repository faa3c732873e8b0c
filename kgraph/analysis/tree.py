"""The cause tree of an area, a problem or a cause: what drives it, what drives that, and which measures meet each cause."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Link, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["tree", "trees"]

_SEVERAL = 2
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
    walk = _Walk(graph, root, depth)
    if gaps:
        walk.keep_gaps()
    rows = walk.numbered()
    told = _Told(graph, walk)
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


@dataclass
class _Row:
    """A place in the tree: a thing, the statements that put it there, and where it stands."""

    node: Node
    above: _Row | None
    links: tuple[Link, ...] = ()
    cut: str | None = None
    below: list[_Row] = field(default_factory=list)
    gap: str | None = None
    basis: str | None = None
    number: str = ""

    @property
    def depth(self) -> int:
        return 0 if self.above is None else self.above.depth + 1

    def ancestors(self) -> Iterator[str]:
        here: _Row | None = self
        while here:
            yield here.node.id
            here = here.above


class _Walk:
    """Breadth first over the causes; a branch that several things share is shown below one of them, its home."""

    def __init__(self, graph: KnowledgeGraph, root: Node, depth: int | None) -> None:
        self.graph = graph
        self.most = depth
        self.acting = {layer: _acting(graph, interpreted=layer) for layer in (False, True)}
        self.shown: dict[str, _Row] = {}
        self.homes = self.found_homes(root.id)
        self.root = _Row(root, None, gap=self.gap(root))
        waiting = deque([self.root])
        while waiting:
            waiting.extend(self.grown(waiting.popleft()))

    def gap(self, node: Node) -> str | None:
        """Which way of counting finds no measure for a cause; for a problem, that nobody gives a cause of it."""
        if node.kind == "Problem":
            return None if self.drivers(node.id) else "no_cause"
        if node.kind != "Cause" or self.acting[False].get(node.id):
            return None
        return "stated" if self.acting[True].get(node.id) else "both"

    def grown(self, row: _Row) -> Iterable[_Row]:
        """Put below a row what belongs there, and return the rows that grow on."""
        causes, measures = self.drivers(row.node.id), self.measures(row.node.id)
        if row.above and self.homes[row.node.id] != row.above.node.id:
            row.cut = "shown" if causes or measures else None
            return ()
        self.shown[row.node.id] = row
        if self.most is not None and row.depth >= self.most:
            row.cut = "depth" if causes or measures else None
            return ()
        above = set(row.ancestors())
        row.below = [_Row(node, row, links, basis=_basis(links)) for node, links in measures]
        for one in row.below:
            one.basis = "stated" if one.node.id in self.acting[False].get(row.node.id, ()) else "interpreted"
        onward = [_Row(node, row, links, gap=self.gap(node), basis=_basis(links)) for node, links in causes]
        row.below += onward
        for one in onward:
            one.cut = "cycle" if one.node.id in above else None
        return [one for one in onward if not one.cut]

    def found_homes(self, root: str) -> dict[str, str]:
        """The thing below which each branch is shown: where stated links lead first, else where others do."""
        homes: dict[str, str] = {}
        depths = {root: 0}
        for firm in (True, False):
            waiting = [(depth, place, one) for place, (one, depth) in enumerate(depths.items())]
            heapify(waiting)
            while waiting:
                for one in self.settled(heappop(waiting)[2], homes, depths, firm=firm):
                    heappush(waiting, (depths[one], len(depths), one))
        return homes

    def settled(self, thing: str, homes: dict[str, str], depths: dict[str, int], *, firm: bool) -> list[str]:
        """The drivers of a thing that have their home below it."""
        if self.most is not None and depths[thing] >= self.most:
            return []
        found = []
        for node, links in self.drivers(thing):
            if node.id not in depths and (_basis(links) == "stated" or not firm):
                homes[node.id], depths[node.id] = thing, depths[thing] + 1
                found.append(node.id)
        return found

    def drivers(self, thing: str) -> list[tuple[Node, tuple[Link, ...]]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.graph.incoming(thing, *ways.DRIVES):
            if link.counts:
                found[link.source].append(link)
        return self.in_order(found)

    def measures(self, cause: str) -> list[tuple[Node, tuple[Link, ...]]]:
        found: dict[str, list[Link]] = {measure: [] for measure in self.acting[True].get(cause, ())}
        for link in self.graph.incoming(cause, *ways.CAUSE_LINKS) if found else ():
            parts = [part.target for part in self.graph.outgoing(link.source, "partOf") if part.counts]
            for one in (link.source, *parts):
                if one in found and link.counts:
                    found[one].append(link)
        return self.in_order(found)

    def in_order(self, found: Mapping[str, list[Link]]) -> list[tuple[Node, tuple[Link, ...]]]:
        nodes = sorted((self.graph[one] for one in found), key=lambda node: (swedish_order(node.brief.sv), node.id))
        return [(node, _best(found[node.id])) for node in nodes]

    def numbered(self) -> list[_Row]:
        """Every row, depth first, with its number."""
        rows, waiting = [], [self.root]
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for place, one in enumerate(row.below, start=1):
                one.number = f"{row.number}.{place}" if row.number else str(place)
            waiting.extend(reversed(row.below))
        return rows

    def keep_gaps(self) -> None:
        """Leave the causes that no measure meets, and what stands above them."""
        kept: set[int] = set()
        for row in reversed(self.numbered()):
            row.below = [one for one in row.below if id(one) in kept]
            if row.below or row.gap == "both":
                kept.add(id(row))


class _Told:
    """Rows of the walk as rows of the table."""

    def __init__(self, graph: KnowledgeGraph, walk: _Walk) -> None:
        self.graph = graph
        self.shown = walk.shown
        self.one_document = len(graph.of_kind("Source")) < _SEVERAL
        self.words = {
            **{f"basis.{one}": text(f"basis.{one}") for one in ("stated", "interpreted")},
            **{f"gap.{one}": text(f"tree.gap_{one}") for one in ("stated", "both", "no_cause")},
            **{f"cut.{one}": text(f"tree.cut_{one}") for one in ("cycle", "depth")},
        }

    def cells(self, row: _Row) -> dict[str, Cell]:
        relation = row.links[0].relation if row.links else None
        above, elsewhere = row.above, self.shown[row.node.id] if row.cut == "shown" else None
        return {
            "number": row.number, "parent": above.number if above else None, "parent_id": above.node.id if above else None,
            "depth": row.depth, "id": row.node.id, "label": row.node.brief, "full_label": row.node.label, "kind": row.node.kind,
            "kind_label": self.graph.ontology.kinds[row.node.kind].label, "relation": relation,
            "relation_label": self.graph.ontology.relations[relation].reading if relation else None,
            "basis": row.basis, "basis_label": self.words.get(f"basis.{row.basis}"), "source": self.cited(row.links), "place": self.place(row),
            "gap": row.gap, "gap_label": self.words.get(f"gap.{row.gap}"), "cut": row.cut, "cut_label": self.cut(row, elsewhere),
            "cut_at": elsewhere.number if elsewhere else None,
        }  # fmt: skip

    def cited(self, links: Iterable[Link]) -> Text | None:
        """Every place that says so, each once."""
        found = {place.sv: place for link in links if (place := self.graph.citation(link))}
        if not found:
            return None
        return Text(sv="; ".join(found), en="; ".join(place.pick("en") for place in found.values()))

    def place(self, row: _Row) -> Text | None:
        """The source without the document that the row above names too; nothing where it says all that is said here."""
        here, above = _places(row.links), _places(row.above.links) if row.above else {}
        if here == above:
            return None
        if self.one_document or here.keys() == above.keys():
            locators = dict.fromkeys(one for ones in here.values() for one in ones if one)
            return Text(sv="; ".join(locators)) if locators else None
        return self.cited(row.links)

    def cut(self, row: _Row, elsewhere: _Row | None) -> Text | None:
        if elsewhere is None:
            return self.words.get(f"cut.{row.cut}")
        return text("tree.cut_shown", above=elsewhere.above.node.brief if elsewhere.above else elsewhere.node.brief)


def _best(links: list[Link]) -> tuple[Link, ...]:
    """The statements that bear a connection: those that are stated or confirmed, else the interpreted ones."""
    stated = [link for link in links if link.counts_as_stated]
    return tuple(sorted(stated or links, key=Link.sort_key))


def _basis(links: tuple[Link, ...]) -> str:
    return "stated" if links and links[0].counts_as_stated else "interpreted"


def _places(links: Iterable[Link]) -> dict[str | None, list[str | None]]:
    """The places of some statements, by their documents."""
    found: dict[str | None, list[str | None]] = {}
    for link in links:
        found.setdefault(link.document, []).append(link.locator)
    return found


def _acting(graph: KnowledgeGraph, *, interpreted: bool) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for measure, cause in graph.index.addressing(interpreted=interpreted):
        found[cause].add(measure)
    return found


def _causes(graph: KnowledgeGraph, root: Node, *, interpreted: bool) -> set[str]:
    """The causes of the tree in one way of counting; a cause that is the root is one of them."""
    return {
        one for one in (root.id, *graph.index.driving(root.id, interpreted=interpreted)) if graph[one].kind == "Cause"
    }


def _counts(walk: _Walk, causes: Mapping[bool, set[str]]) -> tuple[Count, ...]:
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
