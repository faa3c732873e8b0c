"""What kgraph is measured against: the overlap as SPARQL 1.1 for rdflib and Oxigraph, the matrix of areas in scipy and duckdb.

Two spellings are tried and the quicker one counts: one property path for each thing, or a union of its parts with the
driving causes found once.  (Written without those sub-selects, or with the kind asked first, the union takes Oxigraph
ten to eighty times as long on the large plan; that would not be a fair rival.)
Stated links are the simple triples.  With interpreted links the closure cannot be written over `kg:Link` (a path
cannot ask for the status of its steps), so a store with the simple triples of every link that counts is made first,
outside the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kgraph import KnowledgeGraph
from kgraph.index.numbers import Numbers, Pairs
from kgraph.model import Link
from kgraph.ontology import DATA, KG
from kgraph.rdf import triples

__all__ = ["duckdb_matrix", "fastest", "on_oxigraph", "on_rdflib", "scipy_matrix", "store_with_interpreted"]

_HEAD = f"PREFIX kg: <{KG}>\nPREFIX kgd: <{DATA}>\n"
_CAUSES = "^kg:partOf?/(kg:addresses|kg:strengthens)/(kg:contributesTo|kg:protectsAgainst|kg:concerns)+"
_ONE_PATH = f"?m kg:homeArea|kg:alsoAffects|(kg:homeArea/kg:mattersFor)|({_CAUSES}) kgd:THING ."
_DRIVING = "{ SELECT DISTINCT ?cause WHERE { ?cause (kg:contributesTo|kg:protectsAgainst|kg:concerns)+ kgd:THING } }"
_UNION = f"""{{ SELECT DISTINCT ?m WHERE {{
    {{ ?m kg:homeArea|kg:alsoAffects kgd:THING }} UNION {{ ?m kg:homeArea/kg:mattersFor kgd:THING }} UNION
    {{ {_DRIVING} ?m kg:addresses|kg:strengthens ?cause }} UNION
    {{ {_DRIVING} ?part kg:addresses|kg:strengthens ?cause . ?part kg:partOf ?m }} }} }}"""

Answer = Callable[[], frozenset[str]]


def _query(pattern: str, things: Sequence[str]) -> str:
    parts = "\n  ".join(pattern.replace("THING", thing) for thing in things)
    return f"{_HEAD}SELECT DISTINCT ?m WHERE {{\n  {parts}\n  FILTER EXISTS {{ ?m a kg:Measure }}\n}}"


def on_oxigraph(store: ox.Store, things: Sequence[str]) -> tuple[Answer, ...]:
    """The question in both spellings, to be asked of a store."""

    def ask(query: str) -> frozenset[str]:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101  # a SELECT gives solutions
        return frozenset(str(row["m"]).strip("<>").removeprefix(DATA) for row in found)

    return tuple(partial(ask, _query(pattern, things)) for pattern in (_ONE_PATH, _UNION))


def on_rdflib(graph: rdflib.Graph, things: Sequence[str]) -> tuple[Answer, ...]:
    """The question in both spellings, to be asked of an rdflib graph; prepared once, as rdflib recommends."""

    def ask(query: Query) -> frozenset[str]:
        return frozenset(str(row[0]).removeprefix(DATA) for row in graph.query(query))  # type: ignore[index]

    return tuple(partial(ask, prepareQuery(_query(pattern, things))) for pattern in (_ONE_PATH, _UNION))


def store_with_interpreted(graph: KnowledgeGraph) -> ox.Store:
    """A store whose simple triples are those of every link that counts."""
    links = (Link(source=one.source, relation=one.relation, target=one.target) for one in graph.links if one.counts)
    unique = {link.sort_key(): link for link in links}
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples(graph, unique.values()))
    return store


def fastest(answers: Sequence[Answer], expected: frozenset[str]) -> Answer:
    """The quickest of several ways to ask, all of which must give the expected answer."""
    from benchmarks.timing import median

    for answer in answers:
        if (found := answer()) != expected:
            raise AssertionError(f"the engines differ: {sorted(found ^ expected)[:5]}")
    return min(answers, key=lambda answer: median(answer, times=1))


def scipy_matrix(direct: Pairs, drives: Pairs, areas: Numbers, measures: int, things: int) -> Callable[[], Any]:
    """Area × area with scipy: the closure by squaring until nothing is new, T for the areas only, then T'T."""
    import scipy.sparse as sp

    def answer() -> Any:
        ones = np.ones(len(drives[0]), dtype=np.int32)
        closure = sp.csr_matrix((ones, drives), shape=(things, things)) + sp.identity(
            things, dtype=np.int32, format="csr"
        )
        while True:
            wider = closure @ closure
            wider.data[:] = 1
            if wider.nnz == closure.nnz:
                break
            closure = wider
        linked = sp.csr_matrix((np.ones(len(direct[0]), dtype=np.int32), direct), shape=(measures, things))
        touches = linked @ closure[:, areas]
        touches.data[:] = 1
        return (touches.T @ touches).toarray()

    return answer


_MATRIX = """
WITH RECURSIVE reach(thing, area) AS (
    SELECT area, area FROM areas UNION SELECT drives.source, reach.area FROM reach JOIN drives ON drives.target = reach.thing
), touches AS (SELECT DISTINCT measure, area FROM direct JOIN reach USING (thing))
SELECT one.area, other.area, count(*) FROM touches AS one JOIN touches AS other USING (measure) GROUP BY ALL
"""


def duckdb_matrix(direct: Pairs, drives: Pairs, areas: Numbers) -> Callable[[], Any]:
    """Area × area with duckdb, its tables made before: the closure from the areas backwards, T, and T joined with itself."""
    import duckdb

    connection = duckdb.connect()
    for name, columns in (
        ("direct", {"measure": direct[0], "thing": direct[1]}),
        ("drives", {"source": drives[0], "target": drives[1]}),
        ("areas", {"area": areas}),
    ):
        connection.register("given", columns)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608  # names of our own
        connection.unregister("given")
    place = np.full(int(max(areas)) + 1, -1)
    place[areas] = np.arange(len(areas))

    def answer() -> Any:
        first, second, count = connection.execute(_MATRIX).fetchnumpy().values()
        found = np.zeros((len(areas), len(areas)), dtype=np.int64)
        found[place[first], place[second]] = count
        return found

    return answer
