"""The plan's own tables: empty cells (Q1), and columns that the plan template has and the table lacks (Q2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.model import Finding, Link, Measure, Node, PlanTable, Statement, Text
from kgraph.wording import text

__all__ = ["RULES", "TEMPLATE"]

TEMPLATE = ("cause", "measure", "goal", "time", "actor", "follow_up")
"""The columns of the plan template that Brå, Polisen and SKR share: Orsak, Åtgärd, Operativa mål, När, Vem, Uppföljning."""

_SCHEME = "plan_column"


def _stated(found: list[Link]) -> bool:
    return links.support(found) == "stated"


_FILLED: dict[str, Callable[[KnowledgeGraph, Measure], bool]] = {
    "cause": lambda graph, measure: _stated(links.causes(graph, measure.id)),
    "goal": lambda graph, measure: _stated(links.goals(graph, measure.id)),
    "time": lambda _, measure: links.has_time(measure, interpreted=False),
    "actor": lambda graph, measure: _stated(links.actors(graph, measure.id)),
    "responsible": lambda graph, measure: _stated(links.responsible(graph, measure.id)),
    "follow_up": lambda graph, measure: (
        bool(measure.told("follow_up", interpreted=False)) or _stated(links.follow_up(graph, measure.id))
    ),
}
"""For each column: whether the measure's record has what the cell would hold.  What an analyst has read in is no cell."""

_LOST = {
    "cause": "addresses", "goal": "goals", "time": "time", "actor": "actors", "responsible": "responsible",
    "follow_up": "follow_up",
}  # fmt: skip
"""For each column: the word in a record's `unknown` that says that the text has lost the cell."""


def _empty_cells(graph: KnowledgeGraph) -> Iterator[Finding]:
    if not graph.of_kind("PlanTable"):
        yield about(graph, "Q1", "no_tables", judged=False)
        return
    left = _left_empty(graph)
    counted: Counter[tuple[str, str]] = Counter()
    for measure in (node for node in graph if isinstance(node, Measure)):
        tables = [graph[link.target] for link in graph.outgoing(measure.id, "inTable") if link.counts]
        if not any(isinstance(table, PlanTable) and table.columns for table in tables):
            yield about(graph, "Q1", "no_columns" if tables else "not_in_table", measure, judged=False)
            continue
        for column in _empty(graph, measure, tables):
            if holders := [one for one in _holders(graph, tables) if column in left.get(one, ())]:
                counted[holders[0], column] += 1
            else:
                yield about(graph, "Q1", "empty", measure, column=_label(graph, column))
    for (holder, column), number in sorted(counted.items()):
        label = _label(graph, column)
        yield about(graph, "Q1", "left_empty", graph[holder], weight="accepted", column=label, number=number)


def _empty(graph: KnowledgeGraph, measure: Measure, tables: list[Node]) -> list[str]:
    """The columns of a measure's tables in which its cell is empty, as far as the text has not lost it."""
    known = [one for one in _columns(tables) if one in _FILLED and _LOST[one] not in measure.unknown]
    return [one for one in known if not _FILLED[one](graph, measure)]


def _holders(graph: KnowledgeGraph, tables: list[Node]) -> list[str]:
    """Tables and the plans that they are part of."""
    plans = [link.target for table in tables for link in graph.outgoing(table.id, "partOf") if link.counts]
    return [*(table.id for table in tables), *plans]


def _left_empty(graph: KnowledgeGraph) -> Mapping[str, set[str]]:
    """The columns that a source says are left empty when the plan is adopted, by the table or the plan that it says so of.

    It is recorded as a statement `empty_at_adoption` whose value is the column.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one in graph.of_kind("Statement"):
        value = one.told("value", interpreted=False) if isinstance(one, Statement) else None
        if value and isinstance(one, Statement) and one.attribute == "empty_at_adoption":
            for link in graph.outgoing(one.id, "isAbout"):
                found[link.target].update({value} if link.counts_as_stated else ())
    return found


def _columns(tables: list[Node]) -> list[str]:
    """The columns of some tables, in the order of the template."""
    found = {column for table in tables if isinstance(table, PlanTable) for column in table.columns}
    return [column for column in (*TEMPLATE, "responsible") if column in found]


def _missing_columns(graph: KnowledgeGraph) -> Iterator[Finding]:
    for table in (node for node in graph.of_kind("PlanTable") if isinstance(node, PlanTable)):
        if not table.columns:
            yield about(graph, "Q2", "no_columns", table, judged=False)
            continue
        has = {*table.columns, *({"actor"} if "responsible" in table.columns else ())}
        if lacks := [column for column in TEMPLATE if column not in has]:
            case = "one" if len(lacks) == 1 else "several"
            yield about(graph, "Q2", case, table, columns=_listed([_label(graph, column) for column in lacks]))


def _label(graph: KnowledgeGraph, column: str) -> Text:
    return graph.ontology.concept_label(_SCHEME, column)


def _listed(labels: list[Text]) -> Text:
    """Names of columns in quotes, "and" before the last."""
    words = {}
    for lang in ("sv", "en"):
        quoted = [text("check.quoted", name=label).pick(lang) for label in labels]
        words[lang] = f" {text('check.and').pick(lang)} ".join(
            [", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted
        )
    return Text(**words)


RULES = (
    Rule("Q1", _empty_cells, ("Measure",)),
    Rule("Q2", _missing_columns, ("PlanTable",)),
)
