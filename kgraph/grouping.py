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
    return {key: tuple(group) for key, group in groups.items()}


class Grouped:
    """The links at one end of each thing; where they are many, those of each relation are told apart at the first question."""

    def __init__(self, links: Iterable[Link], ends: Iterable[str]) -> None:
        self._every = gathered(links, ends)
        self._by_relation: dict[str, dict[str, tuple[Link, ...]]] = {}

    def of(self, node_id: str, relations: tuple[str, ...] = ()) -> tuple[Link, ...]:
        """The links of a thing, of some relations when given, in the order of `Link.sort_key`."""
        links = self._every.get(node_id, ())
        if not relations or not links:
            return links
        if len(links) <= _FEW:
            return tuple([link for link in links if link.relation in relations])
        if node_id not in self._by_relation:
            self._by_relation[node_id] = gathered(links, [link.relation for link in links])
        found = self._by_relation[node_id]
        groups = [found[relation] for relation in dict.fromkeys(relations) if relation in found]
        if len(groups) == 1:
            return groups[0]
        return tuple(sorted((link for group in groups for link in group), key=Link.sort_key))
