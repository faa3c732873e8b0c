"""The annexes that the tests look at, each made once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Goal, Link, Measure, Plan, Source, Text
from kgraph.parts.scope import of_plan
from kgraph.reporting import annex
from kgraph.views.explorer.level import Openness
from kgraph.views.report import Report

DAY = date(2026, 2, 3)
HOSTILE = '<script>alert(1)</script> "x" \' & \u202e\u0007]]> {{ 7 * 7 }} \\22 ;}'


@cache
def plan() -> KnowledgeGraph:
    return of_plan(kgraph.load(), "plan-vasteras-2025")


@cache
def made(lang: Literal["sv", "en"] = "sv", level: Openness = "internal") -> Report:
    return annex(plan(), on=DAY, lang=lang, level=level)


@cache
def hostile() -> KnowledgeGraph:
    """A plan whose every name is an attack."""
    name = Text(sv=HOSTILE)
    nodes = [
        Source(id="s", label=name), Plan(id="p", label=name, document="s"), CrimeArea(id="a", label=name), CrimeArea(id="b", label=name),
        Cause(id="c", label=name, document="s", locator=HOSTILE), Cause(id="d", label=name), Goal(id="g", label=name), Actor(id="o", label=name),
        *(Measure(id=f"m{n}", label=name, document="s", time=HOSTILE) for n in range(3)),
    ]  # fmt: skip
    ends = [("m0", "addresses", "c"), ("c", "contributesTo", "a"), ("d", "contributesTo", "a"), ("m0", "alsoAffects", "b"), ("m0", "pursues", "g"), ("o", "isResponsibleFor", "m0"), ("m1", "alsoAffects", "a")]  # fmt: skip
    links = [
        Link(source=one, relation=relation, target=other, document="s", locator=HOSTILE)
        for one, relation, other in ends
    ]
    links += [Link(source=f"m{n}", relation="partOf", target="p", document="s") for n in range(3)]
    return KnowledgeGraph.of(nodes, links)
