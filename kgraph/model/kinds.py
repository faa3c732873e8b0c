"""The kinds of things in a plan; one frozen model for each class of the ontology.

Fields whose values come from a SKOS scheme have the types of `kgraph.model.values`.  Every model keeps its fields flat
(text, number, truth value, list of text), so that each export can hold all of them.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, FiniteFloat, StringConstraints

from kgraph.model.base import Day, Names, Node, Text, Written, as_set
from kgraph.model.values import (
    ActorType,
    CauseDirectness,
    CauseKind,
    CauseNature,
    GoalKind,
    IndicatorKind,
    MeasureStatus,
    PlanColumn,
    PreventionLevel,
    PreventionType,
    ProblemKind,
    Recurrence,
    RiskFactorLevel,
    StandIn,
    TimePerspective,
)

__all__ = [
    "AREA_KINDS",
    "KINDS",
    "AcceptedGap",
    "Actor",
    "Agreement",
    "Assessment",
    "Cause",
    "CrimeArea",
    "EvidenceRating",
    "FocusArea",
    "FollowUp",
    "Goal",
    "GoalArea",
    "Indicator",
    "LegalRequirement",
    "Measure",
    "Method",
    "Municipality",
    "Place",
    "Plan",
    "PlanTable",
    "Problem",
    "Source",
    "Statement",
    "SubActivity",
    "TargetGroup",
]


class Plan(Node):
    """A decided plan of measures against crime (åtgärdsplan), for a period of years."""

    kind: ClassVar[str] = "Plan"
    starts: Written | None = None
    ends: Written | None = None
    diary_number: str | None = None
    decided: Written | None = None


class PlanTable(Node):
    """A table, matrix or list of a document and the columns it has; what the checks Q1 and Q2 compare with.

    `exhaustive_for` names the relations that the list means to give in full: what it leaves out, it denies.
    """

    kind: ClassVar[str] = "PlanTable"
    columns: Annotated[tuple[PlanColumn, ...], AfterValidator(as_set)] = ()
    exhaustive_for: Names = ()


class Assessment(Node):
    """A situational assessment (lägesbild) that a plan rests on."""

    kind: ClassVar[str] = "Assessment"
    completed: Written | None = None
    diary_number: str | None = None


class LegalRequirement(Node):
    """A duty that a law lays on the municipality; `paragraph` such as "5 §"."""

    kind: ClassVar[str] = "LegalRequirement"
    law: str | None = None
    paragraph: str | None = None


class Agreement(Node):
    """A cooperation agreement between parties, for a period."""

    kind: ClassVar[str] = "Agreement"
    starts: Written | None = None
    ends: Written | None = None


class Municipality(Node):
    """A municipality; `code` is the four-digit kommunkod, kept as text for its leading zero."""

    kind: ClassVar[str] = "Municipality"
    code: Annotated[str, StringConstraints(pattern=r"^\d{4}$")] | None = None


class CrimeArea(Node):
    """A field of crime that a plan treats (brottsområde)."""

    kind: ClassVar[str] = "CrimeArea"


class FocusArea(Node):
    """A field of collaboration that is not itself a kind of crime (samverkans-, fokusområde)."""

    kind: ClassVar[str] = "FocusArea"


class GoalArea(Node):
    """A field of aims that activities are directed at (målområde)."""

    kind: ClassVar[str] = "GoalArea"


class Problem(Node):
    """A concrete problem, unmet need or gap in cooperation that a source points out."""

    kind: ClassVar[str] = "Problem"
    problem_kind: ProblemKind = "problem"


class Cause(Node):
    """What is said to drive, or to hold back, a problem: a cause, risk factor or protective factor."""

    kind: ClassVar[str] = "Cause"
    cause_kind: CauseKind = "cause"
    directness: CauseDirectness | None = None
    nature: CauseNature | None = None
    risk_factor_level: RiskFactorLevel | None = None
    stand_in: StandIn | None = None


class _Activity(Node):
    """What measures and sub-activities have in common: when, how often and how far it has come."""

    time: Written | None = None
    starts: Written | None = None
    ends: Written | None = None
    recurrence: Recurrence | None = None
    measure_status: MeasureStatus | None = None


class Measure(_Activity):
    """A measure of a plan (åtgärd, insats, aktivitet).

    `time` is what the source writes; `starts`, `ends` (ISO years, months or days) and `recurrence` are its reading.  `follow_up`
    holds a follow-up that the source describes without an indicator.  `stand_in` marks a row that is a placeholder or a reference
    elsewhere instead of a measure.  `cost` is what a source says that the measure costs, in Swedish kronor a year.
    """

    kind: ClassVar[str] = "Measure"
    prevention_level: PreventionLevel | None = None
    prevention_type: PreventionType | None = None
    time_perspective: TimePerspective | None = None
    follow_up: Text | None = None
    resources: Text | None = None
    cost: Annotated[FiniteFloat, Field(ge=0)] | None = None
    row: int | None = None
    stand_in: StandIn | None = None


class SubActivity(_Activity):
    """A part of a measure that the source names on its own (delaktivitet)."""

    kind: ClassVar[str] = "SubActivity"


class Method(Node):
    """A named way of working that several plans can use, such as MVP, SSPF or EST."""

    kind: ClassVar[str] = "Method"


class Goal(Node):
    """What a measure is meant to reach (mål)."""

    kind: ClassVar[str] = "Goal"
    goal_kind: GoalKind | None = None


class Indicator(Node):
    """What a goal or a measure is followed up by (uppföljningsmått)."""

    kind: ClassVar[str] = "Indicator"
    indicator_kind: IndicatorKind | None = None


class FollowUp(Node):
    """An entry about how a measure has gone: when, the status it was given, and the role (never a person) that gave it."""

    kind: ClassVar[str] = "FollowUp"
    date: Written | None = None
    measure_status: MeasureStatus | None = None
    role: Written | None = None


class Actor(Node):
    """An organisation, office or body that does something; never a person."""

    kind: ClassVar[str] = "Actor"
    actor_type: ActorType | None = None
    stand_in: StandIn | None = None


class TargetGroup(Node):
    """Whom a measure is for (målgrupp)."""

    kind: ClassVar[str] = "TargetGroup"


class Place(Node):
    """A place or arena where a measure is carried out."""

    kind: ClassVar[str] = "Place"


class EvidenceRating(Node):
    """What a source says about the evidence for a method: its scheme and value, never our own."""

    kind: ClassVar[str] = "EvidenceRating"
    scheme: str | None = None
    value: str | None = None


class Statement(Node):
    """What a source says of something as a value: a figure, a count, a year, a claim such as "evaluated".

    `attribute` is a short English key, equal for the same matter ("evaluated", "count"); `value` is what the source writes,
    `number` its reading of a figure.  For a count of rows, `counted_kind` is the kind that was counted.  `single_valued`: a
    thing has but one value of this, and any other, in whatever words, contradicts it.
    """

    kind: ClassVar[str] = "Statement"
    attribute: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = "value"
    value: Written | None = None
    number: FiniteFloat | None = None
    unit: str | None = None
    year: Written | None = None
    population: Text | None = None
    counted_kind: str | None = None
    single_valued: bool | None = None


class AcceptedGap(Node):
    """A decision to live for now with something that has no measure.

    `reason` says why, `owner_role` which role or body owns the decision (never a person).  On the day `review_on` the
    decision ends: from then on the gap is a gap again, until somebody decides anew.
    """

    kind: ClassVar[str] = "AcceptedGap"
    reason: Text
    owner_role: Written
    review_on: Day


class Source(Node):
    """A document that statements are taken from.

    `outline`: where locators may begin (chapters, sheets, slides); `taken`, `left_out`: what was entered and what not, and why.
    """

    kind: ClassVar[str] = "Source"
    outline: Names = ()
    taken: Text | None = None
    left_out: Text | None = None
    publisher: str | None = None
    issued: Written | None = None
    url: str | None = None


KINDS: dict[str, type[Node]] = {
    model.kind: model
    for model in (
        Plan, PlanTable, Assessment, LegalRequirement, Agreement, Municipality, CrimeArea, FocusArea, GoalArea,
        Problem, Cause, Measure, SubActivity, Method, Goal, Indicator, FollowUp, Actor, TargetGroup, Place,
        EvidenceRating, Statement, AcceptedGap, Source,
    )
}  # fmt: skip
"""Every kind by its English name, in the order that lists and exports use."""

AREA_KINDS: tuple[str, ...] = ("CrimeArea", "FocusArea", "GoalArea")
"""The kinds that a measure can have as its home and that causes can drive."""
