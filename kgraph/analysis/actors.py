"""Who is responsible for what, who carries most, and what does an actor do?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words, both_ways, sources_alone
from kgraph.measures import links as measure_links
from kgraph.measures.roles import Roles, actors_named, counted_apart
from kgraph.measures.rows import MeasureRows, brief_names, only_first
from kgraph.measures.sets import below, rolled_up
from kgraph.model import Actor, Cell, Count, Link, Table, Text, integer
from kgraph.names import swedish_order
from kgraph.wording import columns, joined, text

__all__ = ["actors"]

_FIGURES = ("measures", "responsible_one", "responsible_several", "takes_part", "responsible_unknown", "alone")
_TOGETHER = 2
"""From how many measures on "always together with" says something."""


def actors(graph: KnowledgeGraph, name: str | None = None, *, members: bool = False, most: int | None = None) -> Table:
    """The load of every actor that has a measure; with `name` all that the actor, or the actors of that type, do.

    A row of the load: `measures`, `responsible_one` (it alone answers for them), `responsible_several`, `takes_part` (and
    does not answer), `responsible_unknown` (of those: the source marks who answers, and the text has lost it), `alone`
    (nobody else has a part in the measure) and `always_with` (who has a part in every one, when there are two or more).  Each
    number stands twice, `…_stated` by stated and confirmed links only; `…_stays` are the measures of a role that have it in
    both ways of counting (`responsible_stays` alone or with others, `takes_part_stays` without the unknown).  With `members` an actor's own measures and
    those of its members and units are taken together; with `most` only so many rows of the load stand.

    A row of what an actor does: the measure, `role` ("responsible", "responsible_several", "takes_part" or
    "responsible_unknown") and its `basis`, `role_read` (what it becomes when readings count, where that is another),
    `actors` (which of those named have the role), `others` (who else has a part), `home`, `time` and `source`.  A role is
    as sure as its basis: who is stated to take part and only read to answer for it takes part.
    Raises `UnknownName` or `AmbiguousName` for a name that means no actor and no type of actors.
    """
    roles = Roles.of(graph)
    if name is not None:
        return _Deeds(graph, roles, _family(graph, actors_named(graph, name), members=members)).table(name)
    return _Load(graph, roles, members=members).table(most)


def _family(graph: KnowledgeGraph, named: Sequence[str], *, members: bool) -> tuple[str, ...]:
    """The actors that are named, with their members and units where these are asked for."""
    if not members:
        return tuple(named)
    families = below(graph, "Actor", "memberOf", "broader")[True]
    return tuple(sorted(set[str]().union(*(families[one] for one in named))))


class _Load:
    """What each actor carries."""

    def __init__(self, graph: KnowledgeGraph, roles: Roles, *, members: bool) -> None:
        self.graph = graph
        self.roles = roles
        self.members = members
        alone = {one.id: {one.id} for one in graph.of_kind("Actor")}
        self.families = below(graph, "Actor", "memberOf", "broader") if members else {False: alone, True: alone}
        self.measures = rolled_up(roles.involved, self.families)

    def table(self, most: int | None) -> Table:
        """The actors that have a measure, those with most measures first."""
        found = [one for one in self.graph.of_kind("Actor") if self.measures[True].get(one.id)]
        rows = [self.row(one) for one in found if isinstance(one, Actor)]
        rows.sort(key=lambda row: (-integer(row, "measures"), swedish_order(str(self.graph[str(row["id"])].brief.sv))))
        told = [key for key in _FIGURES if key != "responsible_unknown" or self.roles.lost]
        headings = {f"{key}_both": f"people.{key}" for key in told}
        return Table(
            name="actors", title=text("people.actors_members" if self.members else "people.actors"), rows=tuple(rows[:most]),
            columns=columns(label="people.actor", type_label="people.type", **headings, always_with="people.always_with"),
            counts=self.counts(), notes=(*only_first(most, len(rows)), *self.notes()),
        )  # fmt: skip

    def row(self, actor: Actor) -> dict[str, Cell]:
        stated, every = (self.figures(actor.id, interpreted=layer) for layer in (False, True))
        told: dict[str, Cell] = {}
        for key in _FIGURES:
            told |= {f"{key}_stated": stated[key], key: every[key], f"{key}_both": both_ways(stated[key], every[key])}
        told |= self.stays(actor.id)
        scheme = self.graph.ontology
        return {
            "id": actor.id, "label": actor.brief, "full_label": actor.label, "actor_type": actor.actor_type,
            "type_label": scheme.concept_label("actor_type", actor.actor_type) if actor.actor_type else None, **told,
            "always_with": self.always_with(actor.id, interpreted=True),
            "always_with_stated": self.always_with(actor.id, interpreted=False),
        }  # fmt: skip

    def figures(self, actor: str, *, interpreted: bool) -> dict[str, int]:
        """The figures of one actor (with its family) in one way of counting."""
        family = self.families[interpreted][actor]
        measures = self.measures[interpreted].get(actor, set())
        numbers = dict.fromkeys(_FIGURES, 0) | {"measures": len(measures)}
        behind = self.roles.behind[interpreted]
        for measure in measures:
            role = self.roles.role(measure, family, interpreted=interpreted)
            numbers["responsible_one" if role == "responsible" else role] += 1
            numbers["takes_part"] += role == "responsible_unknown"
            numbers["alone"] += behind[measure] <= family
        return numbers

    def stays(self, actor: str) -> dict[str, int]:
        """How many measures have the same role for an actor (with its family) in both ways of counting."""
        numbers = {"responsible_stays": 0, "takes_part_stays": 0, "responsible_unknown_stays": 0}
        for measure in self.measures[False].get(actor, ()):
            stated, every = (
                self.roles.role(measure, self.families[layer][actor], interpreted=layer).removesuffix("_several")
                for layer in (False, True)
            )
            if stated == every:
                numbers[f"{stated}_stays"] += 1
        return numbers

    def always_with(self, actor: str, *, interpreted: bool) -> tuple[Text, ...]:
        """Who has a part in every measure of an actor that has two or more."""
        measures = self.measures[interpreted].get(actor, set())
        if len(measures) < _TOGETHER:
            return ()
        behind = self.roles.behind[interpreted]
        common = set.intersection(*(behind[measure] for measure in sorted(measures)))
        return brief_names(self.graph, common - self.families[interpreted][actor])

    def counts(self) -> tuple[Count, ...]:
        """How many actors have a measure, how many measures somebody answers for, and how many one actor has by itself."""
        total = len(self.graph.of_kind("Measure"))
        answered = [len(self.roles.answering[layer]) for layer in (False, True)]
        with_measures = [sum(map(bool, self.measures[layer].values())) for layer in (False, True)]
        alone = [sum(len(one) == 1 for one in self.roles.behind[layer].values()) for layer in (False, True)]
        numbers = {
            "with_measures": (with_measures, len(self.graph.of_kind("Actor"))), "answered": (answered, total),
            "by_one": (alone, total),
        }  # fmt: skip
        return tuple(
            Count(
                key=key, label=text(f"people.{key}"), stated=both[0], with_interpreted=both[1], total=most,
                rule=text(f"people.{key}_rule"),
            )
            for key, (both, most) in numbers.items()
        )  # fmt: skip

    def notes(self) -> Iterator[Text]:
        """What is unknown of responsibility, and how the two numbers of a cell are read."""
        lost = [sum(self.roles.is_lost(one, interpreted=layer) for one in self.roles.lost) for layer in (False, True)]
        if any(lost):
            yield text("people.lost_marks", count=both_ways(*lost), total=len(self.graph.of_kind("Measure")))
        yield text("people.both")
        if self.members:
            yield text("people.members_rule")
        yield from counted_apart(self.graph)


class _Deeds:
    """What some actors do."""

    def __init__(self, graph: KnowledgeGraph, roles: Roles, named: Sequence[str]) -> None:
        self.graph = graph
        self.roles = roles
        self.named = frozenset(named)
        self.rows = MeasureRows(graph)
        self.sourced = self.involved(Roles.of(sources_alone(graph)), interpreted=False)

    def involved(self, roles: Roles, *, interpreted: bool) -> set[str]:
        """The measures that any of the actors has a part in, in one way of counting."""
        return set[str]().union(*(roles.involved[interpreted].get(one, ()) for one in self.named))

    def table(self, name: str) -> Table:
        """The measures of the actors, those that they answer for first."""
        stated, every = (self.involved(self.roles, interpreted=layer) for layer in (False, True))
        rows = [self.row(measure, is_stated=measure in stated) for measure in every]
        rows.sort(key=lambda row: (_ORDER[str(row["role"])], swedish_order(self.graph[str(row["id"])].brief.sv)))
        which = {"actors": "people.which"} if len(self.named) > 1 else {}
        count = Count(
            key="measures", label=text("people.measures"), stated=len(stated), with_interpreted=len(every),
            total=len(self.graph.of_kind("Measure")), rule=text("people.measures_rule"),
        )  # fmt: skip
        return Table(
            name="actor", title=self.title(name), rows=tuple(rows), counts=(count,), notes=tuple(self.notes(rows)),
            columns=columns(
                label="measure", role_label="people.role", **which, others="people.others", home="home",
                time="people.time", **self.rows.headings(rows), basis_label="basis", source="source",
            ),
        )  # fmt: skip

    def title(self, name: str) -> Text:
        if len(self.named) == 1:
            return text("people.actor_does", actor=self.graph[next(iter(self.named))].brief)
        return text("people.actors_do", name=name, count=len(self.named))

    def row(self, measure: str, *, is_stated: bool) -> dict[str, Cell]:
        behind = self.roles.behind[True][measure]
        basis = "stated" if is_stated else "interpreted"
        role = self.roles.cells(measure, self.named, is_stated=is_stated)
        mine = self.holders(measure, str(role["role"]), interpreted=not is_stated)
        cited = {self.graph.citation(link) for link in self.links(measure)}
        sources = sorted((one for one in cited if one), key=lambda one: one.sv)
        return {
            **self.rows.row(measure), **role,
            "basis": basis, "basis_label": basis_words(basis, sourced=measure in self.sourced), "actors": brief_names(self.graph, mine),
            "others": brief_names(self.graph, behind - mine), "source": tuple(sources),
        }  # fmt: skip

    def holders(self, measure: str, role: str, *, interpreted: bool) -> set[str]:
        """Which of those named have a role, in one way of counting."""
        layer = self.roles.answering if role in _ANSWERS else self.roles.behind
        return layer[interpreted].get(measure, set()) & self.named

    def links(self, measure: str) -> Iterator[Link]:
        """The links of the actors to a measure and to its parts."""
        return (link for link in measure_links.actors(self.graph, measure) if link.source in self.named)

    def notes(self, rows: Sequence[dict[str, Cell]]) -> Iterator[Text]:
        if not rows:
            yield text("people.does_nothing")
        if any(row["role"] == "responsible_unknown" for row in rows):
            yield text("people.role_lost")
        if len(self.named) > 1:
            yield text("people.named", names=joined(brief_names(self.graph, self.named), "; "))
        yield from counted_apart(self.graph, self.named)


_ANSWERS = ("responsible", "responsible_several")
_ORDER = {"responsible": 0, "responsible_several": 1, "responsible_unknown": 2, "takes_part": 3}
