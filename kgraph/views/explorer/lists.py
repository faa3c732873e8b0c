"""The lists that the page writes out once, for the whole: measures, links to confirm, findings, sources, contradictions.

The plan filter narrows measures and links; sources and contradictions are written out for each part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.link_counts import counted_links
from kgraph.model import AREA_KINDS, Finding, Link, Measure, Node, Table, cell_text
from kgraph.names import swedish_order
from kgraph.views.explorer.checks import checks
from kgraph.views.explorer.facts import LACKS, Facts
from kgraph.views.explorer.parts import Part
from kgraph.wording import text

__all__ = ["conflicts", "lists", "sources"]


def lists(facts: Facts, coverage: Table, findings: Sequence[Finding]) -> dict[str, Any]:
    """The values of the template's lists by their names."""
    readings = _readings(facts)
    return {
        "measures": [_measure(facts, one) for one in facts.measures],
        "readings": _grouped(facts, readings),
        "unconfirmed": sum(one["open"] for one in readings),
        "reviewed": any(one["review"] for one in readings),
        "choices_of_lack": [_choice_of_lack(facts, lack) for lack in LACKS],
        "rules": [{"name": facts.pick(count.label), "rule": facts.pick(count.rule)} for count in coverage.counts],
        **checks(facts, findings),
        "outside": _outside_tables(facts),
        "things": len(facts.nodes),
        "link_count": counted_links(facts.graph)[1],
    }


def _choice_of_lack(facts: Facts, lack: str) -> dict[str, Any]:
    lost = any(lack in facts.lost(one, interpreted=False) for one in facts.measures)
    return {"key": lack, "name": facts.pick(text(f"page.lack_{lack}")), "lost": lost}


def _outside_tables(facts: Facts) -> str:
    """How many measures stand in none of the plan's tables; "" where all do, or the page is about more than one plan."""
    outside = [one for one in facts.measures if not facts.linked(one.id, "inTable")]
    if facts.spans or not outside or len(outside) == len(facts.measures):
        return ""
    return facts.pick(text("page.outside_tables", n=len(outside), total=len(facts.measures)))


def _longer(facts: Facts, node: Any) -> str:
    label = facts.pick(node.label)
    return "" if label == facts.pick(node.brief) else label


def _measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    lacking, strictly = facts.lacking(measure), facts.lacking(measure, interpreted=False)
    marks = facts.lack_marks(measure)
    counted = [facts.areas_touched(measure.id, interpreted=layer) for layer in (False, True)]
    return {
        "id": measure.id, "name": facts.pick(measure.brief), "label": _longer(facts, measure), "home": facts.home(measure.id),
        "time": measure.time or measure.starts or "", "time_read": ("time" if measure.time else "starts") in measure.interpreted,
        "responsible": _actors(facts, measure.id, "isResponsibleFor"),
        "taking_part": _actors(facts, measure.id, "takesPartIn"), "source": measure.locator or "",
        "plans": facts.origin(measure.id), "standing": facts.standing(measure.id),
        "lacks": marks[0], "lacks_stated": marks[1], "missing": _lacks_in_words(facts, lacking),
        "missing_read": _lacks_in_words(facts, [lack for lack in strictly if lack not in lacking]),
        "lost": "responsible-lost" in marks[0], "lost_stated": "responsible-lost" in marks[1], "areas_stated": counted[0], "areas": counted[1],
        "goals": [(facts.pick(goal.brief), link.counts_as_stated) for goal, link in facts.linked(measure.id, "pursues")],
        "indicators": facts.indicators(measure.id),
        "follow_up": facts.pick(measure.follow_up),
        "bodies": facts.names(body for body, _ in facts.linked(measure.id, "isFollowedUpThrough")),
    }  # fmt: skip


def _lacks_in_words(facts: Facts, lacks: Iterable[str]) -> str:
    return ", ".join(facts.pick(text(f"page.lack_{lack}")) for lack in lacks)


def _actors(facts: Facts, measure: str, relation: str) -> list[tuple[str, bool]]:
    """Those who do a measure, and whether the plan itself says so; those first of whom it does."""
    found = [
        (actor.abbreviation or facts.pick(actor.brief), link.counts_as_stated)
        for actor, link in facts.linked(measure, relation, inverse=True)
    ]
    return sorted(found, key=lambda one: not one[1])


def _readings(facts: Facts) -> list[dict[str, Any]]:
    """Every link that a reader has interpreted, with what it is read from and what was decided on it."""
    rows = [
        _reading(facts, place, link)
        for place, link in enumerate(facts.links)
        if link.status == "interpreted" or link.reviewed_by
    ]
    return sorted(rows, key=lambda row: (swedish_order(row["source"]), swedish_order(row["target"]), row["number"]))


def _reading(facts: Facts, place: int, link: Link) -> dict[str, Any]:
    source, target = facts.graph[link.source], facts.graph[link.target]
    return {
        "number": place, "source_id": source.id, "source": facts.pick(source.brief),
        "relation": facts.pick(facts.graph.ontology.relations[link.relation].reading), "target_id": target.id,
        "target": facts.pick(target.brief), "why": facts.pick(link.rationale), "at": facts.place(link),
        "open": link.status == "interpreted", "unread": link.is_proposal, "status": facts.pick(text(f"status.{link.told_as}")),
        "review": ", ".join(part for part in (link.reviewed_by, link.reviewed_on) if part),
        "area": _area_of(facts, target if target.kind in AREA_KINDS else source) or _area_of(facts, target),
    }  # fmt: skip


def _area_of(facts: Facts, node: Node) -> Node | None:
    """The one area that a thing is best found under: itself, the home of its measure, or what it drives."""
    if node.kind in AREA_KINDS:
        return node
    if node.kind == "SubActivity":
        return next((found for one, _ in facts.linked(node.id, "partOf") if (found := _area_of(facts, one))), None)
    if node.kind in ("Goal", "Indicator"):
        relation = "pursues" if node.kind == "Goal" else "isMeasuredBy"
        near = facts.linked(node.id, relation, inverse=True)
        return next((found for one, _ in near if (found := _area_of(facts, one))), None)
    if node.kind == "Cause":
        return next(iter(facts.driven(node.id, interpreted=True)), None)
    return next(iter(facts.homes(node.id)), None)


def _grouped(facts: Facts, readings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The readings under the areas they concern, in Swedish order; those that concern none come last."""
    areas = sorted({one["area"] for one in readings if one["area"]}, key=facts.order)
    groups = [
        {
            "id": area.id,
            "number": facts.number[area.id],
            "name": facts.pick(area.brief),
            "rows": [one for one in readings if one["area"] == area],
        }
        for area in areas
    ]
    rest = [one for one in readings if not one["area"]]
    return [
        *groups,
        *([{"id": "", "number": "", "name": facts.pick(text("page.no_area")), "rows": rest}] if rest else []),
    ]


def sources(part: Part) -> list[dict[str, Any]]:
    """The documents of a part (`kgraph.analysis.sources`), as the template shows them."""
    facts, table = part.facts, part.tables.get("sources")
    return [
        {
            "id": row["id"], "name": cell_text(row["label"], facts.lang), "taken": cell_text(row["taken"], facts.lang),
            "left_out": cell_text(row["left_out"], facts.lang), "things": row["things"], "stated": row["links_stated"],
            "links": row["links"], "by": ", ".join(cell_text(row[key], facts.lang) for key in ("publisher", "issued") if row[key]),
        }
        for row in (table.rows if table else ())
    ]  # fmt: skip


def conflicts(part: Part) -> list[dict[str, Any]]:
    """The contradictions of a part (`kgraph.analysis.conflicts`): what each side says, and where."""
    facts, table = part.facts, part.tables.get("conflicts")
    return [
        {
            "id": row["subject"] if row["subject"] in facts.graph else "", "about": cell_text(row["about"], facts.lang),
            "rule": cell_text(row["rule_label"], facts.lang), "sides": _sides(facts, row),
            "read": row["basis"] == "interpreted",
        }
        for row in (table.rows if table else ())
    ]  # fmt: skip


def _sides(facts: Facts, row: dict[str, Any]) -> list[dict[str, str]]:
    """The sides of a contradiction; where not every side has a source, the last one carries those of all the others."""
    says, found = row["second"], [cell_text(one, facts.lang) for one in row["second_source"]]
    if len(found) != len(says):
        found = [*[""] * (len(says) - 1), "; ".join(found)]
    others = [{"says": cell_text(one, facts.lang), "source": source} for one, source in zip(says, found, strict=True)]
    return [
        {"says": cell_text(row["first"], facts.lang), "source": cell_text(row["first_source"], facts.lang)},
        *others,
    ]
