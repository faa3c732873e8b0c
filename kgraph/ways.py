"""The ways in which a measure can touch a thing; the one place where that rule is written.

A measure touches
  · what it is linked to itself: its home area, areas it is said to affect too, causes it addresses or protective
    factors it strengthens, its goals and indicators, actors, target groups, places, methods, plan and table of it;
  · what those causes drive or hold back, over chains of causes and problems (Västerås plan, 1.2);
  · the areas that its home area is said to matter for, in that direction only and one step (Västerås plan, 3.1).
What a sub-activity is linked to, its measure is linked to; what a measure is linked to that is part of another is its own alone.

It is carried out for all measures at once by `kgraph.index.layer` (what is touched, and what by one link) and `kgraph.measures.sets`
(by relation), toward one thing by `kgraph.paths.toward`, and of one measure by `kgraph.measures.links`;
`tests/measures/test_sets.py` holds them to each other.
"""

from __future__ import annotations

__all__ = [
    "ALIKE",
    "CAUSE_LINKS",
    "DIRECT",
    "DIRECT_INVERSE",
    "DRIVES",
    "HOME",
    "HUBS",
    "MATCHES",
    "MATTERS",
    "TOUCHABLE",
]

HOME = "homeArea"
MATTERS = "mattersFor"
CAUSE_LINKS = ("addresses", "strengthens")
"""Measure → cause: the only links by which a cause counts as covered."""
DIRECT = (
    HOME, "alsoAffects", *CAUSE_LINKS, "isFor", "takesPlaceAt", "usesMethod", "partOf", "pursues", "isMeasuredBy", "inTable",
)  # fmt: skip
"""Relations from a measure (or sub-activity) to a thing it touches."""
DIRECT_INVERSE = ("isResponsibleFor", "takesPartIn")
"""Relations from a thing to the measure that it is touched by."""
DRIVES = ("contributesTo", "protectsAgainst", "concerns")
"""Relations along which the effect of acting on a cause travels: cause → cause, problem or area; problem → area."""
ALIKE = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""Relations that say that two things resemble each other without being the same."""
MATCHES = ("exactMatch", *ALIKE, "distinctFrom")
"""Relations that set things of different documents side by side."""
TOUCHABLE = (
    "CrimeArea", "FocusArea", "GoalArea", "Cause", "Problem", "Goal", "Indicator", "Actor", "TargetGroup", "Place", "Method",
    "Plan", "PlanTable",
)  # fmt: skip
"""The kinds of things that an overlap can be asked about."""
HUBS = frozenset({"Plan", "PlanTable", "Source", "Municipality", "Assessment", "LegalRequirement"})
"""Kinds that tie nearly everything together: a way between two things may begin or end at one, but not lead through it."""
