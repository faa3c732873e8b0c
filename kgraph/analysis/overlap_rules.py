"""Are the rules held about what must, and what should not, share measures?  A list to review, with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kgraph.asking.hits import touchable
from kgraph.errors import DataError, Problem, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.sources.overlap_rules import OverlapRule, OverlapRules
from kgraph.wording import columns, text

__all__ = ["overlap_rules"]

_NAMED = 5
"""How many measures of a rule are named; all of them are in `measure_ids`."""


def overlap_rules(graph: KnowledgeGraph, rules: OverlapRules) -> Table:
    """Each rule of a file (`kgraph.sources.overlap_rules.read`) judged in both ways of counting, broken ones first.

    "Must share" is held when at least `at_least` measures touch both things, "should not share" when none does.  A row
    holds `rule` ("must_share" or "should_not_share"), `first_id`, `second_id` and their names, `at_least`, `count_stated`
    and `count`, `held_stated` and `held`, `state` ("broken": in both ways of counting; "differs": in one of them; "held"),
    `measures` (the first five by name) and `measure_ids` (all that touch both, with interpreted links), `reason` and
    `where` it stands.
    Raises `DataError` with every problem of the file, names that mean nothing included.
    """
    judged, problems = [], list(rules.problems)
    for rule in rules.rules:
        found = _judged(graph, rule)
        if isinstance(found, _Judged):
            judged.append(found)
        else:
            problems += found
    problems += _opposed(graph, judged)
    if problems:
        raise DataError(problems)
    judged.sort(key=lambda one: _STATES.index(one.state))
    counts = tuple(_counted(judged)) if judged else ()
    return Table(
        name="overlap_rules", title=text("rules.title"), rows=tuple(_row(graph, one) for one in judged), counts=counts,
        notes=() if judged else (text("rules.none"),),
        columns=columns(
            rule_label="rule", things="things", count_stated="shared_stated", count="shared", state_label="verdict",
            measures="shared_measures", reason="reason", where="where",
        ),
    )  # fmt: skip


_STATES = ("broken", "differs", "held")


@dataclass(frozen=True)
class _Judged:
    rule: OverlapRule
    things: tuple[str, str]
    stated: tuple[str, ...]
    every: tuple[str, ...]

    def held(self, *, interpreted: bool) -> bool:
        number = len(self.every if interpreted else self.stated)
        return number >= self.rule.at_least if self.rule.kind == "must_share" else number == 0

    @property
    def state(self) -> str:
        return _STATES[self.held(interpreted=False) + self.held(interpreted=True)]


def _judged(graph: KnowledgeGraph, rule: OverlapRule) -> _Judged | list[Problem]:
    """The rule with what the graph says of it, or a problem for each of its names that means nothing."""
    found, problems = [], []
    for name in rule.between:
        try:
            found.append(touchable(graph, name))
        except UsageError as error:
            fix = ("Rätta namnet, eller skriv ett id.", "Correct the name, or write an id.")
            problems.append(Problem("S2", rule.position, error.sv, error.en, *fix))
    if problems:
        return problems
    first, second = found
    if first == second:
        return [Problem("F7", rule.position, *_same(graph, first), "Nämn två olika.", "Name two different ones.")]
    stated, every = (graph.index.overlap((first, second), interpreted=layer) for layer in (False, True))
    return _Judged(rule, (first, second), stated, every)


def _opposed(graph: KnowledgeGraph, judged: list[_Judged]) -> Iterator[Problem]:
    """A problem for each rule that says of a pair that it should share nothing where another says that it must."""
    must = {frozenset(one.things): one.rule for one in judged if one.rule.kind == "must_share"}
    for one in judged:
        other = must.get(frozenset(one.things))
        if other and one.rule.kind == "should_not_share":
            first, second = (graph[thing].brief for thing in one.things)
            told = text("rules.opposed", first=first, second=second, where=str(other.position))
            fix = ("Ta bort den ena regeln.", "Remove one of the rules.")
            yield Problem("F7", one.rule.position, told.sv, told.pick("en"), *fix)


def _same(graph: KnowledgeGraph, thing: str) -> tuple[str, str]:
    message = text("rules.same", thing=graph[thing].brief)
    return message.sv, message.pick("en")


def _row(graph: KnowledgeGraph, one: _Judged) -> dict[str, Cell]:
    first, second = (graph[thing].brief for thing in one.things)
    rule = text(f"rules.{one.rule.kind}", number=one.rule.at_least)
    named = _first_named(graph, one.things)
    more = [text("rules.more", count=len(one.every) - _NAMED)] if len(one.every) > _NAMED else []
    return {
        "rule": one.rule.kind, "rule_label": rule, "first_id": one.things[0], "second_id": one.things[1],
        "things": text("rules.pair", first=first, second=second), "at_least": one.rule.at_least,
        "count_stated": len(one.stated), "count": len(one.every), "held_stated": one.held(interpreted=False),
        "held": one.held(interpreted=True), "state": one.state, "state_label": _verdict(one),
        "measures": (*named, *more), "measure_ids": tuple(one.every), "reason": one.rule.reason,
        "where": str(one.rule.position),
    }  # fmt: skip


def _first_named(graph: KnowledgeGraph, things: tuple[str, str]) -> list[Text]:
    """The names of the first five measures that touch both things, in Swedish order; all measures are put in that order once."""
    measures = graph.index.measures
    by_name = graph.once("rules.by_name", lambda: _by_name(graph))
    touched = np.unpackbits(graph.index.overlap_bits(things, interpreted=True), count=len(measures))[by_name]
    return [graph[measures[by_name[place]]].brief for place in np.flatnonzero(touched)[:_NAMED].tolist()]


def _by_name(graph: KnowledgeGraph) -> list[int]:
    names = [swedish_order(graph[one].brief.sv) for one in graph.index.measures]
    return sorted(range(len(names)), key=names.__getitem__)


def _verdict(one: _Judged) -> Text:
    if one.state != "differs":
        return text(f"rules.{one.state}")
    return text("rules.held_with_interpreted" if one.held(interpreted=True) else "rules.held_as_stated")


def _counted(judged: list[_Judged]) -> Iterator[Count]:
    for kind in ("must_share", "should_not_share"):
        ones = [one for one in judged if one.rule.kind == kind]
        if ones:
            stated, every = (sum(one.held(interpreted=layer) for one in ones) for layer in (False, True))
            yield Count(
                key=kind, label=text(f"rules.count_{kind}"), stated=stated, with_interpreted=every, total=len(ones),
                rule=text(f"rules.count_{kind}_rule"),
            )  # fmt: skip
