"""The page that describes every rule: `docs/checks.md`, Swedish first."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph import ontology
from kgraph.checks.catalogue import RULES
from kgraph.checks.examples import example
from kgraph.checks.rule import LEVELS, Rule
from kgraph.model import Level, Text
from kgraph.wording import text

__all__ = ["manual"]

_LANGUAGES = {"json": "{", "turtle": "@prefix", "csv": "id,"}
"""How an example that is not YAML begins."""


def manual() -> str:
    """The page in Markdown: the levels that have rules, their rules, and for each two examples."""
    lines = [f"# {_both(text('check.manual_title'))}", "", *_paragraphs(text("check.manual_intro"))]
    for level in LEVELS:
        if rules := [rule for rule in RULES.values() if rule.level == level]:
            lines += [*_level(level), *(line for rule in rules for line in _rule(rule))]
    return "\n".join(lines).rstrip() + "\n"


def _both(words: Text) -> str:
    return f"{words.sv} · {words.pick('en')}"


def _paragraphs(words: Text) -> list[str]:
    return [words.sv, "", f"*{words.pick('en')}*", ""]


def _level(level: Level) -> Iterator[str]:
    concept = ontology.load().schemes["check_level"][level]
    yield f"## {_both(concept.label).capitalize()}"
    yield ""
    yield from _paragraphs(concept.definition)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {_both(rule.title)}"
    yield ""
    yield from _paragraphs(rule.why)
    for name in ("source", "fix"):
        yield f"- {text(f'check.{name}').sv}: {getattr(rule, name).sv}"
        yield f"  <br>*{text(f'check.{name}').pick('en')}: {getattr(rule, name).pick('en')}*"
    yield ""
    examples = example(rule.code)
    for name, content in (("bad", examples.bad), ("good", examples.good)):
        yield f"{_both(text(f'check.{name}'))}:"
        yield ""
        yield f"```{_language(content)}"
        yield content.strip()
        yield "```"
        yield ""


def _language(content: str) -> str:
    return next((name for name, start in _LANGUAGES.items() if content.startswith(start)), "yaml")
