"""One way of counting: the links that count in it, joined by the rule of `kgraph.ways` into T and the cause graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgraph import ways
from kgraph.index.components import Components, components
from kgraph.index.numbers import Adjacency, Interned, Numbers, Pairs, joined, numbers, unique_pairs
from kgraph.index.touched import Touched, touched

__all__ = ["Layer", "layer", "linked"]


@dataclass(frozen=True)
class Layer:
    """T; the things of each measure by one link (`direct`, measure → things) and the causes it acts on (`acts_on`); the
    cause graph over things (`drives`), its members (`causal`, the thing numbers; `place`, the other way round, -1 for what is not
    in it) and its components.
    """

    touched: Touched
    direct: Adjacency
    acts_on: Adjacency
    drives: Adjacency
    causal: Numbers
    place: Numbers
    components: Components

    def touched_by(self, measure: int) -> Numbers:
        """The column of T: the numbers of the things that a measure touches, sorted."""
        direct = self.direct[measure]
        return numbers(np.union1d(direct, self.driven_by(direct)))

    def driven_by(self, things: Numbers) -> Numbers:
        """The numbers of the things that some things drive over any number of links; those of them in the cause graph included."""
        within = self.place[things]
        return self.causal[self.components.reached(within[within >= 0])]

    def driving(self, thing: int) -> Numbers:
        """The numbers of the things that drive a thing over any number of links, without itself; sorted."""
        place = int(self.place[thing])
        found = self.causal[self.components.reaching(place)] if place >= 0 else self.causal[:0]
        others: Numbers = found[found != thing]
        return others


def layer(interned: Interned, column: Numbers, row: Numbers, wide: Numbers, *, interpreted: bool) -> Layer:
    """One way of counting; `column` and `row` are the measure and thing numbers of each node, -1 for what is none."""
    joiner = _Joiner(interned, column, row, interpreted=interpreted)
    measures, things = int((column >= 0).sum()), int((row >= 0).sum())
    source, target = joiner.pairs(ways.DRIVES)
    inside = (row[source] >= 0) & (row[target] >= 0) & (source != target)
    drives = unique_pairs(row[source[inside]], row[target[inside]])
    causal = numbers(np.flatnonzero(np.bincount(np.concatenate(drives))))
    place = np.full(things, -1, dtype=np.int32)
    place[causal] = np.arange(len(causal))
    found = components(Adjacency.of((place[drives[0]], place[drives[1]]), len(causal)))
    direct = joiner.direct()
    return Layer(
        touched(direct, found, numbers(place), wide, measures), Adjacency.of(direct, measures),
        Adjacency.of(joiner.of_measures(joiner.pairs(ways.CAUSE_LINKS)), measures), Adjacency.of(drives, things), causal,
        numbers(place), found,
    )  # fmt: skip


def linked(interned: Interned, column: Numbers, row: Numbers, *, interpreted: bool) -> Pairs:
    """Measure and thing numbers of every pair that one link of a measure, or of a part of it, makes; each once, sorted."""
    joiner = _Joiner(interned, column, row, interpreted=interpreted)
    return joiner.of_measures(joiner.links())


class _Joiner:
    """Joins the links that count in one layer."""

    def __init__(self, interned: Interned, column: Numbers, row: Numbers, *, interpreted: bool) -> None:
        self.interned = interned
        self.column, self.row = column, row
        self.interpreted = interpreted
        part, whole = self.pairs(("partOf",))
        self.owners = part[column[whole] >= 0], whole[column[whole] >= 0]

    def pairs(self, relations: tuple[str, ...]) -> Pairs:
        return self.interned.pairs(relations, interpreted=self.interpreted)

    def of_measures(self, pairs: Pairs) -> Pairs:
        """Measure and thing numbers of pairs of nodes, sub-activities standing for their measures; each pair once, sorted."""
        near, far = (ends[self.row[pairs[1]] >= 0] for ends in pairs)
        own = self.column[near] >= 0
        owner, beyond = joined((far[~own], near[~own]), self.owners)[::-1]
        measures = self.column[np.concatenate([near[own], owner])]
        return unique_pairs(measures, self.row[np.concatenate([far[own], beyond])])

    def links(self) -> Pairs:
        """Activity and thing of every link by which an activity touches a thing."""
        outward, inward = self.pairs(ways.DIRECT), self.pairs(ways.DIRECT_INVERSE)[::-1]
        near, far = (np.concatenate(ends) for ends in zip(outward, inward, strict=True))
        return near, far

    def direct(self) -> Pairs:
        """Every pair that one link makes, and those that the home area makes through what it matters for."""
        beyond = joined(self.pairs((ways.HOME,)), self.pairs((ways.MATTERS,)))
        near, far = (np.concatenate(ends) for ends in zip(self.links(), beyond, strict=True))
        return self.of_measures((near, far))
