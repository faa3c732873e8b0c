"""Pages of parts: what a part holds, what it is called, and what is offered in place of a page that is too heavy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

import kgraph
from kgraph import project
from kgraph.checks import check
from kgraph.errors import UnknownName, UsageError
from kgraph.excerpts import near_thing, of_actor, offers
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import causes, lacks
from kgraph.measures.roles import Roles
from kgraph.model import Finding, Measure
from kgraph.parts.scope import of_plan
from kgraph.parts.selection import near, select
from tests.people import nested
from tests.strategies import graphs

VASTERAS = "plan-vasteras-2025"


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return kgraph.load()


def test_what_is_near_is_there_with_its_plans_and_documents_and_nothing_else(whole: KnowledgeGraph) -> None:
    part = near_thing(whole, "narkotika", 1).graph
    walked = {node.id for node in select(whole, near("narkotika", 1))}
    more = {node.id for node in part} - walked
    assert walked <= {node.id for node in part}
    measures = {one for one in walked if whole[one].kind == "Measure"}
    assert {node.id for node in part.of_kind("Measure")} == measures
    assert {part[one].kind for one in more if one not in belonging(whole, measures)} <= {
        "Plan",
        "Municipality",
        "Source",
    }
    assert {link.document for link in part.links} <= {node.id for node in part} | {None}


def belonging(graph: KnowledgeGraph, measures: set[str]) -> set[str]:
    """What has a link with a measure, with a part of one or with a goal of one."""
    own = set(measures)
    for _ in range(2):  # the second time from parts and goals
        own |= {
            end
            for link in graph.links
            for one, end in ((link.source, link.target), (link.target, link.source))
            if one in own and link.counts and graph[one].kind in ("Measure", "SubActivity", "Goal")
        }
    return own


@pytest.mark.parametrize("steps", [1, 2])
def test_no_measure_of_a_part_seems_to_lack_what_it_has(whole: KnowledgeGraph, steps: int) -> None:
    part = near_thing(whole, "narkotika", steps).graph
    for measure in part.of_kind("Measure"):
        assert isinstance(measure, Measure)
        for layer in (False, True):
            assert lacks(part, measure, interpreted=layer) == lacks(whole, measure, interpreted=layer)
        assert set(causes(part, measure.id)) == set(causes(whole, measure.id))


@given(graphs())
def test_what_a_measure_lacks_in_a_part_it_lacks_in_the_whole(graph: KnowledgeGraph) -> None:
    for node in list(graph)[:3]:
        part = near_thing(graph, node.id, 1).graph
        for measure in part.of_kind("Measure"):
            assert isinstance(measure, Measure)
            assert lacks(part, measure) == lacks(graph, measure)
            assert set(causes(part, measure.id)) == set(causes(graph, measure.id))


def test_the_page_of_a_part_finds_no_fault_that_the_whole_has_not(whole: KnowledgeGraph) -> None:
    def keys(found: Sequence[Finding]) -> set[tuple[str, str, str | None]]:
        return {(one.code, one.case, one.subject) for one in found}

    plan = of_plan(whole, VASTERAS)
    part = near_thing(plan, "narkotika", 1).graph
    told = keys(project._findings(part, plan, None))
    assert told == keys(check(part)) & keys(check(plan))
    assert told < keys(project._findings(part, None, None))


def test_an_actors_part_holds_its_measures_and_no_others(whole: KnowledgeGraph) -> None:
    part = of_actor(whole, "polisen").graph
    own = Roles.of(whole).involved[True]["actor-polisen"]
    assert {node.id for node in part.of_kind("Measure")} == own
    by_hand = {
        link.target
        for link in whole.links
        if link.source == "actor-polisen" and link.counts and link.relation in ("isResponsibleFor", "takesPartIn")
    }
    assert {one for one in by_hand if whole[one].kind == "Measure"} <= own
    for measure in own:
        assert {link.target for link in whole.outgoing(measure, "addresses") if link.counts} <= {
            node.id for node in part
        }


@given(graphs())
def test_a_part_is_a_part(graph: KnowledgeGraph) -> None:
    """On any graph: every node and link of the part is the graph's own, and every link between two of its things is there."""
    for node in list(graph)[:3]:
        part = near_thing(graph, node.id, 2).graph
        ids = {one.id for one in part}
        assert ids <= {one.id for one in graph}
        assert set(part.links) == {link for link in graph.links if link.source in ids and link.target in ids}
    for actor in graph.of_kind("Actor")[:2]:
        measures = {one.id for one in of_actor(graph, actor.id).graph.of_kind("Measure")}
        assert measures == Roles.of(graph).involved[True].get(actor.id, set())


def test_a_measure_that_is_part_of_an_actors_measure_stays_out() -> None:
    """q answers for m1, which m2 is a part of: m2 and what it alone is linked to are not in the part of q."""
    assert {one.id for one in of_actor(nested(), "actor-q").graph} == {"actor-q", "m-1"}
    assert {one.id for one in of_actor(nested(), "actor-p").graph} == {"actor-p", "m-2", "x"}


def test_names_that_nobody_has_are_refused(whole: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName):
        near_thing(whole, "finns inte alls")
    with pytest.raises(UnknownName):
        of_actor(whole, "finns inte alls")
    with pytest.raises(UsageError, match="«Narkotika» är ingen aktör"):
        of_actor(whole, "narkotika")


def test_the_page_of_a_part_says_so_and_has_a_name_of_its_own(whole: KnowledgeGraph, tmp_path: Path) -> None:
    plan = of_plan(whole, VASTERAS)
    file = project.view(plan, tmp_path, part=of_actor(plan, "polisen"))
    assert file.name == "vasteras-2025-2026-polisen.html"
    html = file.read_text(encoding="utf-8")
    assert "<title>Polisen – del av: Västerås" in html
    assert "Alla antal gäller bara den delen" in html
    assert len(file.read_bytes()) < 1_000_000
    assert (
        project.view(plan, tmp_path, part=near_thing(plan, "narkotika", 1)).name
        == "vasteras-2025-2026-narkotika-1.html"
    )


def test_a_page_of_two_versions_tells_every_change(whole: KnowledgeGraph, tmp_path: Path) -> None:
    plan = of_plan(whole, VASTERAS)
    before = kgraph.select(plan, lambda graph: frozenset(node.id for node in graph if node.id != "m-andts-coacher"))
    file = project.view(plan, tmp_path, before=before)
    assert file.name == "vasteras-2025-2026-andringar.html"
    html = file.read_text(encoding="utf-8")
    table = kgraph.analysis.versions(before, plan)
    assert table.rows
    block = html[html.index('id="andringar-versions"') :]
    assert block[: block.index("</table>")].count("<tr") - 1 == len(table.rows)
    assert 'href="#andringar"' in html
    assert 'id="andringar"' not in project.view(plan, tmp_path).read_text(encoding="utf-8")


def test_what_is_too_heavy_offers_its_parts_and_whole_makes_it_anyway(
    whole: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "MOST_MEASURES", 10)
    with pytest.raises(UsageError) as told:
        project.view(whole, tmp_path)
    for command in offers(whole):
        assert command in told.value.sv
    assert f"kgraph --plan {VASTERAS} view" in told.value.sv
    assert "kgraph view --actor actor-polisen" in told.value.sv
    with pytest.raises(UsageError) as told:
        project.view(whole, tmp_path, level="open")
    offered = [line for line in told.value.sv.splitlines() if line.startswith("  kgraph ")]
    assert offered
    assert all(line.endswith(" --level open") for line in offered)
    assert list(tmp_path.iterdir()) == []
    example = kgraph.example()
    monkeypatch.setattr(project, "MOST_MEASURES", 2_000)
    monkeypatch.setattr(project, "MOST_BYTES", 1_000)
    with pytest.raises(UsageError, match="MB"):
        project.view(example, tmp_path, force=True)
    assert project.view(example, tmp_path, whole=True).is_file()
