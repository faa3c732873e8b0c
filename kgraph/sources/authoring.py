"""What a person writes in a YAML file: nodes with their links written inside them.

Each entry is a node of `kgraph.model` plus fields that become links.  A link field is
annotated with `Via`, which says the relation and whether the entry is its subject or
(`inverse`) its object.  `AuthoredFile` is one YAML file; any file may hold any sections.
The JSON Schema for editors is generated from these models (`kgraph schema`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kgraph.model import (
    AcceptedGap,
    Actor,
    Agreement,
    Assessment,
    Cause,
    CrimeArea,
    EvidenceRating,
    FocusArea,
    FollowUp,
    Frozen,
    Goal,
    GoalArea,
    Id,
    Indicator,
    LegalRequirement,
    Link,
    Measure,
    Method,
    Municipality,
    Node,
    Place,
    Plan,
    PlanTable,
    Problem,
    Qualification,
    Source,
    Statement,
    SubActivity,
    TargetGroup,
)

__all__ = ["SECTIONS", "AuthoredFile", "LinkEntry", "Via", "json_schema"]


@dataclass(frozen=True)
class Via:
    """Marks a field whose values become links; with `inverse` the entry is the link's target."""

    relation: str
    inverse: bool = False


class LinkEntry(Qualification):
    """One link as it is written: the other end and, where it differs from its entry, its qualification."""

    to: Annotated[str, Field(min_length=1, description="id, label, short label or abbreviation of the other end")]


def _id_is_a_link(value: Any) -> Any:
    """`- narkotika` is short for `- {to: narkotika}`."""
    return {"to": value} if isinstance(value, str) else value


Links = tuple[Annotated[LinkEntry, BeforeValidator(_id_is_a_link, json_schema_input_type=str | LinkEntry)], ...]


class _Linked(Node):
    """Links that every kind of entry can have."""

    broader: Annotated[Links, Via("broader")] = ()
    exact_match: Annotated[Links, Via("exactMatch")] = ()
    close_match: Annotated[Links, Via("closeMatch")] = ()
    broad_match: Annotated[Links, Via("broadMatch")] = ()
    narrow_match: Annotated[Links, Via("narrowMatch")] = ()
    related_match: Annotated[Links, Via("relatedMatch")] = ()
    distinct_from: Annotated[Links, Via("distinctFrom")] = ()


class IndicatorEntry(Indicator, _Linked):
    """An indicator, in a register or inside a measure or goal."""


class GoalEntry(Goal, _Linked):
    """A goal, in a register or inside a measure, and the table it stands in."""

    table: Annotated[Links, Via("inTable")] = ()
    indicators: Annotated[tuple[IndicatorEntry, ...], Via("isMeasuredBy")] = ()
    measured_by: Annotated[Links, Via("isMeasuredBy")] = ()


class SubActivityEntry(SubActivity, _Linked):
    """A part of a measure."""

    addresses: Annotated[Links, Via("addresses")] = ()
    responsible: Annotated[Links, Via("isResponsibleFor", inverse=True)] = ()
    actors: Annotated[Links, Via("takesPartIn", inverse=True)] = ()
    methods: Annotated[Links, Via("usesMethod")] = ()
    target_groups: Annotated[Links, Via("isFor")] = ()
    places: Annotated[Links, Via("takesPlaceAt")] = ()


class MeasureEntry(Measure, _Linked):
    """A measure with everything the plan says of it."""

    plan: Annotated[Links, Via("partOf")] = ()
    table: Annotated[Links, Via("inTable")] = ()
    home: Annotated[Links, Via("homeArea")] = ()
    also_affects: Annotated[Links, Via("alsoAffects")] = ()
    addresses: Annotated[Links, Via("addresses")] = ()
    strengthens: Annotated[Links, Via("strengthens")] = ()
    goals: Annotated[tuple[GoalEntry, ...], Via("pursues")] = ()
    pursues: Annotated[Links, Via("pursues")] = ()
    indicators: Annotated[tuple[IndicatorEntry, ...], Via("isMeasuredBy")] = ()
    measured_by: Annotated[Links, Via("isMeasuredBy")] = ()
    responsible: Annotated[Links, Via("isResponsibleFor", inverse=True)] = ()
    actors: Annotated[Links, Via("takesPartIn", inverse=True)] = ()
    followed_up_through: Annotated[Links, Via("isFollowedUpThrough")] = ()
    methods: Annotated[Links, Via("usesMethod")] = ()
    target_groups: Annotated[Links, Via("isFor")] = ()
    places: Annotated[Links, Via("takesPlaceAt")] = ()
    sub_activities: Annotated[tuple[SubActivityEntry, ...], Via("partOf", inverse=True)] = ()
    continues_from: Annotated[Links, Via("continuesFrom")] = ()
    fulfils: Annotated[Links, Via("fulfils")] = ()


class PlanTableEntry(PlanTable, _Linked):
    """A table of a plan."""

    plan: Annotated[Links, Via("partOf")] = ()


class PlanEntry(Plan, _Linked):
    """A plan and what it rests on."""

    municipality: Annotated[Links, Via("isPlanOf")] = ()
    assessment: Annotated[Links, Via("restsOn")] = ()
    replaces: Annotated[Links, Via("replaces")] = ()
    decided_by: Annotated[Links, Via("decidedBy")] = ()
    fulfils: Annotated[Links, Via("fulfils")] = ()
    prioritises: Annotated[Links, Via("prioritises")] = ()
    treats: Annotated[Links, Via("treats")] = ()
    goals: Annotated[tuple[GoalEntry, ...], Via("pursues")] = ()
    agreement: Annotated[Links, Via("restsOn")] = ()


class ActorEntry(Actor, _Linked):
    """An actor of the register."""

    member_of: Annotated[Links, Via("memberOf")] = ()
    party_to: Annotated[Links, Via("partyTo")] = ()
    fulfils: Annotated[Links, Via("fulfils")] = ()


class _AreaLinks(_Linked):
    """Links that areas of every kind can have."""

    matters_for: Annotated[Links, Via("mattersFor")] = ()
    associated_with: Annotated[Links, Via("associatedWith")] = ()
    goals: Annotated[tuple[GoalEntry, ...], Via("pursues")] = ()
    pursues: Annotated[Links, Via("pursues")] = ()
    responsible: Annotated[Links, Via("isResponsibleFor", inverse=True)] = ()


class CrimeAreaEntry(CrimeArea, _AreaLinks):
    """A crime area of the register."""


class FocusAreaEntry(FocusArea, _AreaLinks):
    """A focus area of the register."""


class GoalAreaEntry(GoalArea, _AreaLinks):
    """A goal area of the register."""


class CauseEntry(Cause, _Linked):
    """A cause, risk factor or protective factor and what it is said to drive or to hold back."""

    contributes_to: Annotated[Links, Via("contributesTo")] = ()
    protects_against: Annotated[Links, Via("protectsAgainst")] = ()
    table: Annotated[Links, Via("inTable")] = ()


class ProblemEntry(Problem, _Linked):
    """A problem, need or gap: the area it belongs to, whom, whom between or where it is, and the table it stands in."""

    concerns: Annotated[Links, Via("concerns")] = ()
    affects: Annotated[Links, Via("affects")] = ()
    table: Annotated[Links, Via("inTable")] = ()


class StatementEntry(Statement, _Linked):
    """A value that a source gives: what it is about, where it holds, and the total that it is a part of."""

    about: Annotated[Links, Via("isAbout")] = ()
    places: Annotated[Links, Via("holdsAt")] = ()
    adds_up_to: Annotated[Links, Via("addsUpTo")] = ()


class FollowUpEntry(FollowUp, _Linked):
    """An entry of the follow-up."""

    follows_up: Annotated[Links, Via("followsUp")] = ()


class EvidenceRatingEntry(EvidenceRating, _Linked):
    """A source's word on the evidence for something."""

    rates: Annotated[Links, Via("rates")] = ()


class AcceptedGapEntry(AcceptedGap, _Linked):
    """A decision to live with a gap, and what it is about."""

    accepts: Annotated[Links, Via("accepts")] = ()


class MethodEntry(Method, _Linked):
    """A method of the register."""


class TargetGroupEntry(TargetGroup, _Linked):
    """A target group of the register."""


class PlaceEntry(Place, _Linked):
    """A place or arena of the register."""


class AssessmentEntry(Assessment, _Linked):
    """A situational assessment."""


class AgreementEntry(Agreement, _Linked):
    """A cooperation agreement, its parties, the goals that they share and the areas that it is about."""

    treats: Annotated[Links, Via("treats")] = ()

    goals: Annotated[tuple[GoalEntry, ...], Via("pursues")] = ()
    pursues: Annotated[Links, Via("pursues")] = ()
    parties: Annotated[Links, Via("partyTo", inverse=True)] = ()


class LegalRequirementEntry(LegalRequirement, _Linked):
    """A duty in law."""


class MunicipalityEntry(Municipality, _Linked):
    """A municipality."""


class SourceEntry(Source, _Linked):
    """A document."""


class AuthoredFile(Frozen):
    """One YAML file.  `document` is the source of every entry and link that names no other."""

    document: Id | None = None
    sources: tuple[SourceEntry, ...] = ()
    municipalities: tuple[MunicipalityEntry, ...] = ()
    plans: tuple[PlanEntry, ...] = ()
    plan_tables: tuple[PlanTableEntry, ...] = ()
    assessments: tuple[AssessmentEntry, ...] = ()
    agreements: tuple[AgreementEntry, ...] = ()
    legal_requirements: tuple[LegalRequirementEntry, ...] = ()
    crime_areas: tuple[CrimeAreaEntry, ...] = ()
    focus_areas: tuple[FocusAreaEntry, ...] = ()
    goal_areas: tuple[GoalAreaEntry, ...] = ()
    problems: tuple[ProblemEntry, ...] = ()
    causes: tuple[CauseEntry, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    methods: tuple[MethodEntry, ...] = ()
    goals: tuple[GoalEntry, ...] = ()
    indicators: tuple[IndicatorEntry, ...] = ()
    follow_ups: tuple[FollowUpEntry, ...] = ()
    actors: tuple[ActorEntry, ...] = ()
    target_groups: tuple[TargetGroupEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
    evidence_ratings: tuple[EvidenceRatingEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    accepted_gaps: tuple[AcceptedGapEntry, ...] = ()
    links: tuple[Link, ...] = ()


SECTIONS: tuple[str, ...] = tuple(name for name in AuthoredFile.model_fields if name not in ("document", "links"))
"""The names of the lists of things that a file can hold, in the order of the model."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one authored file, for editors that complete and check YAML."""
    schema = AuthoredFile.model_json_schema()
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "kgraph data file"}
