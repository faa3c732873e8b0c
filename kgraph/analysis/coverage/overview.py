"""What coverage tells beside its rows: what a state is called, how many are in each, the three figures, the accepted gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kgraph.covering.firmness import Firmness, firmness
from kgraph.covering.states import STATES, Cover, State, StateAsked, acceptances, covers, figures
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.model import AREA_KINDS, AcceptedGap, Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["accepted_table", "described", "figures_table", "in_state", "in_state_count", "only_seems", "states_table"]

_BESIDE = {"interpreted_only": "covering.gap_read", "cancelled_only": "covering.gap_cancelled"}
"""What is said of an accepted gap in these states, which no measure has closed."""
_GROUPS = {
    "causes": ("Cause",), "areas": AREA_KINDS, "goals": ("Goal",), "target_groups": ("TargetGroup",), "problems": ("Problem",),
}  # fmt: skip


def described(cover: Cover, worth: Firmness, accepted: Mapping[str, AcceptedGap]) -> dict[str, Cell]:
    """The cells about the state of a thing: its name, its words, and the decision that accepts the gap."""
    label = text("covering.state_stand_in" if only_refers(cover, worth) else f"covering.state_{cover.state}")
    told = cover.state == "interpreted_only" and cover.state_read in ("one", "several")
    if cover.state_read != cover.state and not told:
        label = text("covering.state_both", state=label, read=text(f"covering.state_{cover.state_read}"))
    held = accepted.get(cover.thing) if not cover.stated else None
    decision = _decision(held) if held else None
    return {"state": cover.state, "state_read": cover.state_read, "state_label": label, "decision": decision}


def only_refers(cover: Cover, worth: Firmness) -> bool:
    """Whether all that covers a thing by stated links are placeholders or references elsewhere."""
    return _is_in(cover.state, cover.stated, worth, "stand_in")


def only_seems(cover: Cover, worth: Firmness) -> bool:
    """Whether no measure behind a thing does anything for it: all only refer elsewhere or are cancelled, by either way of counting."""
    return only_refers(cover, worth) or "cancelled_only" in (cover.state, cover.state_read)


def in_state(
    graph: KnowledgeGraph, found: Iterable[Cover], wanted: StateAsked | None, on: date | None
) -> dict[str, dict[str, Cell]]:
    """The things in a state by either way of counting, each with the cells that say by which; all, without cells, where none is asked for."""
    if wanted is None:
        return {one.thing: {} for one in found}
    known, read = (firmness(graph, interpreted=layer, on=on) for layer in (False, True))
    told: dict[str, dict[str, Cell]] = {}
    for one in found:
        stated, every = _is_in(one.state, one.stated, known, wanted), _is_in(one.state_read, one.every, read, wanted)
        if stated or every:
            way = "both" if stated and every else "stated" if stated else "interpreted"
            told[one.thing] = {"in_state": way, "in_state_label": text(f"effects.{way}")}
    return told


def _is_in(state: State, measures: Sequence[str], worth: Firmness, wanted: StateAsked) -> bool:
    """Whether what is in a state and covered by some measures is in the one that is asked for."""
    return state == "one" and worth.stand_ins.issuperset(measures) if wanted == "stand_in" else state == wanted


def in_state_count(
    rows: Sequence[Mapping[str, Cell]], wanted: StateAsked | None, kind: Text, total: int
) -> tuple[Count, ...]:
    """How many are in the state that is asked for; nothing where none is."""
    if wanted is None:
        return ()
    stated, every = (sum(row["in_state"] in (way, "both") for row in rows) for way in ("stated", "interpreted"))
    label = text("covering.in_state_count", kind=kind, state=text(f"covering.state_{wanted}"))
    return (
        Count(
            key="in_state", label=label, stated=stated, with_interpreted=every, total=total,
            rule=text(f"covering.rule_{wanted}"),
        ),
    )  # fmt: skip


def _decision(gap: AcceptedGap) -> Text:
    return text("covering.decision", reason=gap.reason, owner=gap.owner_role, day=gap.review_on)


def states_table(graph: KnowledgeGraph, on: date | None, *, inherit: bool) -> Table:
    """How many things of each kind are in each state; keys are `causes`, `areas`, `goals`, `target_groups`, `problems`, each with
    interpretations and as `…_stated` by what is stated.  States that are of both ways of counting at once are called so, or they would contradict the
    number that lacks a measure as stated.
    """
    found = {key: covers(graph, *kinds, on=on, inherit=inherit).values() for key, kinds in _GROUPS.items()}
    stated = {key: Counter(one.state for one in ones) for key, ones in found.items()}
    every = {key: Counter(one.state_read for one in ones) for key, ones in found.items()}
    rows: list[dict[str, Cell]] = []
    for state in STATES:
        key = "counted" if state in ("uncovered", "interpreted_only") else "state"
        row: dict[str, Cell] = {"state": state, "state_label": text(f"covering.{key}_{state}")}
        for key in _GROUPS:
            numbers = stated[key][state], every[key][state]
            row |= {f"{key}_stated": numbers[0], key: numbers[1], f"{key}_both": both_ways(*numbers)}
        rows.append(row | {"rule": text(f"covering.rule_{state}")})
    headings = {f"{key}_both": f"covering.heading_{key}" for key in _GROUPS if found[key]}
    return Table(
        name="states", title=text("covering.states"), rows=tuple(rows), columns=columns(state_label="state", **headings, rule="covering.rule"),
        notes=(text("covering.states_rule"),),
    )  # fmt: skip


def figures_table(graph: KnowledgeGraph, on: date | None, *, inherit: bool) -> Table:
    """The three figures of causes and of areas, each with its rule; `counts` holds them too."""
    told = figures(graph, on, inherit=inherit)
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            "id": one.key, "label": one.label, "stated": one.stated, "with_interpreted": one.with_interpreted, "total": one.total,
            "rule": one.rule,
        }
        for one in told
    )  # fmt: skip
    headings = columns(
        label="covering.figure", stated="covering.stated", with_interpreted="covering.with_interpreted", total="covering.of",
        rule="covering.rule",
    )  # fmt: skip
    return Table(name="figures", title=text("covering.figures"), rows=rows, columns=headings, counts=told)


def accepted_table(graph: KnowledgeGraph, on: date | None, *, inherit: bool) -> tuple[Table, ...]:
    """The accepted gaps, those that have ended too, each with what has become of it; nothing where there are none.

    `standing` is "covered" where a stated link gives a measure that is not cancelled, else "held" or "ended"; an interpreted or a
    cancelled measure is told beside that.
    """
    held = acceptances(graph, on)
    found = covers(graph, on=on, inherit=inherit)
    rows: list[dict[str, Cell]] = []
    for gap in (node for node in graph if isinstance(node, AcceptedGap)):
        for link in graph.outgoing(gap.id, "accepts"):
            if link.counts_as_stated:
                thing = graph[link.target]
                beside = _BESIDE.get(found[thing.id].state)
                bare = beside or not found[thing.id].every
                standing = "covered" if not bare else "held" if thing.id in held else "ended"
                told = (text(f"covering.gap_{standing}"), *([text(beside)] if beside else []))
                rows.append(
                    {
                        "id": gap.id, "thing": thing.id, "label": thing.brief, "reason": gap.reason, "owner_role": gap.owner_role,
                        "review_on": gap.review_on, "standing": standing, "standing_label": told,
                    }
                )  # fmt: skip
    rows.sort(key=lambda row: (str(row["review_on"]), swedish_order(getattr(row["label"], "sv", "")), str(row["id"])))
    headings = columns(
        label="covering.gap", reason="covering.reason", owner_role="covering.owner", review_on="covering.review_on",
        standing_label="covering.gap_standing",
    )  # fmt: skip
    made = Table(
        name="accepted_gaps", title=text("covering.accepted"), rows=tuple(rows), columns=headings,
        notes=(text("covering.accepted_rule"),),
    )  # fmt: skip
    return (made,) if rows else ()
