"""The view that sets two plans side by side: the script makes each pair from what each plan speaks of; every pair's numbers are a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.parts.scope import of_plan
from kgraph.parts.selection import only_stated
from kgraph.views import shell
from kgraph.views.explorer.answers import answer
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View

__all__ = ["COMPARE", "KINDS"]

KINDS = (*AREA_KINDS, "Problem", "Cause", "Method", "TargetGroup", "Actor", "Place")
"""What is compared, in the order of the page."""
_LISTS = {f"comparisons.{key}": "#jamfor;planer=+" for key in ("both", "only_first", "only_second")}


def _once(found: Sequence[Part]) -> dict[str, Any]:
    """The plans, what each speaks of by the numbers of things, and the table of all pairs."""
    whole = found[0]
    plans = [part for part in found if part.key in whole.facts.graph]
    sure = only_stated(whole.facts.graph)
    values = {
        "alike": ways.ALIKE,
        "kinds": [kind for kind in KINDS if whole.facts.graph.of_kind(kind)],
        "of": {part.key: _spoken_of(whole, part, sure) for part in plans},
    }
    table = answer(whole.facts, whole.tables["comparisons"], "jamfor-par", _LISTS)
    return {"plans": [(part.key, part.name) for part in plans], "data": shell.json_block(values), "table": table}


def _spoken_of(whole: Part, part: Part, sure: KnowledgeGraph) -> list[list[int]]:
    """The numbers of what a plan speaks of: what its stated and confirmed links tell, and what only interpreted ones add."""
    stated = {node.id for node in of_plan(sure, part.key) if node.kind in KINDS}
    every = {node.id for node in part.facts.graph if node.kind in KINDS}
    return [_steps(sorted(whole.number[one] for one in ones)) for ones in (stated, every - stated)]


def _steps(numbers: Sequence[int]) -> list[int]:
    """Growing numbers as how far each is from the one before, which is shorter."""
    return [one - before for before, one in zip([0, *numbers], numbers, strict=False)]


COMPARE = View("jamfor", "view_compare", ("comparisons",), template="view_compare.html.j2", once=_once)
