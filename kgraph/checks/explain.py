"""What a code means: the rule, how binding it is, why it is asked, where it comes from, how to fix it, two examples."""

from __future__ import annotations

from kgraph import ontology
from kgraph.checks.catalogue import RULES
from kgraph.checks.examples import example
from kgraph.checks.rule import Rule
from kgraph.errors import UnknownName
from kgraph.model import Cell, Column, Table, Text
from kgraph.names import suggest
from kgraph.wording import catalogue, text

__all__ = ["explain", "level_meaning", "rules"]


def explain(code: str) -> Table:
    """Everything about a rule, one row for each question.  Case does not matter; `UnknownName` for a code nobody has."""
    known = code.strip().upper()
    if known not in RULES:
        near = suggest(known, RULES) if known[1:] else ()
        raise UnknownName(code, near or _same_letter(known))
    rule = RULES[known]
    told = {
        part: text(f"{known}.{part}", subject="plan-…", document="doc-…")
        for part in ("table_fix", "rows_fix")
        if f"{known}.{part}" in catalogue()
    }
    rows: dict[str, Cell] = {
        "asks": rule.title, "level": level_meaning(rule), "why": rule.why, "source": rule.source, "fix": rule.fix,
        **told, "bad": example(known).bad.strip(), "good": example(known).good.strip(),
    }  # fmt: skip
    return Table(
        name="explain", title=text("check.explain_title", code=known, title=rule.title),
        columns=(Column(key="part_label", label=text("check.part")), Column(key="answer", label=text("check.answer"))),
        rows=tuple({"part": part, "part_label": text(f"check.{part}"), "answer": said} for part, said in rows.items()),
    )  # fmt: skip


def rules() -> Table:
    """Every rule that kgraph knows, in the order of the codes' levels: its code, how binding it is and what it asks."""
    levels = ontology.load().schemes["check_level"]
    return Table(
        name="rules", title=text("check.rules_title"),
        columns=tuple(
            Column(key=key, label=text(f"check.{name}"))
            for key, name in (("code", "code"), ("level_label", "level"), ("title", "asks"))
        ),
        rows=tuple(
            {"code": code, "level": rule.level, "level_label": levels[rule.level].label, "title": rule.title}
            for code, rule in RULES.items()
        ),
    )  # fmt: skip


def level_meaning(rule: Rule) -> Text:
    """The level of a rule and what it means, in the words of the vocabulary."""
    level = ontology.load().schemes["check_level"][rule.level]
    return text("check.level_answer", label=level.label, definition=level.definition)


def _same_letter(code: str) -> tuple[str, ...]:
    """The first codes of the level that a wrong code seems to be after."""
    return tuple(known for known in RULES if known[0] == code[:1])[:3]
