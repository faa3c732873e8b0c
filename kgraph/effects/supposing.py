"""The graph as it would be: without a measure, an actor or a plan, or with the records of a file.

What goes when something is taken away:
  · a measure: with it the sub-activities that are parts of no other measure;
  · an actor: the actor alone.  Its measures stay, some of them without any known actor.  With `actor_takes_measures`
    the measures go too that nobody answers for but the actors taken away; where the text has lost who does, the measure stays;
  · a plan: with it the measures that are parts of no other plan.
Every link of what goes goes with it.  Causes, areas, goals and target groups stay: they are what measures are for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kgraph.asking.asked import asked
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.measures.sets import owners
from kgraph.model import Records
from kgraph.parts.scope import plans_of
from kgraph.structure import unknown_documents

__all__ = ["REMOVABLE", "adding", "removed", "sole_responsible", "without"]

REMOVABLE = ("Measure", "SubActivity", "Actor", "Plan")
"""The kinds of things that can be taken away."""


def removed(
    graph: KnowledgeGraph, *names: str, actor_takes_measures: bool = False, interpreted: bool = True
) -> frozenset[str]:
    """The ids of all that goes when the named measures, sub-activities, actors or plans do.

    Without `interpreted` actors take the measures that they alone answer for by what is stated, else by every link.

    Raises `UnknownName` or `AmbiguousName` for a name, and `UsageError` for one of a thing of another kind.
    """
    things = [asked(graph, name, REMOVABLE, "whatif.not_removable") for name in names]
    gone = {thing.id for thing in things}
    measures = {one.id for one in things if one.kind == "Measure"}
    plans = {one.id for one in things if one.kind == "Plan"}
    if plans:
        measures |= {one for one in graph.index.measures if _only_of(graph, one, plans)}
    actors = {one.id for one in things if one.kind == "Actor"}
    if actors and actor_takes_measures:
        roles = Roles.of(graph)
        answering = roles.answering[interpreted].items()
        measures |= {measure for measure, those in answering if those <= actors and measure not in roles.lost}
    return frozenset(gone | measures | set(_parts_of(graph, measures)))


def without(graph: KnowledgeGraph, gone: Collection[str]) -> KnowledgeGraph:
    """The graph without some things, by id, and without every link that has an end among them."""
    return graph.within(graph.nodes.keys() - set(gone))


def adding(graph: KnowledgeGraph, *files: str | Path) -> KnowledgeGraph:
    """The graph with the records of some files, one after the other, which are read as data are.

    References may name what is here by any of its names; what stands in the file itself comes first.  Raises
    `DataError` with the file and line of every problem, ids that are taken included.
    """
    for file in files:
        new = _read(Path(file), graph)
        sources_here = Records(tuple((node, graph.position(node)) for node in graph.of_kind("Source")))
        graph = graph.plus(new + Records(problems=tuple(unknown_documents(sources_here + new))))
    return graph


def sole_responsible(roles: Roles, *, interpreted: bool) -> dict[str, str]:
    """For each measure that one actor alone answers for, itself or by its parts, that actor; by one way of counting.

    A measure whose responsible actor the text has lost is not among them: others may answer for it too.
    """
    return {
        measure: next(iter(actors))
        for measure, actors in sorted(roles.answering[interpreted].items())
        if len(actors) == 1 and measure not in roles.lost
    }


def _parts_of(graph: KnowledgeGraph, measures: Collection[str]) -> Iterator[str]:
    """The sub-activities that are parts of these measures and of no other."""
    for measure in measures:
        for link in (one for one in graph.incoming(measure, "partOf") if one.counts):
            if graph[link.source].kind == "SubActivity" and {one for one, _ in owners(graph)[link.source]} <= set(
                measures
            ):
                yield link.source


def _only_of(graph: KnowledgeGraph, measure: str, plans: Collection[str]) -> bool:
    its_own = {plan.id for plan in plans_of(graph, measure)}
    return bool(its_own) and its_own <= set(plans)


def _read(file: Path, graph: KnowledgeGraph) -> Records:
    from kgraph import sources
    from kgraph.sources import yaml

    is_yaml = file.suffix.lower() in (".yaml", ".yml") and file.is_file()
    return yaml.read(file, known=lambda name: graph.resolve(name).id) if is_yaml else sources.read(file)
