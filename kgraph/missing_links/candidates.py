"""What can be proposed, what each part of a score weighs, and the shape of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["WEIGHTS", "WHAT", "Candidate", "Part"]

WHAT: tuple[str, ...] = ("causes", "areas", "methods", "measures")
"""What can be proposed: measure → cause, measure → area, pairs of methods and pairs of measures that may be the same."""

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "causes": {"words": 1.0, "home": 0.2, "document": 0.1, "method": 0.1, "actor": 0.03, "near": 0.1},
    "areas": {"words": 1.0, "beside": 0.4, "document": 0.1, "method": 0.2, "actor": 0.3},
    "methods": {"words": 1.0, "actor": 0.1, "group": 0.1},
    "measures": {"words": 1.0, "home": 0.1, "method": 0.2, "actor": 0.05, "group": 0.05},
}
"""The weight of each part for each kind of proposal; `words` is a cosine, the others lie between 0 and 1 too."""


@dataclass(frozen=True)
class Part:
    """One part of a score: what it is for, its share (weight included), and the stems or ids that it rests on."""

    key: str
    share: float
    things: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A link that may be missing, with its score and the parts that add up to it, the largest first."""

    source: str
    relation: str
    target: str
    score: float
    parts: tuple[Part, ...]
