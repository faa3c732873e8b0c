from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.effects.supposing import adding, removed, sole_responsible, without
from kgraph.errors import AmbiguousName, DataError, Position, UnknownName, UsageError
from kgraph.export.node_link import data
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links as measure_links
from kgraph.measures.roles import Roles
from kgraph.model import Cause, Link, Measure, Records, SubActivity, Text
from tests.people import people
from tests.several import several
from tests.strategies import graphs

MEASURE = """\
measures:
- id: m-ny
  label: {sv: Ny åtgärd}
  home: [narkotika]
  addresses: [Status och pengar, {to: Tobaksbruk, status: interpreted, rationale: {sv: Läst så.}}]
  responsible: [SKF]
"""


def written(tmp_path: Path, content: str, name: str = "ny.yaml") -> Path:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    return file


def saved(graph: KnowledgeGraph, gone: frozenset[str], file: Path) -> Path:
    """A file with the things that go and every link of theirs."""
    whole = data(graph)
    edges = [edge for edge in whole["edges"] if {edge["source"], edge["target"]} & gone]
    nodes = [node for node in whole["nodes"] if node["id"] in gone]
    file.write_text(json.dumps({**whole, "nodes": nodes, "edges": edges}), encoding="utf-8")
    return file


def test_a_measure_goes_with_the_parts_that_are_its_own() -> None:
    nodes = {one.id: one for one in kgraph.example()}
    parts = [
        SubActivity(id=one, label=Text(sv=one)) for one in ("s-own", "s-shared", "s-rejected")
    ]  # fmt: skip
    bonds = [("s-own", "m-skola", "stated"), ("s-shared", "m-skola", "stated"), ("s-shared", "m-tobak", "interpreted")]
    links = [Link(source=s, relation="partOf", target=t, status=status) for s, t, status in bonds]
    links.append(Link(source="s-rejected", relation="partOf", target="m-skola", status="rejected"))
    graph = KnowledgeGraph.of([*nodes.values(), *parts], [*kgraph.example().links, *links])
    assert removed(graph, "m-skola") == {"m-skola", "s-own"}
    assert removed(graph, "m-skola", "m-tobak") == {"m-skola", "m-tobak", "s-own", "s-shared"}
    left = without(graph, removed(graph, "m-skola"))
    assert "cause-skola" in left
    assert not [link for link in left.links if "m-skola" in (link.source, link.target)]


def test_a_part_that_names_its_plan_too_goes_with_its_only_measure() -> None:
    """A plan is no measure: that the part is in it does not keep the part."""
    graph = several()
    part = SubActivity(id="s-own", label=Text(sv="Delen"))
    bonds = [Link(source="s-own", relation="partOf", target=one) for one in ("m-n-krogar", "plan-north-2025")]
    with_part = KnowledgeGraph.of([*graph, part], [*graph.links, *bonds])
    assert removed(with_part, "m-n-krogar") == {"m-n-krogar", "s-own"}


def test_an_actor_goes_alone_unless_it_takes_what_it_alone_answers_for() -> None:
    graph = kgraph.example()
    assert removed(graph, "polisen", actor_takes_measures=True) == {"actor-polisen"}  # it only takes part
    assert removed(graph, "SKF") == {"actor-skolan"}
    assert removed(graph, "SKF", actor_takes_measures=True) == {"actor-skolan", "m-skola"}
    lost = graph["m-skola"].model_copy(update={"unknown": ("responsible",)})
    unsure = KnowledgeGraph.of([*(one for one in graph if one.id != "m-skola"), lost], graph.links)
    assert removed(unsure, "SKF", actor_takes_measures=True) == {"actor-skolan"}


def test_two_actors_who_share_a_measure_take_it_only_together() -> None:
    graph = people()
    assert "m-ute" not in removed(graph, "actor-police", actor_takes_measures=True)
    gone = removed(graph, "actor-police", "actor-school", actor_takes_measures=True)
    assert gone == {"actor-police", "actor-school", "m-kro", "m-ute"}  # in m-hem the mark is lost
    assert removed(graph, "actor-police", "actor-school") == {"actor-police", "actor-school"}


def test_a_plan_goes_with_the_measures_that_no_other_plan_has() -> None:
    graph = several()
    gone = removed(graph, "plan-north-2025")
    assert gone == {"plan-north-2025", "m-n-krogar", "m-n-narvaro", "m-n-forslag"}
    shared = Link(source="m-n-krogar", relation="partOf", target="plan-south-2026", status="interpreted")
    both = KnowledgeGraph.of(graph, [*graph.links, shared])
    assert "m-n-krogar" not in removed(both, "plan-north-2025")
    assert "m-n-krogar" in removed(both, "plan-north-2025", "plan-south-2026")


def test_names_are_resolved_and_other_kinds_refused() -> None:
    with pytest.raises(UnknownName):
        removed(kgraph.example(), "ingenting")
    with pytest.raises(UsageError, match="brottsområde"):
        removed(kgraph.example(), "narkotika")


def test_a_file_may_name_what_is_there_in_any_way(tmp_path: Path) -> None:
    graph = adding(kgraph.example(), written(tmp_path, MEASURE))
    ends = {(link.source, link.relation, link.target) for link in graph.outgoing("m-ny")}
    assert ends == {
        ("m-ny", "homeArea", "area-narkotika"), ("m-ny", "addresses", "cause-status"), ("m-ny", "addresses", "cause-tobak"),
    }  # fmt: skip
    assert [link.source for link in graph.incoming("m-ny")] == ["actor-skolan"]
    assert graph.position(graph["m-ny"]).line == 2


def test_what_stands_in_the_file_comes_first_and_a_later_file_may_lean_on_an_earlier(tmp_path: Path) -> None:
    first = written(
        tmp_path, "causes:\n- {id: cause-ny, label: {sv: Tobaksbruk}, contributes_to: [narkotika]}\n", "a.yaml"
    )
    graph = adding(kgraph.example(), first)
    second = "measures:\n- {id: m-a, label: {sv: A}, addresses: [cause-ny]}\n"
    assert adding(graph, written(tmp_path, second, "b.yaml")) == adding(kgraph.example(), first, tmp_path / "b.yaml")
    own = MEASURE + "causes:\n- {id: cause-egen, label: {sv: Tobaksbruk}}\n"
    targets = {link.target for link in adding(kgraph.example(), written(tmp_path, own)).outgoing("m-ny")}
    assert "cause-egen" in targets
    assert "cause-tobak" not in targets


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (MEASURE.replace("SKF", "Skolförvaltningn"), "ny.yaml:6: S2"),
        (MEASURE.replace("m-ny", "m-tobak"), "ny.yaml:2: S1"),
        (MEASURE.replace("home:", "hemma:"), "ny.yaml:4: F6"),
        ("document: nowhere\n" + MEASURE, "ny.yaml:3: S2"),
        (MEASURE.replace("[narkotika]", "[polisen]"), "ny.yaml:4: S3"),
    ],
)
def test_problems_are_told_with_file_and_line(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(DataError) as failed:
        adding(kgraph.example(), written(tmp_path, content))
    assert told in str(failed.value)


def test_an_ambiguous_name_is_a_problem_of_its_line(tmp_path: Path) -> None:
    twin = Cause(id="cause-tobak-2", label=Text(sv="Tobaksbruk"))
    graph = KnowledgeGraph.of([*kgraph.example(), twin], kgraph.example().links)
    with pytest.raises(AmbiguousName):
        graph.resolve("Tobaksbruk")
    with pytest.raises(DataError, match=r"ny\.yaml:5: S9"):
        adding(graph, written(tmp_path, MEASURE))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="F1"):
        adding(kgraph.example(), tmp_path / "none.yaml")


@given(graphs(), st.integers(0, 5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_and_then_with_is_the_same(tmp_path: Path, graph: KnowledgeGraph, number: int) -> None:
    for one in (f"m-{number}", "actor-0"):
        gone = removed(graph, one, actor_takes_measures=True)
        file = saved(graph, gone, tmp_path / "gone.json")
        assert adding(without(graph, gone), file) == graph


@given(graphs(), graphs())
@settings(max_examples=60, deadline=None)
def test_plus_is_the_graph_of_all_the_records(one: KnowledgeGraph, other: KnowledgeGraph) -> None:
    """Adding links to checked records gives what checking everything gives: the same graph, or the same problems."""
    more = Records((), tuple((link, Position("other")) for link in other.links))
    expected, made = told(lambda: KnowledgeGraph.of(one, [*one.links, *other.links])), told(lambda: one.plus(more))
    assert made == expected
    if isinstance(made, KnowledgeGraph) and isinstance(expected, KnowledgeGraph):
        assert list(made.links) == list(expected.links)
        assert made.index.measures == expected.index.measures


def told(made: Callable[[], KnowledgeGraph]) -> KnowledgeGraph | list[str]:
    """A graph, or the codes of the problems that it has."""
    try:
        return made()
    except DataError as error:
        return sorted(problem.code for problem in error.problems)


def test_plus_finds_clashing_ids_and_loose_ends() -> None:
    where = Position("new", 7)
    node = Measure(id="m-tobak", label=Text(sv="Igen"))
    loose = Link(source="m-tobak", relation="addresses", target="cause-nowhere")
    with pytest.raises(DataError) as failed:
        kgraph.example().plus(Records(((node, where),), ((loose, where),)))
    assert [(problem.code, str(problem.position)) for problem in failed.value.problems] == [
        ("S1", "new:7"),
        ("S2", "new:7"),
    ]


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_sole_responsibility_equals_looking_at_each_measure(graph: KnowledgeGraph) -> None:
    for layer in (False, True):
        found = sole_responsible(Roles.of(graph), interpreted=layer)
        for measure in graph.of_kind("Measure"):
            links = measure_links.responsible(graph, measure.id)
            actors = {link.source for link in links if layer or link.counts_as_stated}
            assert found.get(measure.id) == (next(iter(actors)) if len(actors) == 1 else None)
