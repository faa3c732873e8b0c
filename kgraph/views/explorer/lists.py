"""The parts that the server side of the page writes out in full: cards, coverage, gaps, all measures, links to confirm.

They are there without JavaScript; with it they are narrowed and counted by the one switch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kgraph.model import Finding, Link, Measure, Table, Text
from kgraph.views.explorer.facts import LACKS, Facts
from kgraph.wording import text

__all__ = ["lists"]


def lists(facts: Facts, coverage: Table, findings: Sequence[Finding]) -> dict[str, Any]:
    """The values of the template's lists by their names; every number is given both ways."""
    interpreted = _interpreted(facts)
    return {
        "cards": _cards(facts, coverage, len(interpreted)),
        "lacks": [_lack(facts, lack) for lack in LACKS],
        "areas": _areas(facts, coverage),
        "area_notes": [facts.pick(note) for note in _also(coverage, "areas").notes],
        "gap_causes": [_gap_cause(facts, row) for row in coverage.rows if row["state"] != "covered"],
        "gap_measures": [
            _gap_measure(facts, one) for one in facts.measures if not facts.has_cause(one.id, interpreted=False)
        ],
        "gap_rules": {
            name: [facts.pick(note) for note in _also(coverage, name).notes] for name in ("gap_causes", "gap_measures")
        },
        "measures": [_measure(facts, one) for one in facts.measures],
        "interpreted": interpreted,
        "rules": [{"name": facts.pick(count.label), "rule": facts.pick(count.rule)} for count in coverage.counts],
        "findings": [_finding(facts, one) for one in findings],
        "things": len(facts.nodes),
        "link_count": sum(link.counts for link in facts.links),
    }


def _also(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def _cards(facts: Facts, coverage: Table, interpreted: int) -> list[dict[str, Any]]:
    counts = {count.key: count for count in coverage.counts}
    several = [
        sum(facts.areas_touched(one.id, interpreted=layer) > 1 for one in facts.measures) for layer in (False, True)
    ]
    cards = [
        _card(facts, "gap_causes", "orsaker-utan-atgard", *_rest(counts["causes"]), total=counts["causes"].total),
        _card(facts, "gap_measures", "atgarder-utan-orsak", *_rest(counts["measures"]), total=counts["measures"].total),
        _card(facts, "several", "atgarder;urval=flera", *several, total=len(facts.measures)),
    ]
    if facts.level == "internal":
        total = sum(link.counts for link in facts.links)
        cards.append(_card(facts, "unconfirmed", "tolkningar", interpreted, interpreted, total=total, both=False))
    return cards


def _rest(count: Any) -> tuple[int, int]:
    return count.total - count.stated, count.total - count.with_interpreted


def _card(
    facts: Facts, key: str, href: str, stated: int, every: int, *, total: int | None, both: bool = True
) -> dict[str, Any]:
    return {
        "key": key, "href": f"#{href}", "title": facts.pick(text(f"page.card_{key}")), "stated": stated, "all": every,
        "total": total, "both": both and facts.level == "internal", "hint": facts.pick(text(f"page.card_{key}_hint")),
    }  # fmt: skip


def _lack(facts: Facts, lack: str) -> dict[str, Any]:
    without = [one for one in facts.measures if lack in facts.lacking(one)]
    lost = sum(lack in one.unknown for one in without)
    return {
        "key": lack, "name": facts.pick(text(f"page.lack_{lack}")), "count": len(without), "total": len(facts.measures),
        "lost": facts.pick(text("page.lost", n=lost)) if lost else "", "href": f"#atgarder;urval={lack}",
    }  # fmt: skip


def _areas(facts: Facts, coverage: Table) -> list[dict[str, Any]]:
    """The rows of coverage per area; the widths of the bars are whole per cents."""
    rows: list[dict[str, Any]] = []
    for row in _also(coverage, "areas").rows:
        plain = {key: row[key] for key in _AREA_NUMBERS}
        total = int(str(row["causes_total"]))
        widths = {key: round(100 * int(str(row[key])) / total) if total else 0 for key in ("causes_stated", "causes")}
        rows.append({"id": str(row["id"]), "name": facts.brief(str(row["id"])), "bar": widths, **plain})
    return rows


_AREA_NUMBERS = (
    "home_measures", "measures_stated", "measures", "causes_stated", "causes", "causes_total", "actors_stated", "actors",
)  # fmt: skip


def _gap_cause(facts: Facts, row: dict[str, Any]) -> dict[str, Any]:
    node = facts.graph[row["id"]]
    areas = ", ".join(facts.pick(area) for area in row["areas"] if isinstance(area, Text))
    return {
        "id": node.id, "name": facts.pick(node.label), "where": areas,
        "state": facts.pick(row["state_label"]), "always": row["state"] == "uncovered", "source": node.locator or "",
    }  # fmt: skip


def _gap_measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    always = not facts.has_cause(measure.id, interpreted=True)
    return {
        "id": measure.id, "name": facts.pick(measure.label), "where": facts.home(measure.id),
        "state": facts.pick(text("page.no_cause" if always else "page.cause_interpreted")), "always": always,
        "source": measure.locator or "",
    }  # fmt: skip


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
        "missing": ", ".join(facts.pick(text(f"page.lack_{lack}")) for lack in lacking if lack not in measure.unknown),
        "lost": "responsible" in measure.unknown, "areas_stated": counted[0], "areas": counted[1],
    }  # fmt: skip


def _actors(facts: Facts, measure: str, relation: str) -> str:
    actors = [actor for actor, _ in facts.linked(measure, relation, inverse=True)]
    return ", ".join(actor.abbreviation or facts.pick(actor.brief) for actor in actors)


def _interpreted(facts: Facts) -> list[dict[str, Any]]:
    """Every link that nobody has confirmed, with what it is read from."""
    return [_reading(facts, link) for link in facts.links if link.status == "interpreted"]


def _reading(facts: Facts, link: Link) -> dict[str, Any]:
    source, target = facts.graph[link.source], facts.graph[link.target]
    return {
        "number": facts.link_number[link.sort_key()], "source_id": source.id, "source": facts.pick(source.brief),
        "relation": facts.pick(facts.graph.ontology.relations[link.relation].reading), "target_id": target.id,
        "target": facts.pick(target.brief), "why": facts.pick(link.rationale), "at": link.locator or "",
    }  # fmt: skip


def _finding(facts: Facts, finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code, "level": facts.pick(text(f"page.check_{finding.level}")), "about": facts.pick(finding.label),
        "message": facts.pick(finding.message), "fix": facts.pick(finding.fix), "id": finding.subject or "",
    }  # fmt: skip
