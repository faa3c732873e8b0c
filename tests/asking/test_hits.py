"""The rows of hits are made when somebody looks at them, and are then what a tuple of them would be."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Collection

import pytest

import kgraph
from kgraph.asking import hits
from kgraph.graph import KnowledgeGraph
from kgraph.model import LazyRows, Path
from kgraph.paths.chains import touches


def test_no_path_is_put_in_words_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def noted(graph: KnowledgeGraph, measure: str, things: Collection[str]) -> dict[str, Path]:
        looked_at.append(measure)
        return touches(graph, measure, things)

    monkeypatch.setattr(hits, "touches", noted)
    table = kgraph.overlap(kgraph.load(), "narkotika")
    assert len(table) > 2
    assert looked_at == []
    first = table.rows[0]
    assert table.rows[0] is first
    assert looked_at == [first["id"]]
    assert len(table.to_json()["rows"]) == len(table) == len(looked_at)


def test_rows_are_like_a_tuple_of_them() -> None:
    rows = LazyRows(4, lambda place: {"id": str(place)})
    whole = tuple({"id": str(place)} for place in range(4))
    assert rows == whole == tuple(rows)
    assert rows[1:3] == whole[1:3]
    assert rows[-1] == whole[-1]
    assert rows != whole[:2]
    assert not LazyRows(0, lambda _: {})
    assert pickle.loads(pickle.dumps(copy.deepcopy(rows))) == whole  # noqa: S301  # our own bytes
    with pytest.raises(IndexError):
        rows[4]
