"""The values that fields may take: one `Literal` type for each SKOS scheme of `ontology/vocabularies.ttl`.

`SCHEME_FIELDS` says which scheme each field uses; a test holds types and schemes to each other.
"""

from __future__ import annotations

from typing import Literal

__all__ = [
    "SCHEME_FIELDS",
    "ActorType",
    "CauseDirectness",
    "CauseKind",
    "CauseNature",
    "GoalKind",
    "IndicatorKind",
    "MeasureStatus",
    "PlanColumn",
    "PreventionLevel",
    "PreventionType",
    "ProblemKind",
    "Recurrence",
    "RiskFactorLevel",
    "StandIn",
    "TimePerspective",
]

PreventionLevel = Literal["universal", "selective", "indicated"]
PreventionType = Literal["social", "situational"]
TimePerspective = Literal["reactive", "prevent_onset", "change_conditions"]
MeasureStatus = Literal["proposed", "planned", "ongoing", "completed", "delayed", "cancelled", "unknown"]
Recurrence = Literal["once", "yearly", "half_yearly", "quarterly", "monthly", "continuous"]
CauseKind = Literal["cause", "risk_factor", "protective_factor"]
CauseDirectness = Literal["direct", "indirect", "root"]
CauseNature = Literal["situational", "social", "structural"]
RiskFactorLevel = Literal["individual", "family", "peers", "school", "community"]
ActorType = Literal[
    "municipality", "department", "company", "police", "region", "state_agency",
    "civil_society", "business", "collaboration_body", "collective",
]  # fmt: skip
GoalKind = Literal["outcome", "operational"]
IndicatorKind = Literal["process", "output", "outcome"]
ProblemKind = Literal["problem", "need", "cooperation_gap"]
StandIn = Literal["placeholder", "reference"]
PlanColumn = Literal["problem", "cause", "measure", "goal", "time", "actor", "responsible", "follow_up"]

SCHEME_FIELDS: dict[str, str] = {
    "prevention_level": "prevention_level",
    "prevention_type": "prevention_type",
    "time_perspective": "time_perspective",
    "measure_status": "measure_status",
    "recurrence": "recurrence",
    "cause_kind": "cause_kind",
    "directness": "cause_directness",
    "nature": "cause_nature",
    "risk_factor_level": "risk_factor_level",
    "actor_type": "actor_type",
    "goal_kind": "goal_kind",
    "indicator_kind": "indicator_kind",
    "columns": "plan_column",
    "problem_kind": "problem_kind",
    "stand_in": "stand_in",
    "status": "link_status",
}
"""Field name → the name of the SKOS scheme that its values come from."""
