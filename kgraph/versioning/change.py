"""A change between two versions, and what kinds of changes there are."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.model import Text

__all__ = ["CODES", "Change", "Layers"]

CODES: tuple[str, ...] = (
    "removed", "added", "split", "merged", "moved", "cause_link_removed", "cause_link_added", "target_group_narrowed",
    "target_group_widened", "target_group_changed", "actor_changed", "goal_changed", "indicator_changed", "area_changed",
    "method_changed", "place_changed", "driver_changed", "basis_changed", "time_changed", "status_changed",
    "relation_changed", "field_changed", "reworded",
)  # fmt: skip
"""Every kind of change by its stable code, the weightiest first."""

Layers = tuple[frozenset[str], frozenset[str]]
"""What a thing is linked to: by stated and confirmed links, and with interpreted ones."""


@dataclass(frozen=True)
class Change:
    """One change of a thing; `before` and `after` are its ids (None where it is missing; `before` of what was removed is its
    key, see `Pairing.key`).

    `left` and `came` are the other ends of a relation that went and came, by their later ids where they have one: by stated
    and confirmed links, and with interpreted ones.  `old` and `new` are words or values, where these changed, `field` what
    the value is called, and `only_read` that it differs in our reading alone.
    """

    code: str
    kind: str
    before: str | None
    after: str | None
    relation: str | None = None
    left: Layers = (frozenset(), frozenset())
    came: Layers = (frozenset(), frozenset())
    old: Text | None = None
    new: Text | None = None
    field: Text | None = None
    only_read: bool = False

    @property
    def key(self) -> str:
        """What the thing is called in both versions."""
        return self.after or self.before or ""

    @property
    def is_stated(self) -> bool:
        """Whether the change shows without interpreted links too."""
        return not self.only_read if self.relation is None else bool(self.left[0] or self.came[0])
