"""The parts that the server side of the page writes out in full: cards, coverage, gaps, all measures, links to confirm.

They are there without JavaScript; with it they are narrowed and counted by the one switch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.model import AREA_KINDS, Finding, Link, Measure, Node, Table
from kgraph.names import swedish_order
from kgraph.views.explorer.checks import checks
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
        "gap_causes": _by_name(_gap_cause(facts, row) for row in coverage.rows if row["state"] != "covered"),
        "gap_measures": _by_name(
            _gap_measure(facts, one) for one in facts.measures if not facts.has_cause(one.id, interpreted=False)
        ),
        "unlinked": _unlinked(facts),
        "gap_rules": {
            name: [facts.pick(note) for note in _also(coverage, name).notes] for name in ("gap_causes", "gap_measures")
        },
        "measures": [_measure(facts, one) for one in facts.measures],
        "interpreted": interpreted,
        "readings": _grouped(facts, interpreted),
        **_caveats(facts),
        "rules": [{"name": facts.pick(count.label), "rule": facts.pick(count.rule)} for count in coverage.counts],
        **checks(facts, findings),
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
    words = {name: facts.pick(text(f"page.card_{key}{end}")) for name, end in (("title", ""), ("hint", "_hint"))}
    unlinked = _unlinked(facts).get(key, {})
    words |= {f"{name}_stated": unlinked.get(name, "") for name in ("title", "hint")}
    return {
        "key": key, "href": f"#{href}", "stated": stated, "all": every, "total": total,
        "both": both and facts.level == "internal", **words,
    }  # fmt: skip


_GAPS = ("gap_causes", "gap_measures")


def _unlinked(facts: Facts) -> dict[str, dict[str, str]]:
    """What may be said of the two lists of gaps where interpreted links are not counted, or not on the page at all."""
    end = "_open" if facts.level == "open" else "_stated"
    return {
        key: {
            "title": facts.pick(text(f"page.card_{key}_unlinked")), "hint": facts.pick(text(f"page.card_{key}{end}")),
            "rule": facts.pick(text(f"page.{key}{end}")),
        }
        for key in _GAPS
    }  # fmt: skip


def _lack(facts: Facts, lack: str) -> dict[str, Any]:
    stated, every = (
        sum(lack in facts.lacking(one, interpreted=layer) for one in facts.measures) for layer in (False, True)
    )
    return {
        "key": lack, "name": facts.pick(text(f"page.lack_{lack}")), "stated": stated, "all": every,
        "lost": sum(lack in facts.lost(one) for one in facts.measures), "href": f"#atgarder;urval={lack}",
    }  # fmt: skip


def _areas(facts: Facts, coverage: Table) -> list[dict[str, Any]]:
    """The rows of coverage per area; the widths of the bars are whole per cents."""
    rows: list[dict[str, Any]] = []
    for row in _also(coverage, "areas").rows:
        plain = {key: row[key] for key in _AREA_NUMBERS}
        area = str(row["id"])
        totals = [facts.causes_of(area, interpreted=layer) for layer in (False, True)]
        bar = {
            "solid": _per_cent(plain["causes_stated"], totals[1]), "all": _per_cent(plain["causes"], totals[1]),
            "stated": _per_cent(plain["causes_stated"], totals[0]),
        }  # fmt: skip
        rows.append({"id": area, "name": facts.brief(area), "bar": bar, "total_stated": totals[0], **plain})
    return rows


def _per_cent(part: Any, whole: int) -> int:
    return round(100 * int(part) / whole) if whole else 0


_AREA_NUMBERS = (
    "home_measures", "measures_stated", "measures", "causes_stated", "causes", "causes_total", "actors_stated", "actors",
)  # fmt: skip


def _gap_cause(facts: Facts, row: dict[str, Any]) -> dict[str, Any]:
    node = facts.graph[row["id"]]
    stated, every = (facts.driven(node.id, interpreted=layer) for layer in (False, True))
    always = row["state"] == "uncovered"
    return {
        "id": node.id, "name": facts.pick(node.label), "where": _names(facts, stated), "source": node.locator or "",
        "where_read": _names(facts, [area for area in every if area not in stated]), "always": always,
        "state": facts.pick(text("page.unlinked")) if always and facts.level == "open" else facts.pick(row["state_label"]),
        "areas": _numbers(facts, every), "areas_stated": _numbers(facts, stated),
    }  # fmt: skip


def _gap_measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    always = not facts.has_cause(measure.id, interpreted=True)
    gap = text("page.unlinked" if facts.level == "open" else "page.no_cause")
    homes = _numbers(facts, facts.homes(measure.id))
    return {
        "id": measure.id, "name": facts.pick(measure.label), "where": facts.home(measure.id), "where_read": "",
        "state": facts.pick(gap if always else text("page.cause_interpreted")), "always": always,
        "source": measure.locator or "", "areas": homes, "areas_stated": homes,
    }  # fmt: skip


def _by_name(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in Swedish order of the name that they show."""
    return sorted(rows, key=lambda row: (swedish_order(row["name"]), row["id"]))


def _names(facts: Facts, nodes: Iterable[Node]) -> str:
    return ", ".join(facts.pick(node.brief) for node in nodes)


def _numbers(facts: Facts, nodes: Iterable[Node]) -> str:
    """The numbers of things, for the script's filters."""
    return " ".join(str(facts.number[node.id]) for node in nodes)


def _longer(facts: Facts, node: Any) -> str:
    label = facts.pick(node.label)
    return "" if label == facts.pick(node.brief) else label


def _measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    lacking, strictly, lost = facts.lacking(measure), facts.lacking(measure, interpreted=False), facts.lost(measure)
    counted = [facts.areas_touched(measure.id, interpreted=layer) for layer in (False, True)]
    return {
        "id": measure.id, "name": facts.pick(measure.brief), "label": _longer(facts, measure), "home": facts.home(measure.id),
        "time": measure.time or measure.starts or "", "responsible": _actors(facts, measure.id, "isResponsibleFor"),
        "taking_part": _actors(facts, measure.id, "takesPartIn"), "source": measure.locator or "",
        "lacks": [*lacking, *(f"{lack}-lost" for lack in lost)], "lacks_stated": [*strictly, *(f"{lack}-lost" for lack in lost)],
        "missing": _lacks_in_words(facts, lacking),
        "missing_read": _lacks_in_words(facts, [lack for lack in strictly if lack not in lacking]),
        "lost": "responsible" in lost, "areas_stated": counted[0], "areas": counted[1],
        "goals": [(facts.pick(goal.brief), link.counts_as_stated) for goal, link in facts.linked(measure.id, "pursues")],
        "indicators": [(facts.pick(node.brief), firm) for node, firm in facts.indicators(measure.id)],
        "follow_up": facts.pick(measure.follow_up), "bodies": _names(facts, (body for body, _ in facts.linked(measure.id, "isFollowedUpThrough"))),
    }  # fmt: skip


def _lacks_in_words(facts: Facts, lacks: Iterable[str]) -> str:
    return ", ".join(facts.pick(text(f"page.lack_{lack}")) for lack in lacks)


def _actors(facts: Facts, measure: str, relation: str) -> str:
    actors = [actor for actor, _ in facts.linked(measure, relation, inverse=True)]
    return ", ".join(actor.abbreviation or facts.pick(actor.brief) for actor in actors)


def _interpreted(facts: Facts) -> list[dict[str, Any]]:
    """Every link that nobody has confirmed, with what it is read from."""
    rows = [_reading(facts, link) for link in facts.links if link.status == "interpreted"]
    return sorted(rows, key=lambda row: (swedish_order(row["source"]), swedish_order(row["target"]), row["number"]))


def _reading(facts: Facts, link: Link) -> dict[str, Any]:
    source, target = facts.graph[link.source], facts.graph[link.target]
    return {
        "number": facts.link_number[link.sort_key()], "source_id": source.id, "source": facts.pick(source.brief),
        "relation": facts.pick(facts.graph.ontology.relations[link.relation].reading), "target_id": target.id,
        "target": facts.pick(target.brief), "why": facts.pick(link.rationale), "at": link.locator or "",
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
            "number": facts.number[area.id],
            "name": facts.pick(area.brief),
            "rows": [one for one in readings if one["area"] == area],
        }
        for area in areas
    ]
    rest = [one for one in readings if not one["area"]]
    return [*groups, *([{"number": "", "name": facts.pick(text("page.no_area")), "rows": rest}] if rest else [])]


def _caveats(facts: Facts) -> dict[str, Any]:
    """What a reader must know of the counts: what the source's text has lost, and which measures stand in no table."""
    lost = sum("also_affects" in one.unknown for one in facts.measures)
    outside = [one for one in facts.measures if not facts.linked(one.id, "inTable")]
    tables = len(outside) < len(facts.measures)
    return {
        "floor": facts.pick(text("page_script.floor", n=lost)) if lost else "",
        "outside": facts.pick(text("page.outside_tables", n=len(outside), total=len(facts.measures))) if outside and tables else "",
    }  # fmt: skip
