"""The chapters of a report in their order: what each holds, from the answers that it is handed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kgraph.link_counts import both_ways, counted_links, proposals
from kgraph.model import Table, cell_text
from kgraph.names import swedish_order
from kgraph.views.explorer.checks import checks
from kgraph.views.explorer.lists import conflicts
from kgraph.views.explorer.parts import Part
from kgraph.views.report.content import Block, Chapter, Grid, Head, Points, Words
from kgraph.views.report.desk import Desk
from kgraph.views.report.grids import counted, readable, rules
from kgraph.views.report.summary import summary

__all__ = ["chapters"]

_NAMED = 12
"""How many things a finding names."""
_PAIRS = 10
"""How many pairs of areas and of actors stand in a table."""
_LISTED = 40
"""How many actors, and how many target groups, stand in a table: the first by their measures."""


def chapters(desk: Desk) -> tuple[Chapter, ...]:
    """Every chapter that has anything to tell."""
    made = ((key, tuple(write(desk))) for key, write in _CHAPTERS.items())
    return tuple(_chapter(desk, key, held) for key, held in made if held)


def _chapter(desk: Desk, key: str, held: Sequence[Block | Chapter]) -> Chapter:
    blocks = [one for one in held if not isinstance(one, Chapter)]
    lead = [Words(desk.say(f"{key}_lead"), "lead")]
    return Chapter(key, desk.say(key), (*lead, *blocks), tuple(one for one in held if isinstance(one, Chapter)))


# --- one function a chapter ----------------------------------------------------------------------------------------------


def _summary(desk: Desk) -> Iterator[Block]:
    if said := tuple(summary(desk)):
        yield Points(said)


def _reading(desk: Desk) -> Iterator[Block]:
    keys = ["names", "unknown"] if desk.is_open else ["twice", "interpreted", "names", "unknown"]
    unread, total = proposals(desk.facts.graph)
    told = [desk.say("read_unread", count=unread, total=total)] if unread else []
    yield Points((*(desk.say(f"read_{key}") for key in keys), *told))
    yield Words(desk.say(f"page_about.level_{desk.facts.level}"), "note")


def _brief(desk: Desk) -> Iterator[Block]:
    rows = [(card["title_stated"] if desk.is_open and card["title_stated"] else card["title"], *desk.numbers(card["stated"], card["all"]), str(card["total"] or "")) for card in desk.situation["cards"]]  # fmt: skip
    total = str(len(desk.facts.measures))
    for lack in desk.situation["lacks"]:
        rows.append((desk.say("lacking", what=lack["name"]), *desk.numbers(lack["stated"], lack["all"]), total))
        if lack["lost_stated"]:
            rows.append((desk.say("lost", what=lack["name"]), *desk.numbers(lack["lost_stated"], lack["lost"]), total))
    heads = (*desk.ways(Head(desk.say("head_what"))), Head(desk.say("head_of"), number=True))
    yield from desk.listed(desk.say("brief_table"), heads, rows, [desk.situation["floor"]])
    if not desk.is_open:
        yield from desk.beside("coverage", "figures", leave=("rule",))
        yield from desk.beside("coverage", "states", leave=("rule",))


def _areas(desk: Desk) -> Iterator[Block]:
    def of(part: int, whole: int) -> str:
        return desk.say("part_of", part=part, whole=whole)

    rows = [
        (
            one["name"], both_ways(one["home_stated"], one["home_measures"]), *desk.numbers(one["measures_stated"], one["measures"]),
            *(of(one["causes_stated"], one["total_stated"]), *(() if desk.is_open else (of(one["causes"], one["causes_total"]),))),
            *desk.numbers(one["actors_stated"], one["actors"]),
        )
        for one in desk.situation["areas"]
    ]  # fmt: skip
    heads = [Head(desk.say("page.area")), Head(desk.say("page.at_home"), number=True)]
    for key in ("measures", "causes", "actors"):
        heads += [Head(desk.say(f"areas_{key}"), number=True), *([] if desk.is_open else [Head(desk.say("head_read"), number=True)])]  # fmt: skip
    yield from desk.listed(
        desk.say("areas_table"), heads, rows, [*desk.situation["area_notes"], desk.situation["floor"]]
    )
    yield from desk.drawn("areas")


def _gaps(desk: Desk) -> Iterator[Block]:
    """A row for each gap that no reading closes; what a reading closes is in the trees, and is named by area."""
    for key, what in (("gap_causes", "cause"), ("gap_measures", "measure")):
        found = desk.situation[key]
        read = [one for one in found if not one["always"]]
        rows = [(one["name"], _with_read(desk, one), one["state"], one["source"]) for one in found if one["always"]]
        where = "page.drives" if what == "cause" else "page.home"
        heads = [Head(desk.say(head)) for head in (f"page.{what}", where, "page.state", "page.source")]
        said = desk.situation["unlinked"][key]
        title, rules = (
            (said["title"], [said["rule"]])
            if desk.is_open
            else (desk.say(f"page.card_{key}"), desk.situation["gap_rules"][key])
        )
        yield from desk.listed(title, heads, rows, rules)
        if read:
            yield Words(desk.say(f"gaps_read_{what}", count=len(read)))
        if what == "cause":
            yield from _reached_by_reading(desk, read)
    if not desk.is_open:
        yield from desk.beside("groups", "forgotten_groups")


def _reached_by_reading(desk: Desk, read: Sequence[Mapping[str, Any]]) -> Iterator[Grid]:
    """The causes that only interpreted links reach, by the areas that they drive."""
    by_area: dict[str, list[str]] = {}
    for one in read:
        by_area.setdefault(one["where"] or _with_read(desk, one), []).append(desk.facts.brief(one["id"]))
    rows = [(area, "; ".join(names), str(len(names))) for area, names in sorted(by_area.items())]
    heads = (
        Head(desk.say("page.drives")),
        Head(desk.say("gaps_read_causes")),
        Head(desk.say("head_number"), number=True),
    )
    yield from desk.listed(desk.say("gaps_read_table"), heads, rows)


def _with_read(desk: Desk, gap: Mapping[str, Any]) -> str:
    """Where a gap is, what is interpreted of it marked."""
    read = [desk.say("read", what=gap["where_read"])] if gap["where_read"] else []
    return "; ".join([*([gap["where"]] if gap["where"] else []), *read])


def _causes(desk: Desk) -> Iterator[Block | Chapter]:
    for area in desk.tables["trees"].also if "trees" in desk.tables else ():
        if pictures := tuple(desk.drawn(f"tree:{area.rows[0]['id']}")):
            name = desk.facts.brief(str(area.rows[0]["id"]))
            yield Chapter(
                f"tree-{area.rows[0]['id']}", name, (Points(tuple(counted(desk.facts, area.counts))), *pictures)
            )


def _levels(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("levels")
    yield from _not_drawn(desk, "levels", "pyramid", "grid")
    yield from desk.tabled("balance")
    yield from desk.beside("balance", "matching")


def _not_drawn(desk: Desk, chapter: str, *names: str) -> Iterator[Words]:
    """A line for each picture that is left out since nothing is known of what it shows."""
    drawn = {one.name for one in desk.pictures.get(chapter, ())}
    if desk.facts.measures:
        yield from (Words(desk.say(f"nothing_{name}"), "note") for name in names if name not in drawn)


def _overlap(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("overlap")
    if "matrix" in desk.tables:
        table = desk.tables["matrix"]
        rows = [(f"{desk.facts.brief(row['row_id'])} × {desk.facts.brief(row['column_id'])}", *desk.numbers(row["count_stated"], row["count"])) for row in _strongest(table)]  # fmt: skip
        heads = desk.ways(Head(desk.say("overlap_pair")))
        yield from desk.listed(desk.say("overlap_table"), heads, rows, counts=counted(desk.facts, table.counts))


def _strongest(table: Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [row for row in table.rows if row["count"]]
    return sorted(rows, key=lambda row: (-row["count"], -row["count_stated"], row["row_id"], row["column_id"]))[:_PAIRS]


def _star(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("star")


def _actors(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("actors")
    yield from desk.tabled("actors", leave=("type_label", "always_with"), most=_LISTED)
    yield from desk.tabled("collaboration", most=_PAIRS)
    yield from desk.beside("collaboration", "cooperation_gaps")


def _groups(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("groups")
    yield from desk.tabled("groups", most=_LISTED)
    yield from desk.beside("groups", "groups_in_need")


def _places(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("places")
    yield from desk.tabled("places")


def _follow_up(desk: Desk) -> Iterator[Block]:
    yield from desk.drawn("follow_up")
    if "status" in desk.tables:
        yield from _not_drawn(desk, "follow_up", "status")
    yield from desk.tabled("status")
    yield from desk.beside("status", "overdue")
    yield from desk.beside("status", "delayed")
    yield from desk.tabled("followup", leave=("source",))
    yield from desk.tabled("indicators", leave=("why", "plans", "source"))


def _law(desk: Desk) -> Iterator[Block]:
    yield from desk.tabled("law")


def _reviewed(desk: Desk) -> Iterator[Block]:
    """Every reading that the plan's owners have judged: what it says, what they decided, who and when."""
    graph, rows = desk.facts.graph, []
    for link in (one for one in desk.facts.links if one.reviewed_by):
        relation = graph.ontology.relations[link.relation].reading
        said = desk.say(
            "review.words", source=graph[link.source].brief, relation=relation, target=graph[link.target].brief
        )
        rows.append((said, desk.say(f"status.{link.status}"), link.reviewed_by or "", link.reviewed_on or ""))
    heads = [Head(desk.say(key)) for key in ("review.link", "page.state", "field.reviewed_by", "field.reviewed_on")]
    yield from desk.listed(desk.say("reviewed_table"), heads, sorted(rows, key=lambda row: swedish_order(row[0])))
    if desk.is_open and desk.rejected:
        yield Words(desk.say("rejected" if desk.rejected > 1 else "rejected_one", count=desk.rejected), "note")


def _states(desk: Desk) -> dict[str, str]:
    """How each measure stands, with the day of the follow-up; nothing where nobody has said so of any."""
    asked = desk.tables.get("status")
    found = next((one.rows for one in asked.also if one.name == "measure_status"), ()) if asked else ()
    if all(row["status"] == "unknown" for row in found):
        return {}
    return {
        str(row["id"]): cell_text(row["status_label"], desk.facts.lang) + (f" ({row['since']})" if row["since"] else "")
        for row in found
    }


def _measures(desk: Desk) -> Iterator[Block]:
    states = _states(desk)
    keys = ("measure", "home", "when", *(("state",) if states else ()), "who", "aims", "source")
    heads = [Head(desk.say(f"page.{key}")) for key in keys]
    rows = [
        (
            _name(one), one["home"], one["time"], *([states[one["id"]]] if states else []), _who(desk, one),
            "; ".join(_marked(desk, [*one["goals"], *one["indicators"]])), ", ".join(part for part in (one["plans"], one["source"]) if part),
        )
        for one in desk.lists["measures"]
    ]  # fmt: skip
    yield from _abbreviations(desk, rows)
    yield from desk.listed(desk.say("measures_table"), heads, rows, [desk.lists["outside"]])


def _abbreviations(desk: Desk, rows: Iterable[Sequence[str]]) -> Iterator[Words]:
    """What the abbreviations of actors in a table stand for, told before it since it may be long."""
    used = set(_WORD.findall(" ".join(cell for row in rows for cell in row)))
    names = {
        name: desk.facts.pick(one.label) for one in desk.facts.graph.of_kind("Actor") if (name := one.abbreviation)
    }
    told = [f"{name} = {names[name]}" for name in sorted(names, key=swedish_order) if name in used]
    if told:
        yield Words(desk.say("abbreviations", told="; ".join(told)), "note")


def _name(measure: Mapping[str, Any]) -> str:
    """The short name and the full one; the full one alone where it says every word of the short."""
    short, full = measure["name"], measure["label"]
    standing = f" ({', '.join(measure['standing'])})" if measure["standing"] else ""
    if full and set(_WORD.findall(short.casefold())) <= set(_WORD.findall(full.casefold())):
        return f"{full}{standing}"
    return f"{short}{standing}{': ' if full else ''}{full}"


_WORD = re.compile(r"\w+")


def _who(desk: Desk, measure: Mapping[str, Any]) -> str:
    """Who answers, or that it is unknown, and who takes part."""
    responsible, names = (", ".join(_marked(desk, measure[role])) for role in ("responsible", "taking_part"))
    answering = desk.say("page.responsible_lost") if measure["lost"] else responsible
    taking = desk.say("takes_part", names=names) if names else ""
    return "; ".join(part for part in (answering, taking) if part)


def _marked(desk: Desk, pairs: Iterable[tuple[str, bool]]) -> Iterator[str]:
    for name, firm in dict.fromkeys(pairs):
        yield name if firm else desk.say("read", what=name)


def _checks(desk: Desk) -> Iterator[Block]:
    """What a board can act on: gaps, the law and the plan's quality, not the form of the data nor what cannot be judged."""
    told = [one for one in desk.findings if one.judged and one.level != "structure"]
    found = checks(desk.facts, told)
    left_out = len(desk.findings) - len(told)
    rows = [(f"{one['code']} · {one['level']}", _said(desk, one), str(one["count"])) for one in found["checks"]]
    yield from _abbreviations(desk, rows)
    heads = [Head(desk.say("page.check")), Head(desk.say("check_said")), Head(desk.say("head_number"), number=True)]
    yield from desk.listed(
        desk.say("checks_table"), heads, rows,
        [desk.say("page.checks_unjudged") if found["unjudged"] else "", desk.say("checks_left_out", n=left_out) if left_out else ""],
    )  # fmt: skip


def _said(desk: Desk, group: Mapping[str, Any]) -> str:
    """What a group of findings says, and the first of the things that it is about."""
    named = list(dict.fromkeys(row["name"] for row in group["rows"] if row["name"]))
    told = [group["message"], *dict.fromkeys(row["message"] for row in group["rows"] if row["message"])][: _NAMED + 1]
    about = ", ".join(named[:_NAMED])
    if len(named) > _NAMED:
        about = desk.say("and_more", named=about, count=len(named) - _NAMED)
    return " ".join(part for part in (*told, about) if part)


def _conflicts(desk: Desk) -> Iterator[Block]:
    rows = [
        (one["about"], " ↔ ".join(" – ".join(part for part in (side["says"], side["source"]) if part) for side in one["sides"]), one["rule"])
        for one in conflicts(Part("", "", "", desk.facts, desk.facts.number, desk.tables))
    ]  # fmt: skip
    heads = [Head(desk.say(f"page.conflict_{key}")) for key in ("about", "sides", "rule")]
    yield from desk.listed(desk.say("conflicts_table"), heads, rows)


def _sources(desk: Desk) -> Iterator[Block]:
    yield from desk.tabled("sources")


def _method(desk: Desk) -> Iterator[Block | Chapter]:
    about = "page_about"
    yield Chapter("touch", desk.say(f"{about}.touch_heading"), (
        Words(desk.say(f"{about}.touch")), Points(tuple(desk.say(f"{about}.touch_{n}") for n in (1, 2, 3))), *([] if desk.is_open else [Words(desk.say(f"{about}.touch_path"))]),
    ))  # fmt: skip
    told = [
        (desk.facts.pick(count.label), readable(desk.facts, desk.facts.pick(count.rule)))
        for count, _ in rules(list(desk.tables.values()))
    ]
    told += [
        (desk.say("page.card_several"), desk.say(f"{about}.several_rule")),
        (desk.say("page.card_lacks"), desk.say(f"{about}.lack_rule")),
    ]
    heads = (Head(desk.say("rule_what")), Head(desk.say("rule_how")))
    counting = [] if desk.is_open else [Words(desk.say(f"{about}.count_twice"))]
    yield Chapter(
        "counting", desk.say(f"{about}.count_heading"), (*counting, Grid(desk.say("rules_table"), heads, tuple(told)))
    )
    yield Chapter("made", desk.say("made_heading"), (
        Words(desk.say("made_how", things=len(desk.facts.nodes), links=counted_links(desk.facts.graph)[1])),
        Words(readable(desk.facts, desk.say("made_access"))),
    ))  # fmt: skip


_CHAPTERS: Mapping[str, Callable[[Desk], Iterator[Block | Chapter]]] = {
    "summary": _summary, "reading": _reading, "brief": _brief, "areas": _areas, "gaps": _gaps, "causes": _causes, "overlap": _overlap, "star": _star,
    "levels": _levels, "actors": _actors, "groups": _groups, "places": _places, "follow_up": _follow_up, "law": _law,
    "measures": _measures, "reviewed": _reviewed, "checks": _checks, "conflicts": _conflicts, "sources": _sources, "method": _method,
}  # fmt: skip
"""The chapters by their names in the catalogue, in their order."""
