"""What happens if a measure, an actor or a plan goes, or if something is added?  Figures before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from kgraph import ways
from kgraph.carrying import at_most, carried, resting
from kgraph.collector import collector_put_off
from kgraph.covering.states import COVERABLE, Cover, covers, figures
from kgraph.effects import supposing
from kgraph.effects.differences import Question, before_and_after, changed, counted
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures.roles import counted_apart
from kgraph.measures.rows import only_first
from kgraph.model import Cell, Count, Node, Table, Text
from kgraph.names import suggest, swedish_order
from kgraph.wording import columns, joined, refused, text

__all__ = ["whatif"]

_Pair = tuple[str, str]
_GONE = ("Plan", "Actor", "Measure", "SubActivity")
"""In what order that which goes is told."""


@collector_put_off()
def whatif(
    graph: KnowledgeGraph, *, without: Sequence[str] = (), add: Sequence[str | Path] = (), actor_takes_measures: bool = False,
    overlaps: Sequence[_Pair] = (), figure: Sequence[str] = (), ask: Sequence[Question] = (), on: date | None = None,
    most: int | None = None,
) -> Table:  # fmt: skip
    """The figures of a graph before and after some things are taken away and the records of some files are added.

    `kgraph.effects.supposing` says what goes with what; where an actor takes along what it alone answers for, that is found
    by each way of counting for its own numbers (`gone` says in `basis` by which a measure goes).  First everything in `without` goes, then the files come.  A row is a
    figure that changes, or that was chosen: `key`, `label`, `before_stated`, `before`, `after_stated`, `after`,
    `change_stated`, `change` (whole numbers), `total_before`, `total_after` and `rule`.  The figures are those of
    `kgraph.covering.states` and the counts of causes without a measure, of goals, target groups and problems with
    one, of measures, of measures without a known actor, and of the measures that touch both of each pair of
    `overlaps`.  `figure` chooses some of them by their keys.  `ask` are other analyses, as `kgraph.balance`: their
    counts are figures too (`key` with the name of the table before it), and `also` tells in `changed_<name>` every
    cell of their tables that is another than before.

    `also` holds `carried`, `resting` and `resting_aims` (when actors go: the measures they have a part in, as what,
    and the causes and areas, and the goals, target groups and problems, that rest on these alone), `same` (the
    figures that stay as they are), `losses` and `gains` (things that lose their last, or get their first, measure by
    either way of counting), `bare` (measures left without a known actor) and `gone` (what was taken away).  `on` is the day that accepted gaps are judged by, `most` how many rows
    these tables show.  Raises `UsageError` when nothing is supposed, a figure is unknown, what is asked answers with no table or an actor is to take
    measures along and none goes, `UnknownName` or `AmbiguousName` for a name, and `DataError` with every problem of
    the files.
    """
    if not without and not add:
        raise refused("whatif.nothing")
    own, read = (
        supposing.removed(graph, *without, actor_takes_measures=actor_takes_measures, interpreted=layer)
        for layer in (False, True)
    )
    if actor_takes_measures and not any(graph[one].kind == "Actor" for one in read):
        raise refused("whatif.no_actor")
    after = _after(graph, read, add)
    left = after if own == read else _after(graph, own, add)
    change = _Change(_State(graph, graph, on), _State(left, after, on), own, read, tuple(add))
    answers = [(_answer(graph, question), change.after.answer(question)) for question in ask]
    told = _chosen(list(change.rows()), figure)
    same = [] if figure else [row for row in told if not (row["change_stated"] or row["change"])]
    rows = [*(row for row in told if row not in same), *change.overlaps(overlaps)]
    asked = [row for before, after in answers for row in counted(before, after)]
    headings = columns(
        label="figure", before_stated="before_stated", before="before_all", after_stated="after_stated", after="after_all",
        change_stated="change_stated", change="change_all",
    )  # fmt: skip
    return Table(
        name="whatif", title=change.title(without), rows=(*rows, *asked), columns=headings,
        notes=(*change.notes(actor_takes_measures=actor_takes_measures), *_rules(rows, same, chosen=bool(figure))),
        also=(
            *(_shown(changed(before, after), most) for before, after in answers),
            *(_shown(table, most) for table in change.tables() if table.rows),
            *([Table(name="same", title=text("whatif.same_title"), rows=tuple(same), columns=headings)] if same else []),
        ),
    )  # fmt: skip


def _after(graph: KnowledgeGraph, gone: frozenset[str], add: Sequence[str | Path]) -> KnowledgeGraph:
    left = supposing.without(graph, gone) if gone else graph
    return supposing.adding(left, *add) if add else left


def _shown(table: Table, most: int | None) -> Table:
    """The first rows of a table, and how many there are."""
    note = only_first(most, len(table), "effects.rows")
    return table.model_copy(update={"rows": table.rows[:most], "notes": (*table.notes, *note)}) if note else table


def _chosen(rows: list[dict[str, Cell]], keys: Sequence[str]) -> list[dict[str, Cell]]:
    known = [str(row["key"]) for row in rows]
    for key in keys:
        if key not in known:
            near = suggest(key, known) or known
            raise refused("whatif.unknown_figure", figure=key, known=", ".join(near))
    return [row for row in rows if not keys or row["key"] in keys]


def _rules(rows: Sequence[dict[str, Cell]], same: Sequence[dict[str, Cell]], *, chosen: bool) -> Iterator[Text]:
    """The rules of chosen figures; else how many are as before, and how to choose some."""
    if same:
        yield text("whatif.same" if len(same) > 1 else "whatif.same_one", count=len(same))
    if chosen:
        yield from (text("whatif.rule_of", figure=row["label"], rule=row["rule"]) for row in rows)
    else:
        yield text("whatif.rules", key=next(iter((*rows, *same)))["key"])


class _State:
    """A graph with its figures and covers, each found once; what is stated is looked up in one that may hold other measures."""

    def __init__(self, own: KnowledgeGraph, graph: KnowledgeGraph, on: date | None) -> None:
        self.graph, self.on = graph, on
        self.graphs = {False: own, True: graph}

    @cached_property
    def covers(self) -> dict[str, Cover]:
        own, read = (covers(self.graphs[layer], *COVERABLE, on=self.on) for layer in (False, True))
        return {one: replace(cover, stated=own[one].stated) for one, cover in read.items()}

    def answer(self, question: Question) -> Table:
        """The answer to a question of the whole graph, with the counts of what is stated from where they belong."""
        whole = question(self.graph)
        if self.graphs[False] is self.graph:
            return whole
        return whole.model_copy(update={"counts": tuple(_merged(question(self.graphs[False]).counts, whole.counts))})

    @cached_property
    def bare(self) -> dict[bool, set[str]]:
        """The measures that have no known actor, by either way of counting; none whose responsible actor the text has lost."""
        return {
            layer: {one.id for one in graph.of_kind("Measure") if "responsible" not in one.unknown}.difference(
                *(self.carried(actor.id, interpreted=layer) for actor in graph.of_kind("Actor"))
            )
            for layer, graph in self.graphs.items()
        }

    def carried(self, actor: str, *, interpreted: bool) -> tuple[str, ...]:
        """The measures that an actor is responsible for or takes part in, themselves or by a part."""
        return self.graphs[interpreted].index.touching(actor, interpreted=interpreted)

    def counts(self) -> Iterator[Count]:
        """The headline figures, then the others."""
        yield from _merged(*(figures(self.graphs[layer], self.on) for layer in (False, True)))
        for key, kind in (("goals", "Goal"), ("groups", "TargetGroup"), ("problems", "Problem")):
            found = [one for one in self.covers.values() if self.graph[one.thing].kind == kind]
            yield _count(key, [bool(one.stated) for one in found], [bool(one.every) for one in found])
        causes = [one for one in self.covers.values() if self.graph[one.thing].kind == "Cause"]
        yield _count("uncovered_causes", [not one.stated for one in causes], [not one.every for one in causes])
        measures = [self.graphs[layer].index.measures for layer in (False, True)]
        yield _count("measures", *([True] * len(ones) for ones in measures))
        yield _count(
            "bare_measures", *([one in self.bare[layer] for one in measures[layer]] for layer in (False, True))
        )

    def shared(self, pair: _Pair, *, interpreted: bool) -> int:
        index = self.graphs[interpreted].index
        return len(index.overlap(pair, interpreted=interpreted)) if all(one in index.number for one in pair) else 0


def _count(key: str, stated: Sequence[bool], every: Sequence[bool]) -> Count:
    return Count(
        key=key, label=text(f"whatif.{key}"), stated=sum(stated), with_interpreted=sum(every), total=max(len(stated), len(every)),
        rule=text(f"whatif.{key}_rule"),
    )  # fmt: skip


def _merged(own: Iterable[Count], read: Iterable[Count]) -> Iterator[Count]:
    """Counts of which what is stated was counted in one graph, and what is so with interpretations in another."""
    stated = {count.key: count.stated for count in own}
    return (count.model_copy(update={"stated": stated.get(count.key, count.stated)}) for count in read)


@dataclass(frozen=True)
class _Change:
    """What is before, what is after, and what went, by what is stated and with interpretations."""

    before: _State
    after: _State
    own: frozenset[str]
    read: frozenset[str]
    added: tuple[str | Path, ...]

    @property
    def gone(self) -> frozenset[str]:
        """What went by either way of counting."""
        return self.own | self.read

    def title(self, names: Sequence[str]) -> Text:
        parts = []
        if names:
            ids = dict.fromkeys(self.before.graph.resolve(name, supposing.REMOVABLE).id for name in names)
            quoted = (text("whatif.quoted", thing=self.before.graph[one].brief) for one in ids)
            parts.append(text("whatif.without", things=joined(quoted)))
        if self.added:
            parts.append(text("whatif.with", files=", ".join(Path(one).name for one in self.added)))
        return text("whatif.title", what=joined(parts, text("whatif.and")))

    def rows(self) -> Iterator[dict[str, Cell]]:
        after = {count.key: count for count in self.after.counts()}
        yield from (before_and_after(old, after[old.key]) for old in self.before.counts())

    def overlaps(self, pairs: Sequence[_Pair]) -> Iterator[dict[str, Cell]]:
        for names in pairs:
            things = [self._named(name) for name in names]
            pair = (things[0].id, things[1].id)
            counts = []
            for state in (self.before, self.after):
                stated, every = (state.shared(pair, interpreted=layer) for layer in (False, True))
                counts.append(
                    Count(
                        key="overlap", label=text("whatif.overlap", first=things[0].brief, second=things[1].brief), stated=stated,
                        with_interpreted=every, total=len(state.graph.index.measures), rule=text("whatif.overlap_rule"),
                    )
                )  # fmt: skip
            yield before_and_after(*counts)

    def _named(self, name: str) -> Node:
        """The thing that a name means, before or, if it has only just come, after."""
        try:
            return self.before.graph.resolve(name, ways.TOUCHABLE)
        except UnknownName:
            if name in self.after.graph or self.after.graph.names.candidates(name, ways.TOUCHABLE):
                return self.after.graph.resolve(name, ways.TOUCHABLE)
            raise

    def tables(self) -> tuple[Table, ...]:
        losses = self._turns("losses", self.before, self.after)
        graph = self.before.graph
        actors = [one for one in sorted(self.gone) if graph[one].kind == "Actor"]
        part = (carried(graph, actors), *resting(graph, actors)) if actors else ()
        return *part, losses, self._turns("gains", self.after, self.before), self.bare(), self.gone_table()

    def _turns(self, name: str, one: _State, other: _State) -> Table:
        """What a measure covers in the one state and none in the other, by either way of counting."""
        rows = []
        for cover in sorted(one.covers.values(), key=lambda cover: self._order(one.graph[cover.thing])):
            missing = other.covers.get(cover.thing)
            stated = bool(cover.stated) and not (missing and missing.stated)
            every = bool(cover.every) and not (missing and missing.every)
            if stated or every:
                rows.append(_turned(one.graph, cover, name, stated=stated, every=every))
        return Table(
            name=name, title=text(f"whatif.{name}"), rows=tuple(rows), notes=(text(f"whatif.{name}_rule"),),
            columns=columns(label="what", kind_label="kind", turn_label="turn", measures=f"{name}_measures"),
        )  # fmt: skip

    @staticmethod
    def _order(node: Node) -> tuple[int, str, str]:
        return COVERABLE.index(node.kind), swedish_order(node.brief.sv), node.id

    def bare(self) -> Table:
        """The measures that had a known actor before and have none after."""
        new = {layer: self.after.bare[layer] - self.before.bare[layer] for layer in (False, True)}
        rows: list[dict[str, Cell]] = []
        for one in sorted((new[False] | new[True]) & set(self.before.graph.index.measures)):
            turn = "both" if one in new[True] else "stated"
            rows.append({**_named_row(self.before.graph[one]), "turn": turn, "turn_label": text(f"whatif.bare_{turn}")})
        return Table(
            name="bare", title=text("whatif.bare"), rows=tuple(rows), notes=(text("whatif.bare_rule"),),
            columns=columns(label="measure", turn_label="turn"),
        )  # fmt: skip

    def gone_table(self) -> Table:
        graph = self.before.graph
        nodes = sorted(
            (graph[one] for one in self.gone),
            key=lambda node: (_GONE.index(node.kind), swedish_order(node.brief.sv), node.id),
        )
        rows = tuple(
            {
                **_named_row(node), "kind": node.kind, "kind_label": graph.ontology.kinds[node.kind].label,
                "basis": (basis := self._basis(node.id)), "basis_label": text(f"effects.{basis}"),
            }
            for node in nodes
        )  # fmt: skip
        differing = {"basis_label": "counted"} if self.own != self.read else {}
        return Table(
            name="gone", title=text("whatif.gone"), rows=rows, columns=columns(label="what", kind_label="kind", **differing)
        )  # fmt: skip

    def _basis(self, gone: str) -> str:
        """By which way of counting a thing went."""
        return "both" if gone in self.own & self.read else "stated" if gone in self.own else "interpreted"

    def notes(self, *, actor_takes_measures: bool) -> Iterator[Text]:
        graph = self.before.graph
        kinds = {graph[one].kind for one in self.gone}
        for kind in ("Measure", "Plan"):
            if kind in kinds:
                yield text(f"whatif.{kind}_goes")
        actors = [one for one in self.gone if graph[one].kind == "Actor"]
        if actors:
            yield text("whatif.actor_takes" if actor_takes_measures else "whatif.actor_goes")
            if self.own != self.read:
                yield text("whatif.taken_differ")
            lost, measures, causes = at_most(graph, actors)
            if any(lost):
                yield text(
                    "whatif.lost_responsible",
                    count=both_ways(*lost),
                    measures=both_ways(*measures),
                    causes=both_ways(*causes),
                )
            yield from counted_apart(graph, actors)
        yield text("whatif.stays")


def _answer(graph: KnowledgeGraph, question: Question) -> Table:
    table: object = question(graph)
    if not isinstance(table, Table):
        raise refused("whatif.no_table", question=getattr(question, "__name__", repr(question)), answer=repr(table))
    return table


def _turned(graph: KnowledgeGraph, cover: Cover, name: str, *, stated: bool, every: bool) -> dict[str, Cell]:
    turn = "both" if stated and every else "stated" if stated else "interpreted"
    node = graph[cover.thing]
    measures = cover.every if every else cover.stated
    words = "losses_read" if name == "losses" and turn == "interpreted" and cover.stated else f"{name}_{turn}"
    return {
        **_named_row(node), "kind": node.kind, "kind_label": graph.ontology.kinds[node.kind].label, "turn": turn,
        "turn_label": text(f"whatif.{words}"), "measure_ids": measures,
        "measures": tuple(graph[one].brief for one in measures),
    }  # fmt: skip


def _named_row(node: Node) -> dict[str, Cell]:
    return {"id": node.id, "label": node.brief, "full_label": node.label}
