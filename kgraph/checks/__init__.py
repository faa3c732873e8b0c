"""Rules about a plan, `graph -> findings`: law, guidance, quality and structure.

`check` runs them, `from_problems` gives what was found while reading the same shape, `findings_table` puts findings
into a table, `rules` lists every code and `explain` says what one means.  The SHACL shapes of the ontology run in `kgraph.checks.shapes`.
"""

from kgraph.checks.catalogue import RULES, check, from_problems, merge
from kgraph.checks.explain import explain, rules
from kgraph.checks.own_words import own_words
from kgraph.checks.report import findings_table
from kgraph.checks.rule import LEVELS, Rule

__all__ = [
    "LEVELS", "RULES", "Rule", "check", "explain", "findings_table", "from_problems", "merge", "own_words", "rules",
]  # fmt: skip
