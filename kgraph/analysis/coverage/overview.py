"""What coverage tells beside its rows: what a state is called, how many are in each, the three figures, the accepted gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from kgraph.covering.firmness import Firmness
from kgraph.covering.states import STATES, Choice, Cover, acceptances, covers, figures
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, AcceptedGap, Cell, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["accepted_table", "described", "figures_table", "is_in", "none_in", "only_refers", "states_table"]

_GROUPS = {
    "causes": ("Cause",), "areas": AREA_KINDS, "goals": ("Goal",), "target_groups": ("TargetGroup",), "problems": ("Problem",),
}  # fmt: skip


def described(cover: Cover, worth: Firmness, accepted: Mapping[str, AcceptedGap]) -> dict[str, Cell]:
    """The cells about the state of a thing: its name, its words, and the decision that accepts the gap."""
    held = cover.state == "accepted_gap"
    label = text("covering.state_stand_in" if only_refers(cover, worth) else f"covering.state_{cover.state}")
    decision = _decision(accepted[cover.thing]) if held else None
    return {"state": cover.state, "state_label": label, "decision": decision}


def only_refers(cover: Cover, worth: Firmness) -> bool:
    """Whether all that covers a thing by stated links are placeholders or references elsewhere."""
    return cover.state == "one" and worth.stand_ins.issuperset(cover.stated)


def is_in(cover: Cover, worth: Firmness, wanted: Choice | None) -> bool:
    """Whether a thing is in the state that is asked for; every one is where none is."""
    return only_refers(cover, worth) if wanted == "stand_in" else wanted in (None, cover.state)


def none_in(rows: Sequence[object], wanted: Choice | None, kind: Text, total: int) -> tuple[Text, ...]:
    """That nothing is in the state that is asked for."""
    if rows or wanted is None:
        return ()
    return (text("covering.none_in", kind=kind, state=text(f"covering.state_{wanted}"), total=total),)


def _decision(gap: AcceptedGap) -> Text:
    return text("covering.decision", reason=gap.reason, owner=gap.owner_role, day=gap.review_on)


def states_table(graph: KnowledgeGraph, on: date | None, *, inherit: bool) -> Table:
    """How many things of each kind are in each state; keys are `causes`, `areas`, `goals`, `target_groups`, `problems`."""
    found = {
        key: Counter(one.state for one in covers(graph, *kinds, on=on, inherit=inherit).values())
        for key, kinds in _GROUPS.items()
    }
    rows = tuple(
        {
            "state": state, "state_label": text(f"covering.state_{state}"), **{key: found[key][state] for key in _GROUPS},
            "rule": text(f"covering.rule_{state}"),
        }
        for state in STATES
    )  # fmt: skip
    headings = {key: f"covering.heading_{key}" for key in _GROUPS if found[key].total()}
    return Table(
        name="states", title=text("covering.states"), rows=rows, columns=columns(state_label="state", **headings, rule="covering.rule"),
        notes=(text("covering.states_rule"),),
    )  # fmt: skip


def figures_table(graph: KnowledgeGraph, on: date | None) -> Table:
    """The three figures of causes and of areas, each with its rule; `counts` holds them too."""
    told = figures(graph, on)
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


def accepted_table(graph: KnowledgeGraph, on: date | None) -> tuple[Table, ...]:
    """The accepted gaps, those that have ended too, each with what has become of it; nothing where there are none."""
    held = acceptances(graph, on)
    found = covers(graph, on=on)
    rows: list[dict[str, Cell]] = []
    for gap in (node for node in graph if isinstance(node, AcceptedGap)):
        for link in graph.outgoing(gap.id, "accepts"):
            if link.counts_as_stated:
                thing = graph[link.target]
                standing = "covered" if found[thing.id].every else "held" if held.get(thing.id) else "ended"
                rows.append(
                    {
                        "id": gap.id, "thing": thing.id, "label": thing.brief, "reason": gap.reason, "owner_role": gap.owner_role,
                        "review_on": gap.review_on, "standing": standing, "standing_label": text(f"covering.gap_{standing}"),
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
