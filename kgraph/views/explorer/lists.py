"""What is told of the situation, for the whole and for each part of it: cards, coverage per area, gaps.

It is there without JavaScript; with it the numbers follow the one switch, and the plan filter chooses among the parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgraph.model import Measure, Table, Text
from kgraph.views.explorer.facts import LACKS, Facts
from kgraph.views.explorer.parts import Part
from kgraph.wording import text

__all__ = ["situation"]


def situation(part: Part) -> dict[str, Any]:
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
        "gap_causes": [_gap_cause(facts, row) for row in coverage.rows if row["state"] != "covered"],
        "gap_measures": [
            _gap_measure(facts, one) for one in facts.measures if not facts.has_cause(one.id, interpreted=False)
        ],
        "gap_rules": {
            name: [facts.pick(note) for note in _also(coverage, name).notes] for name in ("gap_causes", "gap_measures")
        },
    }


def _beside_note(facts: Facts) -> str:
    """How many measures stand outside the plans or are only proposed; "" where none does."""
    outside, proposed = (sum(why in one for one in facts.standings.values()) for why in ("outside", "proposed"))
    if not facts.standings:
        return ""
    return facts.pick(text("page.beside_note", outside=outside, proposed=proposed, total=len(facts.measures)))


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
    if facts.level == "internal":
        interpreted = sum(link.status == "interpreted" for link in facts.links)
        total = sum(link.counts for link in facts.links)
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
    beside = [sum(one in facts.standings for one in ones) for ones in of]
    return {
        "key": key, "href": f"#{href}", "title": facts.pick(text(f"page.card_{key}")), "stated": stated, "all": every,
        "total": total, "both": both and facts.level == "internal", "hint": facts.pick(text(f"page.card_{key}_hint")),
        "beside": beside if any(beside) else [],
    }  # fmt: skip


def _lack(facts: Facts, lack: str) -> dict[str, Any]:
    without = [one for one in facts.measures if lack in facts.lacking(one)]
    lost = sum(lack in one.unknown for one in without)
    beside = sum(one.id in facts.standings for one in without)
    told = [text("page.lost", n=lost)] if lost else []
    told += [text("page.beside", n=beside)] if beside else []
    return {
        "key": lack, "name": facts.pick(text(f"page.lack_{lack}")), "count": len(without), "total": len(facts.measures),
        "told": ", ".join(map(facts.pick, told)), "href": f"#atgarder;urval={lack}",
    }  # fmt: skip


def _areas(facts: Facts, coverage: Table) -> list[dict[str, Any]]:
    """The rows of coverage per area; the widths of the bars are whole per cents."""
    rows: list[dict[str, Any]] = []
    for row in _also(coverage, "areas").rows:
        plain = {key: row[key] for key in _AREA_NUMBERS}
        total = int(str(row["causes_total"]))
        widths = {key: round(100 * int(str(row[key])) / total) if total else 0 for key in ("causes_stated", "causes")}
        rows.append(
            {"id": str(row["id"]), "name": facts.brief(str(row["id"])), "bar": widths, **plain, **_whence(facts, row)}
        )
    return rows


def _whence(facts: Facts, row: dict[str, Any]) -> dict[str, str]:
    """The plans whose measures touch an area, and how many of those stand beside the plans, in words; "" where nothing is to tell."""
    plans = ", ".join(facts.pick(one) for one in row["plans"]) if facts.spans else ""
    return {"plans": plans, "beside": facts.pick(text("page.beside", n=row["outside"])) if row["outside"] else ""}


_AREA_NUMBERS = (
    "home_measures", "measures_stated", "measures", "causes_stated", "causes", "causes_total", "actors_stated", "actors",
)  # fmt: skip


def _gap_cause(facts: Facts, row: dict[str, Any]) -> dict[str, Any]:
    node = facts.graph[row["id"]]
    areas = ", ".join(facts.pick(area) for area in row["areas"] if isinstance(area, Text))
    return {
        "id": node.id, "name": facts.pick(node.label), "where": areas,
        "state": facts.pick(row["state_label"]), "always": row["state"] == "uncovered", "source": facts.place(node),
        "plans": facts.told_by(node.id), "standing": [],
    }  # fmt: skip


def _gap_measure(facts: Facts, measure: Measure) -> dict[str, Any]:
    always = not facts.has_cause(measure.id, interpreted=True)
    return {
        "id": measure.id, "name": facts.pick(measure.label), "where": facts.home(measure.id),
        "state": facts.pick(text("page.no_cause" if always else "page.cause_interpreted")), "always": always,
        "source": measure.locator or "", "plans": facts.origin(measure.id), "standing": facts.standing(measure.id),
    }  # fmt: skip
