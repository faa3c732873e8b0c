"""What is told of the situation, for the whole and for each part of it: cards, coverage per area, gaps.

It is there without JavaScript; with it the numbers follow the one switch, and the plan filter chooses among the parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgraph.link_counts import counted_links, met
from kgraph.model import Measure, Node, Table
from kgraph.names import swedish_order
from kgraph.parts.scope import beside, stands_beside
from kgraph.views.explorer.facts import LACKS, Facts
from kgraph.views.explorer.figures import standing, three_figures
from kgraph.views.explorer.parts import Part
from kgraph.wording import text

__all__ = ["situations"]


def situations(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The whole and its parts; a gap that a part tells as the whole does is called `same`, and the script copies its row."""
    whole, *others = map(_situation, parts)
    for one in (whole, *others):
        one["same"] = {name: _same(whole[name], one[name]) if one["key"] else () for name in _GAPS}
    return [whole, *others]


def _same(ours: Iterable[dict[str, Any]], theirs: Iterable[dict[str, Any]]) -> set[str]:
    """The ids of the rows that say the same, but for the plans and the source, which the whole tells in full."""
    known = {row["id"]: {**row, "plans": "", "source": ""} for row in ours}
    return {row["id"] for row in theirs if {**row, "plans": "", "source": ""} == known.get(row["id"])}


def _situation(part: Part) -> dict[str, Any]:
    """The values of the template's view of a part; every number is given both ways."""
    facts, coverage = part.facts, part.tables["coverage"]
    return {
        "key": part.key,
        "mark": part.mark,
        "cards": _cards(part),
        "lacks": [_lack(facts, lack) for lack in LACKS],
        "beside": _beside_note(facts),
        "areas": _areas(facts, coverage),
        "area_notes": [facts.pick(note) for note in _also(coverage, "areas").notes],
        "gap_causes": _by_name(_gap_cause(part, row) for row in coverage.rows if not row["measures_stated"]),
        "gap_measures": _by_name(
            _gap_measure(part, one) for one in facts.measures if not facts.has_cause(one.id, interpreted=False)
        ),
        "unlinked": _unlinked(facts),
        "gap_rules": {
            name: [facts.pick(note) for note in _also(coverage, name).notes] for name in ("gap_causes", "gap_measures")
        },
        "floor": _floor(facts),
        "figures": three_figures(facts, _also(coverage, "figures")),
        "states": standing(facts, _also(coverage, "states")),
    }


def _beside_note(facts: Facts) -> str:
    """How many measures stand outside the plans or are only proposed; "" where none does."""
    if not facts.standings:
        return ""
    return facts.pick(text("page.beside_note", **beside(facts.standings.values()), total=len(facts.measures)))


def _also(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def _cards(part: Part) -> list[dict[str, Any]]:
    facts, counts = part.facts, {count.key: count for count in part.tables["coverage"].counts}
    several = [_several(facts, interpreted=layer) for layer in (False, True)]
    without = [
        [one.id for one in facts.measures if not facts.has_cause(one.id, interpreted=layer)] for layer in (False, True)
    ]
    causes, measures = counts["causes"], counts["measures"]
    cards = [
        _card(facts, "gap_causes", f"orsaker-utan-atgard{part.mark}", *_rest(causes), total=causes.total),
        _card(
            facts, "gap_measures", f"atgarder-utan-orsak{part.mark}", *_rest(measures), total=measures.total, of=without
        ),
        _card(facts, "several", "atgarder;urval=flera", *map(len, several), total=len(facts.measures), of=several),
    ]
    accepted = sum(row["state"] == "accepted_gap" for row in part.tables["coverage"].rows)
    if accepted:
        cards[0]["accepted"] = facts.pick(text("page_figures.accepted", n=accepted))
    if facts.level == "internal":
        interpreted = sum(link.status == "interpreted" for link in facts.links)
        total = counted_links(facts.graph)[1]
        cards.append(_card(facts, "unconfirmed", "tolkningar", interpreted, interpreted, total=total, both=False))
    return cards


def _several(facts: Facts, *, interpreted: bool) -> list[str]:
    return [one.id for one in facts.measures if facts.areas_touched(one.id, interpreted=interpreted) > 1]


def _rest(count: Any) -> tuple[int, int]:
    return count.total - count.stated, count.total - count.with_interpreted


def _card(
    facts: Facts, key: str, href: str, stated: int, every: int, *, total: int | None, both: bool = True,
    of: Iterable[Iterable[str]] = (),
) -> dict[str, Any]:  # fmt: skip
    """A card; `of` are the measures that it counts, in both ways, to tell how many of them stand beside the plans."""
    words = {
        name: facts.pick(text(f"page.card_{key}{end}"))
        for name, end in (("title", ""), ("hint", "_hint"), ("rule", "_rule"))
    }
    unlinked = _unlinked(facts).get(key, {})
    words |= {f"{name}_stated": unlinked.get(name, "") for name in ("title", "hint")}
    return {
        "key": key, "href": f"#{href}", "stated": stated, "all": every, "total": total,
        "both": both and facts.level == "internal", "beside": _beside(facts, of), "accepted": "", **words,
    }  # fmt: skip


def _beside(facts: Facts, of: Iterable[Iterable[str]]) -> str:
    """How many of some measures, counted in both ways, stand beside the plans, in words; "" where none does."""
    told = [
        sum(stands_beside(facts.standings.get(one, ()), interpreted=layer) for one in ones)
        for layer, ones in zip((False, True), of, strict=False)
    ]
    if not any(told):
        return ""
    stated, every = told
    number = text("stats.beside_number" if stated == every else "stats.beside_both", stated=stated, every=every)
    return facts.pick(text("page.beside", n=number))


_GAPS = ("gap_causes", "gap_measures")


def _unlinked(facts: Facts) -> dict[str, dict[str, str]]:
    """What may be said of the two lists of gaps where interpreted links are not counted, or not on the page at all."""
    end, told = "_open" if facts.level == "open" else "_stated", {}
    for key, (sourced, confirmed) in zip(_GAPS, met(facts.graph).values(), strict=True):
        title, hint = f"page.card_{key}_unlinked", f"page.card_{key}{end}"
        if confirmed:
            title, hint = f"page.card_{key}_confirmed", f"page.card_{key}_confirmed_hint"
        told[key] = {
            "title": facts.pick(text(title)), "hint": facts.pick(text(hint, sourced=sourced, confirmed=confirmed)),
            "rule": facts.pick(text(f"page.{key}{end}")),
        }  # fmt: skip
    return told


def _lack(facts: Facts, lack: str) -> dict[str, Any]:
    without = [
        [one.id for one in facts.measures if lack in facts.lacking(one, interpreted=layer)] for layer in (False, True)
    ]
    stated, every = map(len, without)
    lost = [sum(lack in facts.lost(one, interpreted=layer) for one in facts.measures) for layer in (False, True)]
    return {
        "key": lack, "name": facts.pick(text(f"page.lack_{lack}")), "stated": stated, "all": every,
        "lost_stated": lost[0], "lost": lost[1], "href": f"#atgarder;urval={lack}",
        "beside": _beside(facts, without),
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
        told = {
            "id": area,
            "name": facts.brief(area),
            "bar": bar,
            "total_stated": totals[0],
            "home_stated": row["home_measures_stated"],
        }
        rows.append({**told, **plain, **_whence(facts, row)})
    return rows


def _per_cent(part: Any, whole: int) -> int:
    return round(100 * int(part) / whole) if whole else 0


def _whence(facts: Facts, row: dict[str, Any]) -> dict[str, str]:
    """The plans whose measures touch an area, and how many of those stand beside the plans, in words; "" where nothing is to tell."""
    plans = ", ".join(facts.pick(one) for one in row["plans"]) if facts.spans else ""
    return {
        "plans": plans,
        "beside": facts.pick(text("page.beside", n=row["outside_both"])) if row["outside_both"] != "0" else "",
    }


_AREA_NUMBERS = (
    "home_measures", "measures_stated", "measures", "causes_stated", "causes", "causes_total", "actors_stated", "actors",
)  # fmt: skip


def _gap_cause(part: Part, row: dict[str, Any]) -> dict[str, Any]:
    facts = part.facts
    node = facts.graph[row["id"]]
    stated, every = (facts.driven(node.id, interpreted=layer) for layer in (False, True))
    always = not row["measures"]
    return {
        "id": node.id, "name": facts.pick(node.label), "where": facts.names(stated), "source": facts.place(node),
        "where_read": facts.names(area for area in every if area not in stated), "always": always,
        "state": facts.pick(text("page.unlinked")) if row["state"] == "uncovered" and facts.level == "open" else facts.pick(row["state_label"]),
        "areas": _numbers(part, every), "areas_stated": _numbers(part, stated), "accepted": row["state"] == "accepted_gap",
        "plans": facts.told_by(node.id), "standing": [],
    }  # fmt: skip


def _gap_measure(part: Part, measure: Measure) -> dict[str, Any]:
    facts = part.facts
    always = not facts.has_cause(measure.id, interpreted=True)
    gap = text("page.unlinked" if facts.level == "open" else "page.no_cause")
    homes = _numbers(part, facts.homes(measure.id))
    return {
        "id": measure.id, "name": facts.pick(measure.label), "where": facts.home(measure.id), "where_read": "",
        "state": facts.pick(gap if always else text("page.cause_interpreted")), "always": always,
        "source": measure.locator or "", "areas": homes, "areas_stated": homes,
        "plans": facts.origin(measure.id), "standing": facts.standing(measure.id), "accepted": False,
    }  # fmt: skip


def _by_name(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in Swedish order of the name that they show."""
    return sorted(rows, key=lambda row: (swedish_order(row["name"]), row["id"]))


def _numbers(part: Part, nodes: Iterable[Node]) -> str:
    """The numbers of things in the whole, for the script's filters."""
    return " ".join(str(part.number[node.id]) for node in nodes)


def _floor(facts: Facts) -> str:
    """What a reader must know of the counts for areas: what the source's text has lost."""
    lost = sum("also_affects" in one.unknown for one in facts.measures)
    return facts.pick(text("page_script.floor", n=lost)) if lost else ""
