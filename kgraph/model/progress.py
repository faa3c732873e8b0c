"""What the owners of a plan note of how a measure goes."""

from __future__ import annotations

from kgraph.model.base import Day, Frozen, Id
from kgraph.model.logged import Note, Role
from kgraph.model.values import MeasureStatus

__all__ = ["FOLLOW_UP_LOG", "Progress"]

FOLLOW_UP_LOG = "follow-up-log"
"""The id of the source that the follow-up log is; what it says goes with the measures, in every scope."""


class Progress(Frozen):
    """One line of the follow-up log: on which day which measure stood where, noted by which role (never a person).

    `measure` is the id of a measure; a later line about it does not replace an earlier one, both are its history.
    """

    date: Day
    measure: Id
    status: MeasureStatus
    role: Role
    note: Note = ""
