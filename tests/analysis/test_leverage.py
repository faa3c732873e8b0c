from __future__ import annotations

from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Link, cell_text
from kgraph.paths.chains import touches
from tests.strategies import graphs


def test_measures_by_hand() -> None:
    """krogar and tobak stand in narcotics, which matters for recruitment: 2 areas; skola: 1 stated, 3 as read."""
    table = kgraph.leverage(kgraph.example())
    told = [(row["id"], row["areas_stated"], row["areas"], row["causes"], row["groups_stated"]) for row in table.rows]
    assert told == [
        ("m-krogar", 2, 2, 0, 0), ("m-tobak", 2, 2, 0, 0), ("m-skola", 1, 3, 1, 1), ("m-natvaro", 1, 1, 1, 0),
    ]  # fmt: skip
    (count,) = table.counts
    assert (count.stated, count.with_interpreted, count.total) == (2, 3, 4)


def test_causes_by_hand() -> None:
    table = kgraph.leverage(kgraph.example(), causes=True)
    first = table.rows[0]
    assert (first["id"], first["areas_stated"], first["areas"], first["measures_stated"], first["measures"]) == (
        "cause-skola", 2, 2, 0, 1,
    )  # fmt: skip
    assert [cell_text(row["drives"]) for row in table.rows[:2]] == ["Narkotika; Nyrekrytering", "Skolmiljö"]
    (count,) = table.counts
    assert (count.stated, count.with_interpreted, count.total) == (1, 1, 4)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_numbers_equal_searching_from_each_measure(graph: KnowledgeGraph) -> None:
    """Brute force: a search over the links from every measure, instead of the rows of the index."""
    table = kgraph.leverage(graph)
    assert len(table.rows) == len(graph.of_kind("Measure"))
    for row in table.rows:
        paths = touches(graph, str(row["id"]))
        for key, kinds in (("areas", AREA_KINDS), ("causes", ("Cause",))):
            found = [path for thing, path in paths.items() if graph[thing].kind in kinds]
            assert row[key] == len(found)
            assert row[f"{key}_stated"] == sum(path.basis == "stated" for path in found)
    order = [(-int(str(row["areas_stated"])), -int(str(row["areas"]))) for row in table.rows]
    assert order == sorted(order)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_causes_equal_their_own_impact(graph: KnowledgeGraph) -> None:
    for row in kgraph.leverage(graph, causes=True).rows:
        reach = kgraph.impact(graph, str(row["id"]))
        areas = next(count for count in reach.counts if count.key == "areas")
        assert (row["areas_stated"], row["areas"]) == (areas.stated, areas.with_interpreted)
        (on,) = reach.also[0].counts
        assert (row["measures_stated"], row["measures"]) == (on.stated, on.with_interpreted)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_a_link_more_never_lowers_what_a_measure_reaches(graph: KnowledgeGraph) -> None:
    extra = Link(source="m-0", relation="addresses", target="c-4", locator="99")
    after = KnowledgeGraph.of(graph, [*graph.links, extra])
    old, new = ({str(row["id"]): row for row in kgraph.leverage(one).rows} for one in (graph, after))
    for one, row in old.items():
        for key in ("areas_stated", "areas", "causes_stated", "causes"):
            assert int(str(new[one][key])) >= int(str(row[key]))


def test_most_cuts_the_rows_and_not_the_count() -> None:
    whole, part = kgraph.leverage(kgraph.example()), kgraph.leverage(kgraph.example(), most=1)
    assert (part.rows, part.counts) == (whole.rows[:1], whole.counts)
    assert len(kgraph.leverage(kgraph.example(), causes=True, most=2)) == 2


def test_what_reaches_most_in_the_five_documents() -> None:
    """The cooperation's effort for families states seven areas; of single causes those at the square drive two or more."""
    first = kgraph.leverage(kgraph.load(), most=1).rows[0]
    assert (first["id"], first["areas_stated"]) == ("m-s2-familjer", 7)
    causes = kgraph.leverage(kgraph.load(), causes=True)
    shared = {str(row["id"]) for row in causes.rows if int(str(row["areas"])) > 1}
    assert {"cause-efterfragan", "cause-lag-tillit", "cause-foretag-verktyg"} <= shared
    assert causes.counts[0].with_interpreted == len(shared)
