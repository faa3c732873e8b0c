"""Which row after is the one before: by what it is about, never by where in the table it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.cli.commands import effects
from kgraph.effects.differences import changed
from kgraph.effects.supposing import removed, without
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, Cell, Column, Link, Measure, Table, Text, cell_text
from tests.strategies import graphs

ON = date(2026, 1, 1)
IDS = {
    "balance": "area", "collaboration": "first second", "conflicts": "rule subject about", "group_areas": "group area",
    "history": "id date", "law": "code subject paragraph", "matrix": "row_id column_id", "portfolio": "basis id",
    "rollup": "area value", "stats": "kind", "status": "status",
}  # fmt: skip
"""What says which row it is, by the name of the table; an id in every other."""


@cache
def shipped() -> KnowledgeGraph:
    return kgraph.load()


@cache
def answered(question: str, gone: str | None = None) -> Table:
    graph = shipped() if gone is None else without(shipped(), removed(shipped(), gone))
    return effects._question(question, ON)(graph)


def nothing(table: Table) -> Table:
    return table.model_copy(update={"rows": ()})


@pytest.mark.parametrize("question", effects._ASKED)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_row_of_every_answer_has_a_name_of_its_own(question: str, lang: str) -> None:
    """Of an answer that loses all, each row is told once, and no two are called alike."""
    table = answered(question)
    names = Counter(cell_text(row["what"], lang) for row in changed(table, nothing(table)).rows)
    assert len(names) == len(table)
    assert not [name for name, times in names.items() if times > 1]


def by_id(table: Table) -> dict[tuple[str, ...], tuple[str, dict[str, Cell]]]:
    """The rows, each with its name, by what says which it is."""
    keys = IDS.get(table.name, "id").split()
    names = (cell_text(row["what"]) for row in changed(table, nothing(table)).rows)
    found = {
        tuple(cell_text(row[key]) for key in keys): (name, dict(row))
        for name, row in zip(names, table.rows, strict=True)
    }
    assert len(found) == len(table)
    return found


def by_brute_force(before: Table, after: Table) -> Iterator[tuple[str, ...]]:
    """What differs between the rows with the same ids, and the rows whose ids only one of the answers has."""
    old, new = by_id(before), by_id(after)
    shown = {column.key for column in before.columns} & {column.key for column in after.columns}
    for one in old.keys() | new.keys():
        name, row = old.get(one) or new[one]
        if one in old and one in new:
            cells = ((key, row.get(key), new[one][1].get(key)) for key in shown)
            yield from ((name, key, repr(first), repr(second)) for key, first, second in cells if first != second)
        else:
            yield name, "leaves" if one in old else "comes"


def told(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        name = cell_text(row["what"])
        if row["key"]:
            yield name, str(row["key"]), repr(row["before"]), repr(row["after"])
        else:
            yield name, "leaves" if cell_text(row["after"]) == "finns inte med" else "comes"


@pytest.mark.parametrize("question", effects._ASKED)
@pytest.mark.parametrize("gone", ["m-krogar", "plan-uv-strategi", "actor-polisen"])
def test_only_what_changes_is_told_when_rows_shift(question: str, gone: str) -> None:
    before, after = answered(question), answered(question, gone)
    for one, other in ((before, after), (after, before)):
        assert Counter(told(changed(one, other))) == Counter(by_brute_force(one, other))


@given(
    graph=graphs(),
    gone=st.sampled_from(("m-0", "m-1", "s-0", "actor-0")),
    question=st.sampled_from(["matrix", "law", "portfolio", "group-areas", "by-actor"]),
)
@settings(max_examples=60, deadline=None)
def test_only_what_changes_is_told_of_any_graph(graph: KnowledgeGraph, gone: str, question: str) -> None:
    ask = effects._question(question, ON)
    before, after = ask(graph), ask(without(graph, removed(graph, gone)))
    assert Counter(told(changed(before, after))) == Counter(by_brute_force(before, after))


def test_a_measure_of_both_smallest_sets_is_told_of_each_by_hand() -> None:
    """Before, m-1 is alone in both sets: for c-0 as stated, for c-0 and c-1 as read.  With m-2 (stated for c-0 and c-2) m-2
    alone is enough as stated; as read m-1 is still there, now the only one for c-1 alone."""
    things = [Cause(id=f"c-{one}", label=Text(sv=f"Orsak {one}", en=f"Cause {one}")) for one in range(3)]
    measures = [Measure(id=f"m-{one}", label=Text(sv=f"Åtgärd {one}", en=f"Measure {one}")) for one in (1, 2)]
    links = [
        Link(source="m-1", relation="addresses", target="c-0"),
        Link(source="m-1", relation="addresses", target="c-1", status="interpreted", rationale=Text(sv="Läst så.")),
    ]
    more = [Link(source="m-2", relation="addresses", target=one) for one in ("c-0", "c-2")]
    before = kgraph.portfolio(KnowledgeGraph.of([*things, measures[0]], links))
    after = kgraph.portfolio(KnowledgeGraph.of([*things, *measures], [*links, *more]))
    rows = changed(before, after).rows
    assert [tuple(cell_text(row[key]) for key in ("what", "key", "before", "after")) for row in rows] == [
        ("Åtgärd 1: enligt planen", "", "finns med", "finns inte med"),
        ("Åtgärd 1: med tolkade", "sole", "2", "1"),
        ("Åtgärd 2: enligt planen", "", "finns inte med", "finns med"),
        ("Åtgärd 2: med tolkade", "", "finns inte med", "finns med"),
    ]


def listed(*rows: tuple[str, int]) -> Table:
    columns = tuple(Column(key=key, label=Text(sv=key, en=key)) for key in ("label", "number"))
    made = tuple({"label": Text(sv=name, en=name), "number": number} for name, number in rows)
    return Table(name="any", title=Text(sv="Vad som helst", en="Anything"), columns=columns, rows=made)


def test_rows_that_nothing_tells_apart_are_known_by_all_that_they_say() -> None:
    """Of three rows that are called alike the middle one goes: that one, and neither of the others, is told."""
    table = changed(listed(("a", 1), ("a", 2), ("a", 3), ("b", 1)), listed(("a", 1), ("a", 3), ("b", 2)))
    assert [(cell_text(row["what"]), row["key"], cell_text(row["after"])) for row in table.rows] == [
        ("a", None, "finns inte med"), ("b", "number", "2"),
    ]  # fmt: skip
    assert len(changed(listed(("a", 1)), listed(("a", 1), ("a", 2)))) == 1
