"""How far does the whole chain hold: assessment → cause → measure → goal → indicator → actor?  And where does it break?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from kgraph.collector import collector_put_off
from kgraph.covering.deep import STEPS, FullChain, Held, chains
from kgraph.covering.states import COVERABLE, coverable_kinds
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures.links import is_lost
from kgraph.model import AREA_KINDS, Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, refused, text

__all__ = ["chain"]

_NAMES: Mapping[str, str] = {
    "Cause": "cause", **dict.fromkeys(AREA_KINDS, "area"), "Goal": "goal", "TargetGroup": "target_group", "Problem": "problem",
}  # fmt: skip
"""What each kind is called in the keys of words."""
_DRIVEN = ("area", "problem")
_OWN_WORDS: Mapping[tuple[str, str], str] = {
    ("assessment", "cause"): "_cause", ("indicator", "goal"): "_goal",
    **{(step, name): "_driven" for step in ("measure", "cause") for name in _DRIVEN},
}  # fmt: skip
"""The steps that are said in words of their own where one starts at a thing of a kind."""
_BEFORE = {"goal": "measure", "indicator": "goal"}
"""The step before a step in the chain itself, where the order that they are taken in may be another."""


@collector_put_off()
def chain(
    graph: KnowledgeGraph,
    *,
    area: str | None = None,
    kind: str = "cause",
    inherit: bool = False,
    on: date | None = None,
) -> Table:
    """For each cause – or area, goal, target group or problem – how many measures carry the chain on at each step, and where it
    breaks.

    `kgraph.covering.deep` says which steps there are for each kind.  A row has for every step `<step>s` (measures that are left;
    of an area or a problem `causes` are the causes that drive it), `direct` (the measures that cover it, whatever chain they
    are in) and `assessment` (whether a cause on the chain rests on one), each also with `_stated`.  `reaches` is the last step
    that holds, None where none does; `breaks` the steps that fail ("assessment" and the first of the others), empty when the
    whole chain holds; both also with `_stated`.  Where all of several break in the same way at the assessment, the lead says so
    once instead of the words of each row.  Where the text is known to have lost what a step asks for, where the gap is an
    accepted one and where all measures are cancelled, the words say so.

    The counts tell for how many things the chain holds up to each step, and the whole of it; `also` holds `kinds` (the same in
    short for every kind) where all causes are asked about.  `kind` is an everyday word in Swedish or English.  With `area` only
    the causes that drive it, as counted with interpreted links.  `inherit` and `on` are those of `kgraph.covering.deep.chains`.
    Raises `UnknownName` or `AmbiguousName` for the name of the area, `UsageError` for a kind that cannot be covered and for an
    area together with another kind than causes.
    """
    kinds = coverable_kinds(graph, kind)
    if area and kinds != ("Cause",):
        raise refused("covering.area_of_causes")
    node = graph.resolve(area, AREA_KINDS) if area else None
    found = chains(graph, *kinds, on=on, inherit=inherit)
    if node:
        driving = set(graph.index.driving(node.id, interpreted=True))
        found = {thing: one for thing, one in found.items() if thing in driving}
    name, steps = _NAMES[kinds[0]], STEPS[kinds[0]]
    alike = _alike_at_first(graph, found.values())
    rows = sorted((_row(graph, one, said=bool(alike)) for one in found.values()), key=_place)
    short = () if node or name != "cause" else (_kinds(graph, found, on, inherit=inherit),)
    return Table(
        name="chain", title=_title(name, node.brief if node else None), rows=tuple(rows), counts=tuple(_counts(found.values(), name)),
        columns=columns(
            label="cause" if name == "cause" else "name", **({"direct_label": "chain.direct"} if name == "area" else {}),
            **({} if alike else {"assessment_label": "chain.assessment"}), **{f"{step}s_label": _heading(place, step, name) for place, step in enumerate(steps)},
            breaks_label="chain.breaks",
        ),
        lead=alike, notes=(text("chain.note_driven" if name in _DRIVEN else "chain.note"),), also=short,
    )  # fmt: skip


def _title(name: str, area: Text | None) -> Text:
    if area:
        return text("chain.title_of", area=area)
    return text("chain.title") if name == "cause" else text("chain.title_kind", kind=text(f"chain.many_{name}"))


def _heading(place: int, step: str, name: str) -> str:
    """The key of a step's heading: a step that narrows the one before is said as going on from it."""
    first = place == 0 or (step == "measure" and name in _DRIVEN)
    return f"chain.{step}s" if first else f"chain.and_{step}"


def _place(row: Mapping[str, Cell]) -> tuple[str, str]:
    label = row["label"]
    return swedish_order(label.sv if isinstance(label, Text) else ""), str(row["id"])


def _alike_at_first(graph: KnowledgeGraph, found: Collection[FullChain]) -> tuple[Text, ...]:
    """What is said once for all chains where they all break at the assessment, and in the same way."""
    said = {next(iter(_where_at(graph, one, ("assessment",))), None) for one in found} if len(found) > 1 else set()
    return tuple(text("chain.all_alike", step=one) for one in said if one and len(said) == 1)


def _row(graph: KnowledgeGraph, one: FullChain, *, said: bool) -> dict[str, Cell]:
    """The row of a chain; with `said` the assessment is left out of the words."""
    node = graph[one.cover.thing]
    row: dict[str, Cell] = {
        "id": node.id, "label": node.brief, "full_label": node.label, **_both("direct", len(one.cover.stated), len(one.cover.every)),
        "assessment_stated": one.stated.assessed, "assessment": one.every.assessed,
        "assessment_label": text(f"chain.assessment_{one.stated.assessed + one.every.assessed}"),
    }  # fmt: skip
    for step in STEPS[node.kind]:
        row |= _both(f"{step}s", len(one.stated.left[step]), len(one.every.left[step]))
    return row | {
        "reaches_stated": one.stated.reaches, "reaches": one.every.reaches, "breaks_stated": one.stated.breaks,
        "breaks": one.every.breaks, "breaks_label": _where(graph, one, said=said),
    }  # fmt: skip


def _both(key: str, stated: int, every: int) -> dict[str, Cell]:
    """A number both ways, and in words."""
    return {f"{key}_stated": stated, key: every, f"{key}_label": both_ways(stated, every)}


def _where(graph: KnowledgeGraph, one: FullChain, *, said: bool) -> tuple[Text, ...]:
    """Where a chain breaks, in words; what is `said` of the assessment elsewhere is not repeated."""
    steps = (*(() if said else ("assessment",)), *one.every.left)
    return tuple(_where_at(graph, one, steps)) or (text("chain.whole_else" if said else "chain.whole"),)


def _where_at(graph: KnowledgeGraph, one: FullChain, steps: Iterable[str]) -> Iterator[Text]:
    """Those of some steps that fail, in words; those that only interpreted links carry are told apart."""
    for step in steps:
        if step in one.stated.breaks:
            name = _step(graph, one, one.stated, step)
            yield name if step in one.every.breaks else text("chain.holds_if_read", step=name)
        elif step in one.every.breaks:
            yield text("chain.then", step=_step(graph, one, one.every, step))


def _step(graph: KnowledgeGraph, one: FullChain, held: Held, step: str) -> Text:
    """Between which steps a chain breaks: the one before and the first that does not hold, with what is known of why."""
    if step == "assessment":
        return text("chain.step_assessment_other" if held.assessed else "chain.step_assessment")
    last = text(f"chain.step_{_BEFORE.get(step) or held.reaches or _NAMES[graph[one.cover.thing].kind]}")
    state = one.cover.state if held is one.stated else one.cover.state_read
    fails = text(f"chain.step_{step}")
    if state in ("accepted_gap", "cancelled_only"):
        fails = text(f"chain.{state}", step=fails)
    elif any(is_lost(graph[measure], step) for measure in held.left[held.reaches or step]):
        fails = text("chain.lost", step=fails)
    return text("chain.between", last=last, step=fails)


def _counts(found: Collection[FullChain], name: str) -> Iterable[Count]:
    """For how many things the chain holds up to each step, and the whole of it, assessment included."""
    steps = next(steps for kind, steps in STEPS.items() if _NAMES[kind] == name)
    if name == "area":
        yield _count("direct", name, [(bool(one.cover.stated), bool(one.cover.every)) for one in found])
    yield _count("assessment", name, [(one.stated.assessed, one.every.assessed) for one in found])
    for step in steps:
        yield _count(step, name, [(bool(one.stated.left[step]), bool(one.every.left[step])) for one in found])
    yield _count("whole", name, [(one.stated.whole, one.every.whole) for one in found])


def _count(key: str, name: str, holds: Collection[tuple[bool, bool]]) -> Count:
    said = f"{key}{_OWN_WORDS.get((key, name), '')}"
    return Count(
        key=key, label=text(f"chain.count_{said}", kind=text(f"chain.heading_{name}")), total=len(holds),
        stated=sum(stated for stated, _ in holds), with_interpreted=sum(every for _, every in holds), rule=text(f"chain.rule_{said}"),
    )  # fmt: skip


def _kinds(graph: KnowledgeGraph, causes: dict[str, FullChain], on: date | None, *, inherit: bool) -> Table:
    """How many things of each kind have a measure at all, and how many the whole chain."""
    found = causes | chains(graph, *(kind for kind in COVERABLE if kind != "Cause"), on=on, inherit=inherit)
    rows = []
    for name in dict.fromkeys(_NAMES.values()):
        ones = [one for thing, one in found.items() if _NAMES[graph[thing].kind] == name]
        row: dict[str, Cell] = {"id": name, "label": text(f"chain.heading_{name}"), "total": len(ones)}
        rows.append(
            row
            | _both("direct", sum(bool(one.cover.stated) for one in ones), sum(bool(one.cover.every) for one in ones))
            | _both("whole", sum(one.stated.whole for one in ones), sum(one.every.whole for one in ones))
        )
    return Table(
        name="kinds", title=text("chain.kinds"), rows=tuple(rows), notes=(text("chain.kinds_note"),),
        columns=columns(label="kind", total="chain.total", direct_label="chain.with_measure", whole_label="chain.whole_chain"),
    )  # fmt: skip
