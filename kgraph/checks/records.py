"""The records themselves: both languages (S6), a source (S7), a rationale for what is read in (S8), a name of one's own (S9), and what the reader left out (F9).

S1–S5 and F1–F8 are found while data is read, when there is no graph yet, and S10 by the shapes, in triples only; here
they have no more than their place and words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kgraph.checks.rule import Rule, about, level_of
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Link, Node, Text
from kgraph.names import fold
from kgraph.wording import catalogue, joined, text

__all__ = ["RULES"]


_MOSTLY = 0.5
"""From which share of names in English on the rest are taken to be forgotten; a plan in Swedish alone is no fault."""


def _one_language(graph: KnowledgeGraph) -> Iterator[Finding]:
    without = [node for node in graph if not node.label.en]
    if len(without) <= _MOSTLY * len(graph):
        yield from (about(graph, "S6", "no_english", node) for node in without)


def _no_source(graph: KnowledgeGraph) -> Iterator[Finding]:
    records: list[Node | Link] = [*(node for node in graph if node.kind != "Source"), *graph.links]
    for record in records:
        if (record.document and record.locator) or _is_reasoned(record):
            continue
        lacks = "locator" if record.document else "document"
        if type(record) is Link:
            yield about(graph, "S7", f"link_{lacks}", record, **_ends(graph, record))
        else:
            yield about(graph, "S7", lacks, record)


def _is_reasoned(record: Node | Link) -> bool:
    """Whether a record is a reading that gives its reasons and leans on no document, as a proposal does."""
    return type(record) is Link and not record.document and record.status != "stated" and record.rationale is not None


def _no_rationale(graph: KnowledgeGraph) -> Iterator[Finding]:
    for link in graph.links:
        if link.status == "interpreted" and link.rationale is None:
            yield about(graph, "S8", "none", link, **_ends(graph, link))
    for node in graph:
        yield from _reading(graph, node)


def _reading(graph: KnowledgeGraph, node: Node) -> Iterator[Finding]:
    """What is wrong with the fields of a node that are said to be a reading of somebody's."""
    if not node.interpreted:
        return
    own = set(type(node).model_fields) - set(Node.model_fields)
    empty = [name for name in node.interpreted if name not in own or getattr(node, name) in (None, ())]
    if node.rationale is None:
        yield about(graph, "S8", "field", node, fields=_quoted(node.interpreted))
    if empty:
        yield about(graph, "S8", "no_field", node, fields=_quoted(empty))


def _quoted(fields: Iterable[str]) -> Text:
    """Names of fields in quotes."""
    return joined(text("check.quoted", name=catalogue().get(f"field.{one}") or one) for one in fields)


def _ends(graph: KnowledgeGraph, link: Link) -> dict[str, Any]:
    return {"relation": graph.ontology.relations[link.relation].reading, "target": graph[link.target].brief}


def _shared_names(graph: KnowledgeGraph) -> Iterator[Finding]:
    shared: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, ids in graph.names.clashes().items():
        shared[ids].append(name)
    for ids, names in sorted(shared.items()):
        first = graph[ids[0]]
        yield about(graph, "S9", "shared", first, name=_as_written(first, names[0]), ids=", ".join(ids))


def _left_out(graph: KnowledgeGraph) -> Iterator[Finding]:
    """What the reader left out of foreign tables, in the words of the reader."""
    for remark in graph.remarks:
        yield Finding(
            code=remark.code, level=level_of(remark.code), case="left_out", file=remark.position.file, line=remark.position.line,
            message=Text(sv=remark.sv, en=remark.en), fix=Text(sv=remark.fix_sv, en=remark.fix_en) if remark.fix_sv else text(f"{remark.code}.fix"),
        )  # fmt: skip


def _as_written(node: Node, folded: str) -> str:
    """A name of the node as somebody wrote it, from its folded form."""
    texts = [one for both in (node.label, node.short) if both for one in (both.sv, both.en)]
    return next((one for one in (*texts, node.abbreviation, *node.aliases) if one and fold(one) == folded), folded)


RULES = (
    *(Rule(f"S{number}") for number in range(1, 6)),
    Rule("S6", _one_language),
    Rule("S7", _no_source),
    Rule("S8", _no_rationale),
    Rule("S9", _shared_names),
    Rule("S10"),
    *(Rule(f"F{number}") for number in range(1, 9)),
    Rule("F9", _left_out),
)
