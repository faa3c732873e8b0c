"""Counts of links: both ways, and how many of the interpreted ones are proposals that nobody has read."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG, Cell, Table, Text
from kgraph.wording import text

__all__ = ["both_ways", "counted_links", "unread", "with_unread"]


def both_ways(stated: int, every: int) -> str:
    """A number both ways: "3", or "3 (5)" where interpretations change it."""
    return str(every) if stated == every else f"{stated} ({every})"


def counted_links(graph: KnowledgeGraph) -> tuple[int, int]:
    """The links that are stated or confirmed, and with the interpreted ones; a line of the follow-up log is no link of a plan."""
    counted = [link for link in graph.links if link.counts and link.document != FOLLOW_UP_LOG]
    return sum(link.counts_as_stated for link in counted), len(counted)


def unread(graph: KnowledgeGraph) -> tuple[Text, ...]:
    """How many of the interpreted links are proposals that nobody has judged, such as `suggest` makes; nothing where none is.

    They have no document behind them: whoever has found support for one enters where, or confirms it.
    """
    read = [link for link in graph.links if link.status == "interpreted"]
    count = sum(link.is_proposal for link in read)
    return (text("stats.unread", count=count, total=len(read)),) if count else ()


def with_unread(graph: KnowledgeGraph, table: Table) -> Table:
    """An answer that says how many of the interpreted links are proposals nobody has read, where its figures rest on such links."""
    said = {one for part in (table, *table.also) for one in (*part.lead, *part.notes)}
    told = tuple(one for one in unread(graph) if one not in said) if _rests_on_readings(table) else ()
    return table.model_copy(update={"notes": (*table.notes, *told)}) if told else table


def _rests_on_readings(table: Table) -> bool:
    """Whether any figure or row of an answer is another with interpreted links than without."""
    return (
        any(count.stated != count.with_interpreted for count in table.counts)
        or any(map(_differs, table.rows))
        or any(map(_rests_on_readings, table.also))
    )


def _differs(row: dict[str, Cell]) -> bool:
    pairs = ((value, row[f"{key}_stated"]) for key, value in row.items() if f"{key}_stated" in row)
    return row.get("basis") == "interpreted" or any(every != stated for every, stated in pairs)
