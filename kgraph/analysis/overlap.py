"""Which measures touch several things at once: the question the product is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph import ways
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Column, Count, Node, Path, Table, Text
from kgraph.names import swedish_order
from kgraph.paths import between, touches
from kgraph.scope import origin, standings
from kgraph.wording import columns, text

__all__ = ["overlap"]

_NEAREST = 5


def overlap(graph: KnowledgeGraph, *all_of: str, any_of: Sequence[str] = (), but_not: Sequence[str] = ()) -> Table:
    """The measures that touch every thing in `all_of`, at least one in `any_of` and none in `but_not`.

    Things are areas, causes, problems, actors, target groups, places, methods or plans, by name or id, in any mix.
    `kgraph.ways` says what touching is; the rule is also printed with the count.  A measure that is excluded by a
    stated link is excluded from both counts; one that is excluded only by an interpreted link stays among the stated
    hits and leaves the others.

    Returns a table with a row for each hit: `id`, `label`, `home`, `basis` ("stated" or "interpreted"), `steps` (the
    longest of its paths), `plan` (the document, where it is in no plan), `standing` (outside the plans, proposed or both),
    `paths` (one for each thing that it touches) and `how` (those of them that say all).  When nothing is found `also`
    holds the nearest.
    Raises `UnknownName` or `AmbiguousName` for a name that cannot be resolved, `UsageError` when nothing is named.
    """
    every, some, none = (_resolved(graph, names) for names in (all_of, any_of, but_not))
    if not every and not some:
        raise UsageError(text("overlap.too_few").sv, text("overlap.too_few").pick("en"))
    stated = set(graph.index.overlap(every, some, none, interpreted=False))
    both = set(graph.index.overlap(every, some, none, interpreted=True))
    apart = standings(graph)
    rows = [
        _row(graph, measure, (*every, *some), is_stated=measure in stated, standing=apart.get(measure, ()))
        for measure in stated | both
    ]
    rows.sort(key=lambda row: (row["basis"] != "stated", row["steps"], swedish_order(_name(row))))
    rule = text("overlap.rule")
    count = Count(
        key="measures", label=text("overlap.count"), stated=len(stated), with_interpreted=len(both),
        total=len(graph.index.measures), rule=rule,
    )  # fmt: skip
    return Table(
        name="overlap", title=_title(graph, every, some, none), columns=_columns(graph, rows), rows=tuple(rows),
        counts=(count,), notes=(*_notes(graph, (*every, *some), found=bool(rows)), *_beside(rows)),
        also=() if rows else (_nearest(graph, (*every, *some), none),),
    )  # fmt: skip


def _notes(graph: KnowledgeGraph, things: Sequence[str], *, found: bool) -> tuple[Text, ...]:
    """That nothing was found, and that counts for areas are a floor where the text has lost what more measures affect."""
    notes = [] if found else [text("overlap.none")]
    lost = sum("also_affects" in measure.unknown for measure in graph.of_kind("Measure"))
    if lost and any(graph[thing].kind in AREA_KINDS for thing in things):
        notes.append(text("overlap.lost_affects", count=lost))
    return tuple(notes)


def _resolved(graph: KnowledgeGraph, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_touchable(graph, name) for name in names))


def _touchable(graph: KnowledgeGraph, name: str) -> str:
    """The id of a thing that can be touched; a name of something else is answered with what it is."""
    try:
        return graph.resolve(name, ways.TOUCHABLE).id
    except UnknownName:
        others = graph.names.candidates(name)
        if not others:
            raise
        kind = graph.ontology.kinds[graph[others[0]].kind].label
        message = text("overlap.not_touchable", name=name, kind=kind)
        raise UsageError(message.sv, message.pick("en")) from None


def _columns(graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]]) -> tuple[Column, ...]:
    """The columns; which plan a hit comes from is told where measures come from more than one, its standing where a hit has one."""
    plan = {"plan": "plan"} if len({_origin(graph, measure) for measure in graph.index.measures}) > 1 else {}
    standing = {"standing": "standing"} if any(row["standing"] for row in rows) else {}
    return columns(
        label="measure", **plan, **standing, home="home", basis_label="basis", directness="directness", how="paths"
    )


def _origin(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    return tuple(one.brief for one in origin(graph, measure))


def _beside(rows: Sequence[dict[str, Cell]]) -> tuple[Text, ...]:
    """How many hits stand outside the plans or are proposals, by both ways of counting; nothing when there are none."""
    told = [row for row in rows if row["standing"]]
    stated = sum(row["basis"] == "stated" for row in told)
    return (text("overlap.beside", stated=stated, interpreted=len(told)),) if told else ()


def _row(
    graph: KnowledgeGraph, measure: str, things: Sequence[str], *, is_stated: bool, standing: Sequence[str]
) -> dict[str, Cell]:
    known = touches(graph, measure, things)
    paths = tuple(known[thing] for thing in things if thing in known)
    basis = "stated" if is_stated else "interpreted"
    steps = max((len(path.steps) for path in paths), default=0)
    return {
        "id": measure, "label": graph[measure].brief, "full_label": graph[measure].label,
        "plan": _origin(graph, measure), "standing": tuple(text(f"standing.{one}") for one in standing),
        "home": _home(graph, measure), "basis": basis, "basis_label": text(f"basis.{basis}"), "steps": steps,
        "directness": text("overlap.direct") if steps <= 1 else text("overlap.indirect", steps=steps), "paths": paths,
        "how": tuple(path for path in paths if not any(_begins(other, path) for other in paths)),
    }  # fmt: skip


def _begins(longer: Path, path: Path) -> bool:
    """Whether `longer` goes on from `path`, and so says what it says too."""
    return len(longer.steps) > len(path.steps) and longer.steps[: len(path.steps)] == path.steps


def _home(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    return tuple(graph[link.target].brief for link in graph.outgoing(measure, ways.HOME) if link.counts)


def _name(row: dict[str, Cell]) -> str:
    label = row["label"]
    return label.sv if isinstance(label, Text) else str(label)


def _title(graph: KnowledgeGraph, every: Sequence[str], some: Sequence[str], none: Sequence[str]) -> Text:
    parts = [_joined(graph, names, key) for names, key in ((every, "all_of"), (some, "any_of")) if names]
    things = text("overlap.and_some", every=parts[0], some=parts[1]) if every and some else parts[0]
    if none:
        things = text("overlap.but_not", things=things, without=_joined(graph, none, "any_of"))
    return text("overlap.title", things=things)


def _joined(graph: KnowledgeGraph, names: Sequence[str], conjunction: str) -> Text:
    word = text(f"overlap.{conjunction}")
    sv, en = (f" {word.pick(lang)} ".join(graph[name].brief.pick(lang) for name in names) for lang in ("sv", "en"))
    return Text(sv=sv, en=en)


def _nearest(graph: KnowledgeGraph, things: Sequence[str], none: Sequence[str]) -> Table:
    """The measures that touch most of the things; between equals, those with the shortest way to the rest."""
    excluded = {measure for thing in none for measure in graph.index.touching(thing, interpreted=True)}
    touched = {thing: set(graph.index.touching(thing, interpreted=True)) for thing in things}
    scores = {
        measure: sum(measure in measures for measures in touched.values())
        for measure in set().union(*touched.values()) - excluded
    }
    best = sorted(scores, key=lambda measure: (-scores[measure], measure))[: 4 * _NEAREST]
    rows = [_near_row(graph, graph[measure], things, touched) for measure in best]
    rows.sort(key=lambda row: (-int(str(row["touched"])), int(str(row["distance"])), swedish_order(_name(row))))
    return Table(
        name="nearest", title=text("overlap.nearest"), rows=tuple(rows[:_NEAREST]), notes=(text("overlap.nearest_rule"),),
        columns=columns(label="measure", paths="touches", missing="missing"),
    )  # fmt: skip


def _near_row(
    graph: KnowledgeGraph, measure: Node, things: Sequence[str], touched: dict[str, set[str]]
) -> dict[str, Cell]:
    known = touches(graph, measure.id, things)
    lacking = [thing for thing in things if measure.id not in touched[thing]]
    ways_there: list[tuple[Path, ...]] = [between(graph, measure.id, thing, most=1) for thing in lacking]
    distance = sum(min((len(path.steps) for path in paths), default=99) for paths in ways_there)
    return {
        "id": measure.id, "label": measure.brief, "touched": len(things) - len(lacking), "distance": distance,
        "paths": tuple(known[thing] for thing in things if thing in known),
        "missing": tuple(graph[thing].brief for thing in lacking),
    }  # fmt: skip
