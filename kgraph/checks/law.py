"""What the law asks (L1–L9): the duties of `kgraph.duties` as findings.

A duty that is fulfilled, or not due yet, gives no finding; one that no source tells of gives one that is not judged.  That
the assessment that a source names is too old is something to mend: by a newer one, or by recording the one there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from kgraph.checks.rule import Rule, about
from kgraph.duties import Judgement, judgements
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Plan
from kgraph.wording import text

__all__ = ["RULES"]

_AT_REST = ("fulfilled", "not_due")
_FAULTS = ("not_fulfilled", "expired")


def _findings(code: str, graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    for one in graph.once(("law.judgements", on), lambda: judgements(graph, on)):
        if one.code == code and one.verdict not in _AT_REST:
            yield _finding(graph, one)


def _finding(graph: KnowledgeGraph, one: Judgement) -> Finding:
    judged = one.verdict in _FAULTS
    found = about(graph, one.code, one.case, one.subject, judged=judged, **one.values)
    return found if judged else found._replace(message=text("check.unjudged", message=found.message))


_KINDS = {"L2": "Assessment", "L3": "Assessment"}
"""What a duty is laid on; a plan where nothing else is said."""

RULES = tuple(
    Rule(code, kinds=(_KINDS.get(code, Plan.kind),), judge_on=partial(_findings, code))
    for code in (f"L{number}" for number in range(1, 10))
)
