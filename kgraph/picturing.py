"""A graph → a still picture, and the picture → a file: the tables it is drawn from, and the lines about its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Plan, Table
from kgraph.names import fold
from kgraph.project import questions
from kgraph.times.dates import span
from kgraph.wording import catalogue, joined, refused, text

if TYPE_CHECKING:
    from kgraph.excerpts import Excerpt
    from kgraph.views.explorer.level import Openness
    from kgraph.views.svg import Picture

__all__ = ["FORMS", "PICTURES", "Form", "picture", "picture_file", "picture_key", "picture_name"]

Form = Literal["svg", "png", "pdf"]
FORMS: tuple[Form, ...] = ("svg", "png", "pdf")
"""What a picture can be written as."""


def _table(name: str, graph: KnowledgeGraph, areas: Sequence[str], on: date) -> Table:
    """A table that a picture is drawn from, by its name; `areas` are the ids of those that the picture is about."""
    from kgraph import analysis

    asked = questions(on)
    own: dict[str, Callable[[KnowledgeGraph], Table]] = {
        "overlap": lambda one: analysis.overlap(one, *areas) if areas else asked["matrix_areas"](one),
        "tree": lambda one: analysis.tree(one, areas[0], on=on),
        "comparisons": analysis.comparisons,
    }
    return (asked | own)[name](graph)


def _pictures() -> tuple[str, ...]:
    return tuple(key.removeprefix("drawing.") for key in catalogue() if key.startswith("drawing."))


PICTURES = _pictures()
"""The names of the pictures."""
_VIEWS: Mapping[str, str] = {
    "stjärnan": "star",
    "orsaker": "tree",
    "tid-niva": "grid",
    "plats": "places",
    "uppfoljning": "status",
}
"""The views of the page that have another name than the picture in them."""


def picture_key(name: str) -> str:
    """The key of a picture by its English or Swedish name, or by the address of its view in the page.

    Raises `UsageError` for a name that is none.
    """
    known = {
        fold(word): key
        for key in PICTURES
        for word in (text(f"drawing.{key}").sv, text(f"drawing.{key}").pick("en"), key)
    } | {fold(view): key for view, key in _VIEWS.items()}
    if fold(name) not in known:
        raise refused("pictures.unknown", name=name, known=joined(text(f"drawing.{key}") for key in PICTURES))
    return known[fold(name)]


def picture(
    graph: KnowledgeGraph, name: str, *, area: str | Sequence[str] = (), on: date | None = None, lang: str = "sv",
    level: Openness = "internal", interpreted: bool = True, part: Excerpt | None = None,
) -> Picture:  # fmt: skip
    """A still picture of a graph by its English or Swedish name: "star", "grid", "pyramid", "tree" (of an `area`) and so on.

    "overlap" and "network" are of the measures that touch every `area`, where any is named.  `on` is the day that the status of
    measures and the wheel of the year are judged by; without it the last day of the plan that ends last.  With `level="open"`
    it is drawn of what may be published, with `interpreted` false to be shown without interpreted links; `part` is drawn in
    place of the graph, and the title says so.  Its `file()` is the picture as SVG, and a notebook shows it as it is.
    Raises `UsageError` for a picture that there is not, for areas that are lacking or not wanted and where there is nothing to
    draw or more than can be read, and `UnknownName` or `AmbiguousName` for a name that is no area.
    """
    from kgraph.views.catalogue import DRAWINGS, Asked
    from kgraph.views.explorer import published

    key, named = picture_key(name), (area,) if isinstance(area, str) else tuple(area)
    drawing, shown, day = DRAWINGS[key], published(part.graph if part else graph, level), on or _last_day(graph)
    if drawing.of_area and len(named) != 1:
        raise _refusal("needs_area", key)
    if named and not (drawing.of_area or drawing.of_areas):
        raise _refusal("takes_no_area", key)
    areas = tuple(dict.fromkeys(shown.choose(one, *AREA_KINDS).id for one in named))
    tables = {need: _table(need, shown, areas, day) for need in drawing.needs}
    asked = Asked(shown, tables, lang, day, is_open=level == "open", areas=areas, interpreted=interpreted)
    if not drawing.has_any(asked):
        raise _refusal("nothing", key)
    made = drawing.draw(asked)
    return (
        replace(made, title=text("pictures.of_part", picture=made.title, part=part.name).pick(lang)) if part else made
    )


def _refusal(why: str, key: str) -> UsageError:
    return refused(f"pictures.{why}", picture=text(f"drawing.{key}"))


def _last_day(graph: KnowledgeGraph) -> date:
    """The day that pictures are judged by when none is given: no clock, so the last one of any plan's period."""
    spans = [span(plan.ends) for plan in graph.of_kind("Plan") if isinstance(plan, Plan) and plan.ends]
    return max((last for _, last in filter(None, spans)), default=date(2000, 1, 1))


_DASHED = re.compile(r'class="[^"]*\b(read|doubt|dashes)\b')
"""What is drawn dashed: only a picture that has any may speak of it."""


def picture_file(
    graph: KnowledgeGraph, made: Picture, form: Form = "svg", *, lang: Literal["sv", "en"] = "sv",
    level: Openness = "internal", interpreted: bool = True, part: Excerpt | None = None,
) -> bytes:  # fmt: skip
    """A picture as a file with its title above and plan, source, version and rule below; without interpreted links on demand.
    `part` is what was drawn in place of the graph.

    SVG gives the same bytes everywhere.  PNG and PDF need the optional extra `pictures`; raises `UsageError` without it.
    """
    every = "rule_dashed" if _DASHED.search(made.body) else "rule_every"
    rule = every if interpreted and level == "internal" else "rule_stated"
    lines = _lines(part.graph if part else graph, lang, level, rule)
    told = [text("pictures.part", part=part.name).pick(lang)] if part else []
    svg = made.file([*told, *lines], interpreted=interpreted, lang=lang)
    if form == "svg":
        return svg
    from kgraph.views import prints

    return prints.png(svg, made) if form == "png" else prints.pdf(svg, made, lang)


def picture_name(graph: KnowledgeGraph, made: Picture, form: Form, part: Excerpt | None = None) -> str:
    """The name of a picture's file: that of the page of the same graph, or of the same part of it, and the picture's own."""
    from kgraph.views.explorer.facts import Facts
    from kgraph.views.explorer.heading import Edition, file_name

    edition = Edition(part.name, part.note, part.slug) if part else None
    page = file_name(Facts(part.graph if part else graph, "sv", "internal"), edition)
    return f"{page.removesuffix('.html')}-{made.name}.{form}"


def _lines(graph: KnowledgeGraph, lang: str, level: Openness, rule: str) -> list[str]:
    """What stands below a picture: whose plan it is, what it was built from, and how its links were counted."""
    from kgraph.views.explorer import published
    from kgraph.views.explorer.facts import Facts
    from kgraph.views.explorer.heading import heading

    told = heading(Facts(published(graph, level), lang, level), graph)
    keys = ("municipality", "title", *(() if told["period"] in told["title"] else ("period",)))
    plan = " · ".join(told[key] for key in keys if told[key])
    made = text("pictures.made", source=told["source"], version=told["version"], data=told["fingerprint"])
    return [plan, made.pick(lang), text(f"pictures.{rule}").pick(lang)]
