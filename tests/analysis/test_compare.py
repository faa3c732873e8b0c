from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

import kgraph
from kgraph.analysis import comparisons, sources
from kgraph.analysis.compare import few_of_each
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Method, Node, Plan, Source, Text
from kgraph.parts.joined import SHARED
from kgraph.parts.scope import of_plan
from kgraph.parts.selection import only_stated
from tests.strategies import graphs


def graph() -> KnowledgeGraph:
    def named(name: str) -> Text:
        return Text(sv=name)

    nodes: list[Node] = [
        Source(id="d1", label=named("Ett"), taken=named("allt"), left_out=named("bilagan")), Source(id="d2", label=named("Två")),
        Plan(id="p1", label=named("Plan ett"), document="d1"), Plan(id="p2", label=named("Plan två"), document="d2"),
        CrimeArea(id="a", label=named("Gemensamt"), document="d1"), CrimeArea(id="a1", label=named("Bara ett"), document="d1"),
        CrimeArea(id="a2", label=named("Bara två"), document="d2"), Method(id="x1", label=named("Metod X"), document="d1"),
        Method(id="x2", label=named("X-metoden"), document="d2"),
    ]  # fmt: skip
    made = [
        ("p1", "prioritises", "a", "d1"), ("p1", "prioritises", "a1", "d1"), ("p2", "prioritises", "a", "d2"),
        ("p2", "prioritises", "a2", "d2"), ("a1", "closeMatch", "a2", None), ("x1", "exactMatch", "x2", None),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, document=d) for s, r, t, d in made])


def test_both_one_only_and_what_resembles() -> None:
    rows = {row["id"]: row for row in kgraph.compare(graph(), "plan ett", "plan två").rows}
    assert (rows["a"]["first"], rows["a"]["second"]) == (True, True)
    assert (rows["a1"]["first"], rows["a1"]["second"]) == (True, False)
    assert [str(one.sv) for one in rows["a1"]["alike"]] == ["Bara två"]  # type: ignore[union-attr]  # a tuple of Texts
    assert (rows["a2"]["first"], rows["a2"]["second"]) == (False, True)


def test_the_sums_come_kind_by_kind_and_a_kind_can_be_chosen() -> None:
    """Areas: one in both, one in each alone; the two methods are one and the same."""
    table = kgraph.compare(graph(), "plan ett", "plan två")
    (kinds,) = table.also
    assert [(row["kind"], row["both"], row["only_first"], row["only_second"]) for row in kinds.rows] == [
        ("CrimeArea", 1, 1, 1), ("Method", 1, 0, 0),
    ]  # fmt: skip
    assert "bara kopplad till Plan ett" in {row["where"].sv for row in table.rows}  # type: ignore[union-attr]  # a Text
    areas = kgraph.compare(graph(), "plan ett", "plan två", kind="områden")
    assert {row["kind"] for row in areas.rows} == {"CrimeArea"}
    assert len(areas.rows) == 3
    with pytest.raises(UsageError, match="aktörer"):
        kgraph.compare(graph(), "plan ett", "plan två", kind="åtgärder")


def test_a_person_gets_the_first_of_each_kind_what_both_have_first_and_how_many_are_left() -> None:
    table = kgraph.compare(kgraph.load(), "plan-hv-2025", "plan-vasteras-2025")
    short = few_of_each(table)
    assert short.also == table.also
    assert short.notes[-1].sv.startswith("Av varje slag står högst 5 här")
    for kind in {row["kind"] for row in table.rows}:
        every, few = ([row for row in one.rows if row["kind"] == kind] for one in (table, short))
        shared = [row for row in every if row["first"] and row["second"]]
        assert few[: min(5, len(shared))] == shared[:5]
        assert all(row in every for row in few[:5])
        assert [row["label"].sv for row in few[5:]] == [f"… och {len(every) - 5} till"] * (len(every) > 5)  # type: ignore[union-attr]  # a Text
    little = kgraph.compare(graph(), "plan ett", "plan två")
    assert len(few_of_each(little)) == len(little)
    assert few_of_each(little).notes == little.notes


def test_the_sums_are_those_of_the_rows_in_the_real_plans() -> None:
    table = kgraph.compare(kgraph.load(), "plan-hv-2025", "plan-vasteras-2025")
    assert sum(
        int(str(row[key])) for row in table.also[0].rows for key in ("both", "only_first", "only_second")
    ) == len(table)
    shared = [(row["kind"], row["basis"]) for row in table.rows if row["first"] and row["second"]]
    for row in table.also[0].rows:
        both = [basis for kind, basis in shared if kind == row["kind"]]
        assert (row["both_stated"], row["both"]) == (both.count("stated"), len(both))
    assert table.counts == ()  # areas, causes and actors added up are a number of nothing
    assert table.lead[0].sv.startswith("Åtgärder, mål och mått jämförs inte namn för namn")


@given(graph=graphs())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_the_sums_of_all_pairs_are_those_of_each_pair_looked_through(graph: KnowledgeGraph) -> None:
    """The second way: components of exact matches by networkx, and every thing of every kind held against both plans."""
    for row in comparisons(graph).rows:
        for end, part in (("", graph), ("_stated", only_stated(graph))):
            first, second = (set(of_plan(part, str(row[one])).nodes) for one in ("first", "second"))
            same = nx.Graph([(one.source, one.target) for one in part.of_relation("exactMatch") if one.counts])
            seen = []
            for kind in SHARED:
                groups = {
                    frozenset(nx.node_connected_component(same, node.id) if node.id in same else {node.id})
                    for node in part.of_kind(kind)
                    if node.id in first | second
                }
                seen += [(bool(group & first), bool(group & second)) for group in groups]
            told = (row[f"both{end}"], row[f"only_first{end}"], row[f"only_second{end}"])
            assert told == (seen.count((True, True)), seen.count((True, False)), seen.count((False, True)))


def test_an_exact_match_is_one_thing() -> None:
    rows = [row for row in kgraph.compare(graph(), "plan ett", "plan två").rows if row["kind"] == "Method"]
    assert [(row["first"], row["second"]) for row in rows] == [(True, True)]


def test_what_rests_on_a_reading_alone_is_marked_and_counted_apart() -> None:
    whole = graph()
    read = [
        link.model_copy(update={"status": "interpreted"}) if (link.source, link.target) == ("p2", "a") else link
        for link in whole.links
    ]
    table = kgraph.compare(KnowledgeGraph.of(whole, read), "plan ett", "plan två")
    row = next(row for row in table.rows if row["id"] == "a")
    assert (row["basis"], str(row["where"].sv)) == ("interpreted", "båda (tolkat)")  # type: ignore[union-attr]  # a Text
    (areas,) = (row for row in table.also[0].rows if row["kind"] == "CrimeArea")
    assert (areas["both_stated"], areas["both"]) == (0, 1)


def test_an_exact_match_over_a_third_thing_is_the_same_thing() -> None:
    whole = graph()
    third = Method(id="x0", label=Text(sv="Metod noll"))
    links = [link for link in whole.links if link.relation != "exactMatch"]
    chain = [
        Link(source="x1", relation="exactMatch", target="x0"),
        Link(source="x0", relation="exactMatch", target="x2"),
    ]
    rows = kgraph.compare(KnowledgeGraph.of([*whole, third], [*links, *chain]), "p1", "p2").rows
    assert [(row["first"], row["second"]) for row in rows if row["kind"] == "Method"] == [(True, True)]


def test_the_other_way_round_says_the_same() -> None:
    there, back = (kgraph.compare(graph(), *names).rows for names in (("p1", "p2"), ("p2", "p1")))
    assert [(row["id"], row["first"], row["second"]) for row in there] == [
        (row["id"], row["second"], row["first"]) for row in back
    ]


def test_only_plans_can_be_compared() -> None:
    with pytest.raises(UnknownName):
        kgraph.compare(graph(), "plan ett", "Gemensamt")


def test_the_links_of_each_document_are_those_that_one_finds_by_looking_through_all() -> None:
    graph = kgraph.load()
    for row in sources(graph).rows:
        links = [link for link in graph.links if link.document == row["id"] and link.counts]
        assert (row["links_stated"], row["links"]) == (sum(link.counts_as_stated for link in links), len(links))
        assert row["things"] == sum(node.document == row["id"] for node in graph)


def test_sources_tell_what_was_taken_and_left_out() -> None:
    rows = {row["id"]: row for row in sources(graph()).rows}
    assert (rows["d1"]["things"], rows["d1"]["links_stated"], rows["d1"]["links"]) == (4, 2, 2)
    assert str(rows["d1"]["left_out"].sv) == "bilagan"  # type: ignore[union-attr]  # a Text


def test_the_line_of_the_guide_says_that_two_causes_are_one(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "skriva-data.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"### Två namn på samma sak\n.*?```yaml\n(.*?)```", guide, flags=re.DOTALL)
    causes = "".join(f"  - {{id: cause-{one}, label: {{sv: {one}}}}}\n" for one in ("ensamhet", "isolering"))
    (tmp_path / "plan.yaml").write_text(f"causes:\n{causes}{told}", encoding="utf-8")
    (link,) = kgraph.load(tmp_path).of_relation("exactMatch")
    assert (link.source, link.target) == ("cause-ensamhet", "cause-isolering")
