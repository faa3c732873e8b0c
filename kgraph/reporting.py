"""A graph → the annex to its plan: the answers and pictures that it is made of, and its forms on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from kgraph.errors import TooHeavy, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.parts.scope import plans_with_measures
from kgraph.picturing import picture
from kgraph.project import MOST_MEASURES, questions
from kgraph.wording import text

if TYPE_CHECKING:
    from kgraph.views.explorer.level import Openness
    from kgraph.views.report import Report
    from kgraph.views.svg import Picture

__all__ = ["REPORT_FORMS", "ReportForm", "annex", "annex_file", "report_tables"]

ReportForm = Literal["pdf", "docx", "html"]
REPORT_FORMS: tuple[ReportForm, ...] = ("pdf", "docx", "html")
"""What a report can be written as."""


def annex(
    graph: KnowledgeGraph, *, on: date | None = None, lang: Literal["sv", "en"] = "sv", level: Openness = "internal"
) -> Report:  # fmt: skip
    """The content of the annex to a plan, or to several.

    `on` is the day on its first page, and the day that the law and the state of measures are judged by; without it neither
    of these is there.  With `level="open"` it holds only what may be published.  Raises `UsageError` for more measures than
    anybody can leaf through; it names the plans that each have an annex of their own.
    """
    from kgraph.checks import check
    from kgraph.views.explorer import published
    from kgraph.views.report import report

    shown = published(graph, level)
    _refuse_too_many(shown, level)
    tables = report_tables(shown, on=on)
    return report(
        graph,
        tables=tables,
        pictures=_pictures(shown, tables, lang=lang, level=level, on=on),
        findings=check(shown, on=on),
        lang=lang,
        level=level,
        on=on,
    )


def _refuse_too_many(graph: KnowledgeGraph, level: Openness) -> None:
    if (number := len(graph.of_kind("Measure"))) <= MOST_MEASURES:
        return
    plans = plans_with_measures(graph)
    commands = "\n  ".join(f"kgraph --plan {plan.id} report --level {level}" for plan in plans)
    told = text("excerpts.annex_too_many", n=number, most=MOST_MEASURES)
    offer = text("excerpts.annex_offer", fault=told, commands=commands) if len(plans) > 1 else told
    raise TooHeavy(offer.sv, offer.pick("en"))


def annex_file(made: Report, form: ReportForm) -> bytes:
    """The annex as HTML, Word or PDF.

    HTML and Word give the same bytes for the same content.  Word needs the optional extra `report`, PDF a Chromium, Chrome or
    Edge; raises `UsageError` without it.
    """
    from kgraph.views.report import report_page

    if form == "docx":
        from kgraph.views.report.word import word

        return word(made)
    page = report_page(made).encode()
    if form == "html":
        return page
    from kgraph.views import browser

    first = browser.pdf(page)
    pages = browser.sheets(first, [one.key for chapter in made.chapters for one in chapter.walk()])
    return browser.pdf(report_page(made, pages).encode()) if pages else first


def report_tables(graph: KnowledgeGraph, *, on: date | None = None) -> dict[str, Table]:
    """The answers that a report is made of, by the names of the analyses."""
    from kgraph import analysis

    asked = questions(on) | {
        **({"followup": analysis.followup} if graph.of_kind("FollowUp") else {}),
        "matrix": lambda one: analysis.matrix(one, "områden", "områden"), "indicators": analysis.indicators, "conflicts": analysis.conflicts,
        **({"status": partial(analysis.status, on=on, measures=True), "law": partial(analysis.law, on=on)} if on else {}),
    }  # fmt: skip
    return {name: asked[name](graph) for name in _ANSWERS if name in asked}


_ANSWERS = (
    "coverage", "balance", "trees", "matrix", "actors", "collaboration", "groups", "places", "indicators", "conflicts", "sources",
    "status", "followup", "law",
)  # fmt: skip
"""The answers in a report, in the order in which their rules are told."""


_DRAWN: Mapping[str, tuple[str, ...]] = {
    "overlap": ("matrix",), "star": ("star",), "levels": ("grid", "pyramid"), "actors": ("actors", "collaboration"), "groups": ("groups",),
    "follow_up": ("status", "year"),
}  # fmt: skip
"""The pictures of each chapter; those that are judged by a day are left out when none is given."""
_OF_A_DAY = frozenset({"status", "year"})


def _pictures(
    graph: KnowledgeGraph, tables: Mapping[str, Table], *, lang: str, level: Openness, on: date | None
) -> dict[str, list[Picture]]:  # fmt: skip
    """The pictures of each chapter that has any; those of a cause tree under "tree:" and the id of its area."""
    from kgraph.views.pictures.tree import sheets

    found = {chapter: list(_drawn(graph, names, lang, level, on)) for chapter, names in _DRAWN.items()}
    for one in tables["trees"].also:
        if len(one.rows) > 1:
            found[f"tree:{one.rows[0]['id']}"] = [*sheets(one, lang, stated_only=level == "open")]
    return found


def _is_known(graph: KnowledgeGraph, name: str, on: date | None) -> bool:
    """Whether anything is known of any measure of what a picture shows: an empty pyramid tells a reader nothing."""
    from kgraph import analysis

    if name in _SHOWN_FIELD:
        return any(getattr(one, _SHOWN_FIELD[name]) for one in graph.of_kind("Measure"))
    if name == "status" and on:
        return any(row["status"] != "unknown" for row in analysis.status(graph, on=on).rows)
    return True


_SHOWN_FIELD: Mapping[str, str] = {"pyramid": "prevention_level", "grid": "time_perspective"}
"""The field of a measure without which a picture has nothing to show."""


def _drawn(
    graph: KnowledgeGraph, names: Iterable[str], lang: str, level: Openness, on: date | None
) -> Iterator[Picture]:
    """Pictures by their names, but for those that would have nothing to show or more than can be read."""
    for name in names:
        if (on or name not in _OF_A_DAY) and _is_known(graph, name, on):
            with suppress(UsageError):
                yield picture(graph, name, on=on, lang=lang, level=level)
