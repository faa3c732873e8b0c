"""A graph → a still picture, and the picture → a file: the tables it is drawn from, and the lines about its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Table
from kgraph.names import fold
from kgraph.wording import catalogue, text

if TYPE_CHECKING:
    from kgraph.views.svg import Picture

__all__ = ["FORMS", "PICTURES", "Form", "picture", "picture_file", "picture_key", "picture_name"]

Form = Literal["svg", "png", "pdf"]
FORMS: tuple[Form, ...] = ("svg", "png", "pdf")
"""What a picture can be written as."""


def _table(name: str, graph: KnowledgeGraph, area: str) -> Table:
    """A table that a picture is drawn from, by its name; `area` is the id of the area that the picture is about, "" for none."""
    from kgraph import analysis

    made: Mapping[str, Callable[[], Table]] = {
        "tree": lambda: analysis.tree(graph, area),
        "matrix": lambda: analysis.matrix(graph, "områden", "områden", sort="name"),
    }
    return made[name]()


def _pictures() -> tuple[str, ...]:
    return tuple(key.removeprefix("drawing.") for key in catalogue() if key.startswith("drawing."))


PICTURES = _pictures()
"""The names of the pictures."""


def picture_key(name: str) -> str:
    """The key of a picture by its English or Swedish name.  Raises `UsageError` for a name that is none."""
    known = {
        fold(word): key
        for key in PICTURES
        for word in (text(f"drawing.{key}").sv, text(f"drawing.{key}").pick("en"), key)
    }
    if fold(name) not in known:
        problem = text("pictures.unknown", name=name, known=", ".join(PICTURES))
        raise UsageError(problem.sv, problem.pick("en"))
    return known[fold(name)]


def picture(graph: KnowledgeGraph, name: str, *, area: str | None = None, lang: str = "sv") -> Picture:
    """A still picture of a graph: "star", "grid", "pyramid", "tree" (of an `area`) and so on, by English or Swedish name.

    Its `file()` is the picture as SVG, and a notebook shows it as it is.
    Raises `UsageError` for a picture that there is not, for an area that is lacking or not wanted and for a picture that
    would have nothing to show, and `UnknownName` or `AmbiguousName` for a name that is no area.
    """
    from kgraph.views.catalogue import DRAWINGS, STATED
    from kgraph.views.explorer import published

    key = picture_key(name)
    drawing = DRAWINGS[key]
    if drawing.of_area != (area is not None):
        problem = text(
            "pictures.needs_area" if drawing.of_area else "pictures.takes_no_area", picture=text(f"drawing.{key}")
        )
        raise UsageError(problem.sv, problem.pick("en"))
    about = graph.choose(area, *AREA_KINDS).id if area is not None else ""
    layers = {False: graph, True: published(graph, "open")}
    tables = {
        need: _table(need.removesuffix(STATED), layers[need.endswith(STATED)], about) for need in drawing.needs
    }  # fmt: skip
    return drawing.draw(graph, tables, lang)


def picture_file(
    graph: KnowledgeGraph, made: Picture, form: Form = "svg", *, lang: Literal["sv", "en"] = "sv",
    level: Literal["internal", "open"] = "internal", interpreted: bool = True,
) -> bytes:  # fmt: skip
    """A picture as a file with its title above and plan, source, version and rule below; without interpreted links on demand.

    SVG gives the same bytes everywhere.  PNG and PDF need the optional extra `pictures`; raises `UsageError` without it.
    """
    svg = made.file(
        _lines(graph, lang, level, interpreted=interpreted and level == "internal"), interpreted=interpreted, lang=lang
    )
    if form == "svg":
        return svg
    from kgraph.views import prints

    return prints.png(svg, made) if form == "png" else prints.pdf(svg, made, lang)


def picture_name(graph: KnowledgeGraph, made: Picture, form: Form) -> str:
    """The name of a picture's file: that of the page of the same graph, and the picture's own."""
    from kgraph.views.explorer.facts import Facts
    from kgraph.views.explorer.heading import file_name

    return f"{file_name(Facts(graph, 'sv', 'internal')).removesuffix('.html')}-{made.name}.{form}"


def _lines(graph: KnowledgeGraph, lang: str, level: Literal["internal", "open"], *, interpreted: bool) -> list[str]:
    """What stands below a picture: whose plan it is, what it was built from, and how its links were counted."""
    from kgraph.views.explorer.facts import Facts
    from kgraph.views.explorer.heading import heading

    told = heading(Facts(graph, lang, level))
    plan = " · ".join(told[key] for key in ("municipality", "title", "period") if told[key])
    made = text("pictures.made", source=told["source"], version=told["version"], data=told["fingerprint"])
    rule = text("pictures.rule_every" if interpreted else "pictures.rule_stated")
    return [plan, made.pick(lang), rule.pick(lang)]
