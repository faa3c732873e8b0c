"""The views that are made alike: a heading, one or more pictures, and the table of each beside it.

A view names the tables that it is drawn from (`kgraph.project.page_tables` hands them over, for the whole and for each
part of it), and says how to draw them.  A view whose tables are not there, or hold nothing, is not on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kgraph.model import Table
from kgraph.views.explorer.answers import answer
from kgraph.views.explorer.packed import Packed
from kgraph.views.explorer.parts import Part
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["PACKED", "View", "filled"]

PACKED = "bilder"
"""The id of the block that holds the packed drawings."""


def _no_pictures(_: Part) -> Iterable[Picture]:
    return ()


@dataclass(frozen=True)
class View:
    """A view: its anchor, where its words stand in the catalogue (`<words>.name` and `<words>.lead`), its tables and pictures.

    A view with `once` is told once for all parts: that is what its template gets, with the words of the view.
    `shown` chooses what of the tables stands on the page: by default each of them with those that belong to it.
    `lists` says where the number in a column leads: `table.column` to an address of the page, in which `*` is the row's id
    and `+` its `ask` (ids; the id where it has none), and `~` what a cell names one by one.  `table#count` and `table#count:total` are
    where a count and what it is of lead.  `more` is what the view's own template is told of a part beside that.
    """

    key: str
    words: str
    needs: tuple[str, ...]
    pictures: Callable[[Part], Iterable[Picture]] = _no_pictures
    shown: Callable[[Part], Iterable[Table]] | None = None
    template: str = "view.html.j2"
    once: Callable[[Sequence[Part]], Any] | None = None
    lists: Mapping[str, str] = field(default_factory=dict)
    more: Callable[[Part], Any] | None = None
    packed: bool = False

    def tables(self, part: Part) -> tuple[Table, ...]:
        """The tables that the view shows of a part."""
        if self.shown:
            return tuple(self.shown(part))
        own = [part.tables[name] for name in self.needs if name in part.tables]
        return tuple(table for one in own for table in (one, *one.also))


def filled(views: Iterable[View], found: Sequence[Part], packed: Packed) -> list[dict[str, Any]]:
    """What the template shows of each view that has anything to show, part by part.

    Into `packed` go the drawings that the script puts together: those of parts, which nobody sees without it, and those
    of a view that is `packed`.
    """
    return [made for view in views if (made := _made(view, found, packed))["parts"]]


def _made(view: View, found: Sequence[Part], packed: Packed) -> dict[str, Any]:
    whole, there = found[0].facts, _has_any(view, found[0])
    return {
        "key": view.key,
        "name": whole.pick(text(f"{view.words}.name")),
        "lead": whole.pick(text(f"{view.words}.lead")),
        "template": view.template,
        "t": whole.words(view.words),
        "once": view.once(found) if view.once and there else None,
        "parts": _of_parts(view, found, packed) if there else [],
    }


def _of_parts(view: View, found: Sequence[Part], packed: Packed) -> list[dict[str, Any]]:
    """What the template shows of each part."""
    told = [{} if view.once else _of_part(view, part, packed) for part in found]
    for one in told[1:]:
        _mark_same(told[0].get("tables", ()), one.get("tables", ()))
    return told


def _mark_same(ours: Iterable[dict[str, Any]], theirs: Iterable[dict[str, Any]]) -> None:
    """A row of a part's table that says what a row of the whole's says stands once in the file: `same` is that row's place."""
    known = {table["name"]: table for table in ours}
    for table in theirs:
        whole = known.get(table["name"], {"rows": [], "headings": []})
        if [one["key"] for one in whole["headings"]] != [one["key"] for one in table["headings"]]:
            continue
        places = {repr(row): place for place, row in enumerate(whole["rows"])}
        for row in table["rows"]:
            row["same"] = places.get(repr(row))


def _has_any(view: View, whole: Part) -> bool:
    return all(name in whole.tables for name in view.needs) and any(table.rows for table in view.tables(whole))


def _of_part(view: View, part: Part, packed: Packed) -> dict[str, Any]:
    pictures = [(f"bild-{view.key}-{number}{part.mark}", one) for number, one in enumerate(view.pictures(part))]
    tables = view.tables(part)
    return {
        "key": part.key,
        "mark": part.mark,
        "facts": part.facts,
        "more": view.more(part) if view.more else None,
        "pictures": [
            {"id": ident, "picture": one, "svg": packed.shell(one, ident, PACKED) if view.packed or part.key else one.inline(ident)}
            for ident, one in pictures
        ],
        "tables": [answer(part.facts, table, f"{view.key}-{table.name}{part.mark}", view.lists) for table in tables],
    }  # fmt: skip
