"""The lists that the page writes out once, for the whole: measures, links to confirm, findings, sources, contradictions.

The plan filter narrows measures and links; sources and contradictions are written out for each part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kgraph.model import Finding, Link, Measure, Table, cell_text
from kgraph.views.explorer.facts import LACKS, Facts
from kgraph.views.explorer.parts import Part
from kgraph.wording import text

__all__ = ["conflicts", "lists", "sources"]


def lists(facts: Facts, coverage: Table, findings: Sequence[Finding]) -> dict[str, Any]:
    """The values of the template's lists by their names."""
    readings = [
        _reading(facts, place, link)
        for place, link in enumerate(facts.links)
        if link.status == "interpreted" or link.reviewed_by
    ]
    return {
        "measures": [_measure(facts, one) for one in facts.measures],
        "interpreted": readings,
        "unconfirmed": sum(one["open"] for one in readings),
        "reviewed": any(one["review"] for one in readings),
        "choices_of_lack": [(lack, facts.pick(text(f"page.lack_{lack}"))) for lack in LACKS],
        "rules": [{"name": facts.pick(count.label), "rule": facts.pick(count.rule)} for count in coverage.counts],
        "findings": [_finding(facts, one) for one in findings],
        "things": len(facts.nodes),
        "link_count": sum(link.counts for link in facts.links),
    }


def _longer(facts: Facts, node: Any) -> str:
    label = facts.pick(node.label)
    return "" if label == facts.pick(node.brief) else label


def _measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    lacking = facts.lacking(measure)
    counted = [facts.areas_touched(measure.id, interpreted=layer) for layer in (False, True)]
    return {
        "id": measure.id, "name": facts.pick(measure.brief), "label": _longer(facts, measure), "home": facts.home(measure.id),
        "time": measure.time or measure.starts or "", "responsible": _actors(facts, measure.id, "isResponsibleFor"),
        "taking_part": _actors(facts, measure.id, "takesPartIn"), "lacks": lacking, "source": measure.locator or "",
        "plans": facts.origin(measure.id), "standing": facts.standing(measure.id),
        "missing": ", ".join(facts.pick(text(f"page.lack_{lack}")) for lack in lacking if lack not in measure.unknown),
        "lost": "responsible" in measure.unknown, "areas_stated": counted[0], "areas": counted[1],
    }  # fmt: skip


def _actors(facts: Facts, measure: str, relation: str) -> str:
    actors = [actor for actor, _ in facts.linked(measure, relation, inverse=True)]
    return ", ".join(actor.abbreviation or facts.pick(actor.brief) for actor in actors)


def _reading(facts: Facts, place: int, link: Link) -> dict[str, Any]:
    source, target = facts.graph[link.source], facts.graph[link.target]
    return {
        "number": place, "source_id": source.id, "source": facts.pick(source.brief),
        "relation": facts.pick(facts.graph.ontology.relations[link.relation].reading), "target_id": target.id,
        "target": facts.pick(target.brief), "why": facts.pick(link.rationale), "at": facts.place(link),
        "open": link.status == "interpreted", "status": facts.pick(text(f"status.{link.status}")),
        "review": ", ".join(part for part in (link.reviewed_by, link.reviewed_on) if part),
    }  # fmt: skip


def _finding(facts: Facts, finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code, "level": facts.pick(text(f"page.check_{finding.level}")), "about": facts.pick(finding.label),
        "message": facts.pick(finding.message), "fix": facts.pick(finding.fix), "id": finding.subject or "",
    }  # fmt: skip


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
