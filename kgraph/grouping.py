"""Links looked up by an end and a relation, records by what they have in common; made once, in the order of the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

from kgraph.model import Link

__all__ = ["Grouped", "gathered"]

_FEW = 8
"""So many links are looked through one by one when those of a relation are asked for."""
_Record = TypeVar("_Record")
_Key = TypeVar("_Key", bound=Hashable)


def gathered(records: Iterable[_Record], keys: Iterable[_Key]) -> dict[_Key, tuple[_Record, ...]]:
    """The records that have the same key, in their order; a key for each record."""
    groups: dict[_Key, list[_Record]] = defaultdict(list)
    for record, key in zip(records, keys, strict=True):
        groups[key].append(record)
    return dict(zip(groups, map(tuple, groups.values()), strict=True))


class Grouped:
    """The links at one end of each thing; where they are many, what was found for some relations is kept."""

    def __init__(self, links: Iterable[Link], ends: Iterable[str]) -> None:
        self._every = gathered(links, ends)
        self._chosen: dict[tuple[str, tuple[str, ...]], tuple[Link, ...]] = {}

    def of(self, node_id: str, relations: tuple[str, ...] = ()) -> tuple[Link, ...]:
        """The links of a thing, of some relations when given, in the order of `Link.sort_key`."""
        links = self._every.get(node_id, ())
        if not relations or not links:
            return links
        if len(links) <= _FEW:
            return tuple([link for link in links if link.relation in relations])
        key = node_id, relations
        if key not in self._chosen:
            self._chosen[key] = tuple([link for link in links if link.relation in relations])
        return self._chosen[key]
