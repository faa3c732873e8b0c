"""SPARQL over a graph: reading only, prefixes declared, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Column, Table, Text
from kgraph.rdf import PREFIXES
from kgraph.wording import refused, text

__all__ = ["query"]

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(
    _XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_BROKEN = frozenset(_XSD + name for name in ("decimal", "double", "float"))

_TOKEN = re.compile(
    r"""
      (?P<skip> <[^<>"{}|^`\\\s]*> | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?''' | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
              | \#[^\n]* | [?$@]\w+ | \w*:[\w.:%-]* )
    | (?P<word> [A-Za-z]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Keywords, once everything that only looks like one (IRIs, strings, comments, variables, prefixed names) is stepped over."""
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"))


def query(graph: KnowledgeGraph, sparql: str) -> Table:
    """The answer to a SPARQL 1.1 query: a column for each variable, or `answer`, or `subject`, `predicate`, `object`.

    The prefixes of `kgraph.rdf.PREFIXES` are declared already, and IRIs come back written with them.  Numbers and truth
    values keep their type; what is unbound is empty.  The graph is one default graph.
    Raises `UsageError` for a query that cannot be read, for updates and for SERVICE (nothing is asked of other servers).
    """
    _refuse(sparql)
    try:
        found = graph.store.query(sparql, prefixes=PREFIXES)
        if isinstance(found, ox.QueryBoolean):
            return _table(["answer"], [{"answer": bool(found)}])
        if isinstance(found, ox.QueryTriples):
            return _table(["subject", "predicate", "object"], _triples(found))
        names = [variable.value for variable in found.variables]
        return _table(names, [{name: _cell(solution[name]) for name in names} for solution in found])
    except SyntaxError as error:
        raise _problem("syntax", reason=str(error)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise _problem("failed", reason=str(error)) from None


def _refuse(sparql: str) -> None:
    keywords = [match["word"].upper() for match in _TOKEN.finditer(sparql) if match["word"]]
    if "SERVICE" in keywords:
        raise _problem("service")
    body = [word for word in keywords if word not in ("PREFIX", "BASE")]
    if body[:1] == ["WITH"] or _UPDATES.intersection(body[:1]):
        raise _problem("update")


def _problem(key: str, **values: object) -> UsageError:
    return refused(f"sparql.{key}", **values)


def _table(names: Iterable[str], rows: Iterable[dict[str, Cell]]) -> Table:
    columns = tuple(Column(key=name, label=Text(sv=name)) for name in names)
    return Table(name="sparql", title=text("sparql.title"), columns=columns, rows=tuple(rows))


def _triples(found: ox.QueryTriples) -> Iterator[dict[str, Cell]]:
    rows = {(_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in found}
    for subject, predicate, value in sorted(rows, key=lambda row: tuple(map(str, row))):
        yield {"subject": subject, "predicate": predicate, "object": value}


def _cell(term: Any) -> str | int | float | bool | None:
    """A term as a value: typed literals as numbers and truth values, IRIs with their prefix, quoted triples as text."""
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value)
    return None if term is None else str(term)


def _literal(value: str, datatype: str) -> str | int | float | bool:
    try:
        if datatype in _WHOLE:
            return int(value)
        if datatype in _BROKEN:
            return float(value)
    except ValueError:
        return value
    return value in ("true", "1") if datatype == _XSD + "boolean" else value


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local != iri and re.fullmatch(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", local):
            return f"{prefix}:{local}"
    return iri
