"""The view of causes: for each area its cause tree as a picture and as a table, and a fishbone where sources tell causes apart.

A tree that a part of the whole has just as the whole has it stands once on the page; it says which parts it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kgraph.model import Table, integer
from kgraph.views.branches import Branch, grown
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.packed import Packed
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.fishbone import UNKNOWN, bones, fishbone
from kgraph.views.pictures.tree import sheets
from kgraph.views.shell import json_block
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["CAUSES"]

_COUNTS = ("causes", "uncovered", "measures")
_LISTS = {
    "causes": "#lista;urval=orsaker", "covered": "#lista;urval=tackta", "uncovered": "#lista;urval=otackta",
    "measures": "#atgarder;urval=traff",
}  # fmt: skip
"""The list of each count of a tree."""
_PACKED = "orsaker-bilder"
_DEEPEST = 4


def _once(found: Sequence[Part]) -> dict[str, Any]:
    packed = Packed(found[0].facts)
    trees = [_block(packed, number, one) for number, one in enumerate(_shown(found))]
    return {
        "overviews": [(part.key, part.mark, _overview(part)) for part in found],
        "trees": trees,
        "lists": [f"{_LISTS[key]}.*" for key in _COUNTS],
        "packed": json_block(packed.values()),
        "block": _PACKED,
    }


def _overview(part: Part) -> list[dict[str, Any]]:
    """The areas of a part with what their trees count; `href` leads to the tree where there is one."""
    table = part.tables["trees"]
    return [
        {
            "id": row["id"], "name": part.facts.brief(str(row["id"])), "href": f"#orsaker-{row['id']}" if len(tree.rows) > 1 else "",
            "counts": [(row[f"{key}_stated"], row[key]) for key in _COUNTS],
        }
        for row, tree in zip(table.rows, table.also, strict=True)
    ]  # fmt: skip


_Shown = tuple[str, list[str], Part, Table]


def _shown(found: Sequence[Part]) -> Iterator[_Shown]:
    """Every tree that some part has, once: its id on the page, the keys of the parts that have it just so, and the first of them."""
    made: dict[str, list[tuple[list[str], Part, Table]]] = {}
    for part in found:
        for table in part.tables["trees"].also:
            if len(table.rows) == 1:
                continue
            known = made.setdefault(str(table.rows[0]["id"]), [])
            same = next((keys for keys, _, other in known if _seen(other) == _seen(table)), None)
            if same is None:
                known.append(([part.key], part, table))
            else:
                same.append(part.key)
    for area, several in made.items():
        for number, (keys, part, table) in enumerate(several):
            yield f"orsaker-{area}{f'-{number}' if number else ''}", keys, part, table


def _seen(table: Table) -> list[object]:
    """What a reader sees of a tree, but for how its sources are cited where there are several."""
    told = [{key: cell for key, cell in row.items() if key not in ("source", "place")} for row in table.rows]
    return [told, table.counts]


def _block(packed: Packed, place: int, shown: _Shown) -> dict[str, Any]:
    """All that is shown of an area."""
    ident, keys, part, table = shown
    facts, root = part.facts, grown(table)
    area = root.id
    return {
        "id": ident, "key": f"orsaker-{place}", "of": " ".join(key or "*" for key in keys), "number": part.number[area], "name": facts.brief(area),
        "counts": [
            {"label": facts.pick(count.label), "stated": count.stated, "all": count.with_interpreted, "list": f"{_LISTS[count.key]}.{area}"}
            for count in table.counts
        ],
        "pictures": [
            {"id": f"trad-{place}-{number}", "title": one.title, "svg": packed.shell(one, f"trad-{place}-{number}", _PACKED)}
            for number, one in enumerate(_pictures(facts, table))
        ],
        "rows": [_row(part, branch) for branch in root.walk() if branch is not root or branch.measures],
        "area": area, "beside": _beside(facts, root),
    }  # fmt: skip


def _beside(facts: Facts, root: Branch) -> dict[str, int]:
    """How many measures touch an area and stand nowhere in its tree, in both ways of counting."""
    met = [one for branch in root.walk() for one in branch.measures]
    return {
        key: len(
            set(facts.graph.index.touching(root.id, interpreted=layer))
            - {one.id for one in met if layer or not one.hidden}
        )
        for key, layer in (("stated", False), ("all", True))
    }


def _pictures(facts: Facts, table: Table) -> Iterator[Picture]:
    stated_only = facts.level == "open"
    yield from sheets(table, facts.lang, stated_only=stated_only)
    if bones(facts.graph, table).keys() - {UNKNOWN}:
        yield fishbone(facts.graph, table, facts.lang, stated_only=stated_only)


def _row(part: Part, branch: Branch) -> dict[str, Any]:
    facts = part.facts
    lack = branch.lack(stated_only=facts.level == "open")
    told = [facts.pick(text(f"cause_tree.gap_{lack[0]}")), branch.said("decision", facts.lang)] if lack else []
    link = "" if branch.row["relation"] == "contributesTo" else branch.said("relation_label", facts.lang)
    return {
        "number": part.number[branch.id], "name": facts.brief(branch.id), "depth": min(integer(branch.row, "depth"), _DEEPEST),
        "hidden": branch.hidden, "link": link, "read": branch.interpreted, "source": branch.said("place", facts.lang),
        "cut": branch.said("cut_label", facts.lang),
        "lack": {"words": "; ".join(filter(None, told)), "layer": lack[1]} if lack else None,
        "measures": [
            {"number": part.number[one.id], "name": facts.brief(one.id), "read": one.interpreted} for one in branch.measures
        ],
    }  # fmt: skip


CAUSES = View("orsaker", "view_causes", ("trees",), template="view_causes.html.j2", once=_once)
