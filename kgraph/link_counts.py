"""Counts of links: both ways, and how many of the interpreted ones are proposals that nobody has read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec

from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG, Cell, LazyRows, Link, Table, Text
from kgraph.wording import catalogue, text

__all__ = [
    "basis_words", "both_ways", "counted_links", "judged", "link_status", "met", "proposals", "sources_alone", "telling_unread",
    "unread",
]  # fmt: skip

_Asked = ParamSpec("_Asked")


def both_ways(stated: int, every: int) -> str:
    """A number both ways: "3", or "3 (5)" where interpretations change it."""
    return str(every) if stated == every else f"{stated} ({every})"


def counted_links(graph: KnowledgeGraph) -> tuple[int, int]:
    """The links that are stated or confirmed, and with the interpreted ones; a line of the follow-up log is no link of a plan."""
    counted = [link for link in graph.links if link.counts and link.document != FOLLOW_UP_LOG]
    return sum(link.counts_as_stated for link in counted), len(counted)


def basis_words(basis: str, *, sourced: bool) -> Text:
    """What a row rests on: "stated" is what sources alone say (`sourced`), or else what the plan's owners have confirmed."""
    return text("status.confirmed" if basis == "stated" and not sourced else f"status.{basis}")


def sources_alone(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph without the links that the plan's owners have confirmed: what is stated in it no confirmation is needed for."""

    def made() -> KnowledgeGraph:
        links = [link for link in graph.links if link.status != "confirmed"]
        return graph if len(links) == len(graph.links) else graph.within(graph.nodes.keys(), links)

    return graph.once("link_counts.sources_alone", made)


def judged(graph: KnowledgeGraph, key: str) -> str:
    """The key of a text, or of the one that stands for it (`…_judged`) where the plan's owners have confirmed links."""
    other = f"{key}_judged"
    return other if sources_alone(graph) is not graph and other in catalogue() else key


def met(graph: KnowledgeGraph) -> dict[str, tuple[int, int]]:
    """Of how many causes and measures sources say that they are linked to each other, and of how many more it is confirmed."""
    pairs, own = (list(one.index.addressing(interpreted=False)) for one in (graph, sources_alone(graph)))
    sides = {"causes": 1, "measures": 0}
    return {
        name: (len(sourced := {pair[side] for pair in own}), len({pair[side] for pair in pairs} - sourced))
        for name, side in sides.items()
    }


def link_status(link: Link) -> Text:
    """How firm a link is; of one that the plan's owners have judged also who did, and when."""
    status = text(f"status.{link.told_as}")
    return (
        text("status.judged", status=status, by=link.reviewed_by, on=link.reviewed_on) if link.reviewed_by else status
    )


def proposals(graph: KnowledgeGraph) -> tuple[int, int]:
    """How many of the interpreted links are proposals that nobody has judged, such as `suggest` makes, and how many those links are."""

    def counted() -> tuple[int, int]:
        read = [link for link in graph.links if link.status == "interpreted"]
        return sum(link.is_proposal for link in read), len(read)

    return graph.once("link_counts.proposals", counted)


def unread(graph: KnowledgeGraph) -> tuple[Text, ...]:
    """The same in words; nothing where there is no such proposal.

    They have no document behind them: whoever has found support for one enters where, or confirms it.
    """
    count, total = proposals(graph)
    return (text("stats.unread", count=count, total=total),) if count else ()


def telling_unread(question: Callable[_Asked, Table]) -> Callable[_Asked, Table]:
    """The same question, whose answer also says how many of the interpreted links are proposals nobody has read, where its
    figures rest on interpreted links.  Of several graphs (two versions) the last is meant.
    """

    @wraps(question)
    def asked(*args: _Asked.args, **kwargs: _Asked.kwargs) -> Table:
        table = question(*args, **kwargs)
        graphs = [one for one in (*args, kwargs.get("graph")) if isinstance(one, KnowledgeGraph)]
        return _with_unread(graphs[-1], table) if graphs else table

    return asked


def _with_unread(graph: KnowledgeGraph, table: Table) -> Table:
    if not (told := unread(graph)) or not _rests_on_readings(table):
        return table
    said = {one for part in (table, *table.also) for one in (*part.lead, *part.notes)}
    new = tuple(one for one in told if one not in said)
    return table.model_copy(update={"notes": (*table.notes, *new)}) if new else table


def _rests_on_readings(table: Table) -> bool:
    """Whether any figure or row of an answer is another with interpreted links than without."""
    return (
        any(count.stated != count.with_interpreted for count in table.counts)
        or _is_read(table.rows)
        or any(map(_rests_on_readings, table.also))
    )


def _is_read(rows: Sequence[dict[str, Cell]]) -> bool:
    known = rows.is_read if isinstance(rows, LazyRows) else None
    return any(map(_differs, rows)) if known is None else known


def _differs(row: dict[str, Cell]) -> bool:
    pairs = ((value, row[f"{key}_stated"]) for key, value in row.items() if f"{key}_stated" in row)
    return row.get("basis") == "interpreted" or any(every != stated for every, stated in pairs)
