"""A bad and a good example for every rule: small data files that the tests run, one file per code beside this module.

The bad example stands under the line `# bad`, the good one under `# good`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

__all__ = ["BASE", "Example", "example"]

BASE = """\
sources:
  - id: plan
    label: {sv: Planen, en: The plan}
"""
"""What every example may take for granted: the document that it is taken from."""


@dataclass(frozen=True)
class Example:
    """Data that the rule objects to, and data that it does not."""

    bad: str
    good: str


def example(code: str) -> Example:
    """The examples of a rule.  Raises `FileNotFoundError` when it has none; a test sees to it that it has."""
    content = resources.files(__name__).joinpath(f"{code}.yaml").read_text(encoding="utf-8")
    bad, _, good = content.removeprefix("# bad\n").partition("\n# good\n")
    return Example(bad.strip() + "\n", good.strip() + "\n")
