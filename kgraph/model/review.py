"""What the owners of a plan have said of an interpretation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from kgraph.model.base import Day, Frozen
from kgraph.model.logged import Note, Role

__all__ = ["Decision", "Review"]

Decision = Literal["confirm", "reject"]


class Review(Frozen):
    """One decision on one interpreted link: when, by which role (never a person), which way and why.

    `link` is the id of the link (`Link.id`); a later review of the same link replaces an earlier one.
    """

    date: Day
    by: Role
    decision: Decision
    link: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.\-]+--[A-Za-z]+--[a-z0-9.\-]+$")]
    note: Note = ""
