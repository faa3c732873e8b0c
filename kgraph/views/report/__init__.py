"""The annex to a plan: the same content as a page to print and as a Word document.

`report` puts the content together, `report_page` writes it as one self-contained HTML file without a script, and
`kgraph.views.report.word` as Word.  The same graph, tables and day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Table
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.heading import file_name, heading
from kgraph.views.explorer.level import Openness, published
from kgraph.views.report.chapters import chapters
from kgraph.views.report.content import Front, Report
from kgraph.views.report.desk import Desk
from kgraph.views.report.page import report_page
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["Report", "report", "report_page"]


def report(
    graph: KnowledgeGraph, *, tables: Mapping[str, Table], pictures: Mapping[str, Sequence[Picture]], findings: Sequence[Finding] = (),
    lang: Literal["sv", "en"] = "sv", level: Openness = "internal", on: date | None = None,
) -> Report:  # fmt: skip
    """The content of the annex to a plan (or to several), from answers by the names of the analyses and pictures by chapter.

    With `level="open"` everything must have been made from the published graph (`kgraph.views.explorer.published`).
    `on` is the day on the first page; without it there is none.  Raises `KeyError` when the table `coverage` is missing.
    """
    facts = Facts(published(graph, level), lang, level)
    told = heading(facts, graph)
    day = on.isoformat() if on else ""
    keys = ("period", "status", "level", "source")
    names = {"period": "page.period", "status": "page.status", "level": "page.level", "source": "page.built_from"}
    known = [(facts.pick(text(names[key])), told[key]) for key in keys if told[key]]
    front = Front(
        owner=told["municipality"], kind=facts.pick(text("report.kind")), title=told["title"],
        facts=(*known, *([(facts.pick(text("report.day")), day)] if day else [])),
        foot=facts.pick(text("report.made_with", version=told["version"], data=told["fingerprint"])),
    )  # fmt: skip
    stem = file_name(facts).removesuffix(".html")
    return Report(
        name=f"{stem}-{text('report.stem').pick(lang)}", lang=lang, front=front, contents=facts.pick(text("report.contents")),
        chapters=chapters(Desk(facts, tables, findings, pictures, sum(one.status == "rejected" and bool(one.reviewed_by) for one in graph.links))), made=day,
    )  # fmt: skip
