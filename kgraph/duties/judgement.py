"""How one duty stands, and the claims of sources that it is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node, Statement, Text
from kgraph.times.dates import span
from kgraph.wording import joined, text

__all__ = ["IN_FORCE", "MONTHS", "PARTS", "Judgement", "RecordsShown", "Verdict", "claims", "parts_in_words"]

Verdict = Literal["fulfilled", "not_fulfilled", "expired", "not_due", "unknown"]
"""An assessment has `expired` when it is too old and no source names a newer one; what is `not_due` yet is neither
fulfilled nor broken."""

MONTHS = 24
"""How old an assessment or a follow-up may be: at least every second year (6 §)."""
IN_FORCE = date(2023, 7, 1)
"""The day from which the act is in force."""
PARTS = ("mapping", "other_information", "analysis")
"""The three parts of an assessment (4 §); a statement says of each whether it is there (attribute `has_mapping` …)."""

RecordsShown = tuple[Node | Link, ...]


@dataclass(frozen=True)
class Judgement:
    """How one duty stands: `case` names the words of the rule `code`, `values` fill them, `records` bear it out.

    `read` is true where interpreted links would fulfil a duty that stated ones do not.
    """

    code: str
    paragraph: str
    subject: Node
    verdict: Verdict
    case: str
    values: Mapping[str, Any] = field(default_factory=dict)
    records: RecordsShown = ()
    read: bool = False


def parts_in_words(parts: Iterable[str]) -> Text:
    """The names of parts, with commas between."""
    return joined(text(f"law.{part}") for part in parts)


def claims(
    graph: KnowledgeGraph, subject: str, attribute: str, documents: frozenset[str | None] | None = None, *, read: bool = False
) -> tuple[Statement, ...]:  # fmt: skip
    """The claims (yes, no, partly) of an attribute of a thing, by some documents or by any; with `read` those that are a reading
    of ours, by their link or their value.

    A claim about a year before the act was in force says nothing of whether it is followed.
    """
    links = [link for link in graph.incoming(subject, "isAbout") if link.counts]
    stated = {link.source for link in links if link.counts_as_stated and "value" not in graph[link.source].interpreted}
    claims = (graph[one] for one in sorted({link.source for link in links}) if (one in stated) is not read)
    return tuple(
        one
        for one in claims
        if isinstance(one, Statement)
        and (one.attribute, one.value in ("yes", "no", "partly")) == (attribute, True)
        and (documents is None or one.document in documents)
        and not _before_the_act(one)
    )


def _before_the_act(one: Statement) -> bool:
    when = span(one.year) if one.year else None
    return when is not None and when[1] < IN_FORCE
