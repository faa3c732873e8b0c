"""The views that are made alike: a heading, one or more pictures, and the table of each beside it.

A view names the tables that it is drawn from (`kgraph.project.page_tables` hands them over, for the whole and for each
part of it), and says how to draw them.  A view whose tables are not there, or hold nothing, is not on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kgraph.model import Table
from kgraph.views.explorer.answers import answer
from kgraph.views.explorer.parts import Part
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["View", "filled"]


def _no_pictures(_: Part) -> Iterable[Picture]:
    return ()


@dataclass(frozen=True)
class View:
    """A view: its anchor, where its words stand in the catalogue (`<words>.name` and `<words>.lead`), its tables and pictures.

    `shown` chooses what of the tables stands on the page: by default each of them with those that belong to it.
    """

    key: str
    words: str
    needs: tuple[str, ...]
    pictures: Callable[[Part], Iterable[Picture]] = _no_pictures
    shown: Callable[[Part], Iterable[Table]] | None = None
    template: str = "view.html.j2"

    def tables(self, part: Part) -> tuple[Table, ...]:
        """The tables that the view shows of a part."""
        if self.shown:
            return tuple(self.shown(part))
        own = [part.tables[name] for name in self.needs if name in part.tables]
        return tuple(table for one in own for table in (one, *one.also))


def filled(views: Iterable[View], found: Sequence[Part]) -> list[dict[str, Any]]:
    """What the template shows of each view that has anything to show, part by part."""
    return [made for view in views if (made := _made(view, found))["parts"]]


def _made(view: View, found: Sequence[Part]) -> dict[str, Any]:
    whole = found[0].facts
    return {
        "key": view.key,
        "name": whole.pick(text(f"{view.words}.name")),
        "lead": whole.pick(text(f"{view.words}.lead")),
        "template": view.template,
        "parts": [_of_part(view, part) for part in found if _has_any(view, found[0])],
    }


def _has_any(view: View, whole: Part) -> bool:
    return all(name in whole.tables for name in view.needs) and any(table.rows for table in view.tables(whole))


def _of_part(view: View, part: Part) -> dict[str, Any]:
    pictures = list(view.pictures(part))
    tables = view.tables(part)
    return {
        "key": part.key,
        "mark": part.mark,
        "facts": part.facts,
        "pictures": [
            {"id": f"bild-{view.key}-{number}{part.mark}", "picture": one, "svg": one.inline(f"bild-{view.key}-{number}{part.mark}")}
            for number, one in enumerate(pictures)
        ],
        "tables": [answer(part.facts, table, f"{view.key}-{table.name}{part.mark}") for table in tables],
    }  # fmt: skip
