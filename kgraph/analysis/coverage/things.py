"""Areas, goals, target groups and problems with their measures and their states; those without a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kgraph.analysis.coverage.overview import accepted_table, described, in_state, in_state_count, only_seems
from kgraph.asking.kinds import plural
from kgraph.covering.firmness import Firmness, firmness
from kgraph.covering.states import Cover, StateAsked, acceptances, covers
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.model import Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import speakers, standings, stands_beside
from kgraph.wording import columns, text

__all__ = ["of_things"]


def of_things(
    graph: KnowledgeGraph, kinds: Sequence[str], state: StateAsked | None, on: date | None, *, inherit: bool
) -> Table:
    """The table of things of some kinds, with `state` only of those in it."""
    found = covers(graph, *kinds, on=on, inherit=inherit)
    rows = _rows(graph, found.values(), on)
    called = plural(graph, kinds)
    rule = text(f"covering.rule_of_{_rule(kinds)}")
    count = Count(
        key=_rule(kinds), label=text("covering.with_measure", kind=called), total=len(found), rule=rule,
        stated=sum(bool(one.stated) for one in found.values()), with_interpreted=sum(bool(one.every) for one in found.values()),
    )  # fmt: skip
    bare = tuple(
        sorted((row for row in rows if row["state"] == "uncovered"), key=lambda row: _place(row, "full_label"))
    )
    gaps = Table(
        name="gaps", title=text("covering.without_measure", kind=called), rows=bare, notes=(text("covering.rule_uncovered" if bare else "covering.no_gap"),),
        columns=columns(full_label="name", label="covering.short_name", **_further(bare, "plans")),
    )  # fmt: skip
    worth = firmness(graph, interpreted=False, on=on)
    asked = in_state(graph, found.values(), state, on)
    shown = tuple(row | asked[one] for row in rows if (one := str(row["id"])) in asked)
    return Table(
        name="coverage", title=text("covering.title", kind=called), rows=shown, notes=_narrower(kinds, inherit=inherit),
        counts=(*in_state_count(shown, state, called, len(rows)), count),
        columns=columns(
            label="name", measures_stated="measures_stated", measures="measures_all", **_further(shown, "outside_both"), state_label="state",
            **({"in_state_label": "in_state"} if state else {}), **_further(shown, "decision"),
        ),
        also=(gaps, *_seeming(rows, found, worth, called), *accepted_table(graph, on, inherit=inherit)),
    )  # fmt: skip


def _seeming(
    rows: Sequence[dict[str, Cell]], found: Mapping[str, Cover], worth: Firmness, kind: Text
) -> tuple[Table, ...]:
    """The things that only seem to be covered; nothing where none does."""
    told = tuple(row for row in rows if only_seems(found[str(row["id"])], worth))
    made = Table(
        name="seeming", title=text("covering.seeming", kind=kind), rows=told, notes=(text("covering.seeming_rule"),),
        columns=columns(full_label="name", label="covering.short_name", measures_stated="measures_stated", measures="measures_all", state_label="state"),
    )  # fmt: skip
    return (made,) if told else ()


def _narrower(kinds: Sequence[str], *, inherit: bool) -> tuple[Text, ...]:
    """Whether narrower target groups count for wider ones: here and in the list of groups that is not the same by default."""
    return (text(f"covering.narrower_{'in' if inherit else 'out'}"),) if kinds == ("TargetGroup",) else ()


def _rule(kinds: Sequence[str]) -> str:
    return {"Goal": "goals", "TargetGroup": "target_groups", "Problem": "problems"}.get(kinds[0], "areas")


def _rows(graph: KnowledgeGraph, found: Iterable[Cover], on: date | None) -> tuple[dict[str, Cell], ...]:
    """A row for each thing, in Swedish order."""
    worth, accepted, beside = firmness(graph, interpreted=False, on=on), acceptances(graph, on), standings(graph)
    told = list(found)
    spoken = speakers(graph, (one.thing for one in told if not one.every))
    rows: list[dict[str, Cell]] = [
        {
            "id": one.thing, "label": graph[one.thing].brief, "full_label": graph[one.thing].label, "measures_stated": len(one.stated),
            "measures": len(one.every), "measure_ids": one.every, **_outside(one, beside),
            "plans": tuple(plan.brief for plan in spoken.get(one.thing, ())), **described(one, worth, accepted),
        }
        for one in told
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: _place(row, "label")))


def _outside(cover: Cover, beside: Mapping[str, tuple[str, ...]]) -> dict[str, Cell]:
    """How many of the measures behind a thing stand beside the plans, both ways."""
    stated, every = (
        sum(stands_beside(beside.get(one, ()), interpreted=layer) for one in ones)
        for layer, ones in ((False, cover.stated), (True, cover.every))
    )
    return {
        "outside_stated": stated,
        "outside": every,
        "outside_both": both_ways(stated, every) if stated or every else "",
    }


def _place(row: dict[str, Cell], key: str) -> tuple[str, str]:
    """Where a row stands in the Swedish order of a column."""
    name = row[key]
    return swedish_order(name.sv if isinstance(name, Text) else ""), str(row["id"])


_HEADINGS = {"plans": "told_by", "outside_both": "outside", "decision": "decision"}


def _further(rows: Sequence[dict[str, Cell]], key: str) -> dict[str, str]:
    """A column where some row has something to tell in it."""
    return {key: _HEADINGS[key]} if any(row[key] for row in rows) else {}
