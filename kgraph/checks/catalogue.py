"""Every rule by its code: the one list that `check`, `explain`, the manual and the tests read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kgraph.checks import (
    balance,
    causes,
    disagreements,
    follow_up,
    law,
    measures,
    needs,
    own_words,
    places,
    records,
    stand_ins,
    tables,
    wordings,
)  # fmt: skip
from kgraph.checks.rule import Rule, level_of, order
from kgraph.collector import collector_put_off
from kgraph.errors import Problem
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Text
from kgraph.wording import joined, text

__all__ = ["RULES", "check", "from_problems", "merge"]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted(
            (
                *law.RULES,
                *needs.GUIDANCE,
                *causes.RULES,
                *measures.RULES,
                *follow_up.GUIDANCE,
                *balance.RULES,
                *tables.RULES,
                *wordings.RULES,
                *stand_ins.RULES,
                *disagreements.RULES,
                *needs.QUALITY,
                *follow_up.QUALITY,
                *own_words.RULES,
                *records.RULES,
                *places.RULES,
            ),
            key=lambda rule: ("LGQSF".index(rule.code[0]), int(rule.code[1:])),
        )
    }
)
"""Code → rule, for every code that kgraph can print: law first, by their numbers."""


@collector_put_off()
def check(graph: KnowledgeGraph, *, on: date | None = None) -> tuple[Finding, ...]:
    """What every rule finds in a graph, sorted by level, code, file and line.

    `on` is the day that rules of time judge by; without it they say that they cannot judge.  A rule without anything to
    judge by gives a finding with `judged=False`: it neither passes nor fails.
    """
    return tuple(sorted((finding for rule in RULES.values() for finding in _findings(rule, graph, on)), key=order))


def _findings(rule: Rule, graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    if not rule.judges_graphs:
        return
    if rule.kinds and not graph.of_kind(*rule.kinds):
        kinds = [graph.ontology.kinds[kind].label for kind in rule.kinds]
        yield _no_data(rule, joined(kinds))
    else:
        yield from rule.findings(graph, on)


def _no_data(rule: Rule, kinds: Text) -> Finding:
    return Finding(
        code=rule.code, level=rule.level, case="no_data", judged=False,
        message=text("check.unjudged", message=text("check.no_data", kinds=kinds)), fix=text("check.no_data_fix"),
    )  # fmt: skip


def from_problems(problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """The problems of a `DataError` as findings, sorted like those of `check`."""
    return tuple(sorted(map(_from_problem, problems), key=order))


def merge(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, and of the others those that say something new: a code about a subject that nobody has named yet.

    For `check` and `shapes.validate`, which judge G2, G3, S7 and S8 both.
    """
    told = {(finding.code, finding.subject) for finding in findings}
    new = (other for other in others if (other.code, other.subject) not in told)
    return tuple(sorted((*findings, *new), key=order))


def _from_problem(problem: Problem) -> Finding:
    """A problem in the shape of a finding; the rule's remedy where the problem has none of its own."""
    fix = Text(sv=problem.fix_sv, en=problem.fix_en or None) if problem.fix_sv else RULES[problem.code].fix
    return Finding(
        code=problem.code, level=level_of(problem.code), file=problem.position.file, line=problem.position.line,
        message=Text(sv=problem.sv, en=problem.en), fix=fix,
    )  # fmt: skip
