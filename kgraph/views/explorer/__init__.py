"""The page that a strategist opens: question, answer with its paths, coverage, gaps, all measures, in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Table
from kgraph.speakers import role_words
from kgraph.views import network, shell
from kgraph.views.explorer.counted import counted
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.heading import Edition, file_name, heading
from kgraph.views.explorer.island import Island
from kgraph.views.explorer.level import Openness, published
from kgraph.views.explorer.lists import conflicts, lists, sources
from kgraph.views.explorer.navigation import navigation
from kgraph.views.explorer.packed import Packed
from kgraph.views.explorer.parts import Part, differences, parts
from kgraph.views.explorer.situations import situations
from kgraph.views.explorer.view_actors import ACTORS
from kgraph.views.explorer.view_causes import CAUSES
from kgraph.views.explorer.view_changes import CHANGES
from kgraph.views.explorer.view_compare import COMPARE
from kgraph.views.explorer.view_followup import FOLLOW_UP
from kgraph.views.explorer.view_groups import GROUPS
from kgraph.views.explorer.view_levels import GRID, PYRAMID
from kgraph.views.explorer.view_matrix import MATRIX
from kgraph.views.explorer.view_network import NETWORK
from kgraph.views.explorer.view_places import PLACES
from kgraph.views.explorer.view_star import STAR
from kgraph.views.explorer.views import View, filled
from kgraph.views.page import Page
from kgraph.wording import text

__all__ = ["Edition", "Openness", "explorer", "published"]

VIEWS: tuple[View, ...] = (
    CAUSES,
    MATRIX,
    STAR,
    GRID,
    PYRAMID,
    NETWORK,
    ACTORS,
    GROUPS,
    PLACES,
    FOLLOW_UP,
    COMPARE,
    CHANGES,
)
"""The views that are made alike, in the order of the page."""


def explorer(
    graph: KnowledgeGraph, *, tables: Mapping[str, Table], findings: Sequence[Finding] = (),
    lang: Literal["sv", "en"] = "sv", level: Openness = "internal", edition: Edition | None = None,
    before: KnowledgeGraph | None = None,
) -> Page:  # fmt: skip
    """The interactive page of a plan, or of several, self-contained and without any outside request.

    `tables` holds the answers that the page shows, by the names that `kgraph.project.page_tables` gives them: `coverage`, and
    those of each view that is wanted (`View.needs`, `sources`, `conflicts`).  A graph of several plans gets a plan
    filter for those parts (see `kgraph.parts.scope.shares`) whose tables are there too, called `coverage:<part>` and
    so on.  With `level="open"` the page holds only what may be published: links that are stated or confirmed, and no
    notes (see `published`); the tables must then be counted on the published graph.  `edition` says that the page is
    of a part or of two versions, in its title, on the page and in the name of its file; `before` is the earlier version
    that the table `versions` compares with.  Raises `KeyError` when a
    table is missing, `UsageError` when an open page is handed interpreted counts.
    """
    _refuse_interpreted(tables, level)
    facts = Facts(published(graph, level), lang, level)
    found = parts(facts, tables)
    told, packed = situations(found), Packed(facts)
    context: dict[str, Any] = {
        "lang": lang, "level": level, "t": facts.words("page"), "heading": heading(facts, graph, edition),
        "about": facts.words("page_about"), "f": facts.words("page_figures"), "data": shell.json_block(_data(facts, found)),
        "texts": shell.json_block(_texts(facts)), "parts": told, "floor": told[0]["floor"],
        "choices": [(part.key, part.name) for part in found], "spans": facts.spans,
        "views": filled(VIEWS, found, packed), "sources": _filled(found, sources),
        "conflicts": [(part.key, conflicts(part)) for part in found if "conflicts" in part.tables],
        "counted": shell.json_block(counted(found, before and published(before, level))), "l": facts.words("view_list"), **lists(facts, tables["coverage"], findings),
        "checks_day": facts.pick(text("page.checks_day", day=tables["day"].rows[0]["on"])) if "day" in tables else "",
    }  # fmt: skip
    context["pictures"] = shell.json_block(packed.values())
    there = {
        "tolkningar": level == "internal",
        "motsagelser": context["conflicts"],
        "kallor": context["sources"],
        "kontroller": context["checks"],
    }
    context["navigation"] = navigation(facts, context["views"], [key for key, shown in there.items() if not shown])
    program = network.bundle()
    html = shell.render(
        "explorer.html.j2",
        scripts=[_FIRST, shell.parts("js", _absent(context))],
        styles=[shell.parts("css")],
        later=[program],
        notice=network.notice(program),
        program=shell.packed(program),
        **context,
    )
    return Page(name=file_name(facts, edition), html=html)


_FIRST = 'document.documentElement.className=location.hash.length>1?"early linked":"early"'
"""What a page does before the rest of it is read: say that only one view is to be laid out."""


def _texts(facts: Facts) -> dict[str, str]:
    """The words of the page's script; how hits touch what was asked for is told in the words of the library."""
    shared = facts.words("overlap")
    ways = {key: words for key, words in shared.items() if key.startswith(("split", "way_", "near_"))}
    return {**facts.words("page_script"), **ways}


def _absent(context: Mapping[str, Any]) -> list[str]:
    """The files of scripts that this page has no view for."""
    needed = {
        "85-compare.js": any(view["key"] == COMPARE.key for view in context["views"]),
        "89-review.js": context["level"] == "internal",
    }
    return [name for name, there in needed.items() if not there]


def _data(facts: Facts, found: Sequence[Part]) -> dict[str, Any]:
    """What the page's script knows: the whole, and how its parts differ."""
    island = Island(facts)
    roles = {"roles": role_words(facts.graph)} if facts.level == "internal" else {}
    return {**island.values(), **roles, "parts": differences(island, found), "spans": facts.spans}


def _filled(
    found: Sequence[Part], rows: Callable[[Part], list[dict[str, Any]]]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rows of each part by its key; empty where not even the whole has any."""
    told = [(part.key, rows(part)) for part in found]
    return told if told[0][1] else []


def _refuse_interpreted(tables: Mapping[str, Table], level: Openness) -> None:
    counts = (count for table in tables.values() for count in table.counts)
    if level == "open" and any(count.stated != count.with_interpreted for count in counts):
        raise UsageError(
            "En öppen sida får inte visa tolkade kopplingar, men tabellerna är räknade med dem.",
            "An open page may not show interpreted links, but the tables were counted with them.",
        )
